"""Sentences and clauses of a normal text, each with the cue words that stand in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

import ahocorasick_rs

from plugins.labels.lexicon import RELATIONS, SHIELD, WORDS, Category
from plugins.labels.mentions import Mention

# Nobody writes longer ones; with these bounds any text is read in time linear in its length.
LONGEST_CLAUSE = 400  # signs
MOST_CLAUSES = 40  # of one sentence

_SENTENCE = re.compile(r"[^。!?;\n]+[。!?;]*[”\"’)]*")
_CLAUSE_END = re.compile(r"[,:]|——(?!(?<=党支部——)|(?<=党委——)|(?<=党小组——))")
# What was named is told after a comma: 共建单位,是…; 与我们结对的,是…
_IS = re.compile(r"(?:就|正|便|其实|恰恰|却)?(?:是|有|为|包括)")
_ALSO = re.compile(r"以及|和|及|还有")
_LIST_SIGNS = frozenset("、和与及以同")
_OWNERS: dict[str, Category] = {word: kind for kind, row in WORDS.items() for word in row.split()}
_FORMS = sorted(_OWNERS)
_KINDS: tuple[Category, ...] = tuple(_OWNERS[form] for form in _FORMS)
_AUTOMATON = ahocorasick_rs.AhoCorasick(_FORMS, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
_TELLING: frozenset[Category] = RELATIONS | {"both"}


class Cue(NamedTuple):
    """One word of the lexicon in the text."""

    start: int
    end: int
    kind: Category


@dataclass(slots=True)
class Clause:
    """A stretch of a sentence between commas or colons, with what stands in it."""

    start: int
    end: int
    mentions: Sequence[Mention] = ()
    cues: Sequence[Cue] = ()


@dataclass(slots=True)
class Sentence:
    """A sentence: its span and its clauses; no clauses where nothing in it could tell a label."""

    start: int
    end: int
    clauses: list[Clause] = field(default_factory=list)


def cues_in(text: str) -> list[Cue]:
    """Return the cue words of a normal text in order; shields are left out."""
    return [
        Cue(start, end, kind)
        for index, start, end in _AUTOMATON.find_matches_as_indexes(text)
        if (kind := _KINDS[index]) != SHIELD
    ]


def sentences_of(text: str, mentions: Sequence[Mention], cues: Sequence[Cue]) -> list[Sentence]:
    """Cut a normal text into sentences and clauses; `mentions` and `cues` in order."""
    return list(_Cutter(text, mentions, cues).sentences())


Item = TypeVar("Item")


class _Cutter:
    def __init__(self, text: str, mentions: Sequence[Mention], cues: Sequence[Cue]) -> None:
        self._text = text
        self._mentions = mentions
        self._cues = cues
        self._starts = [mention.start for mention in mentions]
        self._ends = {mention.end for mention in mentions}
        self._cue_starts = [cue.start for cue in cues]

    def sentences(self) -> Iterator[Sentence]:
        text, starts, cue_starts = self._text, self._starts, self._cue_starts
        mention, cue = 0, 0  # the first of each that the sentences so far do not hold
        for match in _SENTENCE.finditer(text):
            first, stop = match.span()
            named, told = mention, cue
            while mention < len(starts) and starts[mention] < stop:
                mention += 1
            while cue < len(cue_starts) and cue_starts[cue] < stop:
                cue += 1
            if mention == named and not any(map(self._may_tell, self._cues[told:cue])):
                yield Sentence(first, stop)
                continue
            clauses = [self._clause(low, high) for low, high in self._cuts(first, stop)]
            for index in range(0, len(clauses), MOST_CLAUSES):
                part = clauses[index : index + MOST_CLAUSES]
                yield Sentence(part[0].start, part[-1].end, part)

    def _may_tell(self, cue: Cue) -> bool:
        """Tell whether a cue is worth reading its sentence for: a relation, or a Party name."""
        return cue.kind in _TELLING or (
            cue.kind == "organisation" and self._text.startswith("党", cue.start)
        )

    def _clause(self, low: int, high: int) -> Clause:
        return Clause(
            low,
            high,
            self._between(self._mentions, self._starts, low, high),
            self._between(self._cues, self._cue_starts, low, high),
        )

    def _cuts(self, first: int, stop: int) -> Iterator[tuple[int, int]]:
        begin = first
        for sign in _CLAUSE_END.finditer(self._text, first, stop):
            at = sign.start()
            if begin < at and not self._goes_on(begin, at, sign):
                yield from self._short(begin, at)
                begin = sign.end()
        if begin < stop:
            yield from self._short(begin, stop)

    def _short(self, low: int, high: int) -> Iterator[tuple[int, int]]:
        while high - low > LONGEST_CLAUSE:
            yield low, low + LONGEST_CLAUSE
            low += LONGEST_CLAUSE
        yield low, high

    def _goes_on(self, begin: int, at: int, sign: re.Match[str]) -> bool:
        """Tell whether a clause goes on behind a comma or colon.

        It does in an enumeration of names (…甲,乙和丙), after a word for a relation and a colon
        (共建单位:甲、乙), and before the verb that names what was announced (共建单位,是甲).
        """
        text, following = self._text, sign.end()
        low = bisect_left(self._starts, following)
        named = low < len(self._starts) and (
            self._starts[low] == following
            or _ALSO.fullmatch(text, following, self._starts[low]) is not None
        )
        if named and (
            (at in self._ends and self._lists(low, at))
            or (sign[0] != "," and self._tells(begin, at))
        ):
            return True
        return _IS.match(text, following) is not None and (
            text[at - 1] == "的" or self._ends_in_relation(at)
        )

    def _lists(self, index: int, at: int) -> bool:
        """Tell whether the comma at `at` stands in an enumeration: names go on beside it."""
        text, following = self._text, self._mentions[index]
        before = self._mentions[index - 1] if index else following
        return (
            text[following.end : following.end + 1] in _LIST_SIGNS
            or text[before.start - 1 : before.start] == "、"
            or _ALSO.match(text, at + 1) is not None
        )

    def _ends_in_relation(self, at: int) -> bool:
        index = bisect_left(self._cue_starts, at) - 1
        return index >= 0 and self._cues[index].end == at and self._cues[index].kind in RELATIONS

    def _tells(self, low: int, high: int) -> bool:
        some = self._between(self._cues, self._cue_starts, low, high)
        return any(cue.kind in RELATIONS for cue in some)

    @staticmethod
    def _between(
        items: Sequence[Item], starts: Sequence[int], low: int, high: int
    ) -> Sequence[Item]:
        return items[bisect_left(starts, low) : bisect_left(starts, high)]
