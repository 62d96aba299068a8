"""Which files of the content folder hold something new since the last build."""

from __future__ import annotations

from pathlib import Path

from plugins.core.digest import digest_of_bytes
from plugins.core.faults import Fault
from plugins.core.folder import Inventory, Stamp, read_source
from plugins.incremental.fingerprint import Known, changed


class Changes:
    """Compares the stock of files with what the last build knew of them."""

    def __init__(self, content: Path, stock: Inventory, known: Known, looked_ns: int) -> None:
        """Open what may have changed; sources that are new are not opened yet, but found.

        However many they are: to open one takes a twentieth of the time to read it, and all of
        them are suspects where an archive was checked out just before it was built.
        """
        self.known = known
        self._stamps: dict[str, Stamp] = {**stock.sources, **stock.others}
        self.files = {path: was for path, was in known.items() if path in self._stamps}
        self.gone = known.keys() - self._stamps.keys()
        self.found: set[str] = set()
        suspects = changed(self._stamps, known, looked_ns)
        self.looked_into = bool(suspects)
        for path in suspects:
            if path in stock.sources and path not in known:
                self.found.add(path)  # it is read anyway
                continue
            data = read_source(content, path)
            digest = b"" if isinstance(data, Fault) else digest_of_bytes(data)
            if path not in known or known[path][1] != digest:
                self.found.add(path)
            self.note(path, digest)

    def note(self, path: str, digest: bytes) -> None:
        """Note what a file held when it was read."""
        self.files[path] = (self._stamps[path], digest)
