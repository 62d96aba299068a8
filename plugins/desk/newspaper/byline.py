"""Bylines: a lone name, 本报记者 某某, （通讯员 某某支部 某某）, 供稿：…."""

from __future__ import annotations

import re

from plugins.desk.newspaper.report import Signature
from plugins.desk.newspaper.surnames import SURNAMES
from plugins.desk.newspaper.typography import HAN, tidy_line

_PARTS = {
    "记者": "reporter", "通讯员": "correspondent", "供稿": "correspondent", "撰稿": "correspondent",
    "作者": "correspondent", "文": "correspondent", "摄影": "photographer", "图": "photographer",
    "摄": "photographer",
}  # fmt: skip
_TITLE = "(?:本报|特约|实习|见习)*(?:记者|通讯员|供稿|撰稿|作者|摄影)"
_PICTURES = "[文图][/／][图文]|[文图摄](?=[：: ])"
_MARKED = re.compile(f"(?:{_TITLE}|{_PICTURES})")
_SIGNERS = f"(?:{_TITLE}|{_PICTURES})[：:/／ ]*[{HAN}·、，,：:/／ ]{{2,60}}"
_LINE = re.compile(f"[□◎○■●◇▲]? ?[（(]?{_SIGNERS}[）)]?")
_TAIL = re.compile(f"[（(]{_SIGNERS}[）)]$")
_SIGNED = re.compile(f"[（(](?:([{HAN}0-9]{{2,16}}) )?([{HAN}]{{2,3}})[）)]")
_LEAD = re.compile(f"^本报[{HAN}0-9]{{0,12}}讯 ?[（(]([^（()）]{{2,60}})[）)]")
_LONE = re.compile(f"[□◎○■●]? ?(?:[{HAN}]{{2,4}}|[{HAN}] [{HAN}])(?:[ 、][{HAN}]{{2,4}}){{0,3}}")
_SPLIT = re.compile("[ 、，,：:/／]+")
_BRACKETS = "（）()"
_UNIT = re.compile("(?:公司|支部|总支|党委|小组|部|处|科|局|办|办公室|工会|中心|项目|学校)$")


def is_byline(line: str) -> bool:
    """Tell whether the whole line names the part of those who signed (本报记者 某某)."""
    return _LINE.fullmatch(line) is not None


def is_lone_name(line: str) -> bool:
    """Tell whether the line is one to four personal names and nothing else."""
    return _LONE.fullmatch(line) is not None and all(name[0] in SURNAMES for name in _names(line))


def tail(paragraph: str) -> str:
    """Return the byline in brackets with which the paragraph ends, or the empty string."""
    found = _TAIL.search(paragraph[-80:])
    return found.group() if found else ""


def signed(line: str) -> str:
    """Return the name in brackets, perhaps after its office, that a full stop parts from prose."""
    found = _SIGNED.search(line[-30:])
    if not found or not line.endswith(found.group()) or found.group(2)[0] not in SURNAMES:
        return ""
    before = line.removesuffix(found.group()).rstrip()
    return found.group() if before.endswith(("。", "！", "”", "？")) else ""


def lead(paragraph: str) -> str:
    """Return what 本报讯（…） names at the beginning of the paragraph, or the empty string."""
    found = _LEAD.match(paragraph)
    return found.group(1) if found and _MARKED.search(found.group(1)) else ""


def read_signature(line: str) -> Signature:
    """Read the names of a byline by their part; units before a name stay in `quoted` only."""
    text = tidy_line(line).strip(_BRACKETS)
    unit = _SIGNED.fullmatch(line)
    if unit and unit.group(1):
        return Signature(line, correspondent=(unit.group(2),), named=False)
    marks = list(_MARKED.finditer(text))
    if not marks:
        return Signature(line, correspondent=_names(text), named=False)
    parts: dict[str, tuple[str, ...]] = {"reporter": (), "correspondent": (), "photographer": ()}
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        names = _names(text[mark.end() : end])
        people = tuple(name for name in names if not _UNIT.search(name)) or names
        for part in _parts(mark.group()):
            parts[part] += tuple(name for name in people if name not in parts[part])
    return Signature(
        line,
        reporter=parts["reporter"],
        correspondent=parts["correspondent"],
        photographer=parts["photographer"],
    )


def _parts(mark: str) -> tuple[str, ...]:
    if mark[1:2] in ("/", "／"):  # 文/图: the same people wrote and took the pictures
        return tuple(dict.fromkeys(_PARTS[mark[spot]] for spot in (0, 2)))
    return (next(part for word, part in _PARTS.items() if mark.endswith(word)),)


def _names(text: str) -> tuple[str, ...]:
    """Split names; 魏 丽, set wide to fill three places, is one name."""
    text = text.strip(" □◎○■●")
    words = [word for word in _SPLIT.split(text) if word]
    names: list[str] = []
    half = ""
    for word in words:
        if len(word) == 1:
            half += word
            if len(half) == 2:  # noqa: PLR2004 - surname and given name
                names.append(half)
                half = ""
            continue
        names.append(half + word)
        half = ""
    return tuple(names + ([half] if half else []))
