"""Small records for tests, of invented neutral organisations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from plugins.core.archive import Archive
from plugins.core.cards import Card, card_of
from plugins.core.labels import Label, Labels, Pact
from plugins.core.page import Bundle, File, Group, Output, Page
from plugins.core.records import Article, Body, Column, Issue, Story
from plugins.core.register import Name, Organisation, Register
from plugins.core.settings import Site
from plugins.incremental.plan import fetched

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


def card(article: Article) -> Card:
    """Return the card of an article."""
    return card_of(article, b"")


def archive(*articles: Article, **more: Any) -> Archive:
    """Return an archive of articles, oldest first."""
    ids = sorted({a.issue for a in articles if a.issue})
    names = sorted({a.column for a in articles if a.column})
    fields: dict[str, Any] = {
        "articles": tuple(card(a) for a in articles),
        "withdrawn": (),
        "pages": (),
        "issues": tuple(Issue(i, date.fromisoformat(i)) for i in ids),
        "columns": tuple(Column(n, n) for n in names),
        "register": REGISTER,
    }
    return Archive(**{**fields, **more})


def context(page: Page, *articles: Article) -> Any:
    """Return what the template of a page is given; the body of each article is its title."""
    stories = {a.source: Story(a, Body(f"<p>{a.title}</p>")) for a in articles}
    inputs = fetched(page.inputs, lambda ref: stories[ref.source], lambda _blob: b"")
    return page.make(*inputs)


def ungrouped(outputs: Iterable[Output]) -> Iterator[Page | File | Bundle]:
    """Yield the outputs with those of groups in the place of each group."""
    for output in outputs:
        if isinstance(output, Group):
            yield from output.make(*output.inputs)
        else:
            yield output
