"""What preflight reads in a file, and what it finds: message, file, the source line at fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from plugins.core.messages import say


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason not to publish.

    `rule` is a key of the message catalogue, with `<rule>.fix` beside it; `page` a file of the
    site ("" for the site as a whole); `needle` the words or address that the source holds;
    `source` and `line` where it stands below the content folder, if that is known already.
    """

    rule: str
    page: str = ""
    line: int = 0
    needle: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    source: str = ""

    def text(self, language: str) -> str:
        """Say what is wrong, where, and what to do, in two lines as `check` does."""
        place = self.source or self.page
        where = f"{place}:{self.line}" if place and self.line else place
        filled = {"page": f"/{self.page.removesuffix('index.html')}", **self.values}
        head = f"{where}: " if where else ""
        return (
            f"{head}{say(self.rule, language, **filled)}\n"
            f"    {say(f'{self.rule}.fix', language, **filled)}"
        )


class Reading(NamedTuple):
    """What one file holds; `places` is None for a file that leads nowhere (data, pictures)."""

    text: str  # what a person or program could read, without blanks; "" in pictures
    faults: list[tuple[int, str, str]]
    home: str = ""  # the address that a page declares
    places: set[str] | None = None
    references: tuple[tuple[int, str], ...] = ()
    targets: tuple[str, ...] = ()  # files and places ("file#place") of the site that it leads to
