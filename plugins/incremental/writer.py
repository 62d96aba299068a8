"""Pelican's writer, made safe: files are replaced whole, equal ones left alone, leftovers gone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.writers import Writer

from plugins.incremental.state import Outputs

# One name for the file being written: whatever a killed build leaves is overwritten by the next.
_PART = ".jianbao-part"


@dataclass(slots=True)
class Tally:
    """What a build did to its output folder, in files."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0


class ArchiveWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """Writes below one output folder and remembers what it wrote there."""

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        """Find out what earlier builds left in `output_path`."""
        super().__init__(output_path, settings)
        self._root = Path(output_path)
        cache = Path(settings["CACHE_PATH"])
        self._outputs = Outputs(cache, Path(settings["PATH"]), self._root)
        self._earlier: frozenset[str] = frozenset()
        self._planned: frozenset[str] = frozenset()
        self.tally = Tally()

    def begin(self, paths: set[str]) -> None:
        """Announce all files of this build.

        They are noted before the first is written: a build that is killed leaves no file that
        the next one would not know to be ours.
        """
        self._earlier = self._outputs.load()
        self._planned = frozenset(paths)
        self._outputs.save(self._earlier | self._planned)

    def write_file(self, name: str, template: Any, context: dict[str, Any]) -> None:
        """Render `template` with `context` into the file `name` below the output folder."""
        text = template.render(context)
        self.write_bytes(name, text.encode())
        signals.content_written.send(str(self._root / name), context=context)

    def write_bytes(self, name: str, data: bytes) -> None:
        """Replace the file `name` by `data` unless it holds just that."""
        target = self._root / name
        try:
            same = target.read_bytes() == data
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            same = False
        if same and not target.is_symlink():
            self.tally.unchanged += 1
            return
        self._make_room(target)
        part = self._root / _PART
        part.write_bytes(data)
        part.replace(target)
        self.tally.written += 1

    def finish(self) -> None:
        """Remove what earlier builds made and this one did not, then folders left empty."""
        for name in sorted(self._earlier - self._planned, reverse=True):
            target = self._root / name
            if not target.parent.resolve().is_relative_to(self._root.resolve()):
                continue  # never follow a name or link out of the output folder
            if target.is_file() or target.is_symlink():
                target.unlink()
                self.tally.removed += 1
            self._remove_empty(target.parent)
        (self._root / _PART).unlink(missing_ok=True)
        self._outputs.save(self._planned)
        self.settings["TALLY"] = self.tally

    def _make_room(self, target: Path) -> None:
        """Make the folders of `target`; a page may stand where a folder of ours stood before."""
        if target.is_dir() and not target.is_symlink():
            for name in sorted(self._earlier, reverse=True):
                below = self._root / name
                if below.is_relative_to(target) and below.is_file():
                    below.unlink()
                    self._remove_empty(below.parent)
        for folder in reversed(target.parents):
            if folder.is_file() and folder.is_relative_to(self._root):
                folder.unlink()
        target.parent.mkdir(parents=True, exist_ok=True)

    def _remove_empty(self, folder: Path) -> None:
        while folder != self._root and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent
