"""Offers this capability's pages to the build.

`initialized`: the settings are complete then and no generator has started yet.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plugins.core.offers import Press, Settings, offers_in


def press(settings: Settings) -> Press:
    """Return the press that keeps its work below the cache folder."""
    from plugins.issues.press import KeptOriginals

    return KeptOriginals(Path(settings["CACHE_PATH"]))


def offer(settings: dict[str, Any]) -> None:
    """Add this capability's pages."""
    offers = offers_in(settings)
    offers.press = press
    offers.page_makers.append("plugins.issues.pages:pages")


def _initialized(pelican: Any) -> None:
    offer(pelican.settings)


def register() -> None:
    """Connect to Pelican's signals."""
    from pelican import signals

    signals.initialized.connect(_initialized)
