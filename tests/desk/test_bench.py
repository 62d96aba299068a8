"""The bench measures what it says, on an archive that is the same each time."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from plugins.desk import checking
from plugins.desk.bench.corpus import piece
from plugins.desk.bench.report import Runs, medians, ratios
from plugins.desk.bench.running import BuilderFailed, Run, measured
from plugins.desk.bench.trees import Trees
from tests.conftest import ROOT
from tests.site.small import tree

SHAPES = ROOT / "benchmarks" / "peers"


def test_the_same_seed_gives_the_same_archive(tmp_path: Path) -> None:
    """For every builder, byte for byte; another seed gives another."""
    names = ["jianbao", "hugo", "pelican"]
    for folder in ("one", "two"):
        Trees(tmp_path / folder, SHAPES, 12, 7, names)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert piece(3, 12, 7) != piece(3, 12, 8)


def test_the_archive_passes_the_check_before_and_after_every_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bench of refused builds would measure nothing; nor does one edit undo another."""
    trees = Trees(tmp_path, SHAPES, 30, 7, ["jianbao"])
    for kind in (None, "body", "title", "new", "alias", "body", "title"):
        if kind:
            before = tree(tmp_path)
            trees.change(kind)
            after = tree(tmp_path)
            (name,) = (name for name in after if after[name] != before.get(name))
            was, now = (
                re.findall(b"^title:.*", one.get(name, b""), re.MULTILINE)
                for one in (before, after)
            )
            if kind == "body":
                assert was == now
        status = checking.run([], tmp_path / "jianbao/content", False, "text", "zh")  # noqa: FBT003
        assert status == 0, capsys.readouterr().out


def test_a_run_is_measured_with_what_its_children_take(tmp_path: Path) -> None:
    """Files that are written are counted, those that stay are not; memory is the whole tree's."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old").write_text("x")
    program = (
        "import os, time; open('out/new', 'w').write('x'); b = bytearray(60_000_000)\n"
        "if os.fork() == 0: c = bytearray(90_000_000)\n"
        "time.sleep(0.4)"
    )
    run = measured([sys.executable, "-c", program], tmp_path, tmp_path / "out")
    assert (run.pages, run.written, run.files) == (1, 1, 2)
    assert run.peak_mb > 150
    assert run.wall >= 0.4


def test_a_run_tells_when_its_pages_stood(tmp_path: Path) -> None:
    """The search index is made beside them, and nobody waits for it."""
    program = (
        "import os, time; open('out/page', 'w').write('x'); time.sleep(0.4)\n"
        "os.makedirs('out/search/s1'); open('out/search/s1/entry', 'w').write('x')"
    )
    (tmp_path / "out").mkdir()
    run = measured([sys.executable, "-c", program], tmp_path, tmp_path / "out")
    assert (run.pages, run.written) == (1, 2)
    assert run.standing <= run.wall - 0.4
    nothing = measured([sys.executable, "-c", ""], tmp_path, tmp_path / "out")
    assert (nothing.pages, nothing.written, nothing.standing) == (0, 0, nothing.wall)


def test_a_builder_that_fails_is_no_result(tmp_path: Path) -> None:
    """What it said is told."""
    with pytest.raises(BuilderFailed, match="no such thing"):
        measured([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path, tmp_path)


def test_ratios_are_of_medians() -> None:
    """One slow round decides nothing."""

    def run(wall: float, standing: float) -> Run:
        return Run(wall, standing, cpu=1.0, peak_mb=10, pages=5, written=5, files=5)

    runs: Runs = {
        "jianbao clean": [run(1.0, 0.5), run(2.0, 1.0), run(9.0, 8.0)],
        "hugo clean": [run(4.0, 3.0)],
    }
    assert medians(runs)["jianbao clean"]["wall"] == 2.0
    assert ratios(runs) == {
        "jianbao clean, pages / hugo clean": 0.25,
        "jianbao clean / hugo clean": 0.5,
    }
    json.dumps(medians(runs))
