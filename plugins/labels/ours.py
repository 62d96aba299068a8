"""Whom of ours a relation means whose clause names none of them (B7, Pacts)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence

from plugins.core.patterns import regex
from plugins.labels.clauses import Clause
from plugins.labels.mentions import Mention

WINDOW = 400  # signs before a clause in which the sides stand that it counts: 四家
_WE = regex(r"(?:我们|咱们?)(?:的)?(?:党)?支部")
_BARE_BRANCH = regex(r"(?:(?<![\u4e00-\u9fff])|[与和同跟该本])支部(?!书记|委员)")
_SIDES = regex(r"(?<!第)([三四五六七八九])(?:家|方|个(?:党?支部|党组织|单位))")
_NUMBERS = "〇一二三四五六七八九"


class Ours:
    """What an article has said so far of those of ours that act."""

    def __init__(self, text: str, acting: Collection[Mention]) -> None:
        """Begin an article; `acting` are the branch mentions that count, in order."""
        self._text = text
        self._acting = list(acting)
        self._starts = [mention.start for mention in self._acting]
        self._we: Mention | None = None  # the branch that the article names most, once asked for
        self.last: tuple[Mention, ...] = ()  # the subjects of the last sentence that has one
        self._branch: Mention | None = None  # the one named last that 支部 can mean

    def note(self, own: Sequence[Mention]) -> None:
        """Note those named in a clause that has been read."""
        for mention in own:
            if not mention.name.endswith("党委"):
                self._branch = mention

    def unnamed(self, clause: Clause, theirs: Collection[Mention]) -> tuple[list[Mention], bool]:
        """Return whom a sentence means that names none of ours, and whether that is a guess.

        `theirs` are the other sides of its relation.
        """
        own = self._counted(clause, len({m.ids or m.name for m in theirs}))
        if own:
            return own, False
        if self._acting and _WE.search(self._text, clause.start, clause.end):
            if self._we is None:
                counts = Counter(m.ids for m in self._acting)
                self._we = max(self._acting, key=lambda m: counts[m.ids])
            return [self._we], True
        # The pair of whom 双方 speaks is told, not guessed; with two of ours it is none.
        return list(self.last), len(self.last) > 1 or "both" not in clause.kinds

    def _counted(self, clause: Clause, others: int) -> list[Mention]:
        """Return the last ones named, if with the `others` they are as many as 四家 says."""
        sides = _SIDES.search(self._text, clause.start, clause.end)
        if sides is None:
            return []
        recent: dict[tuple[str, ...] | str, Mention] = {}
        low = bisect_right(self._starts, clause.start - WINDOW)
        for mention in self._acting[low : bisect_left(self._starts, clause.start)]:
            recent.setdefault(mention.ids or mention.name, mention)
        several = 1 < len(recent) == _NUMBERS.index(sides[1]) - others
        return list(recent.values()) if several else []

    def no_committee(self, own: list[Mention], clause: Clause) -> list[Mention]:
        """Return whom 支部 alone means, which is never a 党委; others stay as they are."""
        if (
            own
            and self._branch
            and all(m.name.endswith("党委") for m in own)
            and _BARE_BRANCH.search(self._text, clause.start, clause.end)
        ):
            self.last = (self._branch,)
            return [self._branch]
        return own
