"""Which outside organisations of a clause are parties to the relation it asserts (P1, P4, P5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from plugins.core.patterns import regex
from plugins.labels.assertions import CALLS_US
from plugins.labels.clauses import Clause, Cue
from plugins.labels.lexicon import Category
from plugins.labels.mentions import Mention
from plugins.labels.roles import joined_before, role_of

Reject = Callable[[Mention, str], None]

# Our side without a name.
OWN_WORDS = regex(
    r"我(?:公司|支部|们)|本(?:公司|支部)|该支部|咱们|市政人|市政(?:的)?(?:党员|员工|职工)|项目部"
    r"|(?:(?<![\u4e00-\u9fff])|(?<=[与和同对由是为]))(?:公司|支部|企业)"
)
OWN_NEXT = regex(r"(?:我|本|市政|公司|该支部|支部|项目|双方|咱|企业|工地|党小组|它|你们)")
_FILLER = (
    r"(?:的)?(?:派人|派员|派代表|选派)?(?:党员|党组织|干部|志愿者|职工|团员|青年|代表|同志|支部)?(?:们)?"
    r"(?:党支部|党委|党总支)?(?:(?:副?书记|主任|负责人|委员|局长|行长|院长|站长)[\u4e00-\u9fff]{2,3})?(?:一行|一起)?"
)
JOINS_NEXT = regex(
    rf"{_FILLER}(?:又|也|还|曾|先后|再次|分别|日前|近日|去年|今年)?(?:与|和|同|跟|联合|携手|会同|牵手|联手|/)"
)
_COMES = regex(rf"{_FILLER}[^,]{{0,10}}(?:走进|来到|前来|做客|走入|加入)")
# 共建单位某某, 结对的某某: called so, whatever else the clause tells of it.
_CALLED = regex(
    r"(?:共建|结对|联建|共驻|签约|成员|友好|伙伴)(?:共建)?(?:单位|伙伴|对象|支部|方|党组织)[“\"《(]?$|(?:结对|共建|联建|结了对|签约)的[“\"《(]?$"
    r"|共建(?:单位|伙伴|支部)[”\"][^,]{0,8}[颁授送赠交][给予]了?$|结对(?:单位|伙伴|支部)[”\"][^,]{0,8}[颁授送赠交][给予]了?$"
)
_NAMED_BEFORE = regex(
    r"(?:单位|伙伴|对象|支部|方|成员|对子|盟友|亲戚|组织|亲家)(?:之一)?(?:的)?,?"
    r"(?:包括|分别是|就是|正是|还有|有|为|是|即|——|:|、|—)?(?:[^,、]{1,8}的)?[“\"《(]?$"
    r"|的,?(?:就|正|其实|应|应该|实际)?(?:是|为|当为|系)(?:[^,、]{1,8}的)?[“\"《(]?$"
)
_NAMED_AFTER = regex(r"[^,]{0,24}(?:是|成为|作为|为|列为|称为|确定为|结为|结成)")
_PARTICIPATES = regex(r"[^,]{0,16}(?:参加|参与)了?[^,]{0,8}(?:联合|共建|联学|共同)")
_THERE = regex(
    r"[^,]{0,6}(?:与|和|同|跟)(?:该|对方|其|师生|教师|学生|居民|村民|官兵|馆员|民警|校|院|馆|站|社区|街道)"
)
_TO = regex(r"(?:向|给|(?<![应实即成名改作称正认])为)$")
_WRONG = regex(r"[”\"》]?(?:一事|一说|之说|的说法)?(?:有误|不实|不属实|应为|应是|实为)")
_AGREED = regex(
    r",(?:对方|那边|人家|[该这所社校院馆站村][\u4e00-\u9fff]{0,3}?)(?:当即|当场|欣然|立刻|马上|很快|爽快地?|一口|满口|也|就|便)*(?:应允|应下|应约|答应|同意|接受|点头)"
)
_OTHERS = regex(r"的(?:共建|结对|联建|签约)")
_THEY = regex(
    r"(?:那里|对方|人家|让他们|后者|前者|^该(?!支部|党支部|项目|党小组)[\u4e00-\u9fff]{1,2})[^,与和同跟]{0,3}(?:与|和|同|跟)$"
)
# An outsider by its short name is the subject: 检察院今年还与某某…; 公司 and 支部 alone are ours.
_TELLS = regex(
    r"(?:[^,]{1,10}(?:是|为|系|[“\"]))?(?!公司|我|本|支部|企业|项目)[\u4e00-\u9fff]{1,6}?(?:院|局|行|校|馆|站|大队|社区|街道|村|集团|学院|银行|税务|邮政|供电|移动|电信|联通)"
    r"(?:今年|去年|前年|此前|近日|日前|上月|还|也|又|已|曾|先后|刚|则|目前){0,3}(?:与|和|同|跟)"
)
_WITH = regex(r"(?:与|同|跟|联合|携手|牵手|联手)")
_TOGETHER = regex(r"的?(?:联合|共同)")
_SUBJECT = regex(r"(?:与|和|同|跟|对|给)$")


@dataclass(slots=True, eq=False)
class Scene:
    """A clause that asserts a relation, and who of ours is in it."""

    text: str
    clause: Clause
    relations: Sequence[Cue]
    own: Sequence[Mention]  # our branches that act in it
    ours: bool  # one of ours is in it at all: the company, a unit, 我公司, 双方
    kinds: frozenset[Category] = field(init=False)  # of the relations

    def __post_init__(self) -> None:
        """Gather the kinds once; much is asked of them."""
        self.kinds = frozenset([cue.kind for cue in self.relations])


def accepted(scene: Scene, outsiders: Sequence[Mention], reject: Reject) -> list[Mention]:
    """Return the outsiders that are parties; `reject` hears why each other one is not."""
    if not outsiders:
        return []
    groups = groups_of(scene.text, outsiders)
    if _between_outsiders(scene, groups):
        for mention in outsiders:
            reject(mention, "third-party")
        return []
    strong = scene.kinds != {"joint"}
    found = []
    for group in groups:
        role = _standing(scene, group, strong=strong)
        for mention in group:
            if role is None:
                found.append(mention)
            else:
                reject(mention, role)
    return found


def groups_of(text: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Join outsiders that stand in one enumeration (A、B和C) into groups."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        if groups:
            between = text[groups[-1][-1].end : mention.start]
            if _ENUMERATES.fullmatch(between):
                groups[-1].append(mention)
                continue
        groups.append([mention])
    return groups


_ENUMERATES = regex(
    r"(?:的?(?:党员|党组织|党支部|党委)?)?(?:、|,|以及|及|和|以及来自|,以及)(?:来自)?(?:当时的|原|新成立的)?[“\"《]?"
)


def around(scene: Scene, group: Sequence[Mention]) -> tuple[str, str]:
    """Return the clause before and after a group."""
    return (
        scene.text[scene.clause.start : group[0].start],
        scene.text[group[-1].end : scene.clause.end],
    )


def _standing(scene: Scene, group: list[Mention], *, strong: bool) -> str | None:
    """Return why a group is no party, or None."""
    before, after = around(scene, group)
    if _WRONG.match(after):
        return "not-yet"
    if _CALLED.search(before) or (group[0].ids and CALLS_US.match(after)):
        return None
    if _THEY.search(before) or _TELLS.fullmatch(before):
        return "third-party"
    joined = _joined(scene, group, before, after) or (
        _TO.search(before) is not None and _agreed(scene)
    )
    if joined and _TOGETHER.match(after):
        return None
    role = role_of(before, after, joined=joined)
    if role is None and not joined:
        if _TO.search(before):
            role = "helped"
        elif not (strong or scene.own or scene.ours):
            role = "no-relation"
    return role


def _agreed(scene: Scene) -> bool:
    """Tell whether what ours proposed in a clause was agreed to in the next: 对方一口答应."""
    return _AGREED.match(scene.text, scene.clause.end) is not None


def _joined(scene: Scene, group: list[Mention], before: str, after: str) -> bool:
    """Tell whether a group stands as a party: with ours, or in the place that the cue opens."""
    if joined_before(before) or _PARTICIPATES.match(after) or _THERE.match(after):
        return True
    following = JOINS_NEXT.match(after) or _COMES.match(after)
    if following:
        at = group[-1].end + following.end()
        if OWN_NEXT.match(after[following.end() :]) or any(
            m.start == at and m.kind != "partner" for m in scene.clause.mentions
        ):
            return True
    if scene.kinds & {"named", "alliance"}:
        end = group[-1].end
        return bool(_NAMED_BEFORE.search(before)) or bool(
            _NAMED_AFTER.match(after)
            and any(c.kind in {"named", "pair"} and c.start >= end for c in scene.relations)
        )
    # The verb takes the other side as its object: 结对某某, 牵手某某.
    return "join" in scene.kinds or any(
        cue.kind == "pair" and cue.end == group[0].start for cue in scene.relations
    )


def _between_outsiders(scene: Scene, groups: list[list[Mention]]) -> bool:
    """Tell whether a clause tells of outsiders only (P5): one of them is its subject.

    One of ours may be in it as a witness or a lender; it is no party unless it stands in a row
    with them.
    """
    before, after = around(scene, groups[0])
    if not scene.own and any(
        m.foreign and _JOINS_ALL.fullmatch(scene.text, m.end, groups[0][0].start)
        for m in scene.clause.mentions
    ):
        return True  # the look-alike of ours is the subject: 该公司第三分公司党支部与某某…
    if joined_before(before) or _NAMED_BEFORE.search(before) or _CALLED.search(before):
        return False
    if len(groups) > 1:
        between = scene.text[groups[0][-1].end : groups[1][0].start]
        if not scene.ours and (
            _OTHERS.match(after) or (_SUBJECT.search(between) and not scene.kinds & {"alliance"})
        ):
            return True
    for one, other in pairwise(groups):
        between = scene.text[one[-1].end : other[0].start]
        if (_WITH.fullmatch(between) or _JOINS_ALL.fullmatch(between)) and not (
            joined_before(around(scene, one)[0])
        ):
            last = around(scene, other)[1]
            following = JOINS_NEXT.match(last)
            return not (
                (following and OWN_NEXT.match(last[following.end() :]))
                or _own_in_a_row(scene, groups)
            )
    return not scene.ours and _outsider_acts(scene, groups, before, after)


def _outsider_acts(scene: Scene, groups: list[list[Mention]], before: str, after: str) -> bool:
    """Tell whether an outsider is the subject of a clause in which nobody of ours is."""
    if any(mention.foreign for mention in scene.clause.mentions):
        return True
    if len(groups[0]) > 1 and not before and not scene.kinds & {"named", "alliance", "join"}:
        return True
    following = JOINS_NEXT.match(after)
    return (
        following is not None
        and not OWN_NEXT.match(after[following.end() :])
        and not _THERE.match(after)
    )


_JOINS_ALL = regex(r"(?:的)?(?:党员|党组织|党支部)?(?:与|同|跟)")


def _own_in_a_row(scene: Scene, groups: list[list[Mention]]) -> bool:
    """Tell whether one of ours stands in one row (A与B、我们) with the outsiders."""
    starts = {group[0].start for group in groups}
    ends = {group[-1].end for group in groups}
    for mention in scene.clause.mentions:
        if mention.kind not in {"branch", "company", "unit"}:
            continue
        left = scene.text[max(scene.clause.start, mention.start - 2) : mention.start]
        right = scene.text[mention.end : mention.end + 1]
        if any(mention.end + n in starts and right in set("、与和同跟,") for n in (1,)):
            return True
        if any(
            mention.start - n in ends and left[-n:] and left[-1] in set("、与和同跟,及")
            for n in (1, 2)
        ):
            return True
    return False
