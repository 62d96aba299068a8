"""`./jianbao test`: system parts, the page checker from npm, lint, types, then every test.

Nothing is skipped for want of a part: what is missing is installed, or named and the run stops.
"""

from __future__ import annotations

import filecmp
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.core.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WRONG_USE = 2
ADMIN_FOLDERS = ("/usr/local/sbin", "/usr/sbin", "/sbin")  # nginx stands there, off many a PATH


def run(root: Path, arguments: Sequence[str], language: str) -> int:
    """Test the checkout at `root`; `arguments` go to pytest. Its summary is the last line.

    Returns 0 if all passed, 1 if a test, the lint or the types failed, 2 if parts are missing.
    """
    os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), *ADMIN_FOLDERS])
    parts = (root / "system-packages.txt").read_text("utf-8")
    if not (_system_parts(parts, language) and _node_parts(root, language)):
        return WRONG_USE
    passed = _lint(root, language)
    workers = str(min(4, os.cpu_count() or 1))
    # A test file stays with one worker, so that a site built for its tests is built once.
    pytest = ["pytest", "-n", workers, "--dist", "loadfile", *arguments]
    tests = subprocess.run([sys.executable, "-m", *pytest], cwd=root, check=False)  # noqa: S603 -- the developer's own words
    return 0 if passed and tests.returncode == 0 else 1


def soak_publishing(root: Path, count: int, language: str) -> int:
    """Run the tests of publishing that kill and shuffle, `count` times each; return 0 or 1.

    Returns 2 where system parts are missing.
    """
    os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), *ADMIN_FOLDERS])
    if not _system_parts((root / "system-packages.txt").read_text("utf-8"), language):
        return WRONG_USE
    files = ["tests/publish/host/test_killed.py", "tests/publish/test_histories.py"]
    pytest = [sys.executable, "-m", "pytest", "-p", "no:xdist", "-s", *files]
    environment = {**os.environ, "JIANBAO_SOAK": str(count)}
    done = subprocess.run(pytest, cwd=root, env=environment, check=False)  # noqa: S603 -- fixed words
    return 0 if done.returncode == 0 else 1


def missing_packages(parts: str, present: Callable[[str], bool]) -> list[str]:
    """Return the packages of system-packages.txt whose command or file is not `present`."""
    lines = (line.split() for line in parts.splitlines() if line and not line.startswith("#"))
    return [package for package, sign in lines if not present(sign)]


def install_command(packages: Sequence[str]) -> str:
    """Return the one line of shell that installs `packages` on Debian or Ubuntu."""
    install = shlex.join(["apt-get", "install", "-y", "--no-install-recommends", *packages])
    return f"apt-get update && {install}"


def _present(sign: str) -> bool:
    return Path(sign).exists() if sign.startswith("/") else shutil.which(sign) is not None


def _system_parts(parts: str, language: str) -> bool:
    missing = missing_packages(parts, _present)
    if not missing:
        return True
    names, command = " ".join(missing), install_command(missing)
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        _tell(say("test.missing", language, names=names, command=f"sudo sh -c '{command}'"))
        return False
    _tell(say("test.installing", language, names=names))
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    shell = ["sh", "-c", f"({command}) >&2"]  # results alone belong on stdout
    subprocess.run(shell, env=quiet, check=False)  # noqa: S603 -- names from our own list
    if missing_packages(parts, _present):
        _tell(say("test.not-installed", language))
        return False
    return True


def _node_parts(root: Path, language: str) -> bool:
    lock, stamp = root / "package-lock.json", root / "node_modules" / "installed-package-lock.json"
    if not lock.exists() or (stamp.exists() and filecmp.cmp(lock, stamp, shallow=False)):
        return True
    npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(npm, cwd=root, check=False, stdout=sys.stderr)  # noqa: S603 -- fixed words
    if done.returncode != 0:
        _tell(say("test.npm-failed", language))
        return False
    shutil.copyfile(lock, stamp)
    return True


def _lint(root: Path, language: str) -> bool:
    steps = (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",))
    failed = [
        " ".join(step)
        for step in steps
        if subprocess.run([sys.executable, "-m", *step], cwd=root, check=False).returncode != 0  # noqa: S603 -- fixed words
    ]
    names = ", ".join(failed or [" ".join(step) for step in steps])
    print(say("test.failed" if failed else "test.passed", language, names=names), flush=True)  # noqa: T201 -- the result
    return not failed


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)  # noqa: T201 -- speaking to the person
