"""Related articles: those that share the most branches and partners, then the column."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from plugins.core.cards import Card

MOST_RELATED = 5
# Only so many earlier articles of each label are weighed, so that the work grows with the
# archive's length and not with its square.
LOOK_BACK = 40
_NAME = "related"

# A shared label says more than the column, which tells apart what shares as many labels.
_LABEL, _COLUMN = 2, 1

Shape = tuple[str, str | None, tuple[str, ...], str | None]
"""All of an article that is weighed: source, issue, labels, column."""


def related(
    articles: Sequence[Card],
    same_issue: Mapping[str, Sequence[Card]],
    memory: dict[str, Any] | None = None,
) -> list[tuple[Card, ...]]:
    """Return for each article its related ones, the nearest first.

    `articles` stand oldest first. Only earlier articles and those of the same issue are
    chosen: a new article then changes no page but those of its own issue. With `memory`, only
    what the changes since the last call can have touched is weighed again.
    """
    shapes: list[Shape] = [(a.source, a.issue, a.branches + a.partners, a.column) for a in articles]
    earlier = memory.get(_NAME) if memory else None
    if earlier is not None and earlier[0] == shapes:
        places = earlier[1]
    else:
        known = _still_true(shapes, *earlier) if earlier else {}
        places = _weighed(shapes, same_issue, known)
    if memory is not None:
        memory[_NAME] = (shapes, places)
    return [tuple([articles[i] for i in some]) for some in places]


def _weighed(
    shapes: Sequence[Shape],
    same_issue: Mapping[str, Sequence[Card]],
    known: Mapping[int, tuple[int, ...]],
) -> list[tuple[int, ...]]:
    """Return the places of each article's related ones; those of `known` are taken as they are."""
    place = {shape[0]: index for index, shape in enumerate(shapes)}
    by_label: defaultdict[str, list[int]] = defaultdict(list)
    for index, (_, _, labels, _) in enumerate(shapes):
        for label in labels:
            by_label[label].append(index)
    size = len(shapes)
    found = []
    for index, (source, issue, labels, column) in enumerate(shapes):
        if index in known:
            found.append(known[index])
            continue
        score: Counter[int] = Counter()
        for label in labels:
            members = by_label[label]
            end = bisect_left(members, index)
            score.update(members[max(0, end - LOOK_BACK) : end])
        own = set(labels)
        for other in same_issue.get(issue, ()) if issue else ():
            shared = len(own.intersection(other.branches + other.partners))
            if shared and other.source != source:
                score[place[other.source]] = shared
        if column is not None:
            for other_index in score:
                same = shapes[other_index][3] == column
                score[other_index] = score[other_index] * _LABEL + same * _COLUMN
        # One number holds the score and, for equal scores, the nearness in time.
        best = sorted([s * size + i for i, s in score.items() if i != index], reverse=True)
        found.append(tuple([number % size for number in best[:MOST_RELATED]]))
    return found


def _still_true(
    shapes: Sequence[Shape], before: Sequence[Shape], places: Sequence[tuple[int, ...]]
) -> dict[int, tuple[int, ...]]:
    """Return the related ones, by place, of the articles that no change can have touched.

    An article depends on those with a label of its own and on those of its issue; so long as
    the others stand in the same order, it is enough to look at the labels and issues of what
    was added, removed or altered.
    """
    new = {shape[0]: index for index, shape in enumerate(shapes)}
    moved = [new.get(shape[0], -1) for shape in before]
    kept = [index for index in moved if index >= 0]
    if kept != sorted(kept):
        return {}
    changed = set(before).symmetric_difference(shapes)
    labels = {label for shape in changed for label in shape[2]}
    issues = {shape[1] for shape in changed}
    return {
        index: tuple([moved[i] for i in some])
        for index, some in zip(moved, places, strict=True)
        if index >= 0
        and shapes[index] not in changed
        and (shapes[index][1] is None or shapes[index][1] not in issues)
        and labels.isdisjoint(shapes[index][2])
    }
