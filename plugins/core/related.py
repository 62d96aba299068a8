"""Related articles: those that share labels, the column and the words of their headlines.

Measured against an editor's judgement by `python -m tests.site.related`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, compress, count, islice
from math import fsum, log, sqrt
from operator import add, ne
from typing import Any, NamedTuple

from plugins.core.archive import Spread, alone
from plugins.core.cards import Card

MOST_RELATED = 5
# Only so many earlier articles of each label and column are looked at, and so many of those, the
# nearest by labels and column, are compared by the first pairs of characters of their headlines
# and summaries: the work grows with the archive's length and not with its square.
LOOK_BACK = 40
MOST_COMPARED = 12
MOST_PAIRS = 40
_NAME = "related"
# The pairs of so many headlines are held at once: some kilobytes each.
_MOST_TERMS = 2_000
_HAN_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]{2,}")

Shape = tuple[str, str | None, tuple[str, ...], str | None, str, str, str, str]
"""All of an article that is weighed: source, issue, labels, column, and the headline's parts."""


class Weights(NamedTuple):
    """What each shared thing counts: a label, the column, headlines of the very same words.

    Headlines at least as alike as `least` relate what shares the column and no label.
    """

    label: int = 2
    column: int = 1
    wording: float = 4
    least: float = 0.02


WEIGHTS = Weights()


def related(
    articles: Sequence[Card],
    same_issue: Mapping[str, Sequence[Card]],
    memory: dict[str, Any] | None = None,
    weights: Weights = WEIGHTS,
    spread: Spread = alone,
) -> list[tuple[Card, ...]]:
    """Return for each article its related ones, the nearest first.

    `articles` stand oldest first. Only earlier articles and those of the same issue are
    chosen: a new article then changes no page but those of its own issue. With `memory`, only
    what the changes since the last call can have touched is weighed again. `spread` does the
    weighing, in other processes perhaps.
    """
    digests = [a.digest for a in articles]
    earlier = memory.get(_NAME) if memory else None
    of_digest = dict(zip(*earlier[:2], strict=True)) if earlier else {}
    # The same object where nothing changed: then there is nothing to compare.
    shapes = [of_digest.get(a.digest) or _shape(a) for a in articles]
    if earlier and earlier[1] == shapes:
        places = earlier[2]
    else:
        known = _still_true(shapes, *earlier[1:]) if earlier else {}
        unknown = [index for index in range(len(shapes)) if index not in known]
        scales = _Scales(shapes, unknown, same_issue, weights)
        pieces = spread(lambda some: [scales.nearest(index) for index in some], unknown)
        known.update(zip(unknown, chain.from_iterable(pieces), strict=True))
        places = [known[index] for index in range(len(shapes))]
    if memory is not None:
        memory[_NAME] = (digests, shapes, places)
    return [tuple([articles[i] for i in some]) for some in places]


def _shape(article: Card) -> Shape:
    return (
        article.source,
        article.issue,
        article.branches + article.partners,
        article.column,
        article.kicker,
        article.title,
        article.subtitle,
        # A corrected word of the text changes no list.
        article.summary if article.summarised else "",
    )


class _Scales:
    """Weighs the articles at some places against others."""

    def __init__(
        self,
        shapes: Sequence[Shape],
        some: Sequence[int],
        same_issue: Mapping[str, Sequence[Card]],
        weights: Weights,
    ) -> None:
        self._shapes = shapes
        self._same_issue = same_issue
        self._weights = weights
        members: dict[str, list[int]] = {g: [] for index in some for g in _groups(shapes[index])}
        for index, shape in enumerate(shapes):
            for group in _groups(shape):
                if group in members:
                    members[group].append(index)
        self._members = members
        self._terms: dict[int, frozenset[str]] = {}

    @cached_property
    def _place(self) -> dict[str, int]:
        return {shape[0]: index for index, shape in enumerate(self._shapes)}

    def nearest(self, index: int) -> tuple[int, ...]:
        """Return the places of the related ones of the article at a place."""
        label, _, wording, least = self._weights
        size = len(self._shapes)
        # One number holds the score and, for equal scores, the nearness in time.
        base = sorted([s * size + i for i, s in self._by_groups(index).items()], reverse=True)
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

    def _by_groups(self, index: int) -> dict[int, int]:
        """Return what labels and column count for each article that shares any."""
        source, issue, labels, column, *_ = self._shapes[index]
        label_weight, column_weight, wording, _ = self._weights
        score: Counter[int] = Counter()
        for label in labels:
            score.update(self._before(label, index))
        own = set(labels)
        alike = dict[int, int]()
        for other in self._same_issue.get(issue, ()) if issue else ():
            shared = len(own.intersection(other.branches + other.partners))
            same = column is not None and other.column == column and wording
            if (shared or same) and other.source != source:
                score[self._place[other.source]] = shared
        if column is None:
            return {other: shared * label_weight for other, shared in score.items()}
        if wording:
            alike = dict.fromkeys(self._before(f"#{column}", index), 0)
        shapes = self._shapes
        return {
            other: shared * label_weight + (shapes[other][3] == column) * column_weight
            for other, shared in {**alike, **score}.items()
        }

    def _before(self, group: str, index: int) -> list[int]:
        members = self._members[group]
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
            runs = _HAN_RUN.findall("\n".join(self._shapes[index][4:]))
            pairs = chain.from_iterable([map(add, run, run[1:]) for run in runs])
            terms = self._terms[index] = frozenset(islice(pairs, MOST_PAIRS))
        return terms


def _groups(shape: Shape) -> tuple[str, ...]:
    """Return the labels, and the column under a name that no label has."""
    return (*shape[2], f"#{shape[3]}") if shape[3] else shape[2]


def _still_true(
    shapes: Sequence[Shape], before: Sequence[Shape], places: Sequence[tuple[int, ...]]
) -> dict[int, tuple[int, ...]]:
    """Return the related ones, by place, of the articles that no change can have touched.

    An article depends on its issue and on the last ones before it of each of its labels and its
    column; so long as the others stand in the same order, it is enough to look at what follows
    what was added, removed or altered.
    """
    new = {shape[0]: index for index, shape in enumerate(shapes)}
    moved = [new.get(shape[0], -1) for shape in before]
    kept = [index for index in moved if index >= 0]
    if kept != sorted(kept):
        return {}
    first = next(compress(count(), map(ne, before, shapes)), min(len(before), len(shapes)))
    changed = set(before[first:]).symmetric_difference(shapes[first:])
    touched = {shape[0] for shape in changed}
    touched.update(_following(before, changed, first))
    touched.update(_following(shapes, changed, first))
    issues = {shape[1] for shape in changed} - {None}
    true = [
        (index, some)
        for index, some in zip(moved, places, strict=True)
        if index >= 0 and shapes[index][0] not in touched and shapes[index][1] not in issues
    ]
    if moved == list(range(len(moved))):  # as after most edits
        return dict(true)
    return {index: tuple([moved[i] for i in some]) for index, some in true}


def _following(shapes: Sequence[Shape], changed: set[Shape], first: int) -> Iterator[str]:
    """Yield the sources of all that look back on a changed one, which none is before `first`."""
    left: dict[str, int] = {}  # how many more of each group look back so far
    to_come = len(changed)  # at most
    for shape in islice(shapes, first, None):
        groups = _groups(shape)
        if left and not left.keys().isdisjoint(groups):
            yield shape[0]
            for group in left.keys() & set(groups):
                left[group] -= 1
                if not left[group]:
                    del left[group]
        if to_come and shape in changed:
            left.update(dict.fromkeys(groups, LOOK_BACK))
            to_come -= 1
