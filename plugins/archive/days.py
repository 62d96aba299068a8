"""Days as the interface's language writes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

Writers = dict[str, Callable[..., str]]
_WEEK = "一二三四五六日"


def writers(language: str) -> Writers:
    """Return the filters that write days: `han_date`, `month_day`, `month_name`, `weekday`.

    Chinese as newspapers write it, in the plainest way there is (thousands on a page of lists);
    all others as the Unicode locale data has it.
    """
    if language.split("-", maxsplit=1)[0] == "zh":
        return {
            "han_date": han_date,
            "month_day": lambda day: f"{day.month}月{day.day}日",
            "month_name": lambda month: f"{month}月",
            "weekday": lambda day: f"星期{_WEEK[day.weekday()]}",
        }
    from babel import Locale
    from babel.dates import format_date, format_datetime, format_skeleton

    locale = Locale.parse(language, sep="-")

    def long(value: date) -> str:
        if isinstance(value, datetime):
            return format_datetime(value, "long", locale=locale)
        return format_date(value, "long", locale=locale)

    return {
        "han_date": long,
        "month_day": lambda day: format_skeleton("MMMd", day, locale=locale),
        "month_name": lambda month: locale.months["stand-alone"]["wide"][month],
        "weekday": lambda day: format_date(day, "EEEE", locale=locale),
    }


def han_date(value: date) -> str:
    """Write a day as newspapers do: 2023年5月18日; a time adds 8时00分."""
    text = f"{value.year}年{value.month}月{value.day}日"
    return f"{text}{value.hour}时{value.minute:02}分" if isinstance(value, datetime) else text
