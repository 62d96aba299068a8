"""Whether a relation that a clause speaks of is one that is or was, or only talk of one (P2, P3)."""

# ruff: noqa: E501 -- a row of words is read as a row

from __future__ import annotations

from collections.abc import Sequence

from plugins.core.patterns import regex
from plugins.labels.clauses import Clause, Cue, Sentence
from plugins.labels.lexicon import RELATIONS, Category

AFTERWARDS = 12  # signs behind a relation within which a denial still means it
THOUGHT = 4  # signs behind it within which a plan is one of it: 结对意向
REACH = 24  # signs over which 没, 将, 要 reach forward to a relation

_BA = regex(
    r"将[^,]{1,32}(?:列为|作为|确定为|评为|纳入|吸纳|选为|定为|聘为|请进|迎进|邀请|称为|视为|当作|当成|写成|写作|误[写作为]|错写|排成|登成|记成|颁给|授予|送给|赠给|交给)"
)
# What was printed or said by mistake, and the words that say so.
_RUMOUR = regex(
    r"(?:误作|误为|误[写刊记排登植传][为成作]?|错[写排登刊][为成作]?|网传|谣传|传言|传闻|谎称|讹传|冒称)[^“]{0,6}$"
)
_CORRECTS = regex(
    r"”[^”]{0,20}(?:经核|经查|核实|更正|有误|不实|不属实|不确|误传|应为|实为|系笔误|失实|谣言)"
)
_OTHERS_SAID = regex(
    r"(?:上期|上次|上月|本报|贵报|报上|报道|有人|网上|外面|大家|都)[^,。]{0,6}(?:说|称|传|写|登)"
)
_IN_FACT_WORDS = r",(?:其实|实际上?|实则|事实上?|真相|不对|错了)"
_IN_FACT = regex(_IN_FACT_WORDS)
LIST = 300  # signs of a list of plans behind its colon
_OPENS_UNDONE = regex(
    r"(?:没有?[做办谈]成|没能[做办谈]成|未能实现|没有?落实|没有?完成|遗憾|(?:下一步|明年|来年|今后|新年)的?(?:工作)?(?:计划|打算|设想|安排|目标)|打算做|打算办|计划[做办])"
    r"[^。,;:]{0,12}:(?:一是|二是|第?一[、,]|1|首先|头一件)"
)
LIFTING: frozenset[Category] = frozenset({"not", "plan", "weak-not"})
"""The words that make a relation one that is not, or not yet."""
_TALK = regex(r"(?:的事|一事|方案|想法|提出|事宜|提议|倡议|申请|建议|动议|请求)")
_REFUSED = regex(
    r"(?:党委|党总支|支部|支委会|公司|会议|上级)(?:会|会议)?(?:最[终后]|还是|也|都)?(?:没有?|未予?|不予?)(?:同意|批准)"
)
_GOES_ON = regex(r"(?:再|也|还|并|就|能|可|早日|尽快|适时|与|和|同|跟|将|让|使|把|通过|以)")
_UNDONE_WORDS = (
    r"没有下文|没了下文|未果|搁置|告吹|落空|没谈成|没谈拢|没成|未获|没有(?:签|谈|达成|批|成|落)|尚未|还没(?:签|谈|定|批|落|成|盖|有|正式|最[后终]|敲定|拍板|下文|回音|回[话复]|答复|结果|消息|着落|动笔)|还没$|被否|"
    r"不了了之|被退|没盖|退了回|作罢|暂缓|取消|婉拒|泡汤|停留在|仍在|还在(?:谈|商|走)"
)
# In whatever follows of the sentence: 去电一问,对方说“谈过,没签”.
_TAKEN_BACK_WORDS = r"退了回|没签|未签|没有签|没谈[成拢妥]|谈崩|没这回事|没这么回事|不作数|不算数|查无此|未[予被]?采纳|没有?采纳|不予考虑|没有?答应|至今(?:还|也)?(?:没|未|尚未)(?!有?(?:间断|中断|断|停|变))|没[有了]动静|石沉大海|不了了之"
_TAKEN_BACK = regex(_TAKEN_BACK_WORDS)
_UNDONE = regex(rf"[^,。]{{0,14}}(?:{_UNDONE_WORDS})")
# Every alternative of what is searched for begins with a plain word: that is searched for fast.
_DOUBT = regex(rf"\?|{_UNDONE_WORDS}")
# Any of the words by which what stands behind a relation denies it; most sentences have none.
_DENIES = regex(rf"\?|还没|{_UNDONE_WORDS}|{_TAKEN_BACK_WORDS}|{_IN_FACT_WORDS}")
# What ended, or never stopped, was there (P2): 没有再续签, 从未间断, 不是第一次, 解除.
_NO_MORE = r"再[^,]{0,14}(?:续|签|合作|共建)"
_NOT_STOPPED = r"(?:断|停|忘|间断|中断|变|走样|褪色)"
_ENDED = r"[^,]{0,6}(?:共建|结对|联建|协议|关系)"
_LONG_AGO = r"签了(?:已|快|整整|将近)?[一二两三四五六七八九十几半\d]+个?多?(?:年|月)"
_EXPIRED = r"[^,]{0,8}(?:到期|期满|届满|期限已满)"
_WAS = regex(
    rf"没有?(?:{_NO_MORE}|{_NOT_STOPPED})|未曾?{_NOT_STOPPED}|未{_NO_MORE}|不{_NO_MORE}|不曾{_NOT_STOPPED}|不是[^,]{{0,16}}第[一二三四]次|"
    rf"解除{_ENDED}|终止{_ENDED}|协议{_EXPIRED}|共建{_EXPIRED}|结对{_EXPIRED}|{_LONG_AGO}"
)


