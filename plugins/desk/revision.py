"""Files as a commit of the enclosing Git repository has them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class RevisionError(Exception):
    """There is no such revision, or no repository; the message is Git's own."""


def files_at(folder: Path, revision: str, below: str) -> dict[str, bytes]:
    """Return the files under `below` in a folder at a revision, by path from the folder.

    A folder that is not in that revision has none. RevisionError if Git cannot tell.
    """
    commit = _git(folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    id_ = commit.decode().strip()
    names = _git(folder, "ls-tree", "-r", "-z", "--name-only", id_, "--", below)
    paths = [name.decode("utf-8", "surrogateescape") for name in names.split(b"\0") if name]
    return {path: _git(folder, "cat-file", "blob", f"{id_}:./{path}") for path in paths}


def _git(folder: Path, *words: str) -> bytes:
    # A hook around us leaves GIT_* behind that would point to another repository.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(  # noqa: S603 -- our own words; the revision follows --end-of-options
            ["git", *words],  # noqa: S607 -- found on PATH, as its user finds it
            cwd=folder,
            env={**clean, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise RevisionError(str(error)) from error
    if done.returncode != 0:
        raise RevisionError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout
