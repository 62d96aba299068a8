"""What the files of the project and of the archive hold, told by digests.

A stamp (size, times, inode) only hints: where it differs from what is known, or where the file
changed so shortly before it was last looked at that a second change might not show in its times,
the bytes decide.
"""

from __future__ import annotations

import os
import re
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from plugins.core.digest import digest_of, digest_of_bytes
from plugins.core.folder import Stamp, stamp_of

# Some file systems count time in steps of up to two seconds (FAT).
RACY_NS = 2_000_000_000
_INCLUDES = re.compile(r"{%[-+]?\s*(?:extends|include|import|from)\s+(?:\"([^\"]+)\"|'([^']+)'|)")

Known = Mapping[str, tuple[Stamp, bytes]]


class Print(NamedTuple):
    """The fingerprint of some files: stamp and digest of each, and when they were looked at."""

    files: dict[str, tuple[Stamp, bytes]]
    looked_ns: int


def changed(stamps: Mapping[str, Stamp], known: Known, looked_ns: int) -> list[str]:
    """Return the paths, in order, whose bytes must be looked at to know them."""
    newest = looked_ns - RACY_NS
    return sorted(
        path
        for path, stamp in stamps.items()
        if (was := known.get(path)) is None or was[0] != stamp or stamp[1] > newest
    )


def code_digest(root: Path, known: Print) -> tuple[bytes, dict[str, tuple[Stamp, bytes]]]:
    """Return the digest of the program below `root`, and the files it is made of.

    Every line of the program and every version of a library may decide how a page looks.
    """
    stamps = dict(_python_files(f"{root}/plugins", "plugins/"))
    looked = dict(known.files)
    for path in changed(stamps, known.files, known.looked_ns):
        looked[path] = (stamps[path], digest_of_bytes((root / path).read_bytes()))
    looked = {path: looked[path] for path in sorted(stamps)}
    digests = [(path, digest) for path, (_, digest) in looked.items()]
    whole = digest_of((digests, sys.version, _libraries()))
    return whole, looked


def template_digests(folder: Path) -> dict[str, bytes]:
    """Return for each template the digest of itself and of all that it includes.

    A template that includes another by a name which is not written out depends on all of them.
    """
    sources = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    own = {name: digest_of_bytes(data) for name, data in sources.items()}
    direct = {name: _included(data.decode("utf-8", "replace")) for name, data in sources.items()}
    digests = {}
    for name in sources:
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            below = direct.get(one, set())
            waiting += sources if "" in below else below
        digests[name] = digest_of([(one, own.get(one)) for one in sorted(seen)])
    return digests


def _included(template: str) -> set[str]:
    return {first or second for first, second in _INCLUDES.findall(template)}


def _python_files(folder: str, below: str) -> Iterator[tuple[str, Stamp]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield below + entry.name, stamp_of(entry.stat())
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _python_files(entry.path, f"{below}{entry.name}/")


def _libraries() -> list[str]:
    """Return names and versions of what is installed: each has a folder that names both."""
    places = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    return sorted(
        name for place in places for name in os.listdir(place) if name.endswith(".dist-info")
    )
