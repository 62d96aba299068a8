"""Who is bound to whom: the relations that the sentences of an article assert (P1 to P5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from plugins.core.patterns import regex
from plugins.labels import rows
from plugins.labels.assertions import relations_in
from plugins.labels.clauses import Clause, Cue, Sentence
from plugins.labels.lexicon import RELATIONS
from plugins.labels.mentions import START, Mention
from plugins.labels.organisations import unknown_in
from plugins.labels.ours import Ours
from plugins.labels.pairing import pairs, subjects
from plugins.labels.parties import OWN_WORDS, Reject, Scene, accepted, groups_of
from plugins.labels.polarity import holds
from plugins.labels.reference import Focus, last_two, referred, refers_to
from plugins.labels.roles import role_of
from plugins.labels.tables import ROW_CUE, Tables
from plugins.labels.together import together

SUBJECT_WITHIN = 3  # signs of a sentence before its subject
_READ = RELATIONS | {"organisation", "both"}
_COMPANY = regex(r"我公司|本公司|你们公司|贵公司|(?<![\u4e00-\u9fff])公司(?!党)")
_AND_WITH = regex(r"(?:并|又|还|也)(?:与|和|同|跟|联合)")
_FOUNDED = frozenset({"alliance", "named", "sign"})  # who joins what ours has founded
NEXT = 3  # sentences on which 对方是… may tell who the other side is
_NO_WORD = Cue(-1, -1, "joint")


@dataclass(slots=True, eq=False)
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
    spoken: Cue | None = None  # of the last relation, told or denied
    previous: _Here | None = None
    # A relation told without its other side, which a later clause may name.
    pending: Cue | None = None
    listing: bool = False  # a colon after it begins the list of those who are in it


@dataclass(slots=True, eq=False)
class _Here:
    """One clause and who is in it."""

    clause: Clause
    sentence: Sentence
    own: list[Mention]  # our branches that act
    company: bool
    theirs: list[Mention]  # outsiders, known and unknown
    relations: list[Cue]


class Reader:
    """Reads an article's sentences one after another."""

    def __init__(self, text: str, acting: Sequence[Mention], reject: Reject | None) -> None:
        """Begin an article; `acting` are the branches of ours that count.

        `reject` hears why an outsider is no party; None where nobody asks.
        """
        self._text = text
        self._acting = dict.fromkeys(acting)  # in the order of the text
        self._why = reject is not None
        self._reject: Reject = reject or (lambda _, __: None)
        self._earlier = Focus()
        self._ours = Ours(text, self._acting)
        self._tables = Tables(text)
        # The last clause of the sentence before; the last relation that held, and its sentence.
        self._before: _Here | None = None
        self._spoke: Cue | None = None  # of the last relation told, asked for or denied
        self._told_last: tuple[Cue, int] | None = None

    def read(self, sentences: Sequence[Sentence]) -> Iterator[Relation]:
        """Yield the relations in the order of the text."""
        for sentence in sentences:
            row = self._tables.row(sentence, self._acting)
            if row is None:
                yield from self._sentence(sentence)
            elif row.theirs:
                first = sentence.clauses[0]
                yield Relation(row.ours, row.theirs, not row.ours, ROW_CUE, first, sentence)

    def _sentence(self, sentence: Sentence) -> Iterator[Relation]:
        state = _State(Focus())
        for clause in sentence.clauses:
            if not clause.mentions and clause.kinds.isdisjoint(_READ):
                continue
            here = self._look(clause, sentence, state)
            yield from self._clause(here, state)
            self._ours.note(here.own)
            if here.own:
                state.ours = subjects(self._text, here.own)
            state.company = state.company or here.company
            state.previous = here
        self._before = state.previous
        if state.ours:
            self._ours.last = tuple(state.ours)
        if state.focus.all:
            state.focus.with_ours = bool(state.ours)
            state.focus.before = state.focus.parties or self._earlier.before
            state.focus.two = last_two([*self._earlier.two, *state.focus.all])
            self._earlier = state.focus
        elif state.denied:
            self._earlier = Focus()

    def _look(self, clause: Clause, sentence: Sentence, state: _State) -> _Here:
        relations = relations_in(self._text, clause, sentence)
        own: list[Mention] = []
        known: list[Mention] = []
        unknown: list[Mention] = []
        company = False
        for mention in clause.mentions:
            if mention.kind == "partner":
                known.append(mention)
            elif mention in self._acting:
                own.append(mention)
            elif mention.kind in {"company", "unit"} and not mention.foreign:
                company = True
        # Away from a relation only Party organisations are worth the search.
        if "organisation" in clause.kinds and (
            relations or state.pending or self._text.find("党", clause.start, clause.end) >= 0
        ):
            told = relations or state.pending
            unknown = [m for m in self._unknown(clause, state, known) if told or m.party]
        return _Here(
            clause,
            sentence,
            own=own,
            company=company,
            theirs=sorted([*known, *unknown], key=START) if unknown else known,
            relations=relations,
        )

    def _clause(self, here: _Here, state: _State) -> Iterator[Relation]:
        text, clause = self._text, here.clause
        if here.relations:
            state.spoken = self._spoke = here.relations[0]
            if holds(text, clause, here.sentence, here.relations):
                self._told_last = (here.relations[0], here.sentence.number)
                yield from self._asserted(here, state)
            else:
                state.denied = True
                self._refuse(here.theirs, "not-yet", state)
            return
        if not here.theirs:
            return
        found, cue = self._without_word(here, state)
        if cue is not None:
            yield from self._told(found, replace(here, relations=[cue]), state)
            return
        for mention in here.theirs:
            before, after = text[clause.start : mention.start], text[mention.end : clause.end]
            state.focus.name(mention, before, after)
            if self._why:
                self._reject(mention, role_of(before, after, joined=False) or "no-relation")

    def _without_word(self, here: _Here, state: _State) -> tuple[list[Mention], Cue | None]:
        """Return the parties that a clause names for a relation told before, or for none told.

        With the word that tells it; None where the clause tells of no relation.
        """
        text, clause, theirs = self._text, here.clause, here.theirs
        previous = state.previous.clause if state.previous else None
        if state.pending and (
            (state.listing and rows.is_item(text, clause, theirs))
            or rows.in_a_row(text, clause, here.own, theirs, previous)
        ):
            scene = Scene(text, clause, [state.pending], here.own, ours=True)
            return accepted(scene, theirs, self._reject), state.pending
        if state.spoken and rows.corrects(text, clause, theirs):
            return theirs[:1], state.spoken
        if self._spoke and rows.answers(text, here.sentence, clause, theirs):
            return groups_of(text, theirs)[0], self._spoke
        last = self._told_last
        if (
            last
            and here.sentence.number - last[1] < NEXT
            and rows.is_other_side(text, here.sentence, clause, theirs)
        ):
            return groups_of(text, theirs)[0], last[0]
        found = together(text, clause, here.sentence, here.own, theirs)
        return found, _NO_WORD if found else None

    def _asserted(self, here: _Here, state: _State) -> Iterator[Relation]:
        text, clause = self._text, here.clause
        if not (here.theirs or state.focus.all or self._earlier.all):
            # Nobody is there, and nobody was, to be meant.
            self._announce(here, state)
            return
        ours = (
            bool(here.own)
            or here.company
            or "both" in clause.kinds
            or OWN_WORDS.search(text, clause.start, clause.end) is not None
            or (bool(state.ours) and self._may_join(here, state))
        )
        if not ours and self._outsider_tells(here, state):
            self._refuse(here.theirs, "third-party", state)
            return
        scene = Scene(text, clause, here.relations, here.own, ours=ours)
        found = accepted(scene, here.theirs, self._reject) if here.theirs else []
        by_reference = False
        # What the sentence has just denied, 文本正在会签 does not assert.
        again = state.denied and not here.theirs and here.relations[0].kind == "sign"
        if not found and not again:
            found = referred(scene, here.theirs, state.focus, self._earlier, here.sentence)
            before = state.previous
            if before is None and rows.goes_on(text, clause, here.relations):
                before = self._before
            if not found and not here.own and before is not None:
                found = rows.pair_before(
                    text, before.clause, self._acting, before.theirs, here.relations
                )
            if not found and not here.own and not here.theirs:
                found = self._item(here, state)
            by_reference = bool(found)
        if found:
            state.pending = None
        elif not here.theirs:
            self._announce(here, state)
        yield from self._told(found, here, state, by_reference=by_reference)
        state.focus.all += [m for m in here.theirs if m not in found]

    def _announce(self, here: _Here, state: _State) -> None:
        """Have a relation wait for its parties, which the clause does not name."""
        state.pending = here.relations[0]
        state.listing = self._text.find(":", state.pending.end, here.clause.end + 1) >= 0

    def _may_join(self, here: _Here, state: _State) -> bool:
        """Tell whether outsiders join what one of ours has founded earlier in the sentence."""
        return here.relations[0].kind == "join" or (
            state.pending is not None and state.pending.kind in _FOUNDED
        )

    def _item(self, here: _Here, state: _State) -> list[Mention]:
        """Return the outsider whose bare name heads the item that a clause goes on with."""
        head = state.previous or self._before
        if (
            head is None
            or not self._ours.last
            or head.own
            or here.sentence.number - head.sentence.number > 1
            or not rows.heads_item(self._text, head.sentence, head.clause, head.theirs)
            or not rows.goes_on(self._text, here.clause, here.relations)
        ):
            return []
        return groups_of(self._text, head.theirs)[0]

    def _told(
        self, found: list[Mention], here: _Here, state: _State, *, by_reference: bool = False
    ) -> Iterator[Relation]:
        if not found:
            return
        own, company, inherited = here.own, here.company, False
        if not own and _COMPANY.search(self._text, here.clause.start, here.clause.end):
            company = True
        if not own and not company:
            own, company = state.ours, not state.ours and state.company
            if not own and not company:
                own, inherited = self._ours.unnamed(here.clause, found)
            own = self._ours.no_committee(own, here.clause)
        for some_ours, some_theirs in pairs(self._text, here.sentence, own, found):
            yield Relation(
                tuple(some_ours), tuple(some_theirs), company and not some_ours,
                here.relations[0], here.clause, here.sentence, by_reference, inherited,
            )  # fmt: skip
        for mention in found:
            state.focus.accept(mention)

    def _refuse(self, mentions: Sequence[Mention], reason: str, state: _State) -> None:
        for mention in mentions:
            self._reject(mention, reason)
        state.focus.all += mentions

    def _outsider_tells(self, here: _Here, state: _State) -> bool:
        """Tell whether an outsider is the sentence's subject, and 并与某某… goes on (P5)."""
        if state.ours or state.company or state.previous is None:
            return False
        if _AND_WITH.match(self._text, here.clause.start) is None:
            return False
        first = here.sentence.clauses[0]
        names = [m for m in first.mentions if m.kind == "partner"]
        names = names or list(unknown_in(self._text, first))
        return bool(names) and names[0].start - first.start <= SUBJECT_WITHIN

    def _unknown(self, clause: Clause, state: _State, known: list[Mention]) -> Iterator[Mention]:
        """Yield the unknown outsiders of a clause; what only refers is what it refers to (P9)."""
        for mention in unknown_in(self._text, clause):
            meant = refers_to(
                self._text, clause, mention, state.focus, self._earlier, inside=bool(known)
            )
            if meant is None:
                yield mention
            elif meant.ids:
                yield replace(meant, start=mention.start, end=mention.end)