def holds(text: str, clause: Clause, sentence: Sentence, relations: Sequence[Cue]) -> bool:
    """Tell whether the `relations` of a clause are asserted: not denied, planned, hoped for, asked.

    A relation of the past holds (P2), also one that has ended.
    """
    denied = (
        (
            _DENIES.search(text, clause.start, sentence.end) is not None
            and _taken_back(text, clause, sentence, relations)
        )
        or _listed_as_undone(text, sentence)
        or _disclaimed(text, sentence, relations[-1])
        or (
            not clause.kinds.isdisjoint(LIFTING)
            and any(_lifts(text, clause, cue, relations) for cue in clause.cues)
        )
        or _not_granted(text, clause, sentence)
        or _planned_before(text, clause, sentence)
    )
    return not denied or _WAS.search(text, sentence.start, clause.end) is not None


def _taken_back(text: str, clause: Clause, sentence: Sentence, relations: Sequence[Cue]) -> bool:
    """Tell whether the words behind a relation deny it; there are none without `_DENIES`."""
    return (
        _mistold(text, sentence, relations)
        or _asked(text, sentence, relations[-1])
        or _undone_after(text, clause, sentence)
        or _UNDONE.match(text, relations[-1].end, clause.end) is not None
    )


def _listed_as_undone(text: str, sentence: Sentence) -> bool:
    """Tell whether a sentence is an item behind a colon that opens a list of plans or failures.

    有三件事没有做成:一是与某某的结对…;二是与某某的联学….
    """
    low = max(0, sentence.start - LIST)
    if text.find(":", low, sentence.end) < 0:
        return False
    low = max(low, text.rfind("\n", low, sentence.start) + 1)
    low = max(low, text.rfind("。", low, sentence.start) + 1)
    high = min(sentence.end, low + LIST)
    return text.find(":", low, high) >= 0 and _OPENS_UNDONE.search(text, low, high) is not None


def _mistold(text: str, sentence: Sentence, relations: Sequence[Cue]) -> bool:
    """Tell whether a relation is only what others said, and it was otherwise (P3).

    上期说某某与某某联学,其实去的是另一家.
    """
    return (
        _IN_FACT.search(text, relations[-1].end, sentence.end) is not None
        and _OTHERS_SAID.search(text, sentence.start, relations[0].start) is not None
    )


def _disclaimed(text: str, sentence: Sentence, last: Cue) -> bool:
    """Tell whether a relation stands in a quotation that the sentence corrects (P3).

    网传“某某与公司签约”一事不属实; 说明称“某某与公司签约”,经核,…
    """
    opened = text.rfind("“", sentence.start, last.start)
    if opened < 0 or text.find("”", opened, last.start) >= 0:
        return False
    return _RUMOUR.search(text, sentence.start, opened) is not None or (
        _CORRECTS.search(text, last.end, sentence.end) is not None
    )


def in_doubt(text: str, start: int, end: int) -> bool:
    """Tell whether `holds` could say no of a relation in a sentence without a word that lifts it."""
    return _DOUBT.search(text, start, end) is not None


def _asked(text: str, sentence: Sentence, last: Cue) -> bool:
    at = text.find("?", last.end, sentence.end)
    # A question that is quoted behind asks something else: 一起学了一次,督查组写道:“再忙?”
    return (
        at >= 0
        and (text.startswith("?", sentence.end - 1) or text.startswith("?”", at))
        and (text.find("“", last.end, at) < 0)
    )


def _lifts(text: str, clause: Clause, cue: Cue, relations: Sequence[Cue]) -> bool:
    """Tell whether a word of the clause makes its relation one that is not, or not yet."""
    last = relations[-1]
    if cue.kind == "not":
        return cue.start - last.end < AFTERWARDS
    # 将甲列为共建单位: this 将 plans nothing.
    if text.startswith("将", cue.start) and _BA.match(text, cue.start, clause.end):
        return False
    if cue.kind == "plan":
        return cue.start < last.start or 0 <= cue.start - last.end <= THOUGHT
    if cue.kind == "weak-not":
        nearest = next((r for r in relations if r.start >= cue.end), None)
        return nearest is not None and nearest.start - cue.end < REACH
    return False


def _undone_after(text: str, clause: Clause, sentence: Sentence) -> bool:
    """Tell whether what follows takes the relation back: 曾提出与某某共建,后来没有批准."""
    index = sentence.clauses.index(clause) + 1
    if index == len(sentence.clauses):
        return False
    following = sentence.clauses[index]
    back = _TAKEN_BACK.search(text, following.start, sentence.end)
    if back is not None and not any(
        m.kind == "partner" and m.start >= following.start
        for part in sentence.clauses[index:]
        for m in part.mentions
    ):
        return True
    return _UNDONE.match(text, following.start, following.end) is not None and not any(
        m.kind == "branch" for m in following.mentions
    )


def _not_granted(text: str, clause: Clause, sentence: Sentence) -> bool:
    """Tell whether what a clause asks for is denied in the next: 提出共建的申请,尚未答复.

    Or refused in a later one: 曾申请与某某联学,考虑到…,公司党委没有同意.
    """
    index = sentence.clauses.index(clause) + 1
    if index == len(sentence.clauses) or _TALK.search(text, clause.start, clause.end) is None:
        return False
    following = sentence.clauses[index]
    refused = _REFUSED.search(text, following.start, sentence.end) is not None
    return refused or "not" in following.kinds


def _planned_before(text: str, clause: Clause, sentence: Sentence) -> bool:
    """Tell whether a plan in the clause before reaches into this one: 希望以此为契机,与某某结对."""
    index = sentence.clauses.index(clause)
    if not index or _GOES_ON.match(text, clause.start) is None:
        return False
    kinds = sentence.clauses[index - 1].kinds
    return "plan" in kinds and not kinds & RELATIONS
