"""What `./jianbao test` needs beside Python: found, installed or named, never skipped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from plugins.desk.testing import install_command, missing_packages

PROJECT = Path(__file__).resolve().parents[2]
PARTS = (PROJECT / "system-packages.txt").read_text("utf-8")


def test_only_what_is_missing_is_asked_for() -> None:
    """A part that is there from elsewhere, such as an unpacked Node.js, is not replaced."""
    parts = "# why\n\nnodejs  node\nnginx-light  nginx\nfonts-x  /usr/share/fonts/x\n"
    assert missing_packages(parts, {"node"}.__contains__) == ["nginx-light", "fonts-x"]
    assert missing_packages(parts, bool) == []


def test_one_line_installs_everything() -> None:
    """The line can be pasted into a shell as it is."""
    assert install_command(["a", "b"]) == (
        "apt-get update && apt-get install -y --no-install-recommends a b"
    )


def test_without_the_right_to_install_it_stops_and_says_how() -> None:
    """Missing parts end the run with exit status 2 and one command, before any test has run."""
    done = subprocess.run(
        [sys.executable, str(PROJECT / "tasks.py"), "test"],
        env={**os.environ, "PATH": "/nonexistent", "LANG": "zh_CN.UTF-8", "LC_ALL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    packages = [line.split()[0] for line in PARTS.splitlines() if line and line[0] != "#"]
    command = next(line for line in done.stderr.splitlines() if "apt-get install" in line)
    # A package is missed by its command or, where it has none, by its file, which may be here.
    assert {"git", "chromium", "nodejs"} <= set(command.rstrip("'").split()) & set(packages)
