"""Connects the archive to Pelican.

`initialized`: to offer our own pages, and to fail where Pelican would go on without a plugin.
`get_generators`: one generator reads the sources and writes everybody's pages.
"""

from __future__ import annotations

from pelican import Pelican, signals

from plugins.archive.generator import ArchiveGenerator
from plugins.archive.pages import pages


def offer_pages(pelican: Pelican) -> None:
    """Add this capability's pages to those that the generator writes."""
    pelican.settings.setdefault("PAGE_MAKERS", []).append(pages)


def offer_generator(_pelican: Pelican) -> type[ArchiveGenerator]:
    """Return the generator."""
    return ArchiveGenerator


def register() -> None:
    """Connect to Pelican's signals."""
    signals.initialized.connect(offer_pages)
    signals.get_generators.connect(offer_generator)
