"""An article as the index knows it: one line of characters, in zones of fixed length.

The headline fills the places below `TITLE`, kicker and subtitle those below `HEADS`, so a place
tells where an article was hit. Characters that readers do not tell apart are one and the same.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from html import unescape
from typing import Any

from plugins.search.fold import fold_table

TITLE = 64  # places for the headline; a longer one runs on into the text
HEADS = 128  # where the text begins
BREAK = "\n"  # fills a zone, and keeps phrases from running over the end of a paragraph
# Up to here a letter is searched as its small one, where that is a single character
# (`theme/static/js/search/fold.js` does the same); beyond lie the scripts that have no capitals.
LETTERS = range(0x41, 0x2C00)

_BLOCK = re.compile(r"</(?:p|li|h[1-6]|td|th|dt|dd|figcaption|pre|caption)>|<br ?/?>")
_NOTE_MARK = re.compile(r"<sup[^>]*>.*?</sup>|<a class=\"footnote-backref\".*?</a>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_END = "\0"  # stands for BREAK until the blanks are one
_UTF_32 = "utf-32-le"  # one number for each character
_WIDE = {code: chr(code - 0xFEE0).lower() for code in range(0xFF10, 0xFF5B)}


def text_of(html: str) -> str:
    """Return the words of a rendered body, with BREAK between its blocks.

    The HTML is our own renderer's: its text and attributes are escaped, so that no `<` or `>`
    stands but those of tags.
    """
    text = _TAG.sub("", _BLOCK.sub(_END, _NOTE_MARK.sub("", html)))
    blocks = [_one_line(block) for block in unescape(text).split(_END)]
    return BREAK.join([block for block in blocks if block])


def line_of(title: str, heads: str, text: str) -> str:
    """Return the line of one article; `text` is that of `text_of`. It ends with BREAK."""
    import numpy as np  # noqa: PLC0415 -- a tenth of a second that most builds save

    line = f"{_zone(title, TITLE)}{_zone(heads, HEADS - TITLE)}{text}{BREAK}"
    codes = np.frombuffer(line.encode(_UTF_32), np.uint32)
    alike: str = _alike()[codes].tobytes().decode(_UTF_32)
    return alike


@cache
def _alike() -> Any:
    """Return, in an array by code, the code that each character is searched as."""
    import numpy as np  # noqa: PLC0415 -- as above

    small = {code: chr(code).lower() for code in LETTERS}
    wide = {code: sign for code, sign in _WIDE.items() if sign.isalnum()}
    simple = {ord(sign): other for sign, other in fold_table().items()}
    table = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    for code, sign in (small | wide | simple).items():
        if len(sign) == 1:
            table[code] = ord(sign)
    return table


def _zone(text: str, length: int) -> str:
    return _one_line(text).ljust(length - 1, BREAK) + BREAK


def _one_line(text: str) -> str:
    return " ".join(text.split())
