"""What Party organisations of both sides do together without a word that says so (P1b)."""

# ruff: noqa: E501 -- a row of words is read as a row

from __future__ import annotations

from collections.abc import Sequence

from plugins.core.patterns import regex
from plugins.labels.clauses import Clause, Sentence
from plugins.labels.mentions import Mention

REACH = 60  # signs around a share of one side in which that of the other side stands
# Members or the secretary of each may stand for it.
_HEAD = r"副?书记(?:[\u4e00-\u9fff]{2,3}?)?"
_ROW = regex(rf"(?:的?(?:\d+|[一二三四五六七八九十两]+)?名?党员|{_HEAD})?(?:[、与和同跟及]|以及)")
_OF_MEMBERS = regex(
    r"(?:[两三]个(?:党?支部|党组织))?(?:的)?(?:[^,]{0,6}名)?(?:党员|志愿者|志愿服务队)"
)
_RUN_BY = regex(
    r"第[一二三四五六七八九十]+对(?:就)?(?:是|为)?$|(?:办|主办|承办|发起|组织|牵头|运营|守)[^,]{0,8}的,?是$"
)
# A verb of doing right behind the two; when and how often may stand between.
_DOES = regex(
    rf"(?:{_HEAD})?"
    r"(?:[今去前]年|[当昨今]天|每[周月年季天逢][^,]{0,6}|连续[^,]{1,6}|[\d一二三四五六七八九十]+[月日年]|早就|早已|就|便|已经?|又|还|也|再次?|一|轮流|商量着|合着|各出人手)*"
    r"(?:互[派教讲学帮换评]|互相(?:[教讲学帮换评当]|出题)|共[育写守管护绘治植种栽办编讲演唱读议创筑画拍庆度迎祭扫清巡]|[办开搭支摆建设拉组排][起出]|办了|开[办讲设]|搭建|摆开|排演|合[编写拍演唱]|"
    r"商量[好妥]|商定|约定|[约说讲]好|定下|走上|走进|[种栽]下|清[理扫]|打扫|整修|修[好缮]|粉刷|轮[值守]|开展|举[行办]|组织|上街|"
    r"为[^,]{2,16}(?:义诊|宣讲|服务|[送修办开讲换装])|把[^,]{1,16}[搬开办送讲修装贴刷栽种]|给[^,]{1,12}[讲修装送刷换办上])"
)
# Each does its part of one thing: 由甲支部备课、乙支部备场; 甲支部主办,乙支部协办.
_PART = regex(r"[\u4e00-\u9fff]{2,6}[、,]由?")
_HOSTS = regex(r"(?:主办|承办|牵头|发起|出题|备课|搭台|点单)[、,]由?")
_NO_PART = regex(
    r"[^,、。]{0,4}(?:见证|列席|监督|指导|表彰|批准|审批|验收|监理|施工|供货|配合|赞助|观摩|旁听|祝贺)"
)
_CO_HOSTS = regex(r"协办|承办|合办|协助|参与|备[课场]|唱戏|接单|答题|主讲")
# A thing that belongs to both: 甲支部与乙支部的“温度课堂”, unless it is a quarrel or money.
_THING = regex(r"的“(?![^”]*(?:矛盾|官司|误会|恩怨|账|距离|故事|情谊))[^”]{2,16}”")
_WITH = regex(r"[与和同跟]")
_NO_WORK = regex(
    r"获|被|评|参赛|出席|座谈|交流|洽谈|接触|协商|对接|商量(?![好妥])|谈|听取|列席|比赛|对阵|发言|介绍|汇报|"
    r"分别|先后|各自|受邀|拟|计划|准备|希望|尚未|没有|不|未|想|将|参观|会议|签到|报到"
)
# Each side gives its share: 甲支部出两名老师,乙支部出两名党员.
_GIVES = regex(
    r"(?:每[周月天日次季年][^,]{0,4}|各|都|则|也|就|轮流)*(?:提供|出|派出?|抽出|抽调|选派|拿出|腾出|来)"
    r"了?(?![^,、;。]{0,7}(?:选手|队员|球员|评委|裁判|代表队))(?:[\u4e00-\u9fff]{1,4}(?=[,、。;的])|[一二两三四五六七八九十几\d]+[名位个人间辆套台块])"
)
_TEACHES = regex(
    r"(?:的?(?:\d+|[一二三四五六七八九十两几]+)?名?[^,的与和]{0,6}(?:党员|师傅|职工|队员|老师|教师|民警|馆员))?(?:们)?教"
)
_IN_TURN = regex(
    r"[,;][^,。]{2,20}?(?:又|也|则|反过来|回过头来?)?教(?:他们|她们|我们|对方|市政|[^,。]{0,8}(?:党员|职工|师傅|工人))"
)
_GOES_INTO = regex(r"的[^,的]{0,6}党员(?:也|都|一起|全部)?(?:被?编[进入到]|[加并]入|插进)了?")
_GIVES_MEMBERS = regex(
    r"[^,;。]{0,4}?(?:出|派|抽|选派|推荐)了?[一二两三四五六七八九十几\d]+[名位个]党员"
)
_OURS = frozenset({"company", "unit"})
_WE_GIVE = regex(
    r"[,;。](?:我们|咱们?|该|公司)?(?:的)?(?:党小组|党支部|支部|小组)(?=(?:也|则|就|每|各|都)?(?:出|派|抽|选|拿|腾))"
)


