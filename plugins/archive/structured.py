"""JSON-LD: what a page is about, as search engines and archives read it (schema.org)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from plugins.core.records import Picture

# Signs that could end a script element or start a comment in it; JSON allows them escaped.
_ESCAPES = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}

_in_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode

Data = dict[str, Any]
Address = Callable[[Any], str]
"""Returns the whole address of a record with `url`, or of one below the root."""


def json_ld(value: Mapping[str, Any]) -> Markup:
    """Write JSON that cannot end the script element it stands in (HTML, 4.12.1.3)."""
    text = _in_json(value)
    for sign, escape in _ESCAPES.items():
        if sign in text:  # seldom, and looking takes a tenth of the time
            text = text.replace(sign, escape)
    return Markup(text)  # noqa: S704 -- escaped on the lines above


def persons(names: Iterable[str]) -> list[Data]:
    """Return people by their names."""
    return [{"@type": "Person", "name": name} for name in names]


def organisations(entries: Iterable[Any], absolute: Address) -> list[Data]:
    """Return the organisations of objects with .organisation."""
    return [
        {"@type": "Organization", "name": one.name, "url": absolute(one)}
        for one in [entry.organisation for entry in entries]
    ]


def images(pictures: Iterable[Picture], absolute: Address) -> list[str]:
    """Return the addresses of pictures."""
    return [absolute(one.path) for one in pictures]


def breadcrumb_list(trail: Iterable[tuple[str, str]], absolute: Address) -> Data:
    """Return where a page stands: its trail of (name, address below the root)."""
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": absolute(target)}
        for position, (name, target) in enumerate(trail, 1)
    ]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": items,
    }
