"""Offers this capability's pages to Pelican.

`initialized`: the settings are complete then and no generator has started yet.
"""

from __future__ import annotations

from pelican import Pelican, signals

from plugins.issues.pages import pages


def offer_pages(pelican: Pelican) -> None:
    """Add this capability's pages to those that the archive's generator writes."""
    pelican.settings.setdefault("PAGE_MAKERS", []).append(pages)


def register() -> None:
    """Connect to Pelican's signals."""
    signals.initialized.connect(offer_pages)
