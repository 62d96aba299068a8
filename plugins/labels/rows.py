"""Relations that no word of relation tells: rows, lists, the pair in the clause before (P1b)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from plugins.core.patterns import regex
from plugins.labels.clauses import Clause, Cue, Sentence
from plugins.labels.mentions import Mention
from plugins.labels.parties import groups_of
from plugins.labels.roles import role_of

_ROW = regex(r"(?:[、与和同跟及,]|以及|联合|/)")
_LIST_AHEAD = regex(r"(?:有|包括|是|为|:|含|来自)$")
_THAT_IS = regex(r"(?:也|那)?(?:就是|便是|即|正是)|分别[是为]|依次[是为]|[头第]?一[个家]?是")
# Who the other side is of the relation that was just told.
_OTHER_SIDE = regex(
    r"(?:对方|另一方|另一[头家边]|那一?头)(?:单位|支部)?(?:就|正|便)?(?:是|为|叫)(?:[^,与和同跟]{1,8}的)?[“\"《(]?$"
)
ONE_MORE = 14  # signs before a name in which it is told to be one more
_ONE_MORE = regex(
    r"(?:占了?|共有|就有)[一两三四五六七八九十][个家]:[“\"《]?$|(?:多[了出]|添了|增加了|新增了?|来了|认了|结了)(?:新的?)?[一两三四五六七八九十][个家位](?:新?(?:成员|伙伴|朋友|亲戚|支部|单位))?(?:,|:|——|就?是)*[“\"《]?$"
)
_PAIR = regex(r"(?:的?党员)?(?:与|和|同|跟|及)(?:来访的|驻地|属地)?")
_COMES = regex(r"(?:走进|来到|前来|做客|走入)(?:了)?$")
ASKED = 40  # signs before an answer in which the question ends
_LABEL = regex(r"(?:[\d一二三四五六七八九十]{1,3}[、..)])?(?:[^,:。]{1,6}:|——)?[“\"《]?")
_IT_IS = regex(r"(?:就?是|有|叫|是跟|是和|是与)?[“\"《]?")
_ASKED_WHO = regex(r"(?:谁|哪[一几]?[家个些]|什么单位)[^。!?\n]{0,12}\?[”\n]*$")
_NAME_ENDS = regex(r"[”\"》]?(?:\([^()]{0,20}\))?[。;]?")
NO_SUBJECT = regex(
    r"(?:(?:到|在|于)?(?:今年|去年|前年|当年|同年|次年|第二年|[\d一二三四五六七八九十]+[年月日])+"
    r"|[春夏秋冬]天?|[上下]半年|年[初底]|起|当[天场日晚]|随后|不久|后来|于是|就|便|又|还|再|也|一起|共同|干脆|索性|正式|终于|最终|很快){0,5}"
)


def in_a_row(
    text: str,
    clause: Clause,
    own: Sequence[Mention],
    theirs: Sequence[Mention],
    previous: Clause | None,
) -> bool:
    """Tell whether a clause names those whom the clause before announced.

    They stand in a row with ours, in a list (首批办班的有…), or after 作为…的共建单位.
    """
    first = theirs[0].start
    for mention in reversed(clause.mentions):  # 来自我们公司、甲和乙
        if mention.kind != "partner" and mention.end == first - 1 and text[first - 1] in "、和与":
            first = mention.start
    if _LIST_AHEAD.search(text[clause.start : first]) or _THAT_IS.match(text, clause.start):
        return True
    if (
        previous is not None
        and theirs[0].start == clause.start
        and text.startswith("作为", previous.start)
    ):
        return True
    row = sorted([*own, *theirs], key=lambda m: m.start)
    return any(
        (one in own) != (other in own) and _ROW.fullmatch(text[one.end : other.start])
        for one, other in pairwise(row)
    )


def is_other_side(text: str, sentence: Sentence, clause: Clause, theirs: Sequence[Mention]) -> bool:
    """Tell whether a clause says that its first outsider is the other side, or one more.

    对方是某某; 今年又多了一个:某某.
    """
    before = text[max(sentence.start, clause.start - ONE_MORE) : theirs[0].start]
    return (
        _OTHER_SIDE.search(before[-(theirs[0].start - clause.start) :]) is not None
        or _ONE_MORE.search(before) is not None
    )


def corrects(text: str, clause: Clause, theirs: Sequence[Mention]) -> bool:
    """Tell whether a clause puts its first outsider in the place of one denied: 不是甲,而是乙."""
    return _INSTEAD.fullmatch(text, clause.start, theirs[0].start) is not None


def is_item(text: str, clause: Clause, theirs: Sequence[Mention]) -> bool:
    """Tell whether a clause is an item of a list: 五家一起办的:甲,街对面的乙,还有丙."""
    return _LISTED.fullmatch(text, clause.start, theirs[0].start) is not None


_INSTEAD = regex(
    r"(?:而是|而应是|应为|应是|应该是|应当是|实为|(?:其实|实际上?|实则|事实上?)[^,与和同跟]{0,8}是|更正为|正确的(?:是|应为|应是))"
    r"(?:[^,]{1,8}的)?[“\"《(]?"
)
_LISTED = regex(r"(?:还有|以及|和|及|另有|再加上|加上)?(?:[^,]{1,6}的)?")


def beside(text: str, own: Sequence[Mention], outsiders: Sequence[Mention]) -> list[Mention]:
    """Return the row of outsiders that stands beside one of ours: 甲与乙、丙."""
    for one in own:
        for row in groups_of(text, outsiders):
            before, behind = text[row[-1].end : one.start], text[one.end : row[0].start]
            if _PAIR.fullmatch(before) or _PAIR.fullmatch(behind):
                return row
    return []


def answers(text: str, sentence: Sentence, clause: Clause, theirs: Sequence[Mention]) -> bool:
    """Tell whether a sentence answers who it was: 结对的是哪一家? 答:某某."""
    if text.find("?", max(0, sentence.start - ASKED), sentence.start) < 0:
        return False
    return (
        _LABEL.fullmatch(text, sentence.start, clause.start) is not None
        and _IT_IS.fullmatch(text, clause.start, theirs[0].start) is not None
        and _ASKED_WHO.search(text[max(0, sentence.start - ASKED) : sentence.start]) is not None
    )


def heads_item(text: str, sentence: Sentence, clause: Clause, theirs: Sequence[Mention]) -> bool:
    """Tell whether a clause is an item's bare name: 一、某某。2019年结对; 老友:某某,2015年结对."""
    return (
        bool(theirs)
        and _LABEL.fullmatch(text, sentence.start, theirs[0].start) is not None
        and _NAME_ENDS.fullmatch(text, theirs[-1].end, clause.end) is not None
    )


def goes_on(text: str, clause: Clause, relations: Sequence[Cue]) -> bool:
    """Tell whether a sentence has no subject of its own: 到今年一月,干脆签了份共建书."""
    return NO_SUBJECT.fullmatch(text, clause.start, relations[0].start) is not None


def pair_before(
    text: str,
    clause: Clause,
    acting: Collection[Mention],
    outsiders: Sequence[Mention],
    relations: Sequence[Cue],
) -> list[Mention]:
    """Return the outsider of the clause before that stands beside one of ours (甲与乙).

    Or the only one there, where the verb has no subject of its own: 甲找到乙,签了共建协议.
    """
    own = [m for m in clause.mentions if m in acting or m.kind == "company"]
    found = beside(text, own, outsiders)
    if found:
        return found
    # 甲走进我公司,开展联学活动: guests who come to us
    if own and outsiders and _COMES.search(text, outsiders[-1].end, own[-1].start):
        return list(outsiders)
    if len(own) == len(outsiders) == 1 and relations[0].kind in {"sign", "pair", "learn"}:
        only = outsiders[0]
        before = text[clause.start : only.start]
        role = role_of(before, text[only.end : clause.end], joined=False)
        return list(outsiders) if role in {None, "visited"} else []
    return []
