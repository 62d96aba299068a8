"""The archive: all that may be public, in one order, with the indexes pages need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from plugins.core.cards import Card
from plugins.core.labels import Choices, Label, Labels, Pact
from plugins.core.page import Output, Ref
from plugins.core.records import Column, Issue, Picture, Shape
from plugins.core.register import Register
from plugins.core.settings import Site

Key = TypeVar("Key")
Sizes = tuple[tuple[int, int], ...]
Spread = Callable[[Callable[[Sequence[int]], list[Any]], Sequence[int]], Iterable[list[Any]]]
"""Does work on pieces of some numbers, side by side where it can, and returns what came of each."""
PageMaker = Callable[["Archive", Site], Iterable[Output]]
"""What a capability offers: all its outputs, from the archive and the site's settings alone."""


class SinglePage(NamedTuple):
    """A page that belongs to no issue, as lists and the sitemap show it."""

    url: str
    text: Ref
    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class Archive:
    """What is public, and nothing else. Articles and issues stand oldest first.

    `files` holds the digest of every file of the content folder that is no source, by path;
    `shapes` how each picture that something public shows is published, where they are made ready,
    `originals` the size in pixels of each page of the printed ones.
    `memory` holds what capabilities derived at the last build, by a name of their own, in plain
    tuples, lists, dictionaries, texts, bytes and numbers; they replace it by what is true now.
    `spread` does long work of theirs.
    """

    articles: tuple[Card, ...]
    withdrawn: tuple[Card, ...]
    pages: tuple[SinglePage, ...]
    issues: tuple[Issue, ...]  # those with a public article
    columns: tuple[Column, ...]  # those with a public article, in the register's order
    register: Register
    files: Mapping[str, bytes] = field(default_factory=dict)
    shapes: Mapping[str, Shape] = field(default_factory=dict)
    originals: Mapping[str, Sizes] = field(default_factory=dict)
    memory: dict[str, Any] = field(default_factory=dict)
    spread: Spread = field(default_factory=lambda: alone)

    @cached_property
    def shown(self) -> frozenset[str]:
        """The paths of all pictures and originals that something public shows."""
        pictures = [picture.path for article in self.articles for picture in article.pictures]
        pictures += [picture.path for page in self.pages for picture in page.pictures]
        return frozenset([*pictures, *(i.original for i in self.issues if i.original)])

    @cached_property
    def by_issue(self) -> Mapping[str, tuple[Card, ...]]:
        """Articles of each issue in the order of print: sheet by sheet, then by file name."""
        groups = _group([(a.issue, a) for a in self.articles if a.issue])
        return {
            key: tuple(sorted(some, key=lambda a: (a.sheet is None, a.sheet or 0, a.source)))
            for key, some in groups.items()
        }

    @cached_property
    def by_column(self) -> Mapping[str, tuple[Card, ...]]:
        """Articles of each column id, oldest first."""
        return _group([(a.column, a) for a in self.articles if a.column])

    @cached_property
    def by_organisation(self) -> Mapping[str, tuple[Card, ...]]:
        """Articles labelled with each organisation id, oldest first."""
        return _group([(id_, a) for a in self.articles for id_ in a.branches + a.partners])

    @cached_property
    def by_year(self) -> Mapping[int, tuple[Card, ...]]:
        """Articles of each year, oldest first."""
        return _group([(a.date.year, a) for a in self.articles])

    @cached_property
    def issue(self) -> Mapping[str, Issue]:
        """Each issue by its id."""
        return {issue.id: issue for issue in self.issues}

    @cached_property
    def column(self) -> Mapping[str, Column]:
        """Each column by its id."""
        return {column.id: column for column in self.columns}


def alone(work: Callable[[Sequence[int]], list[Any]], numbers: Sequence[int]) -> list[list[Any]]:
    """Do all of some work in this process; see `Spread`."""
    return [work(numbers)]


def is_public(status: str, embargo: datetime | None, now: datetime) -> bool:
    """Tell whether an article may be shown at `now` (aware)."""
    return status == "published" and (embargo is None or embargo <= now)


def written_labels(choices: Choices) -> Labels:
    """Return the labels that the front matter alone gives, for a site without derived labels."""
    return Labels(
        branches=tuple(Label(id_, "explicit") for id_ in choices.forced_branches),
        partners=tuple(Label(id_, "explicit") for id_ in choices.forced_partners),
        pacts=tuple(Pact(p.branch, p.partner, p.kind, p.date, "explicit") for p in choices.pacts),
    )


def _group(keyed: Iterable[tuple[Key, Card]]) -> dict[Key, tuple[Card, ...]]:
    groups: defaultdict[Key, list[Card]] = defaultdict(list)
    for key, article in keyed:
        groups[key].append(article)
    return {key: tuple(some) for key, some in groups.items()}
