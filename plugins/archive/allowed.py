"""What HTML a body may hold: the elements Markdown makes, and nothing that acts or reaches out.

The last step of rendering, on the finished HTML, so that no gap of Markdown or of an extension
(attribute lists, entities in addresses, odd schemes) leads past it.
"""

from __future__ import annotations

import nh3

_EVERYWHERE = {"id", "class", "lang", "title", "dir"}
_ELEMENTS: dict[str, set[str]] = {
    **{name: set() for name in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr", "blockquote")},
    **{name: set() for name in ("em", "strong", "del", "ins", "sup", "sub", "code", "pre", "span")},
    **{name: set() for name in ("ul", "dl", "dt", "dd", "abbr", "figure", "figcaption")},
    **{name: set() for name in ("table", "thead", "tbody", "tr")},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "li": {"value"},
    "div": {"role", "tabindex", "aria-label"},
    "a": {"href", "role", "aria-label"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}


def clean(html: str) -> str:
    """Return a body's HTML without anything that is not allowed in it."""
    return nh3.clean(
        html,
        tags=set(_ELEMENTS),
        attributes={**_ELEMENTS, "*": _EVERYWHERE},
        url_schemes=_SCHEMES,
        link_rel=None,
    )
