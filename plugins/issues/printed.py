"""Where on the printed page each article stands, found by its headline."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plugins.core.cards import Card
from plugins.core.records import Area, Issue, Sheet

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in thousandths of the page."""
Text = tuple[str, Sequence[Sequence[int]]]
"""The letters, digits and Han characters of a page, and the box of each."""

LEAST = 4  # characters of a headline, fewer are found anywhere
NEAR = 80  # characters between a headline's lines, or from it to the text
OPENING = 24  # characters of the text that tell where it begins
MARGIN = 6


class Hot(NamedTuple):
    """A part of a printed page that opens an article."""

    article: Card
    box: Box


def texts_in(data: bytes) -> list[Text]:
    """Return the kept text of an original, page by page."""
    return [(text, boxes) for text, boxes in json.loads(data)]


def sheets_of(issue: Issue, pages: int) -> tuple[Sheet, ...]:
    """Return the sheet that each page of the original is: as the issue lists them, then counted."""
    listed = issue.sheets[:pages]
    after = max((sheet.number for sheet in listed), default=0)
    return (*listed, *(Sheet(after + n) for n in range(1, pages - len(listed) + 1)))


def hot_areas(
    texts: Sequence[Text], sheets: Sequence[Sheet], articles: Sequence[Card], areas: Sequence[Area]
) -> tuple[tuple[Hot, ...], ...]:
    """Return the hot areas of each page.

    `areas` are those that the editor wrote: they stand for all that would be found of the same
    article. An article is looked for on its own sheet, then on the others.
    """
    found: list[list[Hot]] = [[] for _ in texts]
    written: dict[str, list[Area]] = {}
    for area in areas:
        written.setdefault(area.article, []).append(area)
    page_of = {sheet.number: index for index, sheet in enumerate(sheets)}
    for article in articles:
        if article.slug in written:
            for area in written[article.slug]:
                if area.sheet in page_of and area.box:
                    left, top, right, bottom = (10 * percent for percent in area.box)
                    found[page_of[area.sheet]].append(Hot(article, (left, top, right, bottom)))
            continue
        own = page_of.get(article.sheet or 0)
        order = sorted(range(len(texts)), key=lambda page: page != own)
        for page in order:
            box = _headline(texts[page], article)
            if box is not None:
                found[page].append(Hot(article, box))
                break
    return tuple(tuple(some) for some in found)


def _headline(page: Text, article: Card) -> Box | None:
    """Return the box of an article's headline with what of it stands near: largest type wins."""
    text, boxes = page
    title = plain(article.title)
    if len(title) < LEAST:
        return None
    places = list(_places(text, title))
    if not places:
        return None
    start = max(places, key=lambda at: sum(b[3] - b[1] for b in boxes[at : at + len(title)]))
    parts = [(start, start + len(title))]
    for line in (article.kicker, article.subtitle, plain(article.summary)[:OPENING]):
        wanted = plain(line)
        near = [at for at in _places(text, wanted) if abs(at - start) <= NEAR + len(title)]
        if len(wanted) >= LEAST and near:
            at = min(near, key=lambda place: abs(place - start))
            parts.append((at, at + len(wanted)))
    inside = [box for first, last in parts for box in boxes[first:last]]
    return (
        max(0, min(box[0] for box in inside) - MARGIN),
        max(0, min(box[1] for box in inside) - MARGIN),
        min(1000, max(box[2] for box in inside) + MARGIN),
        min(1000, max(box[3] for box in inside) + MARGIN),
    )


def plain(text: str) -> str:
    """Return the letters, digits and Han characters of a text, as those of a page are kept."""
    normal = (unicodedata.normalize("NFKC", one) for one in text)
    return "".join(one for one in normal if len(one) == 1 and one.isalnum())


def _places(text: str, part: str) -> Iterator[int]:
    at = text.find(part) if part else -1
    while at >= 0:
        yield at
        at = text.find(part, at + 1)
