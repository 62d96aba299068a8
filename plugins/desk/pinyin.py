"""Pinyin for addresses: right for the names of places, trades and people a newsletter prints."""

from __future__ import annotations

import re
from functools import cache

_LONGEST = 60  # characters of a slug
_ENOUGH = 200  # characters of text that can reach into a slug; the rest is not even read
_WORD = re.compile(r"[A-Za-z0-9]+")
_NAME = re.compile("[一-鿿]{2,4}")

# Words whose readings the dictionary of pypinyin gets wrong or does not hold.
_PHRASES = {
    "泊头": "bo tou",
    "单县": "shan xian",
    "给排水": "ji pai shui",
    "给水": "ji shui",
    "沧州": "cang zhou",
    "重庆": "chong qing",
    "厦门": "xia men",
    "银行": "yin hang",
    "乐亭": "lao ting",
    "蔚县": "yu xian",
    "六安": "lu an",
    "行唐": "xing tang",
    "党支部": "dang zhi bu",
    "区委": "qu wei",
    "区长": "qu zhang",
    "盖章": "gai zhang",
    "重温": "chong wen",
}
# Surnames that are read otherwise than the character alone (《现代汉语词典》, 姓氏 readings).
_SURNAMES = {
    "仇": "qiu", "单": "shan", "解": "xie", "区": "ou", "盖": "ge", "朴": "piao", "曾": "zeng",
    "查": "zha", "任": "ren", "华": "hua", "翟": "zhai", "缪": "miao", "乐": "yue", "冼": "xian",
    "种": "chong", "召": "shao", "员": "yun", "纪": "ji", "宁": "ning", "燕": "yan", "谌": "chen",
    "隗": "wei", "逄": "pang", "覃": "qin", "黑": "he", "折": "she", "盛": "sheng", "柏": "bai",
    "卜": "bu", "费": "fei", "葛": "ge", "牟": "mu", "那": "na", "瞿": "qu", "都": "du",
    "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "令狐": "ling hu",
    "澹台": "tan tai", "单于": "chan yu",
}  # fmt: skip


@cache
def _ready() -> frozenset[str]:
    """Teach pypinyin our phrases, once, and return the words its dictionary knows."""
    from pypinyin import load_phrases_dict
    from pypinyin.constants import PHRASES_DICT

    load_phrases_dict(
        {word: [[part] for part in reading.split()] for word, reading in _PHRASES.items()}
    )
    return frozenset(PHRASES_DICT)


def romanise(text: str) -> str:
    """Return a slug for `text`: pinyin and Latin words in ASCII, joined by "-", at most 60 long.

    A text of two to four characters that begins with a surname but not with a word is read as
    a person's name. Text without a letter, figure or Han character gives the empty string.
    """
    words = _ready()
    from pypinyin import lazy_pinyin

    text = text.strip()[:_ENOUGH]
    first: list[str] = []
    if _NAME.fullmatch(text) and not any(text[:size] in words for size in (2, 3, 4)):
        surname = next((text[:size] for size in (2, 1) if text[:size] in _SURNAMES), "")
        first = _SURNAMES[surname].split() if surname else []
        text = text.removeprefix(surname)
    parts = [*first, *_WORD.findall(" ".join(lazy_pinyin(text, errors=_latin)).lower())]
    slug = ""
    for part in parts:
        longer = f"{slug}-{part}" if slug else part[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        slug = longer
    return slug


def _latin(text: str) -> str:
    """Keep what has no pinyin if it is ASCII; full-width letters and figures become ASCII."""
    return "".join(
        chr(ord(letter) - 0xFEE0) if "！" <= letter <= "～" else letter for letter in text
    )
