"""The one colour that each paper chooses: checked to be readable, then set in the style sheet."""

from __future__ import annotations

import re

from plugins.core.settings import Masthead

# The grounds of tokens.css (a test compares the two), and what WCAG 1.4.3 asks of text on them.
PAPER, PAPER_BY_NIGHT = "#faf7f0", "#1a1917"
LEAST_CONTRAST = 4.5
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours `#rrggbb`, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def fault_of(colour: str, paper: str) -> str:
    """Return why a colour cannot be used on this ground, "" if it can."""
    if not _COLOUR.fullmatch(colour):
        return f"要写成 #a62b1a 这样：{colour!r}"
    found = contrast(colour, paper)
    if found < LEAST_CONTRAST:
        return f"与纸色 {paper} 的对比只有 {found:.1f}，至少要 {LEAST_CONTRAST}：{colour}"
    return ""


def colour_sheet(masthead: Masthead) -> bytes:
    """Return the rules that set a paper's own colours, nothing for the theme's."""
    rules = ""
    if masthead.colour:
        rules += f":root{{--vermilion:{masthead.colour}}}"
    if masthead.colour_dark:
        night = f":root{{--vermilion:{masthead.colour_dark}}}"
        rules += f"@media (prefers-color-scheme:dark){{{night}}}"
    elif masthead.colour:
        # By night the theme's own colour: one that reads on white is too dark on black.
        rules = f"@media (prefers-color-scheme:light){{{rules}}}"
    return f"\n@layer tokens{{{rules}}}\n".encode() if rules else b""


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    knee = 0.04045  # below it sRGB is linear (IEC 61966-2-1)
    linear = [p / 12.92 if p <= knee else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
