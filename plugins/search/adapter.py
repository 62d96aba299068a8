"""Offers the search page and its index to the build.

`initialized`: the settings are complete then and no generator has started yet.
"""

from __future__ import annotations

from typing import Any

from plugins.core.offers import offers_in
from plugins.search.address import PAGE


def offer(settings: dict[str, Any]) -> None:
    """Add this capability's outputs, and tell the theme that there is a search page."""
    settings["SEARCH"] = PAGE
    offers_in(settings).page_makers.append("plugins.search.pages:pages")


def _initialized(pelican: Any) -> None:
    offer(pelican.settings)


def register() -> None:
    """Connect to Pelican's signals."""
    from pelican import signals

    signals.initialized.connect(_initialized)
