"""What preflight finds: the message, the file of the site, and the source line that causes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
