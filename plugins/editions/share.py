"""The card that a shared link shows: the headline as a newspaper would set it, 1200 by 630."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from plugins.core.text import clauses
from plugins.editions.breaking import lines, whole

WIDTH, HEIGHT = 1200, 630
_MARGIN = 88
_SIZES = (104, 92, 82, 72, 64, 56, 48, 42)
_MOST_LINES = {104: 2, 92: 3, 82: 3}
_LEADING = 1.32
_SMALL = 34
_HEAD, _FOOT = 92, 110
_LEAST_SHARE = 0.6  # of the largest size that fits: so much smaller for lines that end well
_PAPER, _INK, _QUIET, _VERMILION = (250, 247, 240), (29, 27, 24), (82, 77, 70), (166, 43, 26)


@cache
def _face(font: str, size: int) -> ImageFont.FreeTypeFont:
    """Return the font at a size; of a collection the face for simplified Chinese."""
    for index in range(12):
        try:
            # The plain layout: the other one depends on libraries that may be there or not.
            layout = ImageFont.Layout.BASIC
            face = ImageFont.truetype(font, size, index=index, layout_engine=layout)
        except OSError:
            break
        if " SC" in (face.getname()[0] or ""):
            return face
    return ImageFont.truetype(font, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _palette() -> tuple[Image.Image, list[int]]:
    """Return an empty card, and its colours: paper to ink in steps, quiet ink, vermilion."""
    steps = 12
    ramp = [
        round(p + (i - p) * n / (steps - 1))
        for n in range(steps)
        for p, i in zip(_PAPER, _INK, strict=True)
    ]
    colours = [*ramp, *_VERMILION]
    card = Image.new("P", (WIDTH, HEIGHT), 0)
    card.putpalette(colours)
    draw = ImageDraw.Draw(card)
    draw.rectangle((_MARGIN, 56, WIDTH - _MARGIN, 63), fill=steps)
    draw.rectangle((_MARGIN, 68, WIDTH - _MARGIN, 69), fill=steps)
    draw.rectangle((_MARGIN, HEIGHT - _FOOT, WIDTH - _MARGIN, HEIGHT - _FOOT), fill=4)
    return card, [round(step * (steps - 1) / 255) for step in range(256)]


def share_card(title: str, kicker: str, name: str, day: str, font: str) -> bytes:
    """Return the card of an article as PNG; `name` is the paper's, `font` a font file."""
    empty, steps = _palette()
    card = empty.copy()
    size, rows = _fitted(clauses(title), font)
    leading = round(size * _LEADING)
    above = 52 if kicker else 0
    room = HEIGHT - _HEAD - _FOOT
    top = _HEAD + (room - above - leading * len(rows)) // 2
    if kicker:
        _write(card, steps, (_MARGIN, top), _cut(kicker), _face(font, _SMALL))
    for number, row in enumerate(rows):
        _write(card, steps, (_MARGIN, top + above + number * leading), row, _face(font, size))
    small, foot = _face(font, _SMALL), HEIGHT - _FOOT + 30
    _write(card, steps, (_MARGIN, foot), _cut(name), small)
    _write(card, steps, (WIDTH - _MARGIN - int(small.getlength(day)), foot), day, small)
    out = BytesIO()
    card.save(out, "PNG", bits=4, compress_level=6)
    return out.getvalue()


def _fitted(parts: Sequence[str], font: str) -> tuple[int, list[str]]:
    """Return the size at which the headline stands best in its place, and its lines."""
    width, room = WIDTH - 2 * _MARGIN, HEIGHT - _HEAD - _FOOT - 60
    fitting: list[tuple[int, list[str]]] = []
    for size in _SIZES:
        if fitting and size < fitting[0][0] * _LEAST_SHARE:
            break
        most = min(_MOST_LINES.get(size, 9), int(room / (size * _LEADING)))
        found = lines(parts, width, most, _face(font, size).getlength)
        if found and whole(parts, found):
            return size, found
        if found:
            fitting.append((size, found))
    if fitting:
        return fitting[0]
    size = _SIZES[-1]
    most = int(room / (size * _LEADING))
    per_line = width // size
    text = "".join(parts)[: per_line * most - 1] + "…"
    return size, [text[start : start + per_line] for start in range(0, len(text), per_line)]


def _cut(text: str) -> str:
    """Return a line's beginning that fits beside the day."""
    most = (WIDTH - 2 * _MARGIN - 360) // _SMALL
    return text if len(text) <= most else text[: most - 1] + "…"


def _write(
    card: Image.Image,
    steps: list[int],
    place: tuple[int, int],
    text: str,
    face: ImageFont.FreeTypeFont,
) -> None:
    """Set one line of ink on the card."""
    if not text:
        return
    _, _, right, bottom = face.getbbox(text)
    ink = Image.new("L", (int(right), int(bottom)), 0)
    ImageDraw.Draw(ink).text((0, 0), text, fill=255, font=face)
    card.paste(ink.point(steps), place, ink.point([0, *[255] * 255]))
