"""Lines of a printed column: how they were set, and where one paragraph ends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.desk.newspaper.typography import HAN, is_row, squeeze

_BLANK_START = re.compile("[ \t\u00a0\u2000-\u200a\u3000]*")
_CLOSERS = "”’」』）)】〕》\"'"
_STOPS = "。！？!?…"
_POINT = f"(?<=[{HAN}”）)])[.．]"  # a full stop typed on a Latin keyboard
# 。！？ and …, also inside closing quotes or brackets; a name or note in brackets may follow.
_ENDED = re.compile(f"(?:[{_STOPS}]|{_POINT})[{_CLOSERS}]*$")
_NOTE = re.compile("[（(][^（()）]{0,60}[）)]$")
_ITEM = re.compile(
    "(?:[一二三四五六七八九十]{1,2}是|第?[一二三四五六七八九十]{1,3}[、，：]|其[一二三四五][，、是]"
    "|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[.、．](?![0-9])|[①-⑳●◆■▲★□◇])"
)
_LATE = re.compile("[，。、；：！？”’」』）】》〉,;!?)]")  # no line of Chinese begins with these
_NARROW = 80.0  # half-width columns: a line longer than this was not set in a newspaper's column
_SLACK = 3.0  # a hanging or pushed-in mark and a Latin word make full lines differ by some columns
_INDENT = 4.0  # two Han characters
_FEWEST = 6  # lines from which a width can be told


@dataclass(frozen=True, slots=True)
class Line:
    """One line that holds something. `indent` is the white before it, in full-width blanks."""

    number: int  # in the file, from 1
    text: str  # blanks squeezed
    indent: float = 0.0
    gap: bool = False  # an empty line stands before it

    @property
    def indented(self) -> bool:
        """Tell whether it begins as a paragraph does: by about two characters of white."""
        return 1.0 <= self.indent <= 3.0  # noqa: PLR2004 - more is a centred line

    @property
    def width(self) -> float:
        """Width in half-width columns, as set in print."""
        return sum(2.0 if unicodedata.east_asian_width(c) in "WFA" else 1.0 for c in self.text)


@dataclass(frozen=True, slots=True)
class Setting:
    """How the whole text was set."""

    width: float | None  # half-width columns of a hard-wrapped column; None: a line is a paragraph
    indents: bool  # paragraphs begin with white
    gaps: bool  # empty lines mean something (they do not where one follows every wrapped line)

    def fills(self, line: Line) -> bool:
        """Tell whether the line goes from edge to edge of the column."""
        return self.width is not None and abs(line.width - self.width) <= _SLACK

    def falls_short(self, line: Line) -> bool:
        """Tell whether the line ends before the edge of the column."""
        return self.width is not None and line.width < self.width - _SLACK

    def lost_indent(self, line: Line) -> bool:
        """Tell whether the line is short by an indent that the file has lost, yet not an end."""
        return (
            self.width is not None
            and not self.indents
            and _SLACK < self.width - line.width <= _INDENT + _SLACK
            and not complete(line.text)
        )


def read_lines(text: str) -> tuple[Line, ...]:
    """Return the lines that hold something; `text` has one kind of line end."""
    lines: list[Line] = []
    gap = False
    for number, raw in enumerate(text.split("\n"), start=1):
        squeezed = squeeze(raw)
        if not squeezed:
            gap = True
            continue
        white = _BLANK_START.match(raw)
        indent = sum(1.0 if c in "\u3000\t" else 0.5 for c in (white.group() if white else ""))
        lines.append(Line(number, squeezed, indent, gap and bool(lines)))
        gap = False
    return tuple(lines)


def setting(lines: Sequence[Line]) -> Setting:
    """Tell how the text was set, from its lines."""
    wide = sorted(line.width for line in lines if not line.gap or len(line.text) > _FEWEST)
    width = wide[len(wide) * 8 // 10] if len(wide) >= _FEWEST else None
    if width is not None:
        full = [line for line in lines if abs(line.width - width) <= _SLACK]
        cut = sum(not complete(line.text) for line in full)
        if width > _NARROW or len(full) < len(wide) * 0.4 or cut < len(full) * 0.4:
            width = None
    separated = sum(line.gap for line in lines)
    return Setting(
        width=width,
        indents=sum(line.indented for line in lines) >= 2,  # noqa: PLR2004 - one may be a slip
        gaps=width is None or separated < len(lines) * 0.8,
    )


def complete(text: str) -> bool:
    """Tell whether `text` may be the end of a paragraph.

    It ends a sentence, leads in a list, is a note in brackets or a row of names.
    """
    if _ENDED.search(text) or text.endswith(("：", ":")):
        return True
    note = _NOTE.search(text)
    if note is None:
        return is_row(text)
    before = text[: note.start()].rstrip()
    return not before or _ENDED.search(before) is not None


def is_item(text: str) -> bool:
    """Tell whether `text` begins an item of an enumeration (一是, 1., （二）, ●)."""
    return _ITEM.match(text) is not None


def begins_paragraph(previous: Line, line: Line, how: Setting) -> bool:
    """Tell whether running text begins anew with `line`, which follows on `previous`.

    A sentence that is not complete always goes on, whatever white stands between.
    """
    if _LATE.match(line.text):
        return False
    if is_item(line.text) and previous.text.endswith(("；", ";")):
        return True
    if not complete(previous.text):
        return False
    if line.gap and how.gaps:
        return True
    if how.indents:
        return line.indented or how.width is None
    # Set without indents: the last line of a paragraph is short; if white is lost, the first too.
    return how.width is None or how.falls_short(previous) or how.lost_indent(line)


def join(pieces: Sequence[str]) -> str:
    """Join broken lines; a blank goes only where a break parts two Latin words."""
    text: list[str] = []
    for piece in pieces:
        if text and _latin(text[-1][-1:]) and _latin(piece[:1]):
            text.append(" ")
        text.append(piece)
    return "".join(text)


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
