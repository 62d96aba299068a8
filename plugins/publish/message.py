"""The message of a published commit: for people its first line, for publishing its trailers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TRAILER = re.compile(r"^(Source|Held|Restores|Superseded): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Message:
    """What a published commit says of itself.

    `source` is the commit of the sources; `held` one that is not to be published again after a
    rollback; `restores` the published commit that a rollback put back; `superseded` the kept
    files that no page names any more, each with the day since when (ISO 8601).
    """

    subject: str
    source: str = ""
    held: str = ""
    restores: str = ""
    superseded: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """Write the message."""
        trailers = [("Source", self.source), ("Held", self.held), ("Restores", self.restores)]
        trailers += [
            ("Superseded", f"{day} {path}") for path, day in sorted(self.superseded.items())
        ]
        lines = [f"{name}: {value}" for name, value in trailers if value]
        return "\n".join([self.subject, "", *lines]).rstrip() + "\n"


def read_message(text: str) -> Message:
    """Read a message; one that someone wrote by hand has no trailers."""
    found: dict[str, str] = {}
    superseded = {}
    for name, value in _TRAILER.findall(text):
        if name == "Superseded":
            day, _blank, path = value.partition(" ")
            superseded[path] = day
        else:
            found[name.lower()] = value.strip()
    return Message(text.split("\n", 1)[0], superseded=superseded, **found)
