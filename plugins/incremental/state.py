"""Which files earlier builds made in an output folder, so that leftovers can be removed."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

# Raise when the shape of the file changes; another version is read as "nothing known".
VERSION = 1


class Outputs:
    """The list of files that builds of one content folder made in one output folder."""

    def __init__(self, cache: Path, content: Path, output: Path) -> None:
        """Keep the list below `cache`, one file for each pair of folders."""
        pair = f"{content.resolve()}\0{output.resolve()}"
        self._file = cache / f"outputs-{sha256(pair.encode()).hexdigest()[:16]}.json"

    def load(self) -> frozenset[str]:
        """Return the paths below the output folder; none if the list is missing or damaged."""
        try:
            state = json.loads(self._file.read_bytes())
        except (OSError, ValueError):
            return frozenset()
        if not isinstance(state, dict) or state.get("version") != VERSION:
            return frozenset()
        return frozenset(path for path in state.get("paths", ()) if isinstance(path, str))

    def save(self, paths: frozenset[str]) -> None:
        """Replace the list."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        state = {"version": VERSION, "paths": sorted(paths)}
        part = self._file.with_suffix(".part")
        part.write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")
        part.replace(self._file)
