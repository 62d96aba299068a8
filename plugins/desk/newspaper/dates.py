"""Whole dates (year, month, day) that a text names."""

from __future__ import annotations

import re
from datetime import date

_DIGITS = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"○": "0", "零": "0"}
_FIGURES = re.compile(
    r"(?<!\d)((?:19|20)\d\d) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]"
    r"|(?<![\d./-])((?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})(?![\d./-])",
    re.ASCII,
)
_WORDS = re.compile(
    "([一二][〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]"
)
_WEEKDAY = r"[\s,，]*(?:(?:星期|周)[一二三四五六日天])?[\s,，]*"
_ALONE = re.compile(
    f"(?:{_FIGURES.pattern}|{_WORDS.pattern}){_WEEKDAY}|(?:星期|周)[一二三四五六日天]", re.ASCII
)


def find_dates(text: str) -> tuple[date, ...]:
    """Return the dates named in `text`, each once, in order; impossible ones are left out."""
    found: list[tuple[int, date | None]] = []
    for match in _FIGURES.finditer(text):
        year, month, day = (int(part) for part in match.groups() if part is not None)
        found.append((match.start(), _day(year, month, day)))
    for match in _WORDS.finditer(text):
        year = int("".join(_DIGITS[figure] for figure in match.group(1)))
        found.append((match.start(), _day(year, _number(match.group(2)), _number(match.group(3)))))
    return tuple(dict.fromkeys(day for _, day in sorted(found, key=_place) if day))


def is_date_line(text: str) -> bool:
    """Tell whether the line is a date, perhaps with the weekday, and nothing else."""
    return _ALONE.fullmatch(text) is not None


def _place(item: tuple[int, date | None]) -> int:
    return item[0]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(text: str) -> int:
    """Read a Chinese number from 1 to 99 (二十三)."""
    tens, ten, ones = text.rpartition("十")
    value = int(_DIGITS[ones[-1]]) if ones else 0
    return value + (10 * (int(_DIGITS[tens[-1]]) if tens and tens != "十" else 1) if ten else 0)