def together(
    text: str,
    clause: Clause,
    sentence: Sentence,
    own: Sequence[Mention],
    theirs: Sequence[Mention],
) -> list[Mention]:
    """Return the Party organisations outside that do something as one with ours.

    Whatever Party organisations of both sides hold as such is joint work: they act in one row
    (甲党支部和乙党支部的党员支起桌子), have a thing in common (与乙党支部的“温度课堂”), or give each
    its share. Verbs of talking, receiving, competing or parting are none.
    """
    if text.find("党", clause.start, clause.end) < 0:
        return []  # neither a Party organisation nor members are in it
    if _NO_WORK.search(text, clause.start, clause.end) is None:
        for other in theirs:
            if any(
                _in_a_row(text, clause, one, other)
                or _teach_each_other(text, sentence, one, other)
                or _merged(text, one, other)
                for one in own
                if one.party
            ):
                return [other]
            if (
                other.party
                and other.start == clause.start + 1
                and _WITH.match(text, clause.start)
                and _THING.match(text, other.end)
            ):
                return [other]
    return [m for m in theirs if _shares(text, sentence, m) or _has_part(text, sentence, m)]


def _in_a_row(text: str, clause: Clause, one: Mention, other: Mention) -> bool:
    first, second = (one, other) if one.start < other.start else (other, one)
    if _ROW.fullmatch(text, first.end, second.start) is None:
        return False
    if not (other.party or _OF_MEMBERS.match(text, other.end)):
        return False
    return (
        _OF_MEMBERS.match(text, second.end) is not None
        or _DOES.match(text, second.end, clause.end) is not None
        or _THING.match(text, second.end) is not None
        or _RUN_BY.search(text[clause.start : first.start]) is not None
    )


def _merged(text: str, one: Mention, other: Mention) -> bool:
    """Tell whether members of an outsider's Party organisation go into a team of ours, or back."""
    first, second = (one, other) if one.start < other.start else (other, one)
    return other.party and _GOES_INTO.fullmatch(text, first.end, second.start) is not None


def _has_part(text: str, sentence: Sentence, other: Mention) -> bool:
    """Tell whether a Party organisation does its part of one thing beside one of ours."""
    return other.party and any(
        m.kind == "branch" and not m.foreign and _parts(text, m, other)
        for clause in sentence.clauses
        for m in clause.mentions
    )


def _parts(text: str, one: Mention, other: Mention) -> bool:
    first, second = (one, other) if one.start < other.start else (other, one)
    if (
        first.end >= second.start
        or _NO_PART.match(text, second.end)
        or _NO_PART.match(text, first.end)
    ):
        return False
    if text.startswith("由", first.start - 1):
        return _PART.fullmatch(text, first.end, second.start) is not None
    return (
        _HOSTS.fullmatch(text, first.end, second.start) is not None
        and _CO_HOSTS.match(text, second.end) is not None
    )


def _teach_each_other(text: str, sentence: Sentence, one: Mention, other: Mention) -> bool:
    """Tell whether either side teaches the other: 甲的党员教乙修泵,乙的党员教他们打结."""
    first, second = (one, other) if one.start < other.start else (other, one)
    return (
        _TEACHES.fullmatch(text, first.end, second.start) is not None
        and _IN_TURN.search(text, second.end, sentence.end) is not None
    )


def _shares(text: str, sentence: Sentence, other: Mention) -> bool:
    """Tell whether an outsider gives its share beside one of ours.

    Party organisations give what they like, other organisations Party members.
    """
    gives = _GIVES if other.party else _GIVES_MEMBERS
    if gives.match(text, other.end) is None:
        return False
    for clause in sentence.clauses:
        for mention in clause.mentions:
            ours = mention.kind == "branch" or (gives is _GIVES_MEMBERS and mention.kind in _OURS)
            if ours and not mention.foreign and gives.match(text, mention.end):
                return True
    if not other.party:
        return False
    we = _WE_GIVE.search(text, max(0, other.start - REACH), other.end + REACH)
    return we is not None and _GIVES.match(text, we.end()) is not None
