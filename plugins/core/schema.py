"""What may stand in front matter (house formats), as records and the forms that fill them.

Values arrive as text (see `yaml_nodes`), so `title: 2023` is a title and `issue: 2023-05-18` an
id. Register and issue files have modules of their own: most rebuilds read neither.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import NamedTuple, get_args

from plugins.core.forms import Form, many, misfit, optional, plain_items
from plugins.core.patterns import regex
from plugins.core.records import Byline, Correction, Status
from plugins.core.spelling import VALUES, nearest

_DAY = regex(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_LOOSE_DAY = regex(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_MOMENT = regex(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?", re.ASCII
)
SLUG = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_ALIAS = regex(r"/(?:[\w%.~-]+/)*(?:[\w%.~-]+)?")
_NUMBER = regex(r"[0-9]{1,6}")
_COMMAS = regex(r"[,，、;；]")
_FULL_WIDTH = regex(r"[，、；]")
MOST_SLUG = 80
_STATUSES: tuple[str, ...] = get_args(Status)


def suggested_day(text: str) -> str | None:
    """Return the day that a loosely written date means, as it should be written."""
    match = _LOOSE_DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else None


def text(value: object) -> str:
    """Read a text on one line, each run of blanks as one."""
    if value is None:
        raise misfit("value-empty")
    if not isinstance(value, str):
        raise misfit("text-wanted")
    words = " ".join(value.split())
    if not words:
        raise misfit("value-empty")
    return words


def day(value: object) -> date:
    """Read a day such as 2023-05-18."""
    written = text(value)
    match = _DAY.fullmatch(written)
    if match is None:
        raise misfit("date-form", value=written, near=suggested_day(written) or "2023-05-18")
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        raise misfit("date-impossible", value=written) from None


def _moment(value: object) -> datetime:
    written = text(value)
    if not _MOMENT.fullmatch(written):
        raise misfit("moment-form", value=written)
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        raise misfit("moment-form", value=written) from None


def items(value: object) -> list[object]:
    """Return a list of names as written, `[]` for nothing; a text that means a list is wrong."""
    if isinstance(value, str):
        parts = [part.strip() for part in _COMMAS.split(value) if part.strip()]
        raise misfit("list-wanted", near=f"[{', '.join(parts)}]")
    found = plain_items(value)
    for item in found:
        if isinstance(item, str) and _FULL_WIDTH.search(item):
            parts = [part.strip() for part in _FULL_WIDTH.split(item) if part.strip()]
            raise misfit("list-full-width", value=item, near=", ".join(parts))
    return found


def number(value: object) -> int:
    """Read a number of up to six digits."""
    written = text(value)
    if not _NUMBER.fullmatch(written):
        found = _NUMBER.search(unicodedata.normalize("NFKC", written))
        raise misfit("number-wanted", value=written, near=found[0] if found else "3")
    return int(written)


def slug(value: object) -> str:
    """Read an id or the last part of an address."""
    written = text(value)
    if not SLUG.fullmatch(written) or len(written) > MOST_SLUG:
        raise misfit("slug-form", value=written)
    return written


def _address(value: object) -> str:
    written = text(value)
    if not _ALIAS.fullmatch(written) or ".." in written.split("/") or written == "/":
        raise misfit("alias-form", value=written)
    return written


def _status(value: object) -> str:
    written = text(value)
    if written in _STATUSES:
        return written
    near = VALUES.get(written) or nearest(written, _STATUSES) or "、".join(_STATUSES)
    raise misfit("value-unknown", value=written, near=near)


names = many(text, items)


class PactMatter(NamedTuple):
    """One of `pacts:`."""

    branch: str
    partner: str
    kind: str = "共建"
    date: date | None = None


class FrontMatter(NamedTuple):
    """The front matter of an article."""

    title: str
    date: date
    issue: str | None = None
    sheet: int | None = None
    kicker: str | None = None
    subtitle: str | None = None
    column: str | None = None
    summary: str | None = None
    slug: str | None = None
    byline: Byline = Byline()
    branches: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    pacts: tuple[PactMatter, ...] = ()
    status: Status = "published"
    embargo: datetime | None = None
    corrections: tuple[Correction, ...] = ()
    aliases: tuple[str, ...] = ()


class PageMatter(NamedTuple):
    """The front matter of a single page."""

    title: str
    slug: str | None = None


BYLINE = Form(
    Byline,
    needs={},
    takes={"reporter": names, "correspondent": names, "photographer": names},
)
PACT = Form(
    PactMatter,
    needs={"branch": text, "partner": text},
    takes={"kind": text, "date": optional(day)},
)
CORRECTION = Form(Correction, needs={"date": day, "text": text}, takes={})


def _byline(value: object) -> Byline:
    return BYLINE({} if value is None else value)


ARTICLE = Form(
    FrontMatter,
    needs={"title": text, "date": day},
    takes={
        "issue": optional(text),
        "sheet": optional(number),
        "kicker": optional(text),
        "subtitle": optional(text),
        "column": optional(text),
        "summary": optional(text),
        "slug": optional(slug),
        "byline": _byline,
        "branches": names,
        "partners": names,
        "pacts": many(PACT),
        "status": _status,
        "embargo": optional(_moment),
        "corrections": many(CORRECTION),
        "aliases": many(_address),
    },
)
PAGE = Form(PageMatter, needs={"title": text}, takes={"slug": optional(slug)})
