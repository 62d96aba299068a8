"""What stands on a page and says nothing about anybody: credit lines, masthead (B5, P8)."""

from __future__ import annotations

from plugins.core.patterns import regex

LONGEST = 130  # signs: a longer line is running text
_WRITER = (
    r"通讯员|特约记者|本报记者|记者|供稿|撰稿|摄影|作者|撰文|图/?文|文/?图|图片"
    r"|来稿|编辑|校对|摄"
)
_WORDS = f"(?:{_WRITER})"
# A line of its own that says who wrote.
_CREDIT = regex(
    rf"[((【◎●■]?(?:本报|本刊)?(?:讯)?{_WORDS}[^。]{{0,60}}$"
    r"|[^。,]{0,40}(?:供稿|撰稿|摄影|摄|撰文|/文|/图)[))]?$"
    rf"|[^。,]{{0,40}}{_WORDS}:?[^。,]{{0,24}}$"
)
_PUBLISHER = "与本报合办|联合主办|协办|主办|热线:|官网:|地址:|邮编:|网址:|投稿:|主编:"
_MASTHEAD = regex(
    r"(?:■|第\d+期)[^。]{0,60}合办[^。]{0,30}$"
    rf"|[^。]{{0,60}}(?:{_PUBLISHER})[^。]{{0,80}}$"
)
# Without one of these a line, most often a heading, is neither.
_SOME = regex(f"{_WRITER}|/文|/图|合办|{_PUBLISHER}")
# Writers in brackets, within a line or at its end.
_BRACKETS = regex(r"[(\[【][^()\[\]【】\n。]{1,100}[)\]】]")
_WRITES = regex(_WORDS)
_BRANCH = regex(r"[(][^,]{0,30}党(?:支部|委|总支|小组)[^,]{0,10}[)]$")
# An article's last short line without a full stop: the writers' names.
_NAMES = regex(r"[^。,!?;]{2,40}\s*$")


def silent_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of a normal text in which no name counts."""
    spans = []
    start = 0
    brackets = "(" in text or "【" in text
    for line in text.split("\n"):
        end = start + len(line)
        if start < end <= start + LONGEST and "。" not in line and "?" not in line:
            before = text[start - 2 : start - 1]
            last = end == len(text)
            if (_SOME.search(line) and (_CREDIT.match(line) or _MASTHEAD.match(line))) or (
                last and before and before in "。!?”" and _NAMES.match(line)
            ):
                spans.append((start, end))
                start = end + 1
                continue
        for match in _BRACKETS.finditer(line) if brackets and ("(" in line or "【" in line) else ():
            ends_line = match.end() == len(line)
            if _WRITES.search(match[0]) or (ends_line and _BRANCH.match(match[0])):
                spans.append((start + match.start(), start + match.end()))
        start = end + 1
    return spans
