"""What the templates may call: addresses, dates, what machines read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from markupsafe import Markup

from plugins.archive.citation import online, printed
from plugins.archive.days import writers
from plugins.archive.pictured import picture, pictured
from plugins.archive.structured import breadcrumb_list, images, json_ld, organisations, persons
from plugins.core.records import Picture
from plugins.core.settings import Site
from plugins.core.text import clauses, reading_minutes


def filters(site: Site) -> dict[str, Callable[..., Any]]:
    """Return the filters by name; `href` and `absolute` take a record with `url`, or a string."""
    below, whole = f"{site.base}/", f"{site.url}/"

    def href(target: Any) -> str:  # thirty times on a page
        return below + (target if isinstance(target, str) else target.url).lstrip("/")

    def absolute(target: Any) -> str:
        return whole + (target if isinstance(target, str) else target.url).lstrip("/")

    def picture_in(shown: Picture, place: str, eager: bool) -> Markup:  # noqa: FBT001 -- by its place
        return picture(shown, site.base, place, eager=eager)

    def pictured_in(html: str, pictures: Iterable[Picture]) -> str:
        return pictured(html, pictures, site.base)

    return {
        "href": href,
        "absolute": absolute,
        "breadcrumb_list": lambda trail: breadcrumb_list(trail, absolute),
        "clauses": clauses,
        "images": lambda pictures: images(pictures, absolute),
        "iso": iso,
        "json_ld": json_ld,
        "organisations": lambda entries: organisations(entries, absolute),
        "persons": persons,
        "place": place,
        **writers(site.interface),
        "cite_online": lambda article: online(article, site.name, absolute(article)),
        "cite_printed": lambda article: printed(article, site.name),
        "minutes": reading_minutes,
        "picture": picture_in,
        "pictured": pictured_in,
    }


class Kept:
    """Calls macros once for the same arguments: parts of the shell that most pages share."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._known: dict[tuple[Any, ...], Any] = {}

    def __call__(self, macro: Any, *arguments: Any) -> Any:
        """Return what the macro returns; its template must be imported without context."""
        key = (macro.name, *arguments)
        if key not in self._known:
            self._known[key] = macro(*arguments)
        return self._known[key]


def place(url: str) -> str:
    """Return what of a page's address tells where in the site it stands: its first two parts.

    `branches/`, `branches/…/`: the list itself, and all below it.
    """
    first, _, rest = url.partition("/")
    return f"{first}/…/" if rest else url


def iso(value: date) -> str:
    """Write a day or an aware time as ISO 8601."""
    return value.isoformat()
