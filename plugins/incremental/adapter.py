"""Gives Pelican our writer.

`get_writer`: Pelican asks for it once, after every generator has read its sources.
"""

from __future__ import annotations

from pelican import Pelican, signals

from plugins.incremental.writer import ArchiveWriter


def offer_writer(_pelican: Pelican) -> type[ArchiveWriter]:
    """Return the writer."""
    return ArchiveWriter


def register() -> None:
    """Connect to Pelican's signals."""
    signals.get_writer.connect(offer_writer)
