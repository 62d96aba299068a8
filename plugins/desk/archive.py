"""The sources of a content folder as they stand now, read and labelled."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from plugins.core.faults import Fault
from plugins.core.folder import gather
from plugins.core.labels import Labels
from plugins.core.messages import say
from plugins.core.near import NearNames
from plugins.core.reading import Reading, read
from plugins.core.records import Manuscript
from plugins.desk.pinyin import romanise
from plugins.desk.places import line_of
from plugins.desk.progress import tracked
from plugins.labels.engine import Labeller

# Embargoes and future dates are judged by the clock of the readers, as the build does.
ZONE = ZoneInfo("Asia/Shanghai")
REGISTER = "register/"


@dataclass(frozen=True, slots=True)
class Sources:
    """All files of a content folder: bytes by path, other paths, and what could not be read."""

    files: Mapping[str, bytes]
    existing: Collection[str]
    unreadable: tuple[Fault, ...]

    def read(self, register: Mapping[str, bytes] | None = None) -> Reading:
        """Read the sources, with other register files in place of their own if there are any."""
        files = self.files
        if register is not None:
            rest = {p: data for p, data in files.items() if not p.startswith(REGISTER)}
            files = {**rest, **register}
        now = datetime.now(ZONE)
        return read(files, existing=self.existing, now=now, romanise=romanise)

    @property
    def register(self) -> dict[str, bytes]:
        """The files of the register."""
        return {path: data for path, data in self.files.items() if path.startswith(REGISTER)}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One article with what an engine found in it."""

    manuscript: Manuscript
    data: bytes
    labels: Labels

    @property
    def path(self) -> str:
        """Where its file stands below the content folder."""
        return self.manuscript.article.source

    def line(self, offset: int) -> int:
        """Return the line in the file of an offset in the labelled text."""
        return line_of(self.manuscript, self.data, offset)


def sources_of(content: Path) -> Sources:
    """Gather the files below `content`."""
    files, existing, unreadable = gather(content)
    return Sources(files, existing, tuple(unreadable))


def labelled(reading: Reading, files: Mapping[str, bytes], language: str) -> tuple[Labelled, ...]:
    """Label every article but the withdrawn, in the order of their paths."""
    labeller, near = Labeller(reading.register), NearNames(reading.register)
    found = []
    for manuscript in tracked(reading.manuscripts, say("label.progress", language)):
        article = manuscript.article
        if article.status != "withdrawn":
            labels = labeller.explain(manuscript.text, day=article.date, choices=manuscript.choices)
            found.append(Labelled(manuscript, files[article.source], near.fill(labels)))
    return tuple(found)


def register_errors(sources: Sources, reading: Reading) -> list[Fault]:
    """Return the errors of the register's files: nothing can be labelled with them."""
    return [
        fault
        for fault in (*sources.unreadable, *reading.faults)
        if fault.path.startswith(REGISTER) and fault.level == "error"
    ]
