"""Offers this capability's pages to the build.

`initialized`: the settings are complete then and no generator has started yet.
"""

from __future__ import annotations

from typing import Any

from plugins.core.offers import offers_in


def offer(settings: dict[str, Any]) -> None:
    """Add this capability's pages."""
    offers_in(settings).page_makers.append("plugins.ledger.pages:pages")


def _initialized(pelican: Any) -> None:
    offer(pelican.settings)


def register() -> None:
    """Connect to Pelican's signals."""
    from pelican import signals

    signals.initialized.connect(_initialized)
