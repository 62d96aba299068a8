"""Blanks and punctuation as Chinese print wants them; no character of the words is touched."""

from __future__ import annotations

import re

from plugins.desk.newspaper.surnames import SURNAMES

HAN = "〇々㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
_MARKS = "，。、；：！？…—·《》〈〉“”‘’「」『』（）【】〔〕"
_BLANKS = "[ \t\u00a0\u2000-\u200a\u3000]"

_HAN = re.compile(f"[{HAN}]")
_LATIN_RUN = re.compile(
    r"(?:https?://|www\.)[!-~]*[A-Za-z0-9/]|(?<![\w.+-])[\w.+-]+@[A-Za-z0-9.-]*[A-Za-z0-9]",
    re.ASCII,
)
_RUN_OF_BLANKS = re.compile(f"{_BLANKS}+")
_BESIDE_HAN = re.compile(f"(?<=[{HAN}{_MARKS}]) (?=[{HAN}{_MARKS}])")
_NAMES = re.compile(f"(?<![{HAN}])[{HAN}]{{2,4}}(?: [{HAN}]{{2,4}}){{2,}}(?![{HAN}])")
_UNIT = re.compile("(?:公司|支部|总支|党委|小组|班组|部|处|科|室|工会|中心|项目|学校|社区)$")
_LONGEST_NAME = 4
_ROW = re.compile(f"[{HAN}]{{2,10}}(?: [{HAN}]{{2,10}}){{2,}}")
# A full-width mark brings its own white: no blank stands beside it, not even next to Latin.
_BESIDE_MARK = re.compile("(?<=[，。、：；？！（《]) | (?=[，。、：；？！）》])")
_HALF = re.compile(r"[,:;?!]+")
_FULL = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
_WIDE = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}
_WIDE |= {code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05)}
_WIDE_POINT = re.compile("(?<=[0-9])．(?=[0-9])")
_STOP = re.compile(f"(?<=[{HAN}”）])\\.(?=[{HAN}0-9“”（]|$)")
_QUOTED = re.compile('"([^"]*)"')


def han(text: str) -> str:
    """Return the Han characters of `text` alone, in their order."""
    return "".join(_HAN.findall(text))


def is_han(character: str) -> bool:
    """Tell whether `character` is one Han character; no character is none."""
    return bool(_HAN.fullmatch(character))


def squeeze(text: str) -> str:
    """Make every run of blanks, full-width ones too, one blank; none at the ends."""
    return _RUN_OF_BLANKS.sub(" ", text).strip()


def tidy(text: str) -> str:
    """Set one paragraph: no stray blanks, full-width punctuation beside Han, half-width digits.

    Punctuation in numbers, times, URLs, addresses and Latin text stays as it is, and so does a
    row of three or more names divided by blanks: that is a list.
    """
    text = _WIDE_POINT.sub(".", squeeze(text).translate(_WIDE))
    while (again := _tidy_once(text)) != text:  # what became Chinese changes its neighbours
        text = again
    return text


def _tidy_once(text: str) -> str:
    if is_row(text):
        return text
    rows = (row for row in _NAMES.finditer(text) if _is_list(row.group().split(" ")))
    kept = frozenset(spot for row in rows for spot in range(*row.span()))
    text = _BESIDE_HAN.sub(lambda blank: " " if blank.start() in kept else "", text)
    return _punctuate(_STOP.sub("。", text))


def tidy_line(text: str) -> str:
    """Set one line of a headline: as `tidy`, but a blank between two phrases stays."""
    return _punctuate(squeeze(text).translate(_WIDE))


def is_row(text: str) -> bool:
    """Tell whether `text` is three or more names of units or people divided by blanks."""
    return _ROW.fullmatch(text) is not None and _is_list(text.split(" "))


def _is_list(words: list[str]) -> bool:
    """Tell whether most of the words look like names of people, or of units."""
    people = sum(word[0] in SURNAMES and len(word) <= _LONGEST_NAME for word in words)
    units = sum(_UNIT.search(word) is not None for word in words)
    return people * 2 > len(words) or units * 2 > len(words)


def _punctuate(text: str) -> str:
    """Make half-width punctuation full-width where a neighbour is Han or a Chinese mark."""
    if text.count('"') % 2 == 0:  # an odd one may be an inch, or the paper's slip
        text = _QUOTED.sub(_curl, text)
    fixed = frozenset(
        spot for run in _LATIN_RUN.finditer(text) for spot in range(run.start(), run.end())
    )
    letters = list(text)
    for match in _HALF.finditer(text):
        start, end = match.span()
        if start not in fixed and (_chinese(text, start - 1) or _chinese(text, end)):
            letters[start:end] = [_FULL[mark] for mark in match.group()]
    for start, end in _brackets(text):
        if start in fixed or end in fixed:
            continue
        if _chinese(text, start - 1) or _HAN.search(text, start, end):
            letters[start], letters[end] = "（", "）"
    text = "".join(letters)
    return _BESIDE_MARK.sub("", text)


def _curl(quoted: re.Match[str]) -> str:
    return f"“{quoted[1]}”" if _HAN.search(quoted[1]) else quoted[0]


def _brackets(text: str) -> list[tuple[int, int]]:
    """Return the offsets of matching half-width brackets."""
    pairs: list[tuple[int, int]] = []
    last = -1  # brackets in print are not nested; the innermost pair is enough
    for match in re.finditer(r"[()]", text):
        if match.group() == "(":
            last = match.start()
        elif last >= 0:
            pairs.append((last, match.start()))
            last = -1
    return pairs


def _chinese(text: str, spot: int) -> bool:
    return 0 <= spot < len(text) and (is_han(text[spot]) or text[spot] in _MARKS)
