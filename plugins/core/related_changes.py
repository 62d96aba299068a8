"""What changed among the articles since their related ones were chosen, and what that touched.

Of each article a line is kept that tells all of it that is weighed: a digest of the wording, the
issue, the column, the labels. These are ids of letters, digits and hyphens, with tabs between.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from plugins.core.cards import Card
from plugins.core.digest import SIZE, digest_of_bytes

# Where more of a group changed, all that looks back on it is touched: to look closer takes longer.
_MOST_LOOKED_AT = 3
Places = Callable[[str], Sequence[int]]
"""Finds the places of all articles of a group, or of an issue."""


class Change(NamedTuple):
    """What changed from one sequence of articles to the next.

    What keeps its issue, column, labels and neighbours stays, whatever else of it was altered.
    `moved` has the new place of each that stayed, -1 for one that went; `gone` has the place
    before which each of these stood, and its line; `come` are the places of the new ones,
    `reworded` of those with another wording. `lines` are those of the articles as they are now.
    """

    moved: list[int]
    gone: list[tuple[int, str]]
    come: set[int]
    reworded: set[int]
    lines: list[str]


class _Thing(NamedTuple):
    """One thing that changed: what follows it stands at the place `at` or later."""

    at: int
    issue: str
    groups: frozenset[str]
    moves: bool  # comes or goes
    gone: bool


def wording_of(card: Card) -> str:
    """Return the headline, and the summary unless it is made from the text."""
    # A corrected word of the text changes no list.
    summary = card.summary if card.summarised else ""
    return f"{card.kicker}\n{card.title}\n{card.subtitle}\n{summary}"


def line_of(card: Card) -> str:
    """Return the line of an article."""
    wording = digest_of_bytes(wording_of(card).encode("utf-8", "surrogatepass")).hex()
    column = f"#{card.column}" if card.column else ""  # no label begins like this
    return "\t".join((wording, card.issue or "", column, *card.branches, *card.partners))


def change_of(before: bytes, lines: Sequence[str], now: bytes, articles: Sequence[Card]) -> Change:
    """Return what changed; all are new where that is more than half.

    `before` and `now` are the digests of all articles, one after another; `lines` are those of
    before.
    """
    many, total = len(lines), len(articles)
    fewer = min(many, total)
    first = _most(fewer, lambda n: before[: n * SIZE] == now[: n * SIZE])
    last = _most(fewer - first, lambda n: before[-n * SIZE :] == now[-n * SIZE :])
    new = {now[at * SIZE : (at + 1) * SIZE]: at for at in range(first, total - last)}
    old = [before[at * SIZE : (at + 1) * SIZE] for at in range(first, many - last)]
    stood = lines[first : many - last]
    moved = [new.get(digest, -1) for digest in old]
    stayed = [place for place in moved if place >= 0]
    if stayed != sorted(stayed):
        moved, stayed = [-1] * len(old), []
    altered = {at: line_of(articles[at]) for at in set(new.values()).difference(stayed)}
    come, reworded, gone = set(altered), set[int](), list[tuple[int, str]]()
    at = first
    for index, line in enumerate(stood):
        if moved[index] < 0 and at in come and _same_groups(line, altered[at]):
            moved[index] = at
            come.remove(at)
            if line != altered[at]:
                reworded.add(at)
        if moved[index] < 0:
            gone.append((at, line))
        else:
            at = moved[index] + 1
    known = {**dict(zip(moved, stood, strict=True)), **altered}
    middle = [known[at] for at in range(first, total - last)]
    lines = [*lines[:first], *middle, *lines[many - last :]]
    if 2 * (len(gone) + len(come) + len(reworded)) > many:
        return Change([], [], set(range(total)), set(), lines)
    moved = [*range(first), *moved, *range(total - last, total)]
    return Change(moved, gone, come, reworded, lines)


class Touched:
    """Finds the articles that a change can have touched.

    An article depends on its issue and on the last `look_back` before it of each of its groups,
    which are its labels and its column. Of all these it is compared with the `compared` ones that
    share the most with it, the nearest of those first. So another is not compared where as many
    stand between the two that are of all the groups which the two share: then it does not matter
    how the other reads, nor whether it is there.
    """

    def __init__(
        self, change: Change, members: Places, mates: Places, look_back: int, compared: int
    ) -> None:
        """Take what changed, and what finds the articles of a group and those of an issue."""
        self._change, self._members, self._mates = change, members, mates
        self._look_back, self._compared = look_back, compared
        self._known: dict[int, frozenset[str]] = {}

    def places(self) -> tuple[set[int], set[int]]:
        """Return the places of what is touched, and of what may be.

        What is new or reworded is among the first; the second ones are touched only if they are
        compared with such a one.
        """
        _, gone, come, reworded, lines = self._change
        certain, doubtful = come | reworded, set[int]()
        if len(certain) == len(lines):
            return certain, doubtful
        things = [_thing(at, lines[at], moves=True) for at in come]
        things += [_thing(at + 1, lines[at]) for at in reworded]
        things += [_thing(at, line, moves=True, gone=True) for at, line in gone]
        by_group: defaultdict[str, list[_Thing]] = defaultdict(list)
        for thing in things:
            found = certain if thing.gone else doubtful
            mates = self._mates(thing.issue)
            found.update([m for m in mates if not thing.groups.isdisjoint(self._groups(m))])
            for group in thing.groups:
                by_group[group].append(thing)
        for group, some in by_group.items():
            steady = [place for place in self._members(group) if place not in come]
            moving = sum(thing.moves for thing in some)
            for thing in some:
                found = certain if thing.gone else doubtful
                start = bisect_left(steady, thing.at)
                for end in range(start, min(start + self._look_back, len(steady))):
                    last = steady[max(0, end - self._look_back) : end + 1]
                    if len(some) > _MOST_LOOKED_AT or self._may_see_the_edge(last, moving):
                        certain.add(steady[end])
                    elif self._may_see(thing.groups, steady[start : end + 1]):
                        found.add(steady[end])
        return certain, doubtful - certain

    def _may_see(self, groups: frozenset[str], then: Sequence[int]) -> bool:
        """Tell whether the last of some articles may be compared with one before them all.

        That one is of `groups`, and all these share one of its groups.
        """
        *between, place = then
        if len(between) < self._compared:
            return True
        shared = groups & self._groups(place)
        if len(shared) == 1:
            return False
        return sum(shared <= self._groups(one) for one in between) < self._compared

    def _may_see_the_edge(self, last: Sequence[int], moving: int) -> bool:
        """Tell whether an article may be compared with one that a change puts in or out of reach.

        `last` are the members of a group on which it looks back, and itself; so many others come
        or go. These stand nearer to it than any that they put in or out of reach.
        """
        end = len(last) - 1
        farthest = end - self._look_back  # below 0 where all are in reach anyway
        return any(
            self._may_see(self._groups(last[at]), last[at + 1 :])
            for at in range(max(0, farthest), min(farthest + moving, end))
        )

    def _groups(self, place: int) -> frozenset[str]:
        groups = self._known.get(place)
        if groups is None:
            groups = self._known[place] = _thing(place, self._change.lines[place]).groups
        return groups


def _most(most: int, holds: Callable[[int], bool]) -> int:
    """Return the largest number up to `most` of which something holds that holds of all below."""
    return bisect_left(range(1, most + 1), 1, key=lambda n: not holds(n))


def _same_groups(line: str, other: str) -> bool:
    return line.partition("\t")[2] == other.partition("\t")[2]


def _thing(at: int, line: str, *, moves: bool = False, gone: bool = False) -> _Thing:
    _, issue, *groups = line.split("\t")
    return _Thing(at, issue, frozenset(groups) - {""}, moves, gone)
