"""Any bytes in any source end in a listed fault, never in a traceback or a lost file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.folder import gather
from plugins.core.reading import read
from plugins.desk import fuzzing, labelling, soaking
from plugins.desk.pinyin import romanise
from tests.site.small import article, tree, write_small_site

PROJECT = Path(__file__).parents[2]
NOW = datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize("seed", [20231])
def test_a_thousand_damaged_sources_are_read_or_named(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback, no lost file; built every so often, with a site or with nothing written."""
    content = write_small_site(tmp_path / "content")
    before = tree(content)
    assert soaking.run(content, 1000, seed, "zh") == 0
    assert "异常或丢失 0。" in capsys.readouterr().out
    assert tree(content) == before


def test_every_kind_of_source_is_damaged_in_every_way(tmp_path: Path) -> None:
    """Articles, pages, issues and register; a seed makes the same changes again."""
    files, _, _ = gather(write_small_site(tmp_path))
    made = list(soaking.changes(files, 1000, 7))
    assert {change.path for change in made} == set(files)
    assert {step for change in made for step in change.steps} == {
        mutation.__name__ for mutation in soaking.MUTATIONS
    }
    assert sum(change.data != files[change.path] for change in made) > 900
    assert made == list(soaking.changes(files, 1000, 7))


def test_a_source_without_record_and_fault_is_seen_as_lost() -> None:
    """The measure itself works: reading one file says nothing of another."""
    text = article("甲", "2023-01-01", "正文。").encode()
    found = read({"articles/a.md": text}, existing=(), now=NOW, romanise=romanise)
    assert soaking.lost(found, ["articles/a.md", "articles/b.md"]) == ["articles/b.md"]


@settings(max_examples=150, deadline=None)
@given(data=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)))
def test_any_bytes_as_a_source_are_read_or_named(data: bytes) -> None:
    """As article, page, issue and register."""
    for path in ("articles/a.md", "pages/a.md", "issues/a.yaml", "register/partners.yaml"):
        for content in (data, b"---\n" + data + b"\n---\n", b"title: " + data):
            reading = read({path: content}, existing=(), now=NOW, romanise=romanise)
            assert reading.faults or reading.manuscripts or reading.pages or "register" in path


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{" * 100_000, "- " * 50_000, "? " * 50_000, "a: &a [*a]"]
)
def test_deep_nesting_is_refused_and_never_crashes(text: str) -> None:
    """Nor does it take long."""
    data = f"---\ntitle: x\ndate: 2023-01-01\nkicker: {text}\n---\n".encode()
    reading = read({"articles/a.md": data}, existing=(), now=NOW, romanise=romanise)
    assert reading.faults
    reading = read({"issues/a.yaml": text.encode()}, existing=(), now=NOW, romanise=romanise)
    assert reading.faults


def test_names_that_are_no_articles_are_ignored_or_named(tmp_path: Path) -> None:
    """What editors' programs leave behind is no source; anything else is never lost silently."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in (".DS_Store", "a.md~", ".a.md.swp", "a.docx"):
        (folder / name).write_bytes(b"x")
    files, existing, faults = gather(tmp_path)
    assert (set(files), existing, faults) == ({"articles/a.docx"}, set(), [])
    reading = read(files, existing=existing, now=NOW, romanise=romanise)
    assert [fault.rule for fault in reading.faults] == ["file-kind"]


def test_damaged_files_go_through_every_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Check, label, import, build: no exception, no wait, nothing written elsewhere."""
    content = write_small_site(tmp_path / "content")
    before = tree(content)
    assert fuzzing.run(content, 300, 3, "zh") == 0
    told = re.search(r"生成 (\d+)，出错 0，", capsys.readouterr().out)
    assert told is not None
    assert int(told[1]) > 10
    assert tree(content) == before


def test_the_bytecode_of_the_program_is_not_taken_for_its_writing(tmp_path: Path) -> None:
    """Where it never ran before, its modules are compiled when they are first loaded."""
    own = {"PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "tasks.py", "soak", "--files", "1"]
    done = subprocess.run(
        command, cwd=PROJECT, env={**os.environ, **own}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda: 1 // 0, "ZeroDivisionError"),
        (lambda: Path("/tmp/../tmp-of-nobody").mkdir(), "_Outside"),  # noqa: S108 -- never made
        (lambda: Path("../x").write_bytes(b""), "_Outside"),
        (lambda: [0 for _ in iter(int, 1)], "SIGKILL"),
    ],
)
def test_what_the_long_run_looks_for_is_found(
    spoil: Callable[[], object],
    word: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An exception, a file elsewhere, an endless loop: told with the file that caused it."""
    content = write_small_site(tmp_path / "content")

    def label(*_words: object) -> int:
        spoil()
        return 0

    monkeypatch.setattr(labelling, "run", label)
    monkeypatch.setattr(fuzzing, "LONGEST", 1)
    assert fuzzing.run(content, 1, 3, "zh") == 1
    told = capsys.readouterr()
    assert word in told.err
    assert "#0 " in told.err
