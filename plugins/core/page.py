"""What a capability asks to be written: one output file, as a template and plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """One output file.

    `path` is below the output folder (`branches/x/index.html`); `template` is a file of the
    theme; `context` holds records and plain values only, so that equal inputs give equal bytes.
    A page that is `listed` stands in the sitemap, with `modified` as its last change if known.
    """

    path: str
    template: str
    context: Mapping[str, Any]
    listed: bool = True
    modified: date | None = None

    @property
    def url(self) -> str:
        """Address below the site's root: the folder of an index page, else the file."""
        return self.path.removesuffix("index.html")
