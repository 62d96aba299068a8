"""Photographs for tests, drawn on the spot, with all that a camera writes into them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, PngImagePlugin

SECRETS = (b"SECRET", b"Exif\0\0", b"<x:xmpmeta", b"GPS")
TURNED = 6  # the camera was held upright: to be shown turned by a quarter clockwise
_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>SECRET</a></x:xmpmeta>'


def photograph(form: str, size: tuple[int, int] = (1200, 800), *, turned: bool = False) -> bytes:
    """Return a picture whose upper left corner is red, in JPEG, PNG, WEBP, AVIF or GIF."""
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 4, size[1] // 4), fill="red")
    exif = Image.Exif()
    exif[0x010F] = "SECRET camera"
    exif[0x8825] = {1: "N", 2: (38.0, 18.0, 0.0), 3: "E", 4: (116.0, 50.0, 0.0)}
    if turned:
        exif[0x0112] = TURNED
    options: dict[str, Any] = {"exif": exif, "xmp": _XMP}
    if form == "JPEG":
        options |= {"comment": b"SECRET", "quality": 92}
    elif form == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", "SECRET")
        info.add_itxt("XML:com.adobe.xmp", _XMP.decode())
        options = {"exif": exif, "pnginfo": info}
    elif form == "GIF":
        options = {"comment": b"SECRET"}
    out = BytesIO()
    picture.save(out, form, **options)
    data = out.getvalue()
    assert any(secret in data for secret in SECRETS)
    return data


def opened(data: bytes) -> Image.Image:
    """Return a picture with its pixels."""
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture
