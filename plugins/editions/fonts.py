"""The face that headlines of share cards are set in: the first heavy Song that is installed."""

from __future__ import annotations

from pathlib import Path

# In the order of preference: heavy Song as newspapers set headlines, then what is at hand.
_PLACES = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Black.ttc",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/google-noto-serif-cjk-vf-fonts/NotoSerifCJK-VF.ttc",
    "/usr/share/fonts/noto-cjk/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/System/Library/Fonts/Supplemental/Songti.ttc",
    "C:/Windows/Fonts/simsunb.ttf",
    "C:/Windows/Fonts/msyhbd.ttc",
)


def font_for(wanted: str) -> str:
    """Return the font file for share cards: the one that is wanted, or the first known one.

    "" if there is none: pages then offer no card, and the build says so.
    """
    places = (wanted,) if wanted else _PLACES
    return next((place for place in places if Path(place).is_file()), "")
