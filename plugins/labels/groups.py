"""Party organisations of ours that a text names in two parts, or that no register knows (B1)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from plugins.core.patterns import regex
from plugins.core.register import Register
from plugins.labels.mentions import BOUNDARY, Mention, belongs_to_outsider
from plugins.labels.normalise import fold
from plugins.labels.spans import Spans

_GROUP = regex(r"(?P<gap>[^。!?;\n]{0,24}?)(?P<group>(?:临时|联合)?(?:党支部|党小组))")
_FOUNDS = regex(r"成立|组建|设立|建立|建起|筹建")


def names_of_branches(register: Register) -> dict[str, str]:
    """Return the id of each branch by its full name, as texts are compared."""
    return {fold(branch.name): branch.id for branch in register.branches}


def groups_of_units(
    text: str, branches: Mapping[str, str], mentions: Sequence[Mention]
) -> Iterator[Mention]:
    """Yield the branches that a sentence names in two parts: a unit of ours, then its group.

    物业公司在小区里成立临时党小组 speaks of 物业公司临时党小组 (B1), if the register holds an entry
    of just that name.
    """
    units = [m for m in mentions if m.kind == "unit" and not m.foreign]
    if not units:
        return
    spans = Spans((m.start, m.end) for m in mentions if m.kind != "unit")
    for mention in units:
        group = _GROUP.match(text, mention.end)
        if (
            group is None
            or not _FOUNDS.search(group["gap"])
            or spans.hit(mention.start, group.end())
        ):
            continue
        name = fold(mention.name) + group["group"]
        if name in branches:
            yield Mention(mention.start, group.end(), "branch", (branches[name],), name, party=True)


# Ours by its form: a numbered 分公司, a project, a trade of ours (路灯公司) with no place or brand.
_OURS = regex(
    r"(?:第[一二三四五六七八九十百]+(?:项目|工程)?(?:分公司|项目部|工程处|施工队)"
    r"|(?P<project>[\u4e00-\u9fff]{2,9}?)(?:项目部?|工地|标段|工区|指挥部)"
    r"|(?P<trade>[\u4e00-\u9fff]{2})(?:公司|厂|中心|站|处))"
    r"(?:临时|联合)?(?:党支部|党总支|党小组)$"
)
# Whatever the company calls its own: 我公司机械修配厂党支部.
_CALLED_OURS = regex(
    r"(?:我公司|本公司|(?:(?<=[有由与和同是向在对让请给及、,。;\n“])|^)公司)(?P<name>[\u4e00-\u9fff]{2,8}?(?:公司|厂|中心|站|处|队|院|部|所)(?:临时|联合)?(?:党支部|党总支|党小组))$"
)
_HEAD = regex(r"党支部|党总支|党小组")
_REACH = 17  # signs before it in which the name begins
_UNIT_GROUP = regex(r"(?:临时|联合|第[一二三四五六七八九十]+)?(?:党支部|党总支|党小组)")
_NOT_A_NAME = regex(
    r"^.*(?:在|由|与|和|同|对|向|为|被|把|将|从|到|于|给|的|了|着|过|成立|组建|设立|建立|也|又|以及|及|、|派|往|了解|推动|带领|组织|年|月|日)"
)
_NOT_OURS = regex(
    r"[市县区省镇乡村街]|消防|救援|公交|供电|电力|热力|燃气|水务|供水|自来|邮政|电信|移动|联通|铁塔|气象|急救|疾控|医疗|银行|保险|石油|石化|烟草|广电|服务|分公|本公|该公|我公|派出|法律|社区|管理|监督|指挥|各|某|其|团|[中国][石铁建交电能网化]|华能|大唐|顺丰|[圆中申]通"
)


def unknown_branches(text: str, mentions: Sequence[Mention], silent: Spans) -> Iterator[Mention]:
    """Yield Party organisations that are ours by their form and stand in no register (B1, B8)."""
    named = [m for m in mentions if m.kind != "unit" and not m.foreign]
    # Most such words end a name that is known.
    ends = {m.end for m in named}
    heads = [head for head in _HEAD.finditer(text) if head.end() not in ends]
    units = _of_units(text, mentions)
    if not heads and not units:
        return
    busy = Spans((m.start, m.end) for m in named)
    own_ends = {m.end for m in mentions if m.kind in {"company", "unit"} and not m.foreign}
    for start, end in (*_by_form(text, heads, own_ends, busy), *units):
        if busy.hit(start, end) or silent.hit(start, end):
            continue
        if start not in own_ends and belongs_to_outsider(text, start):
            continue
        busy.add(start, end)
        yield Mention(start, end, "branch", (), text[start:end], party=True)


def _by_form(
    text: str, heads: Iterable[re.Match[str]], own_ends: Collection[int], busy: Spans
) -> Iterator[tuple[int, int]]:
    for head in heads:
        if busy.hit(head.start(), head.end()):
            continue
        called = _CALLED_OURS.search(text, max(0, head.start() - _REACH), head.end())
        if called is not None:
            yield called.span("name")
            continue
        match = _OURS.search(text, max(0, head.start() - _REACH), head.end())
        if match is None:
            continue
        start = match.start()
        if match["project"]:
            trimmed = _NOT_A_NAME.match(match["project"])
            start += trimmed.end() if trimmed else 0
            if match.end() - start <= _BARE_PROJECT:
                continue
        if match["trade"]:
            if _goes_before(text, start):
                start -= 1  # 钢结构公司党支部
            if _NOT_OURS.search(text[start : match.end("trade")]) or (
                start not in own_ends
                and text[start - 1 : start] not in _BEFORE_TRADE
                and not _own(text, start)
            ):
                continue
        yield start, match.end()


def _goes_before(text: str, start: int) -> bool:
    """Tell whether a trade of two signs is the end of one of three that begins at a boundary."""
    sign = text[start - 1 : start]
    return (
        "\u3400" <= sign <= "\u9fff"
        and sign not in BOUNDARY
        and sign not in _BEFORE_TRADE
        and text[start - 2 : start - 1] in _BEFORE_TRADE
    )


def _own(text: str, start: int) -> bool:
    """Tell whether 公司 before `start` is the company in general words: 公司租赁公司党支部."""
    return text.endswith("公司", 0, start) and not belongs_to_outsider(text, start)


def _of_units(text: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    return [
        (mention.start, group.end())
        for mention in mentions
        if mention.kind == "unit"
        and not mention.foreign
        and (group := _UNIT_GROUP.match(text, mention.end))
    ]


_BARE_PROJECT = len("项目部党支部")  # 项目党支部 alone is no name
_BEFORE_TRADE = frozenset(["", *'\n,。;:!?、“”"()与和同跟及由向对让被|■●◆▲★△']) | frozenset(
    "0123456789"
)
