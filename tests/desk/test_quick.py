"""A plain `build` needs no Typer, and means the same as with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from plugins.desk.quick import plain_build, plain_step
from tests.conftest import ROOT
from tests.site.small import tree, write_small_site


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ([], None),
        (["check"], None),
        (["build"], {}),
        (["build", "--clean"], {"--clean": "--clean"}),
        (["build", "--content", "a", "--output", "b"], {"--content": "a", "--output": "b"}),
        (["build", "--content", "a", "--content", "b"], None),
        (["build", "--content"], None),
        (["build", "--content", "--clean"], None),
        (["build", "--content=a"], None),
        (["build", "--jobs", "2"], None),
        (["build", "--help"], None),
        (["build", "--settings", "s.py"], {"--settings": "s.py"}),
    ],
)
def test_only_plain_calls_are_taken(words: list[str], options: dict[str, str] | None) -> None:
    """Everything else is left to Typer."""
    assert plain_build(words) == options


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["host", "/srv/a", "--step", "publish"], ("/srv/a", "publish")),
        (["host", "--help", "--step", "publish"], None),
        (["host", "/srv/a", "--step", "bake"], None),
        (["host", "/srv/a", "--check"], None),
        (["host"], None),
    ],
)
def test_only_the_steps_of_hooks_are_taken(words: list[str], found: object) -> None:
    """What setting up and checking a server say is left to Typer."""
    assert plain_step(words) == found


def test_both_ways_build_the_same(tmp_path: Path) -> None:
    """The way without Typer does not even load it."""
    content = write_small_site(tmp_path / "content")
    for name, more in (("quick", []), ("typer", ["--jobs", "1"])):
        words = ["build", "--content", str(content), "--output", str(tmp_path / name), *more]
        command = [sys.executable, "-X", "importtime", str(ROOT / "tasks.py"), *words]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stderr
        assert ("| typer\n" in told) == (name == "typer")
        assert "| pelican\n" not in told
    assert tree(tmp_path / "quick") == tree(tmp_path / "typer")
