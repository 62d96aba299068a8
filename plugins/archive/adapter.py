"""Offers what the archive consists of: settings, Markdown, theme, and its own pages.

`initialized`: the settings are complete then and no generator has started yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plugins.archive.bodies import Bodies
from plugins.archive.config import site_of
from plugins.archive.theme import Theme
from plugins.core.offers import Render, Settings, offers_in
from plugins.core.settings import Site


def renderer(settings: Settings, site: Site, urls: Mapping[str, str]) -> Render:
    """Return a function that turns one body after another into HTML."""
    return Bodies(settings["MARKDOWN"], site.base, urls).render


def offer(settings: dict[str, Any]) -> None:
    """Add this capability to the parts of the build."""
    offers = offers_in(settings)
    offers.site = site_of
    offers.renderer = renderer
    offers.theme = Theme
    offers.lists_of_all = "plugins.archive.pages:lists_of_all"
    offers.page_makers.append("plugins.archive.pages:pages")


def _initialized(pelican: Any) -> None:
    offer(pelican.settings)


def register() -> None:
    """Connect to Pelican's signals."""
    from pelican import signals

    signals.initialized.connect(_initialized)
