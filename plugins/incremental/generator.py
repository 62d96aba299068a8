"""Pelican's generator for the whole site: all of the fast build in its one step of writing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.incremental.build import Build

ROOT = Path(__file__).resolve().parents[2]


class SiteGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Builds everything; Pelican's stock generators find no work."""

    def generate_output(self, _writer: Any) -> None:
        """Build; `settings["REPORT"]` holds what was done. Raises SourceFaults."""
        build = Build(ROOT, self.settings, jobs=self.settings.get("JOBS"))
        self.settings["REPORT"] = build.run(clean=bool(self.settings.get("CLEAN")))
