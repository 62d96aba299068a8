"""Text as matching sees it, with the way back to the text as it stands."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from opencc import OpenCC

LONGEST_NOTE = 2_000  # signs of a comment; an unclosed one hides nothing
BLANK_LINE = 2  # line ends that make an empty line
# Every sign at which something may have to go; all the rest is taken over in long pieces.
_EVENT = re.compile(r"[\s*_`!\[\]<\u200b-\u200d\ufeff]")
_SPACE = re.compile(r"\s+")
_MARKS = frozenset("*_`\u200b\u200c\u200d\ufeff")
_PICTURE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)")
_LINK_START = re.compile(r"\[(?=[^\]\n]{0,200}\]\()")
_LINK_END = re.compile(r"\]\([^)\n]{0,500}\)")
_NOTE = re.compile(r"\[\^[^\]\n]{1,80}\]:?")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FENCE = re.compile(r"```.*?^```", re.MULTILINE | re.DOTALL)
_ITEM = frozenset("-*+>#|■●◆▲★")
_INDENT = re.compile(r"\n[ \t]*\u3000\u3000")


@dataclass(frozen=True, slots=True)
class Normal:
    """`text` for matching; `starts` and `origins` say where each of its pieces comes from."""

    text: str
    starts: tuple[int, ...]  # offsets of the pieces in `text`, rising
    origins: tuple[int, ...]  # their offsets in the source

    def at(self, offset: int) -> int:
        """Return the offset in the source of the sign at `offset`."""
        index = bisect_right(self.starts, offset) - 1
        return self.origins[index] + offset - self.starts[index]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the source of a span that is not empty in `text`."""
        return self.at(start), self.at(end - 1) + 1


class _Folded(dict[int, str]):
    """Each sign in NFKC and simplified form; what would become several signs stays as it is."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        plain = unicodedata.normalize("NFKC", sign)
        if sign >= "\u3400":
            plain = _converter().convert(plain)
        self[code] = plain if len(plain) == 1 else sign
        return self[code]


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Return `text` as names are compared: NFKC, simplified, without white space."""
    return _SPACE.sub("", text).translate(_FOLDED)


def normalise(text: str) -> Normal:
    """Return the text for matching.

    Half-width, simplified, without marks of Markdown. White space goes, so that a name broken by
    a line end is whole; the ends of paragraphs, headline lines and list items stay as line ends.
    """
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0

    def take(piece: str, origin: int) -> None:
        nonlocal length
        pieces.append(piece)
        starts.append(length)
        origins.append(origin)
        length += len(piece)

    # Headline lines stand each by themselves; a first block with a full stop is running text.
    head = "。" not in text.lstrip().partition("\n\n")[0]
    done, size = 0, len(text)
    while done < size:
        event = _EVENT.search(text, done)
        index = event.start() if event else size
        if index > done:
            take(text[done:index], done)
        if event is None:
            break
        sign = text[index]
        if sign.isspace():
            space = _SPACE.match(text, index)
            done = space.end() if space else index + 1
            ends = text.count("\n", index, done)
            head = head and ends < BLANK_LINE
            starts_anew = (
                ends >= BLANK_LINE
                or head
                or (done < size and text[done] in _ITEM)
                or _INDENT.match(text[index:done]) is not None
            )
            if ends and starts_anew:
                take("\n", index)
            elif pieces and done < size and _latin(pieces[-1][-1]) and _latin(text[done]):
                take(" ", index)
            continue
        done = _hidden(text, index, sign)
        if done == index:  # the sign is part of the text
            take(sign, index)
            done = index + 1
    return Normal("".join(pieces).translate(_FOLDED), tuple(starts), tuple(origins))


def _hidden(text: str, index: int, sign: str) -> int:
    """Return where the markup that begins at `index` ends; `index` where there is none."""
    if sign == "`" and text.startswith("```", index) and text[index - 1 : index] in {"", "\n"}:
        fence = _FENCE.match(text, index)
        if fence:
            return fence.end()
    if sign in _MARKS:
        return index + 1
    if sign == "<" and text.find("-->", index, index + LONGEST_NOTE) < 0:
        return index
    patterns = {"!": (_PICTURE,), "[": (_NOTE, _LINK_START), "]": (_LINK_END,), "<": (_COMMENT,)}
    for pattern in patterns.get(sign, ()):
        match = pattern.match(text, index)
        if match:
            return match.end()
    return index


def _latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
