"""Sentences and clauses of a normal text, each with the cue words that stand in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import ahocorasick_rs

from plugins.core.patterns import regex
from plugins.labels.lexicon import RELATIONS, UNREAD, WORDS, Category
from plugins.labels.mentions import START, Mention

# Nobody writes longer ones; with these bounds any text is read in time linear in its length.
LONGEST_CLAUSE = 400  # signs
MOST_CLAUSES = 40  # of one sentence

_ENDS = regex(r"[。!?;\n](?:(?<!\n)[。!?;]*[”\"’)]*)?\n*")
_CLAUSE_END = regex(r"[,:]|——(?!(?<=党支部——)|(?<=党委——)|(?<=党小组——))")
# What was named is told after a comma: 共建单位,是…; 与我们结对的,是…
_IS = regex(r"(?:就|正|便|其实|恰恰|却)?(?:是|有|为|包括)")
_MAY_BE = frozenset("就正便其恰却是有为包")  # the signs with which that begins
_ALSO = regex(r"以及|和|及|还有")
LONGEST_ALSO = 2  # signs of these
_LIST_SIGNS = frozenset("、和与及以同")
_OWNERS: dict[str, Category] = {word: kind for kind, row in WORDS.items() for word in row.split()}
_FORMS = sorted(_OWNERS)
_KINDS: tuple[Category, ...] = tuple(_OWNERS[form] for form in _FORMS)
_AUTOMATON = ahocorasick_rs.AhoCorasick(
    _FORMS,
    matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
    implementation=ahocorasick_rs.Implementation.ContiguousNFA,  # made in half a DFA's time
)
# The forms worth reading a sentence for without a name in it: a relation, or a Party name.
_TELLING = tuple(
    kind in RELATIONS or kind == "both" or (kind == "organisation" and form.startswith("党"))
    for form, kind in zip(_FORMS, _KINDS, strict=True)
)
Word = tuple[Category, int]  # what a form is, and where it starts
Asked = Callable[[int, int, Sequence[Word]], bool]
Found = tuple[int, int, int]  # a form's place among the sorted forms, its start, its end


class Cue(NamedTuple):
    """One word of the lexicon in the text."""

    start: int
    end: int
    kind: Category


@dataclass(slots=True, eq=False)
class Clause:
    """A stretch of a sentence between commas or colons, with what stands in it."""

    start: int
    end: int
    mentions: Sequence[Mention] = ()
    cues: Sequence[Cue] = ()
    kinds: frozenset[Category] = frozenset()  # of its cues


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence that matters for a label: its span, its clauses.

    `number` counts all sentences of the text, also those that tell nothing.
    """

    number: int
    start: int
    end: int
    clauses: list[Clause]


def forms_in(text: str) -> list[Found]:
    """Return the words of the lexicon in a normal text, in order."""
    return _AUTOMATON.find_matches_as_indexes(text)


