"""Who is bound to whom: the relations that the sentences of an article assert (P1 to P5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from plugins.labels.clauses import Clause, Cue, Sentence
from plugins.labels.lexicon import RELATIONS
from plugins.labels.mentions import Mention
from plugins.labels.organisations import unknown_in
from plugins.labels.polarity import holds, relations_in
from plugins.labels.roles import JOINED_BEFORE, role_of

Reject = Callable[[Mention, str], None]
_OWN_WORDS = re.compile(r"我(?:公司|支部|们)|本(?:公司|支部)|该支部|咱们|市政人|市政(?:的)?(?:党员|员工|职工)|(?<![\u4e00-\u9fff])(?:公司|支部|企业)|项目部|(?:与|和|同|对|由|是|为|,)(?:公司|支部|企业)")
_OWN_NEXT = re.compile(r"(?:我|本|市政|公司|该支部|支部|项目|双方|咱|企业|工地)")
_FILLER = (
    r"(?:的)?(?:党员|党组织|干部|志愿者|职工|团员|青年|代表|同志|支部)?(?:们)?(?:党支部|党委|党总支)?"
    r"(?:(?:副?书记|主任|负责人|委员|局长|行长|院长|站长)[\u4e00-\u9fff]{2,3})?(?:一行|一起)?"
)
_JOINS_NEXT = re.compile(rf"{_FILLER}(?:又|也|还|曾|先后|再次|分别)?(?:与|和|同|跟|联合|携手|会同|牵手|联手)")
_COMES = re.compile(rf"{_FILLER}[^,]{{0,10}}(?:走进|来到|前来|做客|走入)")
_NAMED_BEFORE = re.compile(r"(?:单位|伙伴|对象|支部|方|成员|对子|盟友|亲戚|组织)(?:之一)?(?:的)?,?(?:包括|分别是|就是|正是|还有|有|为|是|即|——|:|、|—)?(?:[^,、]{1,8}的)?[“\"《(]?$|的,(?:就|正)?是(?:[^,、]{1,8}的)?$")
_PARTICIPATES = re.compile(r"[^,]{0,16}(?:参加|参与)了?[^,]{0,8}(?:联合|共建|联学|共同)")
_NAMED_AFTER = re.compile(r"[^,]{0,24}(?:是|成为|作为|为|列为|称为|确定为|结为|结成)[^,]{0,16}")
_OTHER_S = re.compile(r"的(?:共建|结对|联建|签约)")
# Words for the other side that name nobody: they mean the organisation spoken of before (B7, P9).
_OTHER_SIDE = re.compile(
    r"(?:与|和|同|跟|联合|携手|邀请|会同|、)(?:该[\u4e00-\u9fff]{1,3}|对方|他们|她们|第[一二三四五六七八九十]+党(?:支部|总支|小组)|机关党[委支]|社区|街道|村|学院|学校|校方|院方|馆方|警方|警官|"
    r"师生|教师|学生|居民|村民|官兵|消防员|民警|医护|馆员|税务|银行|邮政|电力|供电|移动|电信|联通|驻地|所在)[\u4e00-\u9fff]{0,6}?(?:党员|党支部|党总支|党委|党工委|支部|党组织|书记|干部|职工|志愿者|们)?"
    r"|被其|对方|该(?:行|局|院|校|站|馆|队|所|中心|社区|街道|村|单位|支部|党支部|大队|企业|集团)"
)
_WITH_OURS = re.compile(r"(?:与|和|同|跟|联合|携手|会同)$")
_REFERS = re.compile(r"第[一二三四五六七八九十]+党(?:支部|总支|小组)|机关党委|(?:社区|街道|学校|学院|村)党(?:支部|总支|委|工委)")
_THEIR = re.compile(r"(?:他们的?|其|该[\u4e00-\u9fff]{1,3}的?|对方的?)$")
_ALTERNATE = re.compile(r"(?:与|和|同|跟|联合|携手|——|对)")
_EACH = re.compile(r"分别|各自|依次")


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
class _Focus:
    """What the sentences before spoke of: 双方, 该支部 and the like mean these."""

    ours: tuple[Mention, ...] = ()
    theirs: tuple[Mention, ...] = ()


@dataclass(slots=True)
class Reader:
    """Reads an article's sentences one after another."""

    text: str
    acting: frozenset[Mention]  # branches of ours about which something is stated
    reject: Reject
    units: dict[str, str] = field(default_factory=dict)
    _focus: _Focus = field(default_factory=_Focus)

    def read(self, sentences: Sequence[Sentence]) -> Iterator[Relation]:
        """Yield the relations in the order of the text."""
        for sentence in sentences:
            yield from self._sentence(sentence)

    def _sentence(self, sentence: Sentence) -> Iterator[Relation]:
        eligible: list[Mention] = []  # outsiders of this sentence that 双方 may mean
        ours: list[Mention] = []
        company = False
        negative = False
        previous: Clause | None = None
        for clause in sentence.clauses:
            own_here = [m for m in clause.mentions if m in self.acting]
            company_here = any(
                m.kind in {"company", "unit"} and not m.foreign for m in clause.mentions
            )
            relations = relations_in(self.text, clause, sentence)
            theirs = [m for m in clause.mentions if m.kind == "partner"]
            if not relations:
                for mention in theirs:
                    role = self._role(clause, [mention], joined=False)
                    self.reject(mention, role or "no-relation")
                    if role in {None, "visited"}:
                        eligible.append(mention)
            elif not holds(self.text, clause, sentence, relations):
                negative = True
                for mention in theirs:
                    self.reject(mention, "not-yet")
            else:
                everybody = sorted(
                    [*theirs, *self._unknown(clause, eligible)], key=lambda m: m.start
                )
                accepted = self._accepted(clause, everybody, own_here, company_here, relations)
                referred = False
                if not accepted and not everybody:
                    accepted = self._referred(clause, relations, eligible, own_here)
                    if not accepted and previous is not None and not own_here:
                        accepted = self._bare_pair(previous)
                    referred = bool(accepted)
                if accepted:
                    side, by_company = self._our_side(
                        clause, own_here, ours, company_here=company_here, company_before=company
                    )
                    inherited = not own_here and not ours
                    for some_ours, some_theirs in _pairs(self.text, clause, side, accepted):
                        yield Relation(
                            tuple(some_ours), tuple(some_theirs), by_company,
                            relations[0], clause, sentence, referred, inherited,
                        )
                    eligible += [m for m in accepted if m not in eligible]
            ours += [m for m in own_here if m not in ours]
            company = company or company_here
            previous = clause
        if ours:
            self._focus.ours = tuple(ours)
        if eligible:
            self._focus.theirs = tuple(eligible)
        elif negative:
            self._focus.theirs = ()

    def _unknown(self, clause: Clause, eligible: list[Mention]) -> Iterator[Mention]:
        """Yield the unknown outsiders of a clause; what only refers is what it refers to (P9).

        第二党支部, 他们的管网所党支部 belong to the organisation spoken of before.
        """
        for mention in unknown_in(self.text, clause):
            before = self.text[max(clause.start, mention.start - 5) : mention.start]
            if _REFERS.fullmatch(mention.name) or _THEIR.search(before):
                known = [m for m in (eligible or self._focus.theirs) if m.ids]
                inside = [m for m in clause.mentions if m.kind == "partner"]
                if known and not inside:
                    yield replace(known[-1], start=mention.start, end=mention.end)
            else:
                yield mention

    def _bare_pair(self, clause: Clause) -> list[Mention]:
        """Return the outsider of a clause that is nothing but 甲与乙: the next one says what of it."""
        theirs = [m for m in clause.mentions if m.kind == "partner"]
        own = [m for m in clause.mentions if m in self.acting]
        if len(theirs) == 1 and own and theirs[0].end >= clause.end - 2:
            between = self.text[own[-1].end : theirs[0].start]
            return theirs if _ALTERNATE.fullmatch(between) else []
        return []

    def _accepted(
        self,
        clause: Clause,
        outsiders: list[Mention],
        own_here: list[Mention],
        company_here: bool,
        relations: list[Cue],
    ) -> list[Mention]:
        """Return the outsiders of a clause that are parties to its relation."""
        if not outsiders:
            return []
        groups = _groups(self.text, outsiders)
        own = bool(own_here) or company_here or bool(
            _OWN_WORDS.search(self.text, clause.start, clause.end)
        ) or any(cue.kind == "both" for cue in clause.cues)
        if not own and self._between_outsiders(clause, groups):
            for mention in outsiders:
                self.reject(mention, "third-party")
            return []
        strong = any(cue.kind != "joint" for cue in relations)
        accepted = []
        for group in groups:
            before, after = self._around(clause, group)
            joined = self._joined(clause, group, before, after, relations)
            role = self._role(clause, group, joined=joined)
            if role is None and not joined and not (strong or own):
                role = "no-relation"
            if role is None and not joined and not strong and not own_here and not company_here:
                role = "no-relation"
            for mention in group:
                if role is None:
                    accepted.append(mention)
                else:
                    self.reject(mention, role)
        return accepted

    def _joined(
        self, clause: Clause, group: list[Mention], before: str, after: str, relations: list[Cue]
    ) -> bool:
        if JOINED_BEFORE.search(before) or _PARTICIPATES.match(after):
            return True
        following = _JOINS_NEXT.match(after) or _COMES.match(after)
        if following and _OWN_NEXT.match(after[following.end() :]):
            return True
        if following and any(
            m.start == group[-1].end + following.end() and m.kind != "partner" for m in clause.mentions
        ):
            return True
        kinds = {cue.kind for cue in relations}
        if "named" in kinds or "alliance" in kinds:
            named = _NAMED_AFTER.match(after)
            return bool(_NAMED_BEFORE.search(before)) or bool(
                named and any(c.kind in {"named", "pair"} and c.start >= group[-1].end for c in relations)
            )
        return "join" in kinds

    def _role(self, clause: Clause, group: list[Mention], *, joined: bool) -> str | None:
        before, after = self._around(clause, group)
        return role_of(before, after, joined=joined)

    def _around(self, clause: Clause, group: list[Mention]) -> tuple[str, str]:
        return (
            self.text[clause.start : group[0].start],
            self.text[group[-1].end : clause.end],
        )

    def _between_outsiders(self, clause: Clause, groups: list[list[Mention]]) -> bool:
        """Tell whether a clause is about outsiders only (P5): one of them is its subject."""
        before, after = self._around(clause, groups[0])
        if JOINED_BEFORE.search(before) or _NAMED_BEFORE.search(before):
            return False
        if len(groups) > 1 and _OTHER_S.match(after):
            return True
        following = _JOINS_NEXT.match(after)
        if following is None:
            return len(groups) > 1 and bool(_ALTERNATE.search(
                self.text, groups[0][-1].end, groups[1][0].start
            )) and not re.search("和$", self.text[groups[0][-1].end : groups[1][0].start])
        return not _OWN_NEXT.match(after[following.end() :])

    def _referred(
        self, clause: Clause, relations: list[Cue], eligible: list[Mention], own_here: list[Mention]
    ) -> list[Mention]:
        """Return whom a clause means that asserts a relation and names no outsider."""
        words = self.text[clause.start : clause.end]
        both = any(
            cue.kind == "both"
            and self.text[cue.start - 1 : cue.start] not in set("与和同跟等共有")
            for cue in clause.cues
        )
        if both or _OTHER_SIDE.search(words):
            return list(eligible or self._focus.theirs)
        if own_here and any(cue.kind == "join" for cue in relations):
            return list(eligible or self._focus.theirs)
        for mention in own_here:
            if _WITH_OURS.search(self.text[clause.start : mention.start]) and eligible:
                return list(eligible)
        if eligible and any(c.kind in {"learn", "pair", "sign", "named", "join"} for c in relations):
            subject = eligible[-1]
            if not own_here and self.text[clause.start : clause.start + 1] in set("与和同跟并") :
                return []
            if re.match(r"(?:与|和|同|跟)(?:市政|公司|我|支部|项目)", words):
                return [subject]
        return []

    def _our_side(
        self,
        clause: Clause,
        own_here: list[Mention],
        ours: list[Mention],
        *,
        company_here: bool,
        company_before: bool,
    ) -> tuple[list[Mention], bool]:
        if own_here:
            return own_here, False
        if company_here:
            return [], True
        if ours:
            return ours, False
        if company_before:
            return [], True
        return list(self._focus.ours), False


