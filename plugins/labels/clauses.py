"""Sentences and clauses of a normal text, each with the cue words that stand in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import ahocorasick_rs

from plugins.labels.lexicon import RELATIONS, SHIELD, WORDS, Category
from plugins.labels.mentions import Mention

_SENTENCE = re.compile(r"[^。!?;\n]+[。!?;]*[”\"’)]*")
_CLAUSE_END = re.compile(r"[,:]|——")
# What was named is told after a comma: 共建单位,是…; 与我们结对的,是…
_IS = re.compile(r"(?:就|正|便|其实|恰恰|却)?(?:是|有|为|包括)")
_ALSO = re.compile(r"以及|和|及|还有")
_OWNERS: dict[str, Category] = {word: kind for kind, row in WORDS.items() for word in row.split()}
_FORMS = sorted(_OWNERS)
_KINDS: tuple[Category, ...] = tuple(_OWNERS[form] for form in _FORMS)
_AUTOMATON = ahocorasick_rs.AhoCorasick(
    _FORMS, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One word of the lexicon in the text."""

    start: int
    end: int
    kind: Category


@dataclass(slots=True)
class Clause:
    """A stretch of a sentence between commas or colons, with what stands in it."""

    start: int
    end: int
    mentions: list[Mention] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)


@dataclass(slots=True)
class Sentence:
    """A sentence: its span, its clauses, and the number of its paragraph."""

    start: int
    end: int
    paragraph: int
    clauses: list[Clause]


def cues_in(text: str) -> list[Cue]:
    """Return the cue words of a normal text in order; shields are left out."""
    return [
        Cue(start, end, kind)
        for index, start, end in _AUTOMATON.find_matches_as_indexes(text)
        if (kind := _KINDS[index]) != SHIELD
    ]


def sentences_of(
    text: str, mentions: Sequence[Mention], cues: Sequence[Cue]
) -> list[Sentence]:
    """Cut a normal text into sentences and clauses.

    A comma inside an enumeration of names (…甲,乙和丙) ends no clause; nor does a colon between
    the word for a relation and the names that follow it (共建单位:甲、乙).
    """
    starts = [mention.start for mention in mentions]
    cue_starts = [cue.start for cue in cues]
    ends = {mention.end for mention in mentions}
    paragraph, last = 0, 0
    sentences = []
    for match in _SENTENCE.finditer(text):
        first, stop = match.span()
        if "\n" in text[last:first]:
            paragraph += 1
        last = stop
        clauses = []
        begin = first
        for sign in _CLAUSE_END.finditer(text, first, stop):
            at = sign.start()
            if begin >= at:
                continue
            low = bisect_left(starts, sign.end())
            named = low < len(starts) and (
                starts[low] == sign.end()
                or _ALSO.fullmatch(text, sign.end(), starts[low]) is not None
            )
            if named and (
                (at in ends and _lists(text, mentions, low, at)) or (sign[0] != "," and _relation(cues, cue_starts, begin, at))
            ):
                continue
            if _IS.match(text, sign.end()) and (
                text[at - 1] == "的" or _ends_in_relation(cues, cue_starts, at)
            ):
                continue
            clauses.append(Clause(begin, at))
            begin = sign.end()
        if begin < stop:
            clauses.append(Clause(begin, stop))
        for clause in clauses:
            clause.mentions = list(
                mentions[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)]
            )
            clause.cues = list(
                cues[bisect_left(cue_starts, clause.start) : bisect_left(cue_starts, clause.end)]
            )
        if clauses:
            sentences.append(Sentence(first, stop, paragraph, clauses))
    return sentences


def _lists(text: str, mentions: Sequence[Mention], index: int, at: int) -> bool:
    """Tell whether the comma at `at` stands in an enumeration: names go on beside it."""
    following = mentions[index]
    before = next((m for m in reversed(mentions[:index]) if m.end == at), following)
    return (
        text[following.end : following.end + 1] in _LIST_SIGNS
        or text[before.start - 1 : before.start] == "、"
        or _ALSO.match(text, at + 1) is not None
    )


_LIST_SIGNS = frozenset("、和与及以同")


def _ends_in_relation(cues: Sequence[Cue], starts: Sequence[int], at: int) -> bool:
    index = bisect_left(starts, at) - 1
    return index >= 0 and cues[index].end == at and cues[index].kind in RELATIONS


def _relation(cues: Sequence[Cue], starts: Sequence[int], low: int, high: int) -> bool:
    some = cues[bisect_left(starts, low) : bisect_left(starts, high)]
    return any(cue.kind in RELATIONS for cue in some)
