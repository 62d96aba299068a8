"""Text as matching sees it, with the way back to the text as it stands."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from opencc import OpenCC

from plugins.core.patterns import regex

LONGEST_NOTE = 2_000  # signs of a comment; an unclosed one hides nothing
BLANK_LINE = 2  # line ends that make an empty line
_SPACE = regex(r"\s+")
_BLANKS = r" \t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # \s
_MARKS = "*_\u200b\u200c\u200d\ufeff"  # go wherever they stand
# Every place at which something may have to go; all the rest is taken over in long pieces. White
# space and marks come in runs. The pattern begins with one class of signs, spelt out: that is
# searched for three times as fast as \\s or an alternative is.
_EVENT = regex(
    rf"([{_BLANKS}{_MARKS}`!\[\]<](?:(?<=[{_BLANKS}])[{_BLANKS}]+|(?<=[{_MARKS}])[{_MARKS}]+)?)"
)
_ALWAYS = frozenset(_MARKS)
_PICTURE = regex(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)")
_LINK_START = regex(r"\[(?=[^\]\n]{0,200}\]\()")
_LINK_END = regex(r"\]\([^)\n]{0,500}\)")
_NOTE = regex(r"\[\^[^\]\n]{1,80}\]:?")
_COMMENT = regex(r"<!--.*?-->", re.DOTALL)
_PATTERNS = {"!": (_PICTURE,), "[": (_NOTE, _LINK_START), "]": (_LINK_END,), "<": (_COMMENT,)}
_FENCE = regex(r"```.*?^```", re.MULTILINE | re.DOTALL)
_ITEM = frozenset("-*+>#|■●◆▲★")
_INDENT = regex(r"\n[ \t]*\u3000\u3000")


class Normal(NamedTuple):
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
        index = bisect_right(self.starts, start)
        origin = self.origins[index - 1] + start - self.starts[index - 1]
        if index == len(self.starts) or end <= self.starts[index]:  # within one piece
            return origin, origin + end - start
        return origin, self.at(end - 1) + 1


class _Folded(dict[str, str]):
    """Each sign in NFKC and simplified form; what would become several signs stays as it is."""

    def __missing__(self, sign: str) -> str:
        plain = unicodedata.normalize("NFKC", sign)
        if sign >= "\u3400":
            plain = _converter().convert(plain)
        # To the end of the chain, so that the order in which signs are replaced does not matter.
        self[sign] = sign if len(plain) != 1 or plain == sign else self[plain]
        return self[sign]


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


_FOLDED = _Folded()


# The ideographs of everyday text: level 1 of GB/T 2312, in rows 16 to 55.
LEVEL_1 = bytes(
    sign for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for sign in (row, cell)
).decode("gb2312", "ignore")
# All of them are folded to themselves but one, which is tested: to ask for each takes long.
FOLDED_OF_LEVEL_1 = "乾"
# All but everyday signs may have to be folded. Those are passed over in long runs, which takes
# half the time of searching for one of the others.
_USUAL = regex(f"[\n -~、。“”‘’《》…—·{LEVEL_1.replace(FOLDED_OF_LEVEL_1, '')}]+")


def fold(text: str) -> str:
    """Return `text` as names are compared: NFKC, simplified, without white space."""
    return _fold_signs(_SPACE.sub("", text))


# The commonest by far; that each is folded to just this is tested.
EVERYDAY = tuple(zip("，；：！？（）", ",;:!?()", strict=True))


def _fold_signs(text: str) -> str:
    for sign, plain in EVERYDAY:
        text = text.replace(sign, plain)
    for sign in set("".join(_USUAL.split(text))):
        plain = _FOLDED[sign]
        if plain != sign:
            text = text.replace(sign, plain)
    return text


def normalise(text: str) -> Normal:
    """Return the text for matching.

    Half-width, simplified, without marks of Markdown. White space goes, so that a name broken by
    a line end is whole; the ends of paragraphs, headline lines and list items stay as line ends.
    """
    pieces: list[str] = []
    origins: list[int] = []
    # Headline lines stand each by themselves; a first block with a full stop is running text.
    head = "。" not in text.lstrip().partition("\n\n")[0]
    piped = "|" in text or "｜" in text
    # `done` is where what has been taken over or hidden ends, `end` where the last event does.
    done = end = 0
    parts = iter(_EVENT.split(text))  # a third faster than one match after another
    for piece in parts:
        index = end + len(piece)
        if index > done:
            pieces.append(piece if done == end else text[done:index])
            origins.append(done)
        run = next(parts, "")
        end = index + len(run)
        if index < done or not run:
            continue
        sign = run[0]
        done = end
        if run == "\n\n":  # by far the commonest
            kept, head = "\n", False
        elif sign in _ALWAYS:
            continue
        elif sign.isspace():
            head = head and run.count("\n") < BLANK_LINE
            columns = piped and _in_table(text, index, end)
            kept = _space_left(
                text, index, end, pieces[-1][-1] if pieces else "", head=head or columns
            )
            if not kept:
                continue
        else:
            done = _hidden(text, index, sign)
            if done > index:
                continue
            kept, done = sign, index + 1  # the sign is part of the text
        pieces.append(kept)
        origins.append(index)
    starts = accumulate(map(len, pieces[:-1]), initial=0) if pieces else ()
    return Normal(_fold_signs("".join(pieces)), tuple(starts), tuple(origins))


def _space_left(text: str, index: int, end: int, before: str, *, head: bool) -> str:
    """Return what is left of white space: a line end, a blank between Latin words, or nothing.

    A line end stays where a paragraph, a list item, an indented line or, in the `head`, any begins.
    """
    ends, following = text.count("\n", index, end), text[end : end + 1]
    if ends >= BLANK_LINE or (
        ends and (head or following in _ITEM or _INDENT.match(text, index, end) is not None)
    ):
        return "\n"
    return " " if _latin(before) and _latin(following) else ""


def _in_table(text: str, index: int, after: int) -> bool:
    """Tell whether the line that ends at `index`, or the one behind it, has columns."""
    low, high = text.rfind("\n", 0, index) + 1, text.find("\n", after)
    around = text[low : high if high >= 0 else len(text)]
    return "|" in around or "｜" in around


def _hidden(text: str, index: int, sign: str) -> int:
    """Return where the markup that begins at `index` ends; `index` where there is none."""
    if sign == "`" and text.startswith("```", index) and text[index - 1 : index] in {"", "\n"}:
        fence = _FENCE.match(text, index)
        if fence:
            return fence.end()
    if sign == "`":
        return index + 1
    if sign == "<" and text.find("-->", index, index + LONGEST_NOTE) < 0:
        return index
    for pattern in _PATTERNS.get(sign, ()):
        match = pattern.match(text, index)
        if match:
            return match.end()
    return index


def _latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
