"""What preflight knows of files it has seen: a file that has not changed is not read again.

Kept only by a look that found nothing, whole or not at all. So of every file that is known these
very bytes had no fault, led nowhere wrong and said no word that was hidden then; what may have
become wrong since, although the bytes are the same, is for `look` to find out.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from plugins.publish.preflight.finding import Reading

_TABLES = """
CREATE TABLE files (name TEXT PRIMARY KEY, mark TEXT) WITHOUT ROWID;
CREATE TABLE pages (name TEXT PRIMARY KEY, places TEXT, targets TEXT);
CREATE TABLE texts (name TEXT PRIMARY KEY, text TEXT);
CREATE TABLE sources (path TEXT PRIMARY KEY, mark TEXT, about TEXT);
CREATE TABLE wanted (address TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE settled (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT);
"""
_CORE = ("article_file.py", "folder.py", "schema.py")


def _version() -> str:
    """Return the digest of the program that looks: another one may see what this one did not."""
    own = Path(__file__).parent
    core = own.parents[1] / "core"
    files = (*sorted(own.glob("*.py")), own.with_name("links.py"), *(core / name for name in _CORE))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


class Memory:
    """What the last look that found nothing has seen."""

    def __init__(self, file: Path | None) -> None:
        """Open the memory in `file`, an empty one if it is damaged or of another program.

        None: remember nothing beyond this object.
        """
        self._file = file
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._open()
            right = self._state("version") == _version()
        except sqlite3.DatabaseError:
            right = False
        if not right:
            self.forget()

    def forget(self) -> None:
        """Begin with nothing."""
        self.close()
        if self._file is not None:
            for name in (self._file, Path(f"{self._file}-journal")):
                name.unlink(missing_ok=True)
        self._open()
        self._base.executescript(_TABLES)
        self._base.execute("BEGIN")
        self._put("state", [("version", _version())])

    def close(self) -> None:
        """Close it; what was not saved is forgotten."""
        with suppress(AttributeError):  # it could not even be opened
            self._base.close()

    @property
    def home(self) -> str:
        """The site's own address at the last look."""
        return self._state("home")

    def marks(self) -> dict[str, str]:
        """Return the marks of all known files by name."""
        return dict(self._base.execute("SELECT name, mark FROM files"))

    def places(self, name: str) -> set[str] | None:
        """Return the places within a page (or feed), None for a file that is neither."""
        row = self._base.execute("SELECT places FROM pages WHERE name = ?", (name,)).fetchone()
        return None if row is None else set(json.loads(row[0]))

    def wanted(self, addresses: Iterable[str]) -> set[str]:
        """Return which of these files and places some page may lead to."""
        ask = "SELECT 1 FROM wanted WHERE address = ?"
        return {one for one in addresses if self._base.execute(ask, (one,)).fetchone()}

    def leading_to(self, addresses: set[str]) -> Iterator[str]:
        """Yield the pages that lead to any of these files and places."""
        for name, targets in self._base.execute("SELECT name, targets FROM pages"):
            if not addresses.isdisjoint(json.loads(targets)):
                yield name

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield name and readable text of every known file that has any."""
        yield from self._base.execute("SELECT name, text FROM texts ORDER BY name")

    def settled(self) -> set[str]:
        """Return the hidden words that were looked for in every known file, and in none."""
        return {word for (word,) in self._base.execute("SELECT word FROM settled")}

    def sources(self) -> dict[str, tuple[str, Any]]:
        """Return mark and plain values of every known source by path."""
        rows = self._base.execute("SELECT path, mark, about FROM sources")
        return {path: (mark, json.loads(about)) for path, mark, about in rows}

    def keep_files(
        self,
        home: str,
        gone: Iterable[str],
        marks: Mapping[str, str],
        read: Mapping[str, Reading],
    ) -> None:
        """Note what became of the site: files that are gone, and those that were `read`."""
        self._put("state", [("home", home)])
        old = [(name,) for name in {*gone, *read} if _utf8(name)]
        for table in ("files", "pages", "texts"):
            self._base.executemany(f"DELETE FROM {table} WHERE name = ?", old)  # noqa: S608 -- our own
        kept = {name: one for name, one in read.items() if _utf8(name)}
        self._put("files", [(name, marks[name]) for name in kept])
        self._put("texts", [(name, one.text) for name, one in kept.items() if one.text])
        wanted: set[str] = set()
        pages = []
        for name, one in kept.items():
            if one.places is not None:
                wanted.update(one.targets)
                targets = json.dumps([t for t in one.targets if _utf8(t)], ensure_ascii=False)
                pages.append((name, json.dumps(sorted(one.places)), targets))
        self._put("pages", pages)
        self._put("wanted", [(one,) for one in sorted(wanted) if _utf8(one)])

    def keep_words(self, settled: set[str]) -> None:
        """Note the words that no file says."""
        before = self.settled()
        gone = [(word,) for word in before - settled]
        self._base.executemany("DELETE FROM settled WHERE word = ?", gone)
        self._put("settled", [(word,) for word in sorted(settled - before) if _utf8(word)])

    def keep_sources(self, gone: Iterable[str], new: Mapping[str, tuple[str, Any]]) -> None:
        """Note what became of the sources."""
        old = [(path,) for path in gone]
        self._base.executemany("DELETE FROM sources WHERE path = ?", old)
        rows = [(path, mark, json.dumps(about)) for path, (mark, about) in new.items()]
        self._put("sources", rows)

    def save(self) -> None:
        """Keep what was noted."""
        self._base.execute("COMMIT")

    def _open(self) -> None:
        place = ":memory:" if self._file is None else self._file
        self._base = sqlite3.connect(place, isolation_level=None)
        self._base.execute("PRAGMA synchronous = NORMAL")
        self._base.execute("BEGIN")

    def _state(self, key: str) -> str:
        row = self._base.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return "" if row is None else str(row[0])

    def _put(self, table: str, rows: Sequence[tuple[str, ...]]) -> None:
        if rows:
            blanks = ", ".join("?" * len(rows[0]))
            self._base.executemany(f"REPLACE INTO {table} VALUES ({blanks})", rows)  # noqa: S608 -- our own


def _utf8(name: str) -> bool:
    """Tell whether a name can be kept; files with other names are read at every look."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
