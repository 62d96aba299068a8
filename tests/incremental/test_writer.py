"""The writer replaces files whole, leaves equal ones alone and removes leftovers of ours only."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.incremental.writer import ArchiveWriter


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return an output folder."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def build(root: Path, files: dict[str, bytes], *, stop_after: int | None = None) -> ArchiveWriter:
    """Write `files` as one build does; a build that is stopped never finishes."""
    settings = {"CACHE_PATH": str(root.parent / "cache"), "PATH": str(root.parent / "content")}
    writer = ArchiveWriter(str(root), settings)
    writer.begin(set(files))
    for count, (name, data) in enumerate(files.items()):
        if count == stop_after:
            return writer
        writer.write_bytes(name, data)
    if stop_after is None:
        writer.finish()
    return writer


def tree(root: Path) -> dict[str, bytes]:
    """Return all files below `root`."""
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_a_second_build_of_the_same_files_writes_nothing(root: Path) -> None:
    """Not even their times change."""
    files = {"index.html": b"a", "b/index.html": b"b"}
    build(root, files)
    before = {p: p.stat().st_mtime_ns for p in root.rglob("*")}
    tally = build(root, files).tally
    assert (tally.written, tally.unchanged, tally.removed) == (0, 2, 0)
    assert {p: p.stat().st_mtime_ns for p in root.rglob("*")} == before


def test_what_is_no_longer_made_goes_and_strangers_stay(root: Path) -> None:
    """Only files that a build made are ever removed."""
    (root / "CNAME").write_text("example.org")
    build(root, {"a/index.html": b"a", "b/index.html": b"b"})
    assert build(root, {"b/index.html": b"b"}).tally.removed == 1
    assert tree(root) == {"CNAME": b"example.org", "b/index.html": b"b"}
    assert not (root / "a").exists()


def test_the_next_build_mends_what_an_interrupted_one_left(root: Path) -> None:
    """Whatever it had written and will not be made again is removed."""
    build(root, {"a.html": b"a", "old.html": b"o"})
    build(root, {"new.html": b"n", "more.html": b"m"}, stop_after=1)
    (root / ".jianbao-part").write_bytes(b"half")
    build(root, {"a.html": b"A"})
    assert tree(root) == {"a.html": b"A"}


def test_a_page_may_stand_where_a_folder_stood_and_the_other_way_round(root: Path) -> None:
    """An article renamed to its own folder's name is no obstacle."""
    build(root, {"a/index.html": b"1", "b": b"2"})
    build(root, {"a": b"3", "b/index.html": b"4"})
    assert tree(root) == {"a": b"3", "b/index.html": b"4"}


def test_a_damaged_note_of_earlier_builds_removes_nothing(root: Path) -> None:
    """What is not known to be ours stays."""
    build(root, {"a.html": b"a"})
    for note in (root.parent / "cache").iterdir():
        note.write_bytes(b"\xff{")
    build(root, {"b.html": b"b"})
    assert tree(root) == {"a.html": b"a", "b.html": b"b"}


def test_a_link_in_the_output_leads_no_write_elsewhere(root: Path) -> None:
    """A symbolic link is replaced, its target left alone."""
    target = root.parent / "precious"
    target.write_bytes(b"mine")
    (root / "a.html").symlink_to(target)
    build(root, {"a.html": b"page"})
    assert target.read_bytes() == b"mine"
    assert (root / "a.html").read_bytes() == b"page"
