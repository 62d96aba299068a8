"""The writer replaces files whole, leaves equal ones alone and removes only what it is told to."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.incremental.writer import OutputFolder
from tests.site.small import tree


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder for the output."""
    return tmp_path / "out"


def write(root: Path, files: dict[str, bytes]) -> int:
    """Write files as a build does; return how many were written."""
    output = OutputFolder(root)
    return sum(output.write(name, data, b"")[1] for name, data in files.items())


def test_equal_files_are_not_written_again(root: Path) -> None:
    """Not even their times change."""
    files = {"index.html": b"a", "b/index.html": b"b"}
    assert write(root, files) == 2
    before = {p: p.stat().st_mtime_ns for p in root.rglob("*")}
    assert write(root, files) == 0
    assert {p: p.stat().st_mtime_ns for p in root.rglob("*")} == before


def test_what_is_removed_takes_empty_folders_along_and_strangers_stay(root: Path) -> None:
    """Only files that are named go."""
    write(root, {"a/b/index.html": b"a", "b/index.html": b"b"})
    (root / "b" / "CNAME").write_text("example.org")
    assert OutputFolder(root).remove(["a/b/index.html", "b/index.html", "never.html"]) == 2
    assert tree(root) == {"b/CNAME": b"example.org"}
    assert not (root / "a").exists()


def test_nothing_outside_the_folder_is_removed(root: Path) -> None:
    """Neither by a name that leads out nor through a link."""
    precious = root.parent / "precious"
    precious.mkdir()
    (precious / "a.html").write_text("mine")
    output = OutputFolder(root)
    (root / "link").symlink_to(precious)
    assert output.remove(["../precious/a.html", "link/a.html"]) == 0
    assert (precious / "a.html").exists()


def test_a_folder_takes_the_place_of_a_file(root: Path) -> None:
    """An article renamed to its own folder's name is no obstacle."""
    write(root, {"a": b"1"})
    write(root, {"a/b/index.html": b"2"})
    assert tree(root) == {"a/b/index.html": b"2"}


def test_a_link_in_the_output_leads_no_write_elsewhere(root: Path) -> None:
    """A symbolic link is replaced, its target left alone, even where it holds the same."""
    target = root.parent / "precious"
    target.write_bytes(b"page")
    OutputFolder(root)
    (root / "a.html").symlink_to(target)
    write(root, {"a.html": b"page"})
    assert not (root / "a.html").is_symlink()
    assert target.read_bytes() == b"page"


def test_what_a_killed_build_left_half_written_is_swept_up(root: Path) -> None:
    """Whatever process it was, and wherever; and it is known that something may be left."""
    killed = OutputFolder(root)
    killed.begin()
    write(root, {"a/b.html": b"a"})
    (root / "a/.jianbao-part-1").write_bytes(b"half")
    output = OutputFolder(root)
    assert not output.whole
    output.begin()
    output.end()
    assert output.whole
    assert tree(root) == {"a/b.html": b"a"}


def test_nothing_half_written_is_looked_for_after_a_build_that_ended(root: Path) -> None:
    """Not even in a folder of ten thousand pages."""
    output = OutputFolder(root)
    output.begin()
    output.end()
    (root / ".jianbao-part-1").write_bytes(b"a stranger's")
    output.begin()
    output.end()
    assert tree(root) == {".jianbao-part-1": b"a stranger's"}


def test_an_output_that_someone_touched_no_longer_looks_the_same(root: Path) -> None:
    """Edited, replaced by a link, or gone."""
    output = OutputFolder(root)
    made, _ = output.write("a.html", b"a", b"")
    assert output.altered([("a.html", made)]) == set()
    (root / "a.html").write_bytes(b"b")
    assert output.altered([("a.html", made)]) == {"a.html"}
    (root / "a.html").unlink()
    assert output.altered([("a.html", made)]) == {"a.html"}
