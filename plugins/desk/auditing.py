"""`./jianbao audit`: known holes in what is locked, by pip-audit and npm audit.

Both ask a host that keeps advisories. Where it cannot be reached nothing is known, which is told
and is no success.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from plugins.core.messages import say

WRONG_USE = 2
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-bench.lock")
_LAST_WORDS = 3  # lines of a tool's complaint that are repeated


def run(root: Path, language: str) -> int:
    """Audit every lock at `root`; one line for each hole on stdout.

    0: none known; 1: there are some, or it could not be asked; 2: npm is missing.
    """
    if shutil.which("npm") is None:
        _tell(say("audit.no-npm", language))
        return WRONG_USE
    holes: list[str] = []
    unasked = 0
    for lock in LOCKS:
        words = [sys.executable, "-m", "pip_audit", "--requirement", lock, "--require-hashes"]
        words += ["--disable-pip", "--format", "json", "--progress-spinner", "off"]
        found = _asked(root, words, "dependencies", lock, language)
        skipped = unknown(found or {})
        if skipped:
            complaint = f"{skipped[0]} ({len(skipped)})"
            _tell(say("audit.failed", language, name=lock, words=complaint))
        unasked += found is None or bool(skipped)
        holes += [f"{lock}: {hole}" for hole in python_holes(found or {})]
    found = _asked(root, ["npm", "audit", "--json"], "vulnerabilities", "npm", language)
    unasked += found is None
    holes += [f"package-lock.json: {hole}" for hole in node_holes(found or {})]
    for hole in dict.fromkeys(holes):
        print(hole)  # noqa: T201 -- the result
    if unasked:
        _tell(say("audit.unasked", language))
    elif holes:
        _tell(say("audit.found", language, count=len(dict.fromkeys(holes))))
    else:
        _tell(say("audit.none", language))
    return 1 if holes or unasked else 0


def python_holes(report: dict[str, Any]) -> list[str]:
    """Return name, version, advisory and cure of each hole in a report of pip-audit's."""
    return [
        f"{one['name']} {one['version']}: {hole['id']} → {', '.join(hole['fix_versions']) or '?'}"
        for one in report.get("dependencies", ())
        for hole in one.get("vulns", ())
    ]


def unknown(report: dict[str, Any]) -> list[str]:
    """Return why packages of a report of pip-audit's were passed over: it ends with 0 even so."""
    return [one["skip_reason"] for one in report.get("dependencies", ()) if "skip_reason" in one]


def node_holes(report: dict[str, Any]) -> list[str]:
    """Return name, versions and severity of each hole in a report of npm's."""
    return [
        f"{name} {hole.get('range', '')}: {hole.get('severity', '?')}"
        for name, hole in sorted(report.get("vulnerabilities", {}).items())
    ]


def _asked(
    root: Path, words: Sequence[str], wanted: str, name: str, language: str
) -> dict[str, Any] | None:
    """Return a tool's report, None (told) if it has none: both end with 1 in either case."""
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603 -- fixed words
    try:
        report = json.loads(done.stdout)
    except ValueError:
        report = {}
    if isinstance(report, dict) and wanted in report:
        return report
    lines = (done.stderr or done.stdout).strip().splitlines()[-_LAST_WORDS:]
    _tell(say("audit.failed", language, name=name, words="\n".join(lines)))
    return None


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)  # noqa: T201 -- speaking to the person
