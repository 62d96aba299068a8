"""The archive's settings, built from Pelican's in one place; bad ones raise, by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from plugins.archive.colours import PAPER, PAPER_BY_NIGHT, fault_of
from plugins.core.settings import Masthead, Site

_MASTHEAD_TEXTS = ("hotline", "website", "publisher", "icp", "police", "colour", "colour_dark")
_MASTHEAD_KEYS = frozenset({"lines", *_MASTHEAD_TEXTS})


class SettingError(ValueError):
    """A setting is missing or cannot be used; the message names it."""


def site_of(settings: Mapping[str, Any]) -> Site:
    """Return the site's record.

    Reads SITENAME, SITESUBTITLE, SITEDESCRIPTION, SITEURL, DEFAULT_LANG, INTERFACE_LANG,
    TIMEZONE, DEFAULT_PAGINATION, PATH (for pages/about.md), MASTHEAD (keys of core's Masthead), and
    SEARCH and EDITIONS, which the capabilities of these names set; raises SettingError.
    """
    url = _text(settings, "SITEURL").rstrip("/")
    if not url.startswith(("http://", "https://")):
        raise SettingError(f"SITEURL: 要写完整网址（http:// 或 https:// 开头）：{url!r}")
    zone = _text(settings, "TIMEZONE")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingError(f"TIMEZONE: 没有这个时区：{zone!r}") from error
    per_page = settings.get("DEFAULT_PAGINATION")
    if not isinstance(per_page, int) or per_page < 1:
        raise SettingError(f"DEFAULT_PAGINATION: 要写大于 0 的整数：{per_page!r}")
    return Site(
        name=_text(settings, "SITENAME"),
        subtitle=_text(settings, "SITESUBTITLE", ""),
        description=_text(settings, "SITEDESCRIPTION", ""),
        url=url,
        language=_tag(_text(settings, "DEFAULT_LANG")),
        interface=_tag(_text(settings, "INTERFACE_LANG", "zh-CN")),
        timezone=zone,
        per_page=per_page,
        masthead=_masthead(settings.get("MASTHEAD", {})),
        about=(Path(settings["PATH"]) / "pages" / "about.md").is_file(),
        search=_text(settings, "SEARCH", ""),
        **settings.get("EDITIONS", {}),  # from the capability that makes them
    )


def _tag(language: str) -> str:
    """Write a language tag as usual (zh-CN): Pelican makes all of it small (RFC 5646, 2.1.1)."""
    first, *rest = language.split("-")
    regions = (part.upper() if len(part) == len("CN") else part.title() for part in rest)
    return "-".join((first.lower(), *regions))


def _masthead(value: object) -> Masthead:
    if not isinstance(value, Mapping):
        raise SettingError(f"MASTHEAD: 要写成字典：{value!r}")
    unknown = sorted(set(value) - _MASTHEAD_KEYS)
    if unknown:
        raise SettingError(f"MASTHEAD: 没有这些项：{'、'.join(map(str, unknown))}")
    lines = value.get("lines", ())
    if isinstance(lines, str) or not all(isinstance(line, str) for line in lines):
        raise SettingError(f"MASTHEAD: lines 要写成字符串的列表：{lines!r}")
    texts = {key: _text(value, key, "", "MASTHEAD: ") for key in _MASTHEAD_TEXTS}
    if texts["website"] and not texts["website"].startswith(("http://", "https://")):
        raise SettingError(f"MASTHEAD: website: 要写完整网址：{texts['website']!r}")
    for key, paper in (("colour", PAPER), ("colour_dark", PAPER_BY_NIGHT)):
        if texts[key] and (fault := fault_of(texts[key], paper)):
            raise SettingError(f"MASTHEAD: {key}: {fault}")
    return Masthead(lines=tuple(lines), **texts)


def _text(
    settings: Mapping[str, Any], name: str, default: str | None = None, where: str = ""
) -> str:
    value = settings.get(name, default)
    if not isinstance(value, str) or (default is None and not value):
        raise SettingError(f"{where}{name}: 要写成不空的字符串：{value!r}")
    return value
