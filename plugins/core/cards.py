"""Cards: what lists, links and tables show of an article, light enough to hold them all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from plugins.core.digest import digest_of, digest_of_bytes
from plugins.core.labels import Pact
from plugins.core.page import Ref
from plugins.core.records import Article, Picture

# Past the constructor of named tuples, which counts and copies: all articles are asked for theirs.
_new = tuple.__new__
Day = date  # for `Card` has a field of that name


class Card(NamedTuple):
    """An article as every other page shows it. The whole article is for its own page and feeds.

    `digest` is made from all other fields, `whole` from the article with its body, `both` from
    these two.
    """

    source: str
    url: str
    title: str
    date: Day
    kicker: str
    subtitle: str
    summary: str
    issue: str | None
    sheet: int | None
    column: str | None
    branches: tuple[str, ...]  # ids of its labels
    partners: tuple[str, ...]
    pacts: tuple[Pact, ...]  # without their evidence
    pictures: tuple[Picture, ...]
    aliases: tuple[str, ...]
    modified: Day  # the day of its last public change
    characters: int = 0  # as `Article.characters`
    summarised: bool = False  # as `Article.summarised`
    corrected: bool = False  # whether it has corrections
    digest: bytes = b""
    whole: bytes = b""
    both: bytes = b""

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return self.url.rstrip("/").rpartition("/")[2]

    @property
    def text(self) -> Ref:
        """The article with its body."""
        return _new(Ref, (self.source, self.whole))

    @property
    def labels(self) -> tuple[str, ...]:
        """The ids of all branches and partners, branches first."""
        return self.branches + self.partners


def card_of(article: Article, whole: bytes) -> Card:
    """Return the card of an article; `whole` is the digest of all of it."""
    labels = article.labels
    card = Card(
        source=article.source,
        url=article.url,
        title=article.title,
        date=article.date,
        kicker=article.kicker,
        subtitle=article.subtitle,
        summary=article.summary,
        issue=article.issue,
        sheet=article.sheet,
        column=article.column,
        branches=tuple(label.id for label in labels.branches),
        partners=tuple(label.id for label in labels.partners),
        pacts=tuple(Pact(p.branch, p.partner, p.kind, p.date, p.origin) for p in labels.pacts),
        pictures=article.pictures,
        aliases=article.aliases,
        modified=max((article.date, *(c.date for c in article.corrections))),
        characters=article.characters,
        summarised=article.summarised,
        corrected=bool(article.corrections),
    )
    return digested(card, whole)


def digested(card: Card, whole: bytes) -> Card:
    """Return a card that has no digests yet with all of them."""
    digest = digest_of(card)
    return Card(*card[:-3], digest, whole, digest_of_bytes(digest + whole))


def in_order(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Return cards as they stand in every list: oldest first, and as printed within a day."""
    return tuple(sorted(cards, key=lambda c: (c.date, c.issue or "", c.sheet or 0, c.source)))