def _groups(text: str, mentions: list[Mention]) -> list[list[Mention]]:
    """Join outsiders that stand in one enumeration (A、B和C) into groups."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        if groups:
            between = text[groups[-1][-1].end : mention.start]
            if re.fullmatch(r"(?:的?(?:党员|党组织|党支部)?)?(?:、|,|以及|及|和|与)(?:来自)?[“\"《]?", between) and not (
                between == "与"
            ):
                groups[-1].append(mention)
                continue
        groups.append([mention])
    return groups


def _pairs(
    text: str, clause: Clause, ours: list[Mention], theirs: list[Mention]
) -> Iterator[tuple[list[Mention], list[Mention]]]:
    """Yield our side with its other side: all with all, unless the sentence pairs them.

    甲与A、乙与B pairs each with its neighbour; 甲、乙分别与A、B pairs in order.
    """
    inside = [m for m in ours if clause.start <= m.start < clause.end]
    if len(inside) > 1 and len(theirs) > 1:
        row = sorted([*inside, *theirs], key=lambda m: m.start)
        kinds = [m in inside for m in row]
        if len(row) % 2 == 0 and all(
            kinds[i] != kinds[i + 1] and _ALTERNATE.search(text[row[i].end : row[i + 1].start])
            for i in range(0, len(row), 2)
        ):
            for i in range(0, len(row), 2):
                one, other = row[i], row[i + 1]
                yield ([one], [other]) if one in inside else ([other], [one])
            return
        if len(inside) == len(theirs) and _EACH.search(text, clause.start, clause.end):
            for one, other in zip(inside, theirs, strict=True):
                yield [one], [other]
            return
    yield ours, theirs
