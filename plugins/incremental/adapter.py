"""Gives Pelican the generator that builds the whole site.

`get_generators`: Pelican asks for it when it has loaded every plugin and its settings.
"""

from __future__ import annotations

from typing import Any


def offer(_settings: dict[str, Any]) -> None:
    """Offer nothing: this capability puts together what the others offer."""


def _generators(_pelican: Any) -> Any:
    from plugins.incremental.generator import SiteGenerator

    return SiteGenerator


def register() -> None:
    """Connect to Pelican's signals."""
    from pelican import signals

    signals.get_generators.connect(_generators)
