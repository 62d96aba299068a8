"""Pairs in a table or a list of names: 甲|乙|2016年|履行中 under a heading that says of what (P1 to P3)."""

# ruff: noqa: E501 -- a row of words is read as a row

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import NamedTuple

from plugins.core.patterns import regex
from plugins.labels.clauses import Cue, Sentence
from plugins.labels.mentions import Mention
from plugins.labels.organisations import unknown_in

# What a list is of, and that it is one.
# It begins with one class of signs: so the search leaps from one of these to the next.
_HEADING = regex(
    r"[共结联签|](?:(?:(?<=共)[建驻]|(?<=结)对|(?<=联)[建盟]|(?<=签)约)[^。,;\n]{0,16}(?:名单|一览|[情状]况|表|台账|清单|名录|目录|花名册|通讯录|档案|进度|统计|如下)"
    r"|(?<=\|)(?:共建|结对|联建|签约|共驻)(?:单位|对象|伙伴|党组织|支部|方)\|)"
)
_LIST_ONLY = regex(r"名单|一览|台账|清单|名录|目录|花名册|通讯录|如下|表|统计")
# The state of one pact in its row: ended is past (P2), these are not yet (P3).
_ENDED = regex(r"到期|期满|届满|终止|解除|结束|履行完|未续|不再续|没有再续")
_NOT_YET = regex(
    r"未(?:[签定获答回谈成启落确办盖挂批]|达成|正式|最[后终])|(?<![模虚草])拟|计划|洽谈|商谈|协商|接洽|接触|不予|暂缓|草[签案]|意向|(?<![接招对等看])待(?!遇)|筹[备建划]|酝酿|退回|搁置|作废|否决|没有?[签批答回谈]|明年|空白|申请中|审[批核]中|在谈|谈判"
)
_BUSINESS = regex(r"合同|采购|工程|劳务|供货|供应商|业务|经营|设备|房屋|租赁")
_NUMBER = regex(r"[\d一二三四五六七八九十]{1,3}[、..)]|[-*+■●◆▲★△>#|]+")
_SEPARATOR = regex(r"(?:党支部|党委|党总支)?(?::|——|—|↔|→|×|-)")
_SEPARATES = frozenset(":—↔→×-")  # the last signs of that
_CELL_STARTS = regex(r"(?:^|[|、])(?:原|我市|驻地|属地)?[“\"《(]?$")
_CELL_ENDS = frozenset(["|", "\n", "、", "", ":", "—", "-", ",", "(", ";", "。"])
_LINE_STARTS = frozenset(["\n", ";", ""])
LONGEST = 400  # signs of a row before its last sentence
REACH = 30  # signs before a heading in which a title says of what else it is
ROW_CUE = Cue(-1, -1, "pair")


class Row(NamedTuple):
    """Who is in a row, ours and theirs; `theirs` is empty where their pact is none yet."""

    ours: tuple[Mention, ...]
    theirs: tuple[Mention, ...]


class Tables:
    """Reads the rows of the lists in one text; a row without one of ours goes on with the last."""

    def __init__(self, text: str) -> None:
        """Begin a text; its headings are found once something looks like a row."""
        self._text = text
        self._piped = "|" in text
        self._ours: tuple[Mention, ...] = ()

    @cached_property
    def _heads(self) -> list[re.Match[str]]:
        return list(_HEADING.finditer(self._text))

    @cached_property
    def _ends(self) -> list[int]:
        return [heading.end() for heading in self._heads]

    def row(self, sentence: Sentence, acting: Collection[Mention]) -> Row | None:
        """Return what a sentence says as a row under a heading; None where it is none."""
        text = self._text
        piped = self._piped and text.find("|", self._line_start(sentence), sentence.end) >= 0
        if not (piped or self._may_pair(sentence, acting)) or not (
            self._ends and self._ends[0] <= sentence.start
        ):
            return None
        low, high = self._line_start(sentence), sentence.end
        names = [m for clause in sentence.clauses for m in clause.mentions]
        ours = tuple(m for m in names if m in acting)
        theirs = [
            m
            for m in names
            if m.kind == "partner"
            and (not piped or (_CELL_STARTS.search(text[low : m.start]) and self._ends_cell(m)))
        ]
        theirs += [m for c in sentence.clauses for m in unknown_in(text, c) if self._cell(m)]
        if not piped and not self._listed(sentence, ours, theirs):
            return None
        heading = self._heads[bisect_right(self._ends, sentence.start) - 1]
        if not piped and _LIST_ONLY.search(heading[0]) is None:
            return None
        self._ours = ours or self._ours
        far = max(0, heading.start() - REACH)
        start = max(far, text.rfind("\n", far, heading.start()) + 1)
        if _BUSINESS.search(text, max(0, start - REACH), heading.end()):
            return None
        planned = _NOT_YET.search(text, start, heading.end()) is not None
        state = [text[low:high]]
        for mention in (*names, *theirs):
            state = [part for piece in state for part in piece.split(mention.name)]
        words = "|".join(state)
        if planned or (_NOT_YET.search(words) and not _ENDED.search(words)):
            return Row(self._ours, ())
        return Row(self._ours, tuple(sorted(theirs, key=lambda m: m.start)))

    def _cell(self, mention: Mention) -> bool:
        """Tell whether a name fills its cell."""
        before = self._text[mention.start - 1 : mention.start]
        return before in _CELL_ENDS and self._ends_cell(mention)

    def _ends_cell(self, mention: Mention) -> bool:
        return self._text[mention.end : mention.end + 1] in _CELL_ENDS

    def _line_start(self, sentence: Sentence) -> int:
        low = max(0, sentence.start - LONGEST)
        return self._text.rfind("\n", low, sentence.start) + 1 or low

    def _may_pair(self, sentence: Sentence, acting: Collection[Mention]) -> bool:
        """Tell, without a look at who else is there, whether a sentence can be a line 甲:乙."""
        text = self._text
        if text[sentence.start - 1 : sentence.start] not in _LINE_STARTS:
            return False
        for clause in sentence.clauses:
            for one in clause.mentions:
                if one in acting:
                    return (
                        text[one.start - 1 : one.start] in _SEPARATES
                        or _SEPARATOR.match(text, one.end) is not None
                    )
        return False

    def _listed(
        self, sentence: Sentence, ours: Sequence[Mention], theirs: Sequence[Mention]
    ) -> bool:
        """Tell whether a sentence is a line 甲:乙、丙 of a list: a name, and right behind it another."""
        text = self._text
        if not theirs:
            return False
        number = _NUMBER.match(text, sentence.start)
        start = number.end() if number else sentence.start
        one, other = ours[0], min(theirs, key=lambda m: m.start)
        first, second = (one, other) if one.start < other.start else (other, one)
        return (
            first.start == start and _SEPARATOR.fullmatch(text, first.end, second.start) is not None
        )
