"""What a capability asks to be written: one output file, as a template and plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """One output file.

    `path` is below the output folder (`branches/x/index.html`); `template` is a file of the
    theme; `context` holds records and plain values only, so that equal inputs give equal bytes.
    """

    path: str
    template: str
    context: Mapping[str, Any]

    @property
    def url(self) -> str:
        """Address below the site's root: the folder of an index page, else the file."""
        return self.path.removesuffix("index.html")
