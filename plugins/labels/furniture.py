"""What stands on a page and says nothing about anybody: credit lines, masthead (B5, P8)."""

from __future__ import annotations

import re

_WORDS = r"(?:通讯员|特约记者|本报记者|记者|供稿|撰稿|摄影|作者|撰文|图/?文|文/?图|图片|来稿|编辑|校对|摄)"
_CREDIT = re.compile(
    rf"(?:^|\n)[((【◎●■]?(?:本报|本刊)?(?:讯)?{_WORDS}[^\n。]{{0,60}}(?=\n|$)"
    rf"|(?:^|\n)[^\n。,]{{0,40}}(?:供稿|撰稿|摄影|摄|撰文|/文|/图)[))]?(?=\n|$)"
    rf"|[(\[【]\s*[^()\[\]\n。]{{0,50}}{_WORDS}[^()\[\]\n。]{{0,50}}[)\]】]"
    r"|[(]\s*[^()\n。]{0,30}党(?:支部|委|总支|小组)[^()\n。]{0,10}[)]\s*(?=\n|$)"
    rf"|(?:^|\n)[^\n。,]{{0,40}}{_WORDS}[::]?[^\n。,]{{0,24}}(?=\n|$)"
)
_MASTHEAD = re.compile(
    r"(?:^|\n)■[^\n。]{0,60}合办[^\n。]{0,20}(?=\n|$)"
    r"|(?:^|\n)[^\n。]{0,60}(?:与本报合办|联合主办|协办|主办|热线[::]|官网[::]|地址[::]|邮编[::]|网址[::]|投稿[::]|主编[::])[^\n。]{0,80}(?=\n|$)"
)
# An article's last short line without a full stop, after its last sentence: the writers' names.
_LAST = re.compile(r"(?<=[。!?”])\n(?P<line>[^\n。,!?;]{2,40})\s*$")


def silent_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of a normal text in which no name counts."""
    spans = [m.span() for pattern in (_CREDIT, _MASTHEAD) for m in pattern.finditer(text)]
    last = _LAST.search(text)
    if last:
        spans.append(last.span("line"))
    return spans
