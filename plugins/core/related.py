"""Related articles: those that share labels, the column and the words of their headlines.

Measured against an editor's judgement by `python -m tests.site.related`.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import chain, count
from math import fsum, log, sqrt
from operator import add
from typing import NamedTuple

from plugins.core.archive import Archive
from plugins.core.cards import Card
from plugins.core.related_changes import Change, Touched, change_of, wording_of

MOST_RELATED = 5
# Only so many earlier articles of each label and column are looked at, and so many of those, the
# nearest by labels and column, are compared by the first pairs of characters of their headlines
# and summaries: the work grows with the archive's length and not with its square.
LOOK_BACK = 40
MOST_COMPARED = 12  # no fewer than `MOST_RELATED`
MOST_PAIRS = 40
_NAME = "related"
# The pairs of so many headlines are held at once: some kilobytes each.
_MOST_TERMS = 2_000
_HAN_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]{2,}")
_NONE = (-1,) * MOST_RELATED
_NOTHING = (b"", "", b"")


class Weights(NamedTuple):
    """What each shared thing counts: a label, the column, headlines of the very same words.

    Headlines at least as alike as `least` relate what shares the column and no label.
    """

    label: int = 2
    column: int = 1
    wording: float = 4
    least: float = 0.02


WEIGHTS = Weights()


def related(archive: Archive, weights: Weights = WEIGHTS) -> list[tuple[Card, ...]]:
    """Return for each article its related ones, the nearest first.

    Only earlier articles and those of the same issue are chosen: a new article then changes no
    page but those of its own issue. With the archive's memory of the last call, only what the
    changes since then can have touched is weighed again.
    """
    digests = b"".join([article.digest for article in archive.articles])
    # The digests of all articles, their lines, the places of the related ones: `MOST_RELATED`
    # numbers for each, the last of them -1 where it has fewer. Each of the three is in one piece:
    # lists of ten thousand things take longer to keep and load than a few of them to weigh.
    earlier = archive.memory.get(_NAME, _NOTHING)
    if earlier[0] != digests:
        lines = earlier[1].split("\n") if earlier[1] else []
        change = change_of(earlier[0], lines, digests, archive.articles)
        places = _weighed(archive, change, _numbers(earlier[2]), weights)
        earlier = (digests, "\n".join(change.lines), places.tobytes())
    archive.memory[_NAME] = earlier
    cards = [*archive.articles, None]
    found = map(cards.__getitem__, _numbers(earlier[2]))
    rows = zip(*[found] * MOST_RELATED, strict=True)
    return [row if row[-1] else tuple([card for card in row if card]) for row in rows]


def _weighed(archive: Archive, change: Change, before: array[int], weights: Weights) -> array[int]:
    """Return the places of the related ones as they are now."""
    scales = _Scales(archive, weights)
    touched = Touched(change, scales.members, scales.mates, LOOK_BACK, MOST_COMPARED)
    certain, doubtful = touched.places()
    altered = change.come | change.reworded
    seeing = [at for at in doubtful if not altered.isdisjoint(scales.compared(at))]
    some = sorted([*certain, *seeing])
    pieces = archive.spread(lambda some: [scales.nearest(at) for at in some], some)
    rows = [(row + _NONE)[:MOST_RELATED] for row in chain.from_iterable(pieces)]
    if len(rows) == len(archive.articles):
        return array("i", chain.from_iterable(rows))
    if change.moved != list(range(len(change.moved))):
        moved = [*change.moved, -1]  # the last of them is found at -1
        before = array("i", map(moved.__getitem__, before))
        for at in reversed([at for at, now in enumerate(change.moved) if now < 0]):
            del before[at * MOST_RELATED : (at + 1) * MOST_RELATED]
    for at in sorted(change.come):
        before[at * MOST_RELATED : at * MOST_RELATED] = array("i", _NONE)
    for at, row in zip(some, rows, strict=True):
        before[at * MOST_RELATED : (at + 1) * MOST_RELATED] = array("i", row)
    return before


def _numbers(data: bytes) -> array[int]:
    numbers = array("i")
    numbers.frombytes(data)
    return numbers


class _Scales:
    """Weighs articles of an archive, each known by its place, against others."""

    def __init__(self, archive: Archive, weights: Weights) -> None:
        self._archive = archive
        self._articles = archive.articles
        self._weights = weights
        self._members: dict[str, list[int]] = {}
        self._terms: dict[int, frozenset[str]] = {}

    @cached_property
    def _place(self) -> dict[int, int]:
        # By identity: the archive's lists hold the same cards, and a card's hash takes its time.
        return dict(zip(map(id, self._articles), count(), strict=False))

    def _places(self, cards: Sequence[Card]) -> list[int]:
        return list(map(self._place.__getitem__, map(id, cards)))

    def members(self, group: str) -> list[int]:
        """Return the places of all articles of a label, or of a column, named with `#` before."""
        members = self._members.get(group)
        if members is None:
            named = self._archive.by_column if group[0] == "#" else self._archive.by_organisation
            members = self._places(named.get(group.removeprefix("#"), ()))
            self._members[group] = members
        return members

    def mates(self, issue: str) -> list[int]:
        """Return the places of all articles of an issue."""
        return self._places(self._archive.by_issue.get(issue, ()))

    def nearest(self, index: int) -> tuple[int, ...]:
        """Return the places of the related ones of the article at a place."""
        label, _, wording, least = self._weights
        size, base = len(self._articles), self._base(index)
        if not wording:
            return tuple([number % size for number in base[:MOST_RELATED]])
        nearest = base[:MOST_COMPARED]
        others = [number % size for number in nearest]
        best = sorted(
            [
                (number // size + wording * alike, other)
                for number, other, alike in zip(
                    nearest, others, self._alike(index, others), strict=True
                )
                if number >= label * size or alike >= least
            ],
            reverse=True,
        )
        return tuple([other for _, other in best[:MOST_RELATED]])

    def compared(self, index: int) -> list[int]:
        """Return the places of all that the article at a place is compared with."""
        size = len(self._articles)
        return [number % size for number in self._base(index)[:MOST_COMPARED]]

    def _base(self, index: int) -> list[int]:
        """Return a number for each article that shares labels or the column, the nearest first.

        It holds the score and, for equal scores, the nearness in time: score * size + place.
        """
        size = len(self._articles)
        return sorted([s * size + i for i, s in self._by_groups(index).items()], reverse=True)

    def _by_groups(self, index: int) -> dict[int, int]:
        """Return what labels and column count for each article that shares any."""
        articles = self._articles
        card = articles[index]
        column, labels = card.column, card.branches + card.partners
        label_weight, column_weight, wording, _ = self._weights
        score: Counter[int] = Counter()
        for label in labels:
            score.update(self._before(label, index))
        own = set(labels)
        alike = dict[int, int]()
        for other in self._archive.by_issue.get(card.issue, ()) if card.issue else ():
            shared = len(own.intersection(other.branches + other.partners))
            same = column is not None and other.column == column and wording
            if (shared or same) and other is not card:
                score[self._place[id(other)]] = shared
        if column is None:
            return {other: shared * label_weight for other, shared in score.items()}
        if wording:
            alike = dict.fromkeys(self._before(f"#{column}", index), 0)
        return {
            other: shared * label_weight + (articles[other].column == column) * column_weight
            for other, shared in {**alike, **score}.items()
        }

    def _before(self, group: str, index: int) -> list[int]:
        members = self.members(group)
        end = bisect_left(members, index)
        return members[max(0, end - LOOK_BACK) : end]

    def _alike(self, index: int, others: Sequence[int]) -> list[float]:
        """Return how alike the headlines of others are to that of one, from 0 to 1.

        They are alike in pairs of characters, each of which counts the more the fewer of
        `others` have it: the name that all of them share says little.
        """
        own, theirs = self._terms_of(index), [self._terms_of(other) for other in others]
        shared = [own & terms for terms in theirs]
        many = len(others) + 1
        found = Counter(chain.from_iterable(shared))
        worth = {term: log(many / times) for term, times in found.items()}
        full = log(2 * many)  # of a pair that none of the others has
        # Sets have no order, and sums of fractions depend on it, but for exact ones (`fsum`).
        length = (fsum(worth.values()) + full * (len(own) - len(worth))) * full
        return [
            fsum(map(worth.__getitem__, same)) / sqrt(length * len(terms)) if same else 0.0
            for same, terms in zip(shared, theirs, strict=True)
        ]

    def _terms_of(self, index: int) -> frozenset[str]:
        terms = self._terms.get(index)
        if terms is None:
            if len(self._terms) >= _MOST_TERMS:
                self._terms.clear()
            pairs: list[str] = []
            for run in _HAN_RUN.findall(wording_of(self._articles[index])):
                pairs += map(add, run, run[1:])
                if len(pairs) >= MOST_PAIRS:
                    break
            terms = self._terms[index] = frozenset(pairs[:MOST_PAIRS])
        return terms
