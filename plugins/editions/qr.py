"""The code that leads a phone to an article (ISO/IEC 18004), as a drawing."""

from __future__ import annotations

import segno

# One fixed mask: trying all eight takes four times as long, and every reader reads any of them.
_MASK = 4


def qr_code(address: str) -> bytes:
    """Return the code for an address as SVG: black on white, with its quiet zone of four."""
    code = segno.make(address, error="m", micro=False, boost_error=False, mask=_MASK)
    size = code.symbol_size(border=4)[0]
    path = code.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None, light="#fff")
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}"'
    return path.replace("<svg", head, 1).encode()
