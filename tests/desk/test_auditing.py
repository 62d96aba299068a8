"""`./jianbao audit`: what is known is told, and not knowing is no success."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from plugins.desk import auditing

HOLE = {
    "dependencies": [
        {"name": "sound", "version": "1.0", "vulns": []},
        {"name": "hollow", "version": "1.2", "vulns": [{"id": "X-1", "fix_versions": ["1.3"]}]},
    ]
}


def tools(folder: Path, monkeypatch: pytest.MonkeyPatch, python: object, node: object) -> None:
    """Put programs that answer like pip-audit and npm do first on the path."""
    for name, answer in (("python", python), ("npm", node)):
        text = json.dumps(answer) if isinstance(answer, dict) else ""
        (folder / name).write_text(
            f"#!/bin/sh\necho '{text}'\necho 'HTTPError: {answer}' >&2\nexit 1\n", "utf-8"
        )
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    monkeypatch.setattr(sys, "executable", str(folder / "python"))


def test_a_known_hole_is_told_with_its_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Name, version, advisory, and the version without it; in every lock that has it."""
    bad = {"vulnerabilities": {"rotten": {"range": "<2", "severity": "high"}}}
    tools(tmp_path, monkeypatch, HOLE, bad)
    assert auditing.run(tmp_path, "zh") == 1
    told = capsys.readouterr()
    assert "requirements.lock: hollow 1.2: X-1 → 1.3\n" in told.out
    assert "package-lock.json: rotten <2: high\n" in told.out
    assert "sound" not in told.out
    assert told.err == "已知漏洞 4 处。\n"


def test_without_a_hole_it_ends_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And says so."""
    tools(tmp_path, monkeypatch, {"dependencies": []}, {"vulnerabilities": {}})
    assert auditing.run(tmp_path, "en") == 0
    assert capsys.readouterr().err == "No known holes.\n"


def test_packages_that_were_passed_over_are_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """pip-audit says 0 where its host knows none of the packages: a mirror without advisories."""
    skipped = {"dependencies": [{"name": "a", "skip_reason": "a could not be audited"}]}
    tools(tmp_path, monkeypatch, skipped, {"vulnerabilities": {}})
    assert auditing.run(tmp_path, "zh") == 1
    told = capsys.readouterr().err
    assert "没有查成 requirements.lock：\na could not be audited (1)" in told
    assert "连不上漏洞库" in told


@pytest.mark.parametrize(
    ("language", "word"), [("zh", "连不上漏洞库，不知道有没有漏洞"), ("en", "nothing is known")]
)
def test_not_to_know_is_no_success(
    language: str,
    word: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A host that does not answer, and an answer that is another: told, and 1."""
    tools(tmp_path, monkeypatch, "no route to host", {"message": "405"})
    assert auditing.run(tmp_path, language) == 1
    told = capsys.readouterr().err
    assert word in told
    assert "HTTPError: no route to host" in told
