"""The pushed sources as files: only what may be built, and nothing of an earlier push."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from plugins.publish.git import Git, GitError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plugins.publish.host.place import Place

MOST_FILES = 200_000
MOST_NAME = 255  # bytes of one part of a path (ext4, XFS, Btrfs)
_QUARANTINE = ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH")
_FILES = {"100644", "100755"}


class RefusedSourcesError(Exception):
    """The push holds what may not become a file; `key` and `values` say what and where."""

    def __init__(self, key: str, **values: object) -> None:
        """Keep the message's key and what fills it in."""
        super().__init__(key)
        self.key, self.values_ = key, values


def quarantine(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return where Git keeps the objects of a push that is not accepted yet (git-receive-pack)."""
    found = {}
    for name in _QUARANTINE:
        if name in environment:
            paths = environment[name].split(os.pathsep)
            found[name] = os.pathsep.join(os.path.abspath(path) for path in paths)  # noqa: PTH100 -- not resolved
    return found


def export(place: Place, commit: str, *, code: bool, disk: int) -> None:
    """Make `work/tree` the files of `commit`: its content folder, or all of it with `code`.

    Unchanged files are left alone, times and all, so that a build sees what changed. `disk` is
    the most they may hold, in megabytes. RefusedSourcesError, GitError.
    """
    git = Git(place.repository, quarantine())
    if git.attempt("cat-file", "-e", f"{commit}:content").returncode != 0:
        raise RefusedSourcesError("host.no-content")
    part, folder = (commit, place.content.parent) if code else (f"{commit}:content", place.content)
    _look(git.run("ls-tree", "-r", "-l", "-z", part), "" if code else "content/", disk * 10**6)
    index = place.work / ("index-all" if code else "index")
    if not index.exists():
        _remove(place.content.parent)
    folder.mkdir(parents=True, exist_ok=True)
    index.with_name(f"{index.name}.lock").unlink(missing_ok=True)  # of one that was killed
    environment = {
        **quarantine(),
        "GIT_DIR": str(place.repository),
        "GIT_WORK_TREE": str(folder),
        "GIT_INDEX_FILE": str(index),
    }
    worker = Git(folder, environment)
    plain = ("-c", "core.bare=false", "-c", "core.autocrlf=false", "-c", "core.hooksPath=/dev/null")
    try:
        worker.run(*plain, "read-tree", "--reset", "-u", part)
    except GitError:  # an index that was damaged, or of another folder: begin anew
        index.unlink(missing_ok=True)
        _remove(place.content.parent)
        folder.mkdir(parents=True)
        worker.run(*plain, "read-tree", "--reset", "-u", part)
    worker.run(*plain, "clean", "-ffdxq")


def _look(listing: str, above: str, most_bytes: int) -> None:
    """Refuse links, submodules, names no file system takes, and too much of all."""
    entries = [entry for entry in listing.split("\0") if entry]
    total = 0
    for entry in entries:
        about, path = entry.split("\t", 1)
        mode, _kind, _sha, size = about.split()
        if mode not in _FILES:
            raise RefusedSourcesError("host.odd-file", path=above + path)
        if any(len(name.encode("utf-8", "replace")) > MOST_NAME for name in path.split("/")):
            raise RefusedSourcesError("host.long-name", path=above + path)
        total += int(size)
    if len(entries) > MOST_FILES:
        raise RefusedSourcesError("host.too-many", count=len(entries), most=MOST_FILES)
    if total > most_bytes:
        megabytes = total // 10**6
        raise RefusedSourcesError("host.too-big", size=megabytes, most=most_bytes // 10**6)


def _remove(folder: object) -> None:
    shutil.rmtree(str(folder), ignore_errors=True)
