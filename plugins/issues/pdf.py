"""Reads a PDF: pictures of its pages and the places of their characters (pypdfium2)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pypdfium2 import PdfDocument, PdfiumError, raw

WIDTH = 1200  # pixels of a page's picture
MOST_HEIGHT = 4000
MOST_PAGES = 64  # of one original; a newsletter has a few
QUALITY = 80
SCALE = 1000  # boxes are thousandths of the page

Parts = tuple[tuple[int, int], bytes, tuple[str, list[list[int]]]]
"""Of a page: the size of its picture in pixels, the picture (WebP), its text with boxes."""


class Damaged(Exception):  # noqa: N818 -- the PDF is, the message says how
    """The PDF cannot be read."""


def taken_apart(data: bytes) -> list[Parts]:
    """Return the parts of each page; raise Damaged if the PDF cannot be read."""
    with opened(data) as document:
        count = min(len(document), MOST_PAGES)
        return [_parts_of(document[index]) for index in range(count)]


@contextmanager
def opened(data: bytes) -> Iterator[PdfDocument]:
    """Open a PDF; raise Damaged where it, or what is done with it meanwhile, fails."""
    try:
        with PdfDocument(data) as document:
            yield document
    except PdfiumError as error:
        raise Damaged(str(error)) from error


def _parts_of(page: Any) -> Parts:
    width, height = page.get_size()
    scale = min(WIDTH / width, MOST_HEIGHT / height)
    image = page.render(scale=scale).to_pil()
    file = BytesIO()
    image.convert("RGB").save(file, "WEBP", quality=QUALITY, method=6)
    found = list(_characters(page, width, height))
    text = "".join(character for character, _ in found)
    return image.size, file.getvalue(), (text, [box for _, box in found])


def _characters(page: Any, width: float, height: float) -> Iterator[tuple[str, list[int]]]:
    """Yield letters, digits and Han characters, with left, top, right, bottom of each."""
    text = page.get_textpage()
    left, bottom, _, _ = page.get_mediabox()
    for index in range(text.count_chars()):
        character = unicodedata.normalize("NFKC", chr(raw.FPDFText_GetUnicode(text, index)))
        if len(character) != 1 or not character.isalnum():
            continue
        x0, y0, x1, y1 = text.get_charbox(index)
        box = (x0 - left, height - (y1 - bottom), x1 - left, height - (y0 - bottom))
        parts = zip(box, (width, height, width, height), strict=True)
        yield character, [round(SCALE * min(max(at / whole, 0), 1)) for at, whole in parts]
