"""Gives the archive derived labels, and Pelican the pages of branches and partners.

`initialized`: the settings are complete then and no generator has started yet.
"""

from __future__ import annotations

from collections.abc import Callable

from pelican import Pelican, signals

from plugins.core.labels import Labels
from plugins.core.records import Manuscript
from plugins.core.register import Register
from plugins.labels.engine import Labeller
from plugins.labels.pages import pages


def labeller(register: Register) -> Callable[[Manuscript], Labels]:
    """Return a function that labels one manuscript after another with one register."""
    engine = Labeller(register)

    def label(manuscript: Manuscript) -> Labels:
        article = manuscript.article
        return engine.label(manuscript.text, day=article.date, choices=manuscript.choices)

    return label


def offer(pelican: Pelican) -> None:
    """Offer the labeller and this capability's pages to the archive's generator."""
    pelican.settings["LABELLER"] = labeller
    pelican.settings.setdefault("PAGE_MAKERS", []).append(pages)


def register() -> None:
    """Connect to Pelican's signals."""
    signals.initialized.connect(offer)
