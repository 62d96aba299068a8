"""Offers QR codes and share cards; says so in the settings, for pages that show them.

`initialized`: the settings are complete then and no generator has started yet.
"""

from __future__ import annotations

from typing import Any

from plugins.core.offers import offers_in


def offer(settings: dict[str, Any]) -> None:
    """Add this capability to the parts of the build."""
    from plugins.editions.fonts import font_for

    offers = offers_in(settings)
    font = font_for(str(settings.get("SHARE_FONT") or ""))
    settings["EDITIONS"] = {"qr": True, "share_font": font}
    if not font:
        offers.notes.append("build.no-share-font")
    offers.page_makers.append("plugins.editions.pages:pages")


def _initialized(pelican: Any) -> None:
    offer(pelican.settings)


def register() -> None:
    """Connect to Pelican's signals."""
    from pelican import signals

    signals.initialized.connect(_initialized)
