"""Offers derived labels, and the pages of branches and partners, to the build.

`initialized`: the settings are complete then and no generator has started yet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plugins.core.labels import Labels
from plugins.core.offers import offers_in
from plugins.core.records import Manuscript
from plugins.core.register import Register


def labeller(register: Register) -> Callable[[Manuscript], Labels]:
    """Return a function that labels one manuscript after another with one register."""
    from plugins.labels.engine import Labeller  # and with it the matcher and the converter

    engine = Labeller(register)

    def label(manuscript: Manuscript) -> Labels:
        article = manuscript.article
        return engine.label(manuscript.text, day=article.date, choices=manuscript.choices)

    return label


def offer(settings: dict[str, Any]) -> None:
    """Add the labeller and this capability's pages."""
    offers = offers_in(settings)
    offers.labeller = labeller
    offers.page_makers += ("plugins.labels.pages:pages", "plugins.labels.network:pages")


def _initialized(pelican: Any) -> None:
    offer(pelican.settings)


def register() -> None:
    """Connect to Pelican's signals."""
    from pelican import signals

    signals.initialized.connect(_initialized)
