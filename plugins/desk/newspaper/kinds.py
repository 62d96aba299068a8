"""What one line is by its words alone: masthead, section head, caption, or the start of prose."""

# ruff: noqa: E501 -- a row of words is read as a row

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from plugins.desk.newspaper.dates import is_date_line
from plugins.desk.newspaper.typography import HAN, han

_SHORT = 30  # characters: longer lines head no section
_NAME = 8  # characters of a paper's name
_OPENING = 3  # characters by which the beginnings of sentences are compared

_PUBLISHER = re.compile(
    "与本报(?:合办|联办|主办)|(?:^|[■●◆★□ ])(?:主办|协办|承办|主管|出版|编印)(?:单位)?[：:]"
)
_CONTACT = re.compile(
    "^[■●◆★□◇▲ ]*[一-鿿]{0,6}(?:热线|电话|官网|网址|网站|邮箱|信箱|传真|地址|邮编|公众号|微信号|QQ群?|准印证号?|刊号)"
    "(?:电话|地址)?[：:]"
)
_NUMBER = re.compile(
    "^(?:(?:19|20)[0-9]{2} ?年 ?)?[（(]?(?:总?第? ?[0-9〇零一二三四五六七八九十百]{1,5} ?期(?:[（(]总第? ?[0-9]{1,5} ?期[）)])?|第? ?[0-9一二三四五六七八九十]{1,3} ?版"
    "|[ABab]?[0-9]{1,2} ?版)[ 　|｜·）)]*"
)
_STAFF = re.compile(
    "^(?:本版|本期|责任|执行|值班|美术|版式|实习|主|责)?(?:编辑|责编|主编|校对|版式|美编|排版|审核)[：:/／ ]"
)

_NUMBERED_HEAD = re.compile(
    "(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节部])"
)
_PAIR = re.compile(
    f"[{HAN}“”《》、，0-9A-Za-z]{{3,14}}(?: [{HAN}“”《》、，0-9A-Za-z]{{3,14}}){{1,2}}"
)
_SENTENCE = re.compile("[。；;]|[，、,：:；;]$")
_MARKED_CAPTION = re.compile(
    "(?:[▲△▼▽◀▶←→↑↓] ?|图为|图片说明|图片[：:]|图[0-9一二三四五][：: ]|图[①-⑳][：: ]?|[左右上下]图)|.*[ /／（(](?:资料图片?|摄|摄影)[）)]?$"
)
_EVENT = re.compile(
    "举行|举办|召开|开展|参加|参观|签约|签订|签署|慰问|合影|现场|座谈|揭牌|启动|颁奖|走进"
)
_TOLD = re.compile("[，。；：？！,;:?!]|通过|为了|近日|日前|之后|以后|以来|并将|并对")
# A line with such a word at its end, or such a frame in it, has not yet said what it is about.
_UNFINISHED = re.compile(
    "(?:的|和|与|及|在|将|对|为|了|是|以|等|把|被|从|向|由|到|并|而|或|这|该|各)$"
)
_COUNTED = re.compile(
    "[（(]共?[0-9一二三四五六七八九十]{1,4}[个名人家项支][）)]$"
)  # 先进集体（3个）
_FRAME = re.compile("通过|为了|根据|按照|围绕|随着|由于|针对|经过|自从|如果|虽然")
_OPENER = re.compile(
    "近日|日前|近年|今年|去年|当天|当日|截至|截止|目前|此次|本次|这次|活动|会上|会后|会议|座谈|据悉|据了解"
    "|为|在|自|随着|通过|同时|此外|下一步|之后|随后|[0-9]{1,4}[年月日]|[“《]|[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十][、）)]"
)


def is_masthead(line: str) -> bool:
    """Tell whether the line belongs to the paper, not to the report."""
    return len(line) <= 60 and (  # noqa: PLR2004 - no masthead line is longer
        bool(
            _PUBLISHER.search(line)
            or _CONTACT.match(line)
            or _NUMBER.fullmatch(line)
            or _STAFF.match(line)
        )
        or is_date_line(line)
        or _is_furniture(line)
    )


def _is_furniture(line: str) -> bool:
    """Tell whether the line is a row of such parts: date, number of the sheet, staff, contact."""
    staff = False  # a name may follow on 编辑：
    for word in line.split(" "):
        staff = _STAFF.match(word) is not None or (staff and han(word) == word)
        if not (staff or _NUMBER.fullmatch(word) or _CONTACT.match(word) or is_date_line(word)):
            return False
    return True


def may_be_name(line: str) -> bool:
    """Tell whether the line may be a paper's name: a few Han characters without a blank."""
    return 0 < len(line) <= _NAME and han(line) == line


def is_numbered_head(line: str) -> bool:
    """Tell whether the line is a numbered section head (一、强化学习)."""
    return (
        len(line) <= _SHORT
        and _NUMBERED_HEAD.match(line) is not None
        and not _SENTENCE.search(line)
        and line[-1] not in "！？!?）)"
    )


def is_pair(line: str) -> bool:
    """Tell whether the line is two or three phrases of like length, divided by blanks."""
    if len(line) > _SHORT or not _PAIR.fullmatch(line) or _SENTENCE.search(line):
        return False
    lengths = [len(phrase) for phrase in line.split(" ")]
    return max(lengths) - min(lengths) <= 4  # noqa: PLR2004 - “…” adds two, and a word two


def is_prose(line: str) -> bool:
    """Tell whether the line is running text: it ends or holds a sentence, or is long."""
    return len(line) > 40 or line.startswith("本报讯") or bool(_SENTENCE.search(line))  # noqa: PLR2004


def is_marked_caption(line: str) -> bool:
    """Tell whether the line says itself that it stands below a picture (图为…, ▲…, 某某 摄)."""
    return len(line) <= 120 and _MARKED_CAPTION.match(line) is not None  # noqa: PLR2004


def may_be_caption(line: str) -> bool:
    """Tell whether the line names an event as below a picture: no comma, no telling of a story."""
    return 8 <= len(line) <= 40 and bool(_EVENT.search(line)) and not _TOLD.search(line)  # noqa: PLR2004


def may_be_head(line: str) -> bool:
    """Tell whether the line may head a section: one short finished phrase."""
    return (
        len(han(line)) >= 3  # noqa: PLR2004 - shorter is a mark, no phrase
        and len(line) <= 22  # noqa: PLR2004 - a line of large type
        and not _SENTENCE.search(line)
        and (line[-1] not in "：:！!？?…）)" or _COUNTED.search(line) is not None)
        and not _UNFINISHED.search(line)
        and not _FRAME.search(line)
    )


def openings(lines: Iterable[str]) -> Counter[str]:
    """Count how the sentences and lines of a text begin, to know its subjects again."""
    return Counter(
        sentence[:_OPENING]
        for line in lines
        for sentence in re.split("[。！？]”?", line)
        if sentence
    )


def opens_sentence(line: str, known: Counter[str]) -> bool:
    """Tell whether the line begins a sentence: by a usual opener, or as others in the text do."""
    return _OPENER.match(line) is not None or known[line[:_OPENING]] >= 2  # noqa: PLR2004
