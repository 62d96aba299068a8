"""The files beside each article's page."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.core.archive import Archive
from plugins.core.page import File
from plugins.core.settings import Site

QR = "qr.svg"
SHARE = "share.png"
# Raise when the same words are to give another file.
_QR_RECIPE = 1
_SHARE_RECIPE = 1


def pages(archive: Archive, site: Site) -> Iterator[File]:
    """Yield the QR code and, where there is a font for it, the share card of every article."""
    for card in archive.articles:
        yield File(f"{card.url}{QR}", qr, (f"{site.url}/{card.url}", _QR_RECIPE))
        if site.share_font:
            day = f"{card.date.year}年{card.date.month}月{card.date.day}日"
            words = (card.title, card.kicker, site.name, day, site.share_font, _SHARE_RECIPE)
            yield File(f"{card.url}{SHARE}", share, words)


def qr(address: str, _recipe: int) -> bytes:
    """Return the code that leads to an address."""
    from plugins.editions.qr import qr_code

    return qr_code(address)


def share(title: str, kicker: str, name: str, day: str, font: str, _recipe: int) -> bytes:
    """Return the card with these words."""
    from plugins.editions.share import share_card

    return share_card(title, kicker, name, day, font)
