"""Small records for tests, of invented neutral organisations."""

from __future__ import annotations

from datetime import date
from typing import Any

from plugins.core.archive import Archive
from plugins.core.labels import Label, Labels, Pact
from plugins.core.records import Article, Body, Column, Issue
from plugins.core.register import Name, Organisation, Register
from plugins.core.settings import Site

SITE = Site(name="青禾报", url="https://example.org/qinghe", per_page=3)


def organisation(id_: str, side: Any, name: str = "", **more: Any) -> Organisation:
    """Return an entry of the register."""
    name = name or f"{id_}单位"
    return Organisation(id=id_, name=name, side=side, names=(Name(name),), **more)


REGISTER = Register(
    company=organisation("qinghe", "company", "青禾公司"),
    branches=(organisation("a", "branch", kind="党支部"), organisation("b", "branch")),
    partners=(organisation("x", "partner", kind="学校"), organisation("y", "partner")),
)


def article(number: int, *, on: date | None = None, **more: Any) -> Article:
    """Return the article `number`, a day after the one before it."""
    day = on or date.fromordinal(date(2023, 1, 1).toordinal() + number)
    source = f"articles/{day.year}/{number:03}.md"
    fields = {"slug": f"a{number:03}", "title": f"第{number}篇", "date": day, "source": source}
    return Article(**{**fields, **more})


def labels(*ids: str, pacts: tuple[tuple[str, str], ...] = ()) -> Labels:
    """Return labels for the ids of branches and partners, and pacts between two ids."""
    return Labels(
        branches=tuple(Label(i, "explicit") for i in ids if i in "ab"),
        partners=tuple(Label(i, "explicit") for i in ids if i in "xy"),
        pacts=tuple(Pact(one, other, "签约", None, "explicit") for one, other in pacts),
    )


def archive(*articles: Article, **more: Any) -> Archive:
    """Return an archive of articles, oldest first, each with a one-line body."""
    ids = sorted({a.issue for a in articles if a.issue})
    names = sorted({a.column for a in articles if a.column})
    fields: dict[str, Any] = {
        "articles": articles,
        "withdrawn": (),
        "bodies": {a.source: Body(f"<p>{a.title}</p>") for a in articles},
        "pages": (),
        "issues": tuple(Issue(i, date.fromisoformat(i)) for i in ids),
        "columns": tuple(Column(n, n) for n in names),
        "register": REGISTER,
    }
    return Archive(**{**fields, **more})
