"""Who is bound to whom: the relations that the sentences of an article assert (P1 to P5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from plugins.labels.assertions import relations_in
from plugins.labels.clauses import Clause, Cue, Sentence
from plugins.labels.lexicon import RELATIONS
from plugins.labels.mentions import Mention
from plugins.labels.organisations import unknown_in
from plugins.labels.pairing import pairs, subjects
from plugins.labels.parties import OWN_WORDS, Reject, Scene, accepted
from plugins.labels.polarity import holds
from plugins.labels.reference import Focus, referred, refers_to
from plugins.labels.roles import role_of

_AND_WITH = re.compile(r"(?:并|又|还|也)(?:与|和|同|跟|联合)")
_SUBJECT_WITHIN = 3  # signs before the subject of a sentence
_COMPANY = re.compile(r"我公司|本公司|你们公司|贵公司|(?<![\u4e00-\u9fff])公司(?!党)")
_PARTY_PAIR = re.compile(
    r"(?:的?(?:\d+|[一二三四五六七八九十两]+)?名?党员)?(?:[、与和同跟及]|以及)"
)
_OF_MEMBERS = re.compile(r"(?:的)?(?:[^,]{0,6}名)?(?:党员|志愿者|志愿服务队)")
_RUN_BY = re.compile(r"(?:办|主办|承办|发起|组织|牵头|运营|守)[^,]{0,8}的,?是$")
_NO_WORK = re.compile(
    r"获|被|评|参赛|出席|座谈|交流|洽谈|接触|协商|对接|商量|谈|听取|列席|比赛|对阵|发言|介绍|汇报|"
    r"分别|先后|各自|受邀|拟|计划|准备|希望|尚未|没有|不|未|想|将|参观|会议|签到|报到"
)
_LINE = re.compile(r"——|—|-|↔|→|×")
_LIST_OF_PAIRS = re.compile(r"共建|结对|联建|联盟")
_NOT_DONE = re.compile(r"未|拟|计划|洽谈|不予|暂缓")
_ROW_CUE = Cue(-1, -1, "joint")
_ROW = re.compile(r"(?:[、与和同跟及,]|以及|联合|/)")
_LIST_AHEAD = re.compile(r"(?:有|包括|是|为|:|含)$")


@dataclass(frozen=True, slots=True)
class Relation:
    """One assertion: our side, the other side, and where it stands.

    `ours` are branch mentions, none where the company itself acts (`company`) or nobody of ours
    is named; `theirs` are registered partners and unknown organisations.
    """

    ours: tuple[Mention, ...]
    theirs: tuple[Mention, ...]
    company: bool
    cue: Cue
    clause: Clause
    sentence: Sentence
    by_reference: bool = False  # the clause names the other side by 双方 and the like
    inherited: bool = False  # our side stands in an earlier sentence


@dataclass(slots=True)
class _State:
    """What the clauses of one sentence have told so far."""

    focus: Focus
    ours: list[Mention] = field(default_factory=list)
    company: bool = False
    denied: bool = False
    previous: Clause | None = None
    # A relation told without its other side, which a later clause may name.
    pending: Cue | None = None


class Reader:
    """Reads an article's sentences one after another."""

    def __init__(self, text: str, acting: Sequence[Mention], reject: Reject) -> None:
        """Begin an article; `acting` are the branches of ours that count."""
        self._text = text
        self._acting = frozenset(acting)
        self._reject = reject
        self._earlier = Focus()
        self._ours: tuple[Mention, ...] = ()

    def read(self, sentences: Sequence[Sentence]) -> Iterator[Relation]:
        """Yield the relations in the order of the text."""
        for sentence in sentences:
            if sentence.clauses:
                yield from self._sentence(sentence)

    def _sentence(self, sentence: Sentence) -> Iterator[Relation]:
        state = _State(Focus())
        for clause in sentence.clauses:
            yield from self._clause(clause, sentence, state)
            state.previous = clause
        if state.ours:
            self._ours = tuple(state.ours)
        if state.focus.all:
            self._earlier = state.focus
        elif state.denied:
            self._earlier = Focus()

    def _clause(self, clause: Clause, sentence: Sentence, state: _State) -> Iterator[Relation]:
        text = self._text
        if not clause.mentions and not any(cue.kind in RELATIONS for cue in clause.cues):
            return
        own = [m for m in clause.mentions if m in self._acting]
        company = any(m.kind in {"company", "unit"} and not m.foreign for m in clause.mentions)
        theirs = [m for m in clause.mentions if m.kind == "partner"]
        relations = relations_in(text, clause, sentence)
        if (
            not relations
            and state.pending
            and theirs
            and self._in_a_row(clause, theirs, own, state.previous)
        ):
            relations = [state.pending]
            found = self._parties(Scene(text, clause, relations, own, ours=True), theirs)
            yield from self._told(found, clause, sentence, relations, own, company, state)
        elif not relations and (pair := self._listed(clause, own, theirs)):
            yield from self._told(pair, clause, sentence, [_ROW_CUE], own, company, state)
        elif not relations and (row := self._party_row(clause, own, theirs)) is not None:
            yield from self._told([row], clause, sentence, [_ROW_CUE], own, company, state)
        elif not relations:
            for mention in theirs:
                before, after = text[clause.start : mention.start], text[mention.end : clause.end]
                role = role_of(before, after, joined=False)
                self._reject(mention, role or "no-relation")
                state.focus.name(mention, role)
        elif not holds(text, clause, sentence, relations):
            state.denied = True
            for mention in theirs:
                self._reject(mention, "not-yet")
                state.focus.all.append(mention)
        else:
            yield from self._asserted(clause, sentence, relations, own, company, theirs, state)
        if own:
            state.ours = subjects(text, own)
        state.company = state.company or company

    def _asserted(  # noqa: PLR0913, PLR0917 -- the parts of one clause
        self,
        clause: Clause,
        sentence: Sentence,
        relations: list[Cue],
        own: list[Mention],
        company: bool,  # noqa: FBT001
        theirs: list[Mention],
        state: _State,
    ) -> Iterator[Relation]:
        text = self._text
        everybody = sorted([*theirs, *self._unknown(clause, state, theirs)], key=lambda m: m.start)
        both = any(cue.kind == "both" for cue in clause.cues)
        ours = (
            bool(own) or company or both or bool(OWN_WORDS.search(text, clause.start, clause.end))
        )
        scene = Scene(text, clause, relations, own, ours=ours)
        if not ours and self._outsider_tells(clause, sentence, state):
            for mention in everybody:
                self._reject(mention, "third-party")
            return
        found = self._parties(scene, everybody)
        by_reference = False
        if not found:
            found = referred(scene, everybody, state.focus, self._earlier, sentence)
            if not found and not own and state.previous is not None:
                found = self._pair_before(state.previous, relations)
            by_reference = bool(found)
        if found:
            state.pending = None
        elif not everybody:
            state.pending = relations[0]
        yield from self._told(
            found, clause, sentence, relations, own, company, state, by_reference=by_reference
        )
        for mention in everybody:
            if mention not in found:
                state.focus.all.append(mention)

    def _outsider_tells(self, clause: Clause, sentence: Sentence, state: _State) -> bool:
        """Tell whether an outsider is the subject of the sentence, and 并与某某… goes on with it."""
        if state.ours or state.company or state.previous is None:
            return False
        if _AND_WITH.match(self._text, clause.start) is None:
            return False
        first = sentence.clauses[0]
        names = [m for m in first.mentions if m.kind == "partner"] or list(
            unknown_in(self._text, first)
        )
        return bool(names) and names[0].start - first.start <= _SUBJECT_WITHIN

    def _parties(self, scene: Scene, everybody: list[Mention]) -> list[Mention]:
        return accepted(scene, everybody, self._reject)

    def _told(  # noqa: PLR0913, PLR0917 -- the parts of one clause
        self,
        found: list[Mention],
        clause: Clause,
        sentence: Sentence,
        relations: list[Cue],
        own: list[Mention],
        company: bool,  # noqa: FBT001
        state: _State,
        *,
        by_reference: bool = False,
    ) -> Iterator[Relation]:
        if not found:
            return
        side: list[Mention] = own
        inherited = False
        if not own and _COMPANY.search(self._text, clause.start, clause.end):
            company = True
        if not own and not company:
            side = state.ours
            company = not side and state.company
            if not side and not company:
                side, inherited = list(self._ours), True
        elif not own:
            side = []
        for some_ours, some_theirs in pairs(self._text, sentence, side, found):
            yield Relation(
                tuple(some_ours), tuple(some_theirs), company,
                relations[0], clause, sentence, by_reference, inherited,
            )  # fmt: skip
        for mention in found:
            state.focus.accept(mention)

    def _in_a_row(
        self,
        clause: Clause,
        theirs: list[Mention],
        own: list[Mention],
        previous: Clause | None,
    ) -> bool:
        """Tell whether outsiders stand in a row with ours, or in a list that was announced."""
        text = self._text
        if _LIST_AHEAD.search(text[clause.start : theirs[0].start]):
            return True
        if (
            previous is not None
            and theirs[0].start == clause.start
            and text.startswith("作为", previous.start)
        ):
            return True
        return any(
            _ROW.fullmatch(text[one.end : other.start])
            for one in [*own, *theirs]
            for other in [*own, *theirs]
            if one.end < other.start and (one in own) != (other in own)
        )

    def _listed(self, clause: Clause, own: list[Mention], theirs: list[Mention]) -> list[Mention]:
        """Return the outsider of a line 甲——乙 in a list of pairs that the text announces."""
        if len(own) != 1 or len(theirs) != 1 or own[0].end > theirs[0].start:
            return []
        between = self._text[own[0].end : theirs[0].start]
        if _LINE.fullmatch(between) is None or self._text.count(between) < len("甲乙"):
            return []
        end = self._text.find("\n", clause.end)
        rest = self._text[theirs[0].end : end if end >= 0 else len(self._text)]
        if _NOT_DONE.search(rest) or _LIST_OF_PAIRS.search(self._text, 0, clause.start) is None:
            return []
        return theirs

    def _party_row(
        self, clause: Clause, own: list[Mention], theirs: list[Mention]
    ) -> Mention | None:
        """Return a Party organisation outside that does something in one row with one of ours.

        甲党支部和乙党支部的党员支起桌子: whatever both sides' Party organisations hold as such is
        joint work (P1b), unless the verb is one of talking, receiving, competing or parting.
        """
        text = self._text
        for one in own:
            for other in theirs:
                first, second = sorted((one, other), key=lambda m: m.start)
                between = text[first.end : second.start]
                if (
                    other.party
                    and one.party
                    and _PARTY_PAIR.fullmatch(between)
                    and (
                        _OF_MEMBERS.match(text, second.end)
                        or _RUN_BY.search(text[clause.start : first.start])
                    )
                    and not _NO_WORK.search(text, clause.start, clause.end)
                ):
                    return other
        return None

    def _unknown(self, clause: Clause, state: _State, theirs: list[Mention]) -> Iterator[Mention]:
        """Yield the unknown outsiders of a clause; what only refers is what it refers to (P9)."""
        for mention in unknown_in(self._text, clause):
            known = refers_to(
                self._text, clause, mention, state.focus, self._earlier, inside=bool(theirs)
            )
            if known is None:
                yield mention
            elif known.ids:
                yield replace(known, start=mention.start, end=mention.end)

    def _pair_before(self, clause: Clause, relations: list[Cue]) -> list[Mention]:
        """Return the outsider of the clause before that stands beside one of ours (甲与乙)."""
        theirs = [m for m in clause.mentions if m.kind == "partner"]
        own = [m for m in clause.mentions if m in self._acting or m.kind == "company"]
        for one in own:
            for other in theirs:
                low, high = sorted([(one.start, one.end), (other.start, other.end)])
                between = self._text[low[1] : high[0]]
                if _PAIR.fullmatch(between):
                    return [other]
        # 甲找到乙,签了共建协议: whose verb has no subject of its own
        if len(own) == len(theirs) == 1 and relations[0].kind in {"sign", "pair", "learn"}:
            before = self._text[clause.start : theirs[0].start]
            role = role_of(before, self._text[theirs[0].end : clause.end], joined=False)
            return theirs if role in {None, "visited"} else []
        return []


_PAIR = re.compile(r"(?:的?党员)?(?:与|和|同|跟|及)(?:来访的|驻地|属地)?")
