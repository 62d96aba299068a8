"""The style guide: listed nowhere, made only where the settings name this capability."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from plugins.core.archive import Archive
from plugins.core.page import Page
from plugins.core.settings import Site
from plugins.styleguide.examples import EXAMPLES


def pages(_archive: Archive, _site: Site) -> Iterator[Page]:
    """Yield the style guide."""
    yield Page("styleguide/index.html", "styleguide.html", styleguide_page, listed=False)


def styleguide_page() -> dict[str, Any]:
    """Return all examples by the file of the component."""
    groups = groupby(EXAMPLES, key=lambda example: example.file)
    return {"groups": tuple((file, tuple(some)) for file, some in groups)}