class Sentences:
    """A normal text cut into sentences and clauses; `mentions` and `forms` in order."""

    def __init__(self, text: str, mentions: Sequence[Mention], forms: Sequence[Found]) -> None:
        """Find where sentences end; none is read before it is asked for."""
        self._text = text
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._stops = {mention.end for mention in mentions}
        # The signs of the names that are known; ours inside an outsider's hides none of it.
        self._known: set[int] = set()
        for mention in mentions:
            if not mention.foreign:
                self._known.update(range(mention.start, mention.end))
        self._forms = forms
        self._form_starts = [start for _, start, _ in forms]
        self._ends = [match.end() for match in _ENDS.finditer(text)]
        if not self._ends or self._ends[-1] < len(text):
            self._ends.append(len(text))

    def around(self, at: int) -> tuple[int, int]:
        """Return the span of the sentence in which a sign stands."""
        return self._span(bisect_right(self._ends, at))

    def _span(self, number: int) -> tuple[int, int]:
        start = self._ends[number - 1] if number else 0
        end = self._ends[number]
        while end > start and self._text[end - 1] == "\n":
            end -= 1
        return start, end

    def telling(self, matters: Asked, means: Asked | None = None) -> Iterator[Sentence]:
        """Yield the sentences with a name, and those with telling words that matter, in order.

        `matters` tells it of a sentence that names none of the register's organisations, by its
        span and its words. With `means`, the last sentences are left out that name nobody and of
        which it is false. Very long sentences come in parts.
        """
        anchors = [start for form, start, _ in self._forms if _TELLING[form]]
        anchors += self._starts
        read: list[tuple[int, int, int, Sequence[Found], int]] = []
        # From the last, so that it is known of each whether one behind it is read.
        for number in sorted({bisect_right(self._ends, at) for at in anchors}, reverse=True):
            start, end = self._span(number)
            low, high = bisect_left(self._form_starts, start), bisect_left(self._form_starts, end)
            forms = self._forms[low:high]
            named = bisect_left(self._starts, start)
            if named == len(self._starts) or self._starts[named] >= end:
                words = [(_KINDS[form], at) for form, at, _ in forms]
                if not matters(start, end, words) or not (
                    read or means is None or means(start, end, words)
                ):
                    continue
            read.append((number, start, end, forms, named))
        for number, start, end, forms, named in reversed(read):
            clauses = self._clauses(start, end, forms, named)
            for index in range(0, len(clauses), MOST_CLAUSES):
                part = clauses[index : index + MOST_CLAUSES]
                yield Sentence(number, part[0].start, part[-1].end, part)

    def _clauses(self, start: int, end: int, forms: Sequence[Found], named: int) -> list[Clause]:
        starts, mentions = self._starts, self._mentions
        cues = [
            Cue(begin, stop, "inside" if kind == "organisation" and begin in self._known else kind)
            for form, begin, stop in forms
            if (kind := _KINDS[form]) not in UNREAD
        ]
        told = 0
        found = []
        for begin, stop in self._cuts(start, end, cues):
            first, cue = named, told
            while named < len(starts) and starts[named] < stop:
                named += 1
            while told < len(cues) and cues[told].start < stop:
                told += 1
            if first == named and cue == told:  # as in most clauses
                found.append(Clause(begin, stop))
                continue
            some = cues[cue:told]
            kinds = frozenset([one.kind for one in some])
            found.append(Clause(begin, stop, mentions[first:named], some, kinds))
        return found

    def _cuts(self, first: int, stop: int, cues: Sequence[Cue]) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        begin = first
        for sign in _CLAUSE_END.finditer(self._text, first, stop):
            at = sign.start()
            if begin < at and not self._goes_on(begin, at, sign, cues):
                found.append((begin, at))
                begin = sign.end()
        if begin < stop:
            found.append((begin, stop))
        if stop - first > LONGEST_CLAUSE:
            found = [piece for cut in found for piece in _short(*cut)]
        return found

    def _goes_on(self, begin: int, at: int, sign: re.Match[str], cues: Sequence[Cue]) -> bool:
        """Tell whether a clause goes on behind a comma or colon.

        It does in an enumeration of names (…甲,乙和丙), after a word for a relation and a colon
        (共建单位:甲、乙), and before the verb that names what was announced (共建单位,是甲).
        """
        text, following = self._text, sign.end()
        low = bisect_left(self._starts, following)
        named = low < len(self._starts) and (
            self._starts[low] == following
            or (
                self._starts[low] <= following + LONGEST_ALSO
                and _ALSO.fullmatch(text, following, self._starts[low]) is not None
            )
        )
        if named and (
            (at in self._stops and self._lists(low, at))
            or (sign[0] != "," and _tells(cues, begin, at))
        ):
            return True
        return (
            text[following : following + 1] in _MAY_BE
            and _IS.match(text, following) is not None
            and (text[at - 1] == "的" or _ends_in_relation(cues, at))
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


def _short(low: int, high: int) -> Iterator[tuple[int, int]]:
    while high - low > LONGEST_CLAUSE:
        yield low, low + LONGEST_CLAUSE
        low += LONGEST_CLAUSE
    yield low, high


def _tells(cues: Sequence[Cue], low: int, high: int) -> bool:
    some = cues[bisect_left(cues, low, key=START) : bisect_left(cues, high, key=START)]
    return any(cue.kind in RELATIONS for cue in some)


def _ends_in_relation(cues: Sequence[Cue], at: int) -> bool:
    index = bisect_left(cues, at, key=START) - 1
    return index >= 0 and cues[index].end == at and cues[index].kind in RELATIONS
