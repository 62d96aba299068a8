"""Text as Chinese newspapers count and cut it."""

from __future__ import annotations

import re

from plugins.core.patterns import regex

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# What stands between Han characters most parts words as they do, and is no part of one: with it
# the runs are few and long.
_BETWEEN = "，。、；\n "
_HAN_RUN = regex(rf"[{_HAN}〇{_BETWEEN}]+")
_WORD = regex(r"[^\W_]+")
_FENCE = regex(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_PICTURE = regex(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = regex(r"\[([^\]\n]*)\]\([^)\n]*\)")
_NOTE = regex(r"\[\^[^\]\n]+\](:[^\n]*)?")
# Begins with a sign of its own, which is searched for many times faster than the start of a line.
_LINE_MARK = regex(r"\n[ \t]*(?:#{1,6}|>|[-*+]|\d+[.、)])[ \t]+")
_TABLE = regex(r"^[ \t]*\|[^\n]*$", re.MULTILINE)
_HEAD = regex(r"^[ \t]*#{1,6}[ \t][^\n]*$", re.MULTILINE)
_MARK = regex(r"\*\*|__|[*`]|~~")
# Adults read 300 to 500 Han characters of plain prose a minute.
_PER_MINUTE = 400
_END = regex(r"[。！？…；]”?")
# Where a headline or a name may break well: after a stop or a company, and before the “and” that
# joins two long parts, unless that sign is half of a word (参与, 总和, 和平).
_CLAUSE_END = regex(
    r"(?<=[，。：；！？…])(?![，。、：；！？…—”’）》])|(?<=[。！？…]”)(?![，。、：；！？…—”’）》])"
    r"|(?<=[^，。、：；！？…]{4}、)(?![，。、：；！？…—”’）》])"  # things listed, not short ones
    rf"|(?<=[{_HAN}][ \u3000])(?=[{_HAN}])"
    r"|(?<=有限公司)(?=.{3})"  # a long name: the company, then its part
    r"|(?<=.{4})(?<![参授给赠付])(?=与.{4})"
    r"|(?<=.{4})(?<![总共中温平柔饱调缓])(?=和(?![平谐睦解气蔼]).{4})"
)
_PARTS = (
    ("```", _FENCE, ""),
    ("~~~", _FENCE, ""),
    ("![", _PICTURE, ""),
    ("](", _LINK, r"\1"),
    ("[^", _NOTE, ""),
)


def plain_text(markdown: str) -> str:
    """Return the words of a Markdown text without its marks, pictures and code."""
    text = markdown
    for sign, pattern, words in _PARTS:  # looking for a sign takes a hundredth of the time
        if sign in text:
            text = pattern.sub(words, text)
    text = _LINE_MARK.sub("\n", f"\n{text}")[1:]
    if "__" in text or "~~" in text:
        return _MARK.sub("", text)
    return text.replace("*", "").replace("`", "")


def count_characters(markdown: str) -> int:
    """Count as Chinese offices do: each Han character one, each run of other letters one."""
    text = plain_text(markdown)
    others = _HAN_RUN.split(text)
    han = len(text) - sum(map(len, others)) - sum(map(text.count, _BETWEEN))
    return han + len(_WORD.findall(" ".join(others)))


def reading_minutes(characters: int) -> int:
    """Return how many minutes a text takes that counts so many characters: at least one."""
    return max(1, round(characters / _PER_MINUTE))


def clauses(headline: str) -> tuple[str, ...]:
    """Cut a headline where its lines break best; a browser breaks inside a part only if it must.

    The parts joined are the headline again. Chinese has no blanks to break at, and a line end
    inside a name or a word makes a headline hard to take in.
    """
    return tuple(part for part in _CLAUSE_END.split(headline) if part)


def summary_of(markdown: str, length: int = 80) -> str:
    """Return the beginning of the running text, cut at a sentence's end or with an ellipsis.

    `length` is in characters; section heads and tables do not belong to running text.
    """
    running = plain_text(_TABLE.sub("", _HEAD.sub("", markdown[: length * 40])))
    text = re.sub(r"\s+", " ", running).strip()
    text = re.sub(rf"(?<=[{_HAN}，。；：、！？”）]) (?=\S)|(?<=\S) (?=[{_HAN}])", "", text)
    if len(text) <= length:
        return text
    ends = [match.end() for match in _END.finditer(text[:length])]
    return text[: ends[-1]] if ends and ends[-1] >= length // 3 else text[: length - 1] + "…"
