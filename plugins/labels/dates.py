"""The day of an act, as far as an article fixes it."""

from __future__ import annotations

from datetime import date, timedelta

from plugins.core.patterns import regex

LOOKBACK = 4_000  # signs before a month and a day in which its year may stand
BEFORE_MONTH = 5  # signs of 今年十二月 before the last one
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_N = r"[\d一二三四五六七八九十〇零○]"
_FULL = regex(rf"({_N}{{4}})年({_N}{{1,3}})月({_N}{{1,3}})[日号]")
_DAY = regex(
    rf"(?:(今年|去年|前年|当年|同年|本年|次年|翌年)?({_N}{{1,3}})月|(本月|上月|上个月|当月|同月))({_N}{{1,3}})[日号]"
)
_YEAR = regex(rf"(?<!\d)({_N}{{4}})年")
_BACK = {"今": 0, "昨": 1, "前": 2}
_NEAR = regex(r"今天|今日|昨天|昨日|前天")


def number_of(words: str) -> int | None:
    """Return the number that digits or Chinese numerals up to 99, or four of them, write."""
    if words.isascii():
        return int(words) if words.isdigit() else None
    if "十" in words:
        tens, _, ones = words.partition("十")
        if (tens and tens not in _DIGITS) or (ones and ones not in _DIGITS):
            return None
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    if all(sign in _DIGITS for sign in words):
        return int("".join(str(_DIGITS[sign]) for sign in words))
    return None


def day_in(text: str, low: int, start: int, end: int, day: date | None) -> date | None:
    """Return the day that the text before or in `start`–`end` fixes for the act told there.

    `low` is where the paragraph begins: a date earlier in it serves if the sentence has none.
    `day` is the article's own date; without it, and without a year before in the text, a month
    and a day fix nothing. 近日, 日前 fix nothing either.
    """
    for first, last in ((start, end), (low, start)):
        if text.find("月", first, last) < 0 and (
            first == last or _NEAR.search(text, first, last) is None
        ):
            continue
        found = None
        for match in _FULL.finditer(text, first, last):
            found = _date(number_of(match[1]), number_of(match[2]), number_of(match[3])) or found
            if first == start and found:
                return found
        if found is None:
            found = _partly(text, first, last, day)
        if found is not None:
            return found
    return None


def _partly(text: str, first: int, last: int, day: date | None) -> date | None:
    month = text.find("月", first, last)
    match = _DAY.search(text, max(first, month - BEFORE_MONTH), last) if month >= 0 else None
    if match is None:
        near = _NEAR.search(text, first, last)
        return day - timedelta(days=_BACK[near[0][0]]) if near and day else None
    told = _year_before(text, match.start())
    base = day.year if day else None
    number = number_of(match[4])
    if match[3]:
        return _of_month(match[3], number, day)
    word = match[1] or ""
    year_of = {
        "今年": base, "本年": base, "去年": base and base - 1, "前年": base and base - 2,
        "当年": told, "同年": told, "次年": told and told + 1, "翌年": told and told + 1,
    }  # fmt: skip
    month_number = number_of(match[2])
    if word:
        return _date(year_of[word], month_number, number)
    if told is not None:
        return _date(told, month_number, number)
    found = _date(base, month_number, number)
    if found is not None and day is not None and found > day + timedelta(days=60):
        found = _date(day.year - 1, month_number, number)  # 12月28日 in a January paper
    return found


def _year_before(text: str, end: int) -> int | None:
    """Return the last year written before `end`, as 2023年 or 二〇二三年."""
    low = max(0, end - LOOKBACK)
    at = text.rfind("年", low, end)
    while at >= 0:
        match = _YEAR.search(text, max(low, at - len("2023")), at + 1)
        if match:
            return number_of(match[1])
        at = text.rfind("年", low, at)
    return None


def _of_month(word: str, number: int | None, day: date | None) -> date | None:
    """Return the day that 本月8日 or 上月28日 means in an article of `day`."""
    if day is None or word in {"当月", "同月"}:
        return None
    first = day.replace(day=1)
    if word.startswith("上"):
        first = (first - timedelta(days=1)).replace(day=1)
    return _date(first.year, first.month, number)


def _date(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
