"""Text of a newspaper page to a report: each line gets its place, none is lost.

The order of the Han characters is a law: masthead and signatures aside, headline and blocks hold
those of the source, in their order, and no others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from plugins.desk.newspaper import byline, kinds
from plugins.desk.newspaper.dates import find_dates
from plugins.desk.newspaper.lines import (
    Line,
    Setting,
    begins_paragraph,
    complete,
    join,
    read_lines,
    setting,
)
from plugins.desk.newspaper.report import Block, Headline, Kind, Report, Signature
from plugins.desk.newspaper.typography import is_row, tidy, tidy_line

_COLUMN = re.compile("[［\\[【〔〖].{1,12}[］\\]】〕〗]")
_MOST_HEADLINES = 4  # lines; what follows is body, so that a list of short lines stays one
_FOOT = 4  # lines at the end among which staff lines and bylines are looked for
_EITHER_SIDE = 8  # characters quoted on each side of a mended break


def recognise(text: str) -> Report:
    """Return the report that `text` (with one kind of line end) prints."""
    lines = read_lines(text)
    how = setting(lines)
    masthead, lines = take_masthead(lines, how)
    signatures, lines = take_signatures(lines)
    size = headline_size(lines, how)
    above, body = lines[:size], lines[size:]
    while (len(above) > 1 and byline.is_lone_name(above[-1].text)) or (
        above and byline.is_byline(above[-1].text)
    ):
        signatures = (byline.read_signature(above[-1].text), *signatures)
        above = above[:-1]
    body, initialled = take_initials(body)
    blocks, joins = set_body(body, how)
    blocks, tail = take_tail(blocks)
    tail += initialled
    leading = byline.lead(blocks[0].text) if blocks else ""
    if leading and not signatures and not tail:
        signatures = (byline.read_signature(leading),)
    return Report(
        headline=headline([line.text for line in above]),
        blocks=blocks,
        masthead=masthead,
        signatures=(*signatures, *tail),
        joins=joins,
        printed=_printed(masthead),
        mentioned=find_dates(text),
    )


def take_masthead(lines: Sequence[Line], how: Setting) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """Part the paper's own lines at the top and the foot from the report's."""
    top = headline_size(lines, how, most=len(lines))
    spots = {spot for spot in range(top) if kinds.is_masthead(lines[spot].text)}
    own = top - len(spots)
    if spots and own > 1 and 0 not in spots and kinds.may_be_name(lines[0].text):
        spots.add(0)  # the paper's name stands above its other lines, and a headline is left
    for spot in range(len(lines) - 1, max(top, len(lines) - _FOOT) - 1, -1):
        if kinds.is_masthead(lines[spot].text):
            spots.add(spot)
    masthead = tuple(lines[spot].text for spot in sorted(spots))
    return masthead, tuple(line for spot, line in enumerate(lines) if spot not in spots)


def take_signatures(lines: Sequence[Line]) -> tuple[tuple[Signature, ...], tuple[Line, ...]]:
    """Part the bylines that stand on lines of their own at the foot from the text."""
    end = len(lines)
    while end > 1 and len(lines) - end < _FOOT:
        text = lines[end - 1].text
        closed = complete(lines[end - 2].text) or byline.is_byline(lines[end - 2].text)
        if not byline.is_byline(text) and not (closed and byline.is_lone_name(text)):
            break
        end -= 1
    return tuple(byline.read_signature(line.text) for line in lines[end:]), tuple(lines[:end])


def take_initials(
    lines: Sequence[Line],
) -> tuple[tuple[Line, ...], tuple[Signature, ...]]:
    """Part （综合办 某某） from the end of the last line, where its blank still tells the name."""
    quoted = byline.signed(lines[-1].text) if lines else ""
    if not quoted:
        return tuple(lines), ()
    rest = replace(lines[-1], text=lines[-1].text.removesuffix(quoted).rstrip())
    return (*lines[:-1], rest), (byline.read_signature(quoted),)


def take_tail(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Signature, ...]]:
    """Part a byline in brackets from the end of the last paragraph."""
    if not blocks or blocks[-1].kind != "paragraph":
        return tuple(blocks), ()
    text = blocks[-1].text
    quoted = byline.tail(text)
    rest = text.removesuffix(quoted)
    if not quoted:
        return tuple(blocks), ()
    kept = (Block("paragraph", rest),) if rest else ()
    return (*blocks[:-1], *kept), (byline.read_signature(quoted),)


def headline_size(lines: Sequence[Line], how: Setting, most: int = _MOST_HEADLINES) -> int:
    """Return how many lines at the top, at most `most`, stand above the running text."""
    size = 0
    while size < min(most, len(lines)) and not _prose_begins(lines, size, how):
        size += 1
    if size == len(lines) and most == _MOST_HEADLINES:
        return min(size, 1)  # no running text at all: the first line is the title
    return size


def _prose_begins(lines: Sequence[Line], spot: int, how: Setting) -> bool:
    line = lines[spot]
    if kinds.is_masthead(line.text):
        return False
    if kinds.is_prose(line.text) or kinds.is_marked_caption(line.text):
        return True
    if how.indents and line.indented:
        return True
    if how.width is None or spot + 1 == len(lines):
        return False
    # In a narrow column the first line of a paragraph is a full one, and the next line goes on.
    following = lines[spot + 1]
    full = how.fills(line) or (spot > 0 and line.gap and how.lost_indent(line))
    return full and not following.gap and not (how.indents and following.indented)


def headline(lines: Sequence[str]) -> Headline:
    """Give each line of a headline its part; their order stays kicker, title, subtitle."""
    if not lines:
        return Headline()
    title = _title(lines)
    return Headline(
        kicker=tidy_line(" ".join(lines[:title])),
        title=tidy_line(lines[title]),
        subtitle=tidy_line(" ".join(lines[title + 1 :])),
    )


def _title(lines: Sequence[str]) -> int:
    if len(lines) > 1 and _COLUMN.fullmatch(lines[0]):
        return 1  # 【党建动态】 stands above the title, never is one
    pairs = [spot for spot, line in enumerate(lines) if kinds.is_pair(line)]
    if pairs:
        return pairs[0]
    deck = next((n for n, line in enumerate(lines) if line.startswith(("—", "-", "－"))), 0)
    if deck:
        return deck - 1
    if len(lines) == 2:  # noqa: PLR2004 - a longer line above is a kicker, one below a subtitle
        return int(len(lines[0]) > len(lines[1]))
    return min(1, len(lines) - 1)


def set_body(
    lines: Sequence[Line], how: Setting
) -> tuple[tuple[Block, ...], tuple[tuple[str, str], ...]]:
    """Return the blocks of the body, and the breaks mended across an empty line."""
    known = kinds.openings(line.text for line in lines)
    blocks: list[Block] = []
    joins: list[tuple[str, str]] = []
    running: list[Line] = []

    def close() -> None:
        if running:
            blocks.append(Block("paragraph", tidy(join([line.text for line in running]))))
            running.clear()

    for spot, line in enumerate(lines):
        free = not running or begins_paragraph(running[-1], line, how)
        kind: Kind = _kind(lines, spot, how, known) if free else "paragraph"
        if kind != "paragraph":
            close()
            setter = tidy_line if kind == "head" else tidy
            blocks.append(Block(kind, setter(line.text)))
            continue
        if free:
            close()
        elif line.gap and how.gaps:
            joins.append((running[-1].text[-_EITHER_SIDE:], line.text[:_EITHER_SIDE]))
        running.append(line)
    close()
    return tuple(blocks), tuple(joins)


def _kind(lines: Sequence[Line], spot: int, how: Setting, known: Counter[str]) -> Kind:
    """Tell what a line is that continues no paragraph."""
    text = lines[spot].text
    following = lines[spot + 1] if spot + 1 < len(lines) else None
    if kinds.is_marked_caption(text) and (following is None or complete(text) or following.gap):
        return "caption"
    if following is None or is_row(text) or not _stands_alone(lines[spot], following, how):
        return "paragraph"
    if kinds.is_numbered_head(text) or kinds.is_pair(text):
        return "head"
    indented = how.indents and following.indented and not lines[spot].indented
    short = how.width is None or how.falls_short(lines[spot])
    cut = how.indents and following.indented and short and not complete(text)
    ahead = indented or cut or _begins(lines, spot + 1, known)
    if ahead and kinds.may_be_caption(text):
        return "caption"
    if ahead and kinds.may_be_head(text):
        return "head"
    return "paragraph"


def _stands_alone(line: Line, following: Line, how: Setting) -> bool:
    """Tell whether the line is set apart from what follows: no full line of a narrow column."""
    if how.width is None or (following.gap and how.gaps):
        return True
    return how.falls_short(line) or (how.indents and following.indented)


def _begins(lines: Sequence[Line], spot: int, known: Counter[str]) -> bool:
    text = lines[spot].text
    heads = kinds.is_pair(text) or kinds.is_numbered_head(text)
    return heads or is_row(text) or kinds.opens_sentence(text, known)


def _printed(masthead: Sequence[str]) -> date | None:
    """Return the date that the paper's own lines give; two different ones fix nothing."""
    found = set(find_dates("\n".join(masthead)))
    return found.pop() if len(found) == 1 else None
