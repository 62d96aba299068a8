"""Files that a new release no longer names, and that stay for those who have older pages open.

The theme's files carry their content in their names, so old and new stand side by side; a page
of a list that has become shorter leads to the list.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from pathlib import Path

from plugins.publish.preflight.permanence import list_redirects

STAYING = timedelta(days=30)
_ASSETS = "theme/"


def superseded(
    before: Collection[str], after: Collection[str], known: Mapping[str, str], today: date
) -> tuple[dict[str, str], set[str]]:
    """Return the assets to keep, each with the day since when, and those whose time is over.

    `before` and `after` are the files of the last and the new release, `known` what the last one
    kept already.
    """
    gone = {path for path in before if path.startswith(_ASSETS) and path not in after}
    since = {path: known.get(path, today.isoformat()) for path in gone}
    over = {path for path, day in since.items() if date.fromisoformat(day) + STAYING < today}
    return {path: day for path, day in since.items() if path not in over}, over


def keep(
    site: Path, before: Collection[str], assets: Collection[str], read: Callable[[str], bytes]
) -> None:
    """Put what is kept into the folder `site`; `read` gives a file of the last release."""
    after = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    pages = {path: page.encode() for path, page in list_redirects(before, after).items()}
    for path, data in {**{path: read(path) for path in assets}, **pages}.items():
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
