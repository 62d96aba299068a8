"""Text as matching sees it, with the way back to the text as it stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from opencc import OpenCC

_SPACE = re.compile(r"\s")
BLANK_LINE = 2  # line ends that make an empty line
_MARKUP = frozenset("*_`\u200b\u200c\u200d\ufeff")
_PICTURE = re.compile(
    r"!\[[^\]\n]*\]\([^)\n]*\)|\]\([^)\n]*\)|^```.*?^```", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Normal:
    """`text` for matching, and for each of its characters the offset in the source."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the source of a span that is not empty in `text`."""
        return self.origin[start], self.origin[end - 1] + 1


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=70_000)
def _fold(sign: str) -> str:
    """Return a character in NFKC and simplified form; character by character keeps offsets."""
    plain = unicodedata.normalize("NFKC", sign)
    return _converter().convert(plain) if sign >= "\u3400" else plain


def fold(text: str) -> str:
    """Return `text` as names are compared: NFKC, simplified, without white space."""
    return "".join(_fold(sign) for sign in text if not sign.isspace())


def normalise(text: str) -> Normal:
    """Return the text for matching.

    Half-width, simplified, without marks of Markdown. White space goes, so that a name broken by
    a line end is whole; the ends of paragraphs, headline lines and list items stay as line ends.
    """
    hidden = {i for match in _PICTURE.finditer(text) for i in range(*match.span())}
    signs: list[str] = []
    origin: list[int] = []
    # Headline lines stand each by themselves; a first block with a full stop is running text.
    head = "。" not in text.lstrip().partition("\n\n")[0]
    index, length = 0, len(text)
    while index < length:
        sign = text[index]
        if _SPACE.match(sign):
            end = index
            while end < length and text[end].isspace():
                end += 1
            ends = text.count("\n", index, end)
            head = head and ends < BLANK_LINE
            starts_item = end < length and text[end] in "-*+>#|■●◆"
            if ends >= BLANK_LINE or (ends and (head or starts_item)):
                signs.append("\n")
                origin.append(index)
            elif signs and end < length and _latin(signs[-1]) and _latin(text[end]):
                signs.append(" ")
                origin.append(index)
            index = end
            continue
        if index not in hidden and sign not in _MARKUP:
            for one in _fold(sign):
                signs.append(one)
                origin.append(index)
        index += 1
    return Normal("".join(signs), tuple(origin))


def _latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
