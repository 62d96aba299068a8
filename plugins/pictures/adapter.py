"""Offers the pictures' studio and their files.

`initialized`: the settings are complete then and no generator has started yet.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plugins.core.offers import Settings, Studio, offers_in


def studio(settings: Settings) -> Studio:
    """Return the studio that keeps its work below the cache folder."""
    from plugins.pictures.studio import KeptPictures

    return KeptPictures(Path(settings["CACHE_PATH"]))


def offer(settings: dict[str, Any]) -> None:
    """Add this capability to the parts of the build."""
    offers = offers_in(settings)
    offers.studio = studio
    offers.page_makers.append("plugins.pictures.pages:pages")


def _initialized(pelican: Any) -> None:
    offer(pelican.settings)


def register() -> None:
    """Connect to Pelican's signals."""
    from pelican import signals

    signals.initialized.connect(_initialized)
