"""What may stand in front matter (house formats), as pydantic models.

Values arrive as text (see `yaml_nodes`), so `title: 2023` is a title and `issue: 2023-05-18` an
id. Each custom error carries a rule of the message catalogue. Register and issue files have
modules of their own: to make the models takes long, and a rebuild reads one kind of file.
"""

from __future__ import annotations

import os
import re
import unicodedata
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from plugins.core.patterns import regex

# Nothing that happens to be installed beside us may change how files are read, and to look for it
# takes longer than to read one.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

_DAY = regex(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_LOOSE_DAY = regex(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_MOMENT = regex(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?", re.ASCII
)
SLUG = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_ALIAS = regex(r"/(?:[\w%.~-]+/)*(?:[\w%.~-]+)?")
MOST_SLUG = 80


def fault(rule: str, **values: str) -> PydanticCustomError:
    """Return an error that becomes the fault `rule`."""
    return PydanticCustomError(rule, rule, values)


def suggested_day(text: str) -> str | None:
    """Return the day that a loosely written date means, as it should be written."""
    match = _LOOSE_DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else None


def _text(value: object) -> object:
    if value is None:
        raise fault("value-empty")
    if not isinstance(value, str):
        raise fault("text-wanted")
    text = " ".join(value.split())
    if not text:
        raise fault("value-empty")
    return text


def _day(value: object) -> object:
    if isinstance(value, date):
        return value
    text = _text(value)
    match = _DAY.fullmatch(str(text))
    if match is None:
        near = suggested_day(str(text))
        raise fault("date-form", value=str(text), near=near or "2023-05-18")
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        raise fault("date-impossible", value=str(text)) from None


def _moment(value: object) -> object:
    text = str(_text(value))
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise fault("moment-form", value=text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise fault("moment-form", value=text) from None


def items(value: object) -> object:
    """Return a list of names as written, `[]` for nothing; a text that means a list is a fault."""
    if value is None:
        return []
    if isinstance(value, str):
        parts = [part.strip() for part in re.split(r"[,，、;；]", value) if part.strip()]
        raise fault("list-wanted", near=f"[{', '.join(parts)}]")
    if isinstance(value, dict):
        raise fault("list-wanted", near="[…]")
    if isinstance(value, list):
        for item in value:
            if isinstance(item, str) and re.search(r"[，、；]", item):
                parts = [part.strip() for part in re.split(r"[，、；]", item) if part.strip()]
                raise fault("list-full-width", value=item, near=", ".join(parts))
    return value


def plain_items(value: object) -> object:
    """Return a list of anything as written, `[]` for nothing."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise fault("list-wanted", near="[…]")
    return value


def _first_number(text: str) -> str:
    found = re.search(r"[0-9]{1,6}", text)
    return found[0] if found else ""


def number(value: object) -> object:
    """Return a number of up to six digits."""
    text = _text(value)
    normal = unicodedata.normalize("NFKC", str(text))
    if not re.fullmatch(r"[0-9]{1,6}", str(text)):
        raise fault("number-wanted", value=str(text), near=_first_number(normal) or "3")
    return int(str(text))


def _slug(value: object) -> object:
    text = str(_text(value))
    if not SLUG.fullmatch(text) or len(text) > MOST_SLUG:
        raise fault("slug-form", value=text)
    return text


def _address(value: object) -> object:
    text = str(_text(value))
    if not _ALIAS.fullmatch(text) or ".." in text.split("/") or text == "/":
        raise fault("alias-form", value=text)
    return text


def _mapping(value: object) -> object:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise fault("mapping-wanted")
    return value


Text = Annotated[str, BeforeValidator(_text)]
Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Number = Annotated[int, BeforeValidator(number)]
Slug = Annotated[str, BeforeValidator(_slug)]
Address = Annotated[str, BeforeValidator(_address)]
Names = Annotated[list[Text], BeforeValidator(items)]


class Model(BaseModel):
    """The base of all: unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


class BylineModel(Model):
    """`byline:`."""

    reporter: Names = Field(default_factory=list)
    correspondent: Names = Field(default_factory=list)
    photographer: Names = Field(default_factory=list)


class PactModel(Model):
    """One of `pacts:`."""

    branch: Text
    partner: Text
    kind: Text = "共建"
    date: Day | None = None


class CorrectionModel(Model):
    """One of `corrections:`."""

    date: Day
    text: Text


class FrontMatter(Model):
    """The front matter of an article; only title and date are required."""

    title: Text
    date: Day
    issue: Text | None = None
    sheet: Number | None = None
    kicker: Text | None = None
    subtitle: Text | None = None
    column: Text | None = None
    summary: Text | None = None
    slug: Slug | None = None
    byline: Annotated[BylineModel, BeforeValidator(_mapping)] = Field(default_factory=BylineModel)
    branches: Names = Field(default_factory=list)
    partners: Names = Field(default_factory=list)
    pacts: Annotated[list[PactModel], BeforeValidator(plain_items)] = Field(default_factory=list)
    status: Literal["published", "draft", "withdrawn"] = "published"
    embargo: Moment | None = None
    corrections: Annotated[list[CorrectionModel], BeforeValidator(plain_items)] = Field(
        default_factory=list
    )
    aliases: Annotated[list[Address], BeforeValidator(plain_items)] = Field(default_factory=list)


class PageMatter(Model):
    """The front matter of a single page."""

    title: Text
    slug: Slug | None = None
