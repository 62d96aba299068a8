"""A small site that a test can change at will, and the two ways of building it."""

from __future__ import annotations

import os
import shutil
import signal
import time
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from plugins.core.faults import SourceFaults
from plugins.desk.settings_file import offered, read_settings
from plugins.incremental.build import Build, Report
from tests.conftest import ROOT
from tests.site.small import tree, write_small_site

NOW = datetime(2030, 1, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


class ChangingSite:
    """A content folder, a theme of its own, settings and a clock."""

    def __init__(self, folder: Path) -> None:
        """Write the small site and copy the theme."""
        self.folder = folder
        self.content = write_small_site(folder / "content", articles=5)
        self.theme = folder / "theme"
        shutil.copytree(ROOT / "theme", self.theme)
        self.output = folder / "out"
        self.settings: dict[str, Any] = {}
        self.now = NOW
        self.jobs = 1
        self._clean = 0

    def write(self, path: str, text: str) -> None:
        """Write a source."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def articles(self) -> list[str]:
        """Return the paths of all articles."""
        found = (self.content / "articles").rglob("*.md")
        return sorted(path.relative_to(self.content).as_posix() for path in found)

    def build(self, output: Path | None = None) -> Build:
        """Return a build, not run yet."""
        overrides = {
            "PATH": str(self.content),
            "OUTPUT_PATH": str(output or self.output),
            "THEME": str(self.theme),
            "CACHE_PATH": str(self.folder / "cache"),
            "NOW": self.now,
            **self.settings,
        }
        settings = read_settings(ROOT, ROOT / "pelicanconf.py", overrides)
        assert offered(settings)
        return Build(ROOT, settings, jobs=self.jobs)

    def run(self) -> Report | tuple[str, ...]:
        """Build upon what was built before; return the report, or the rules that are broken."""
        try:
            return self.build().run()
        except SourceFaults as found:
            return tuple(fault.rule for fault in found.faults)

    def clean(self) -> dict[str, bytes] | tuple[str, ...]:
        """Return the files of a clean build elsewhere, or the rules that are broken."""
        self._clean += 1
        output = self.folder / f"clean{self._clean}"
        try:
            self.build(output).run()
        except SourceFaults as found:
            return tuple(fault.rule for fault in found.faults)
        return tree(output)

    def kill(self, after: float) -> None:
        """Begin a build and kill it after some seconds, with all its processes."""
        child = os.fork()
        if child == 0:
            os.setsid()
            try:
                self.run()
            finally:
                os._exit(0)
        time.sleep(after)
        try:
            os.killpg(child, signal.SIGKILL)
        except ProcessLookupError:  # not a group yet
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
