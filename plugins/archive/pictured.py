"""Pictures in HTML: every size and kind on offer, the space kept free, loaded when it is needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from urllib.parse import quote

from markupsafe import Markup

from plugins.core.patterns import regex
from plugins.core.records import Picture, Shape

# How wide a picture is shown, in the words of the `sizes` attribute; they follow the measure and
# the grid of the theme's layout.css.
SIZES = {
    "text": "(min-width: 44rem) 41rem, 92vw",
    "lead": "(min-width: 60rem) 50rem, 92vw",
    "second": "(min-width: 60rem) 23rem, (min-width: 40rem) 45vw, 92vw",
}
# A picture after fewer characters of text than this stands on the first screen.
_FIRST_SCREEN = 160
_IMG = regex(r"<img\b[^>]*>")
_ATTRIBUTE = regex(r'([\w-]+)="([^"]*)"')
_TAG = regex(r"<[^>]*>")


def picture(shown: Picture, base: str, place: str, *, eager: bool = False) -> Markup:
    """Return the element for a picture; `base` is the site's path below its host.

    `place` is one of SIZES; `eager` loads it at once, for one on the first screen.
    """
    attributes = {"class": "picture", "alt": shown.alt}
    return Markup(_element(shown, base, place, attributes, eager=eager))  # noqa: S704 -- escaped in `_element`


def pictured(html: str, pictures: Iterable[Picture], base: str) -> str:
    """Return the rendered body with every picture's size, and its renditions on offer.

    `pictures` are those of the body; what is not among them stays as it is.
    """
    known = {f"{base}/{one.path}": one for one in pictures}
    if not known:
        return html
    count = 0

    def exchanged(match: re.Match[str]) -> str:
        nonlocal count
        attributes = {key: unescape(value) for key, value in _ATTRIBUTE.findall(match[0])}
        shown = known.get(attributes.get("src", ""))
        if shown is None:
            return match[0]
        count += 1
        kept = {key: attributes[key] for key in ("alt", "title") if key in attributes}
        eager = count == 1 and len(_TAG.sub("", html[: match.start()])) < _FIRST_SCREEN
        return _element(shown, base, "text", kept, eager=eager)

    return _IMG.sub(exchanged, html)


def _element(
    shown: Picture, base: str, place: str, attributes: Mapping[str, str], *, eager: bool
) -> str:
    """Return the element; of what is in it only the address and `attributes` need escaping."""
    shape = shown.shape
    address = escape(f"{base}/{quote(shown.path)}")
    attributes = {key: escape(value) for key, value in attributes.items()}
    loading = {"fetchpriority": "high"} if eager else {"loading": "lazy", "decoding": "async"}
    if shape is None:
        return _tag("img", {"src": address, **attributes, **loading})
    size = {"width": str(shape.width), "height": str(shape.height)}
    if not shape.widths:
        return _tag("img", {"src": address, **size, **attributes, **loading})
    sources = [
        _tag("source", {"type": f"image/{kind}", **_set(address, shape, kind, place)})
        for kind in shape.kinds
    ]
    source = address + shape.ending(shape.width, shape.fallback)
    offered = _set(address, shape, shape.fallback, place) if len(shape.widths) > 1 else {}
    img = _tag("img", {"src": source, **offered, **size, **attributes, **loading})
    return f"<picture>{''.join(sources)}{img}</picture>" if sources else img


def _set(address: str, shape: Shape, kind: str, place: str) -> dict[str, str]:
    offered = [f"{address}{shape.ending(width, kind)} {width}w" for width in shape.widths]
    return {"srcset": ", ".join(offered), "sizes": SIZES[place]}


def _tag(name: str, attributes: Mapping[str, str]) -> str:
    """Write a tag whose attributes are escaped."""
    words = [f'{key}="{value}"' for key, value in attributes.items()]
    return f"<{name} {' '.join(words)}>"
