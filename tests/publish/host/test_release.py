"""A release is the site, whole, whatever earlier release its folder was made of."""

from __future__ import annotations

import gzip
import random
import shutil
from pathlib import Path

import brotli
import pytest

from plugins.publish.host import release, spare
from plugins.publish.host.marks import OddFileError, marks_in
from plugins.publish.host.place import Place
from plugins.publish.host.release import Note

PATHS = ("a.html", "b/index.html", "b/c/index.html", "d.svg", "d.svg/index.html", "e.bin", "f.html")
KEEP = 2


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Give a server's folder without a repository."""
    place = Place(tmp_path)
    for folder in place.parts:
        folder.mkdir(parents=True, exist_ok=True)
    return place


def write(place: Place, path: str, text: str) -> None:
    """Write a file of the site anew, as builds do; a folder or file in its way goes."""
    file = place.site / path
    for above in (file, *file.parents):
        if above.is_file() and above.is_relative_to(place.site):
            above.unlink()
    if file.is_dir():
        shutil.rmtree(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name("part")
    part.write_text(text, "utf-8")
    part.replace(file)


def publish(place: Place, turn: int, *, shown: bool = True) -> Path:
    """Make a release of the site, show it, and return its folder."""
    note = Note(f"{turn:04}", "c" * 40, "2026-01-01T00:00:00+00:00")
    release.prepare(place)
    release.stage(place, note, marks_in(place.site))
    if shown:
        release.show(place, note, f"2026-01-01T00:00:00.{turn:04}+00:00")
        release.prune(place, KEEP, 0.0)
    return place.releases / note.name


def files(folder: Path) -> dict[str, bytes]:
    """Return what is in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def holds(folder: Path, site: dict[str, bytes]) -> None:
    """Check that a release is this site and its compressed copies, and nothing else."""
    found = files(folder)
    packed = {path for path in found if path.endswith((".gz", ".br"))}
    assert {path: found[path] for path in found.keys() - packed} == site
    for path in packed:
        unpack = gzip.decompress if path.endswith(".gz") else brotli.decompress
        assert unpack(found[path]) == site[path[:-3]]
    assert all(f"{p}.br" in packed for p, data in site.items() if p[-4:] == "html" and data)
    assert not [path for path in folder.rglob("*") if path.is_dir() and not any(path.iterdir())]


@pytest.mark.parametrize("seed", range(4))
def test_any_row_of_sites_is_published_byte_for_byte(place: Place, seed: int) -> None:
    """And no release is changed when a later one is made of the files of an earlier one."""
    dice = random.Random(seed)  # noqa: S311 -- to be repeated
    kept: dict[Path, dict[str, bytes]] = {}
    for turn in range(14):
        for path in dice.sample(PATHS, 3):
            if dice.random() < 0.3 and (place.site / path).is_file():
                (place.site / path).unlink()
            else:
                write(place, path, f"{turn} {path} " * dice.choice([100, 300]))
        write(place, "index.html", "首页" * 400)
        for folder in sorted((p for p in place.site.rglob("*") if p.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()
        whole = publish(place, turn, shown=dice.random() < 0.8)
        kept[whole] = files(place.site)
        for folder, site in kept.items():
            if folder.exists():
                holds(folder, site)
    inodes = {p.stat().st_ino for p in place.site.rglob("*") if p.is_file()}
    assert not inodes & {p.stat().st_ino for p in place.releases.rglob("*") if p.is_file()}
    assert len(list(place.notes.iterdir())) == len(list(place.releases.iterdir()))


def test_the_release_that_goes_becomes_the_folder_of_the_next(place: Place) -> None:
    """So that a publication costs what changed; what stayed the same keeps its disk space."""
    write(place, "index.html", "首页" * 400)
    for turn in range(KEEP + 1):
        write(place, "a.html", f"{turn}" * 600)
        publish(place, turn)
    assert place.spare.is_dir()
    folder = place.spare.stat().st_ino
    write(place, "a.html", "z" * 600)
    whole = publish(place, 9)
    assert whole.stat().st_ino == folder
    stale = place.releases / f"{KEEP:04}" / "index.html.br"
    assert (whole / "index.html.br").stat().st_ino == stale.stat().st_ino
    assert (whole / "index.html.br").stat().st_nlink == KEEP + 1  # the spare has it too


@pytest.mark.parametrize("lost", ["spare", "marks", "file", "newest"])
def test_a_spare_that_a_killed_publication_left_costs_no_file(place: Place, lost: str) -> None:
    """Half a spare is none; what the spare or the newest release lacks is copied from the site."""
    write(place, "index.html", "首页" * 400)
    write(place, "b/index.html", "乙" * 400)
    for turn in range(KEEP + 1):
        publish(place, turn)
    if lost == "spare":
        shutil.rmtree(place.spare)
    elif lost == "marks":
        place.spare_marks.unlink()
        (place.spare / "draft.html").write_text("稿", "utf-8")
    else:
        (place.spare / "b" / "index.html").unlink()
    if lost == "newest":
        (place.current / "b" / "index.html").unlink()
    holds(publish(place, 9), files(place.site))


def test_a_refused_site_leaves_the_spare_for_the_next(place: Place) -> None:
    """It is taken only when a release is made."""
    write(place, "index.html", "首页" * 400)
    for turn in range(KEEP + 1):
        publish(place, turn)
    (place.site / "link").symlink_to("/etc/passwd")
    release.prepare(place)
    with pytest.raises(OddFileError):
        marks_in(place.site)
    (place.site / "link").unlink()
    before = place.spare.stat().st_ino
    assert publish(place, 9).stat().st_ino == before


def test_a_file_of_the_sites_own_is_not_written_over_by_a_compressed_copy(place: Place) -> None:
    """Nor is the one that an earlier release shares with it."""
    own = gzip.compress(b"own", mtime=0)
    write(place, "a.html", "甲" * 400)
    (place.site / "a.html.gz").write_bytes(own)
    for turn in range(KEEP + 2):
        write(place, "a.html", f"{turn}" * 600)
        whole = publish(place, turn)
        assert (whole / "a.html.gz").read_bytes() == own


def test_a_damaged_note_still_names_the_files_of_its_release(place: Place) -> None:
    """Which addresses were live must never be forgotten: preflight asks for them."""
    write(place, "index.html", "首页" * 400)
    write(place, "b/index.html", "乙" * 400)
    publish(place, 1)
    note = release.read_note(place, "0001")
    assert note is not None
    file = place.notes / "0001.json"
    file.write_bytes(file.read_bytes()[:-20])
    assert release.marks_of(place, note).keys() == {"index.html", "b/index.html"}
    holds(publish(place, 2), files(place.site))
    spare.drop(place)
    holds(publish(place, 3), files(place.site))
