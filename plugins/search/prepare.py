"""An article as Pagefind is given it: every character a word, in zones of fixed length.

Pagefind takes words between blanks, and its phrases match words that stand one after another.
With one character to a word, phrases match as plain text does. It gives back the place of the
first match: the headline fills the places below `TITLE`, kicker and subtitle those below `HEADS`,
so a place tells where an article was hit. Nothing else is stored; the script of the search page
(`theme/static/js/search.js`) reads headline and excerpts out of the same text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape

TITLE = 64  # places for the headline; a longer one runs on into the text
HEADS = 128  # where the text begins
BLANK = "␣"  # stands for a blank of the text
BREAK = "¶"  # fills a zone, and keeps phrases from running over the end of a paragraph
# Signs that are indexed like characters: without them, a phrase would match over a full stop.
SIGNS = "，。、；：！？“”‘’（）《》〈〉【】「」『』—…·.,;:!?()/%+-@#&*=~℃°‰±×÷㎡"

_BLOCK = re.compile(r"</(?:p|li|h[1-6]|td|th|dt|dd|figcaption|pre|caption)>|<br ?/?>")
_NOTE_MARK = re.compile(r"<sup[^>]*>.*?</sup>|<a class=\"footnote-backref\".*?</a>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"\s+")
_BREAKS = re.compile(rf"[{BLANK}{BREAK}]*{BREAK}[{BLANK}{BREAK}]*")
_FULL = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()}


def text_of(html: str) -> str:
    """Return the words of a rendered body, with BREAK between its blocks.

    The HTML is our own renderer's: its text and attributes are escaped, so that no `<` or `>`
    stands but those of tags.
    """
    text = _TAG.sub("", _BLOCK.sub(BREAK, _NOTE_MARK.sub("", html)))
    return _one_line(unescape(text)).strip(BREAK)


def words_of(text: str, fold: Mapping[str, str]) -> str:
    """Return the characters of a line of text as words.

    A character that `fold` turns into another becomes `後-后`: Pagefind indexes both at one place.
    """
    return " ".join([f"{sign}-{fold[sign]}" if sign in fold else sign for sign in text])


def page_of(title: str, heads: str, text: str, fold: Mapping[str, str]) -> str:
    """Return the HTML that Pagefind is to read for one article; `text` is that of `text_of`."""
    line = _zone(title, TITLE) + _zone(heads, HEADS - TITLE) + text
    # Only an article that has such characters is gone through one by one.
    words = words_of(line, fold) if not fold.keys().isdisjoint(line) else " ".join(line)
    return f"<html><body data-pagefind-body>{escape(words, quote=False)}</body></html>"


def _zone(text: str, length: int) -> str:
    return _one_line(text).ljust(length - 1, BREAK) + BREAK


def _one_line(text: str) -> str:
    return _BREAKS.sub(BREAK, _BLANKS.sub(BLANK, text.translate(_FULL)))
