"""Files that no repository keeps: links, pipes, odd names, sizes."""

from __future__ import annotations

import os
from pathlib import Path

from plugins.core.folder import MOST_BYTES, MOST_BYTES_OTHERS, gather, parts_of, take_stock


def rules(content: Path) -> list[str]:
    """Return the rules that the folder breaks."""
    files, existing, faults = gather(content)
    assert not files
    assert not existing
    return [fault.rule for fault in faults]


def test_a_link_out_of_the_folder_is_a_fault(tmp_path: Path) -> None:
    """No file from elsewhere is ever published."""
    (tmp_path / "content").mkdir()
    (tmp_path / "secret.md").write_text("x")
    (tmp_path / "content" / "a.md").symlink_to(tmp_path / "secret.md")
    (tmp_path / "content" / "b.md").symlink_to(tmp_path / "content" / "b.md")
    assert rules(tmp_path / "content") == ["file-link", "file-link"]


def test_a_pipe_is_a_fault_and_is_not_waited_for(tmp_path: Path) -> None:
    """Reading it would never end."""
    os.mkfifo(tmp_path / "pipe.md")
    assert rules(tmp_path) == ["file-kind-odd"]


def test_names_that_are_no_text_are_faults(tmp_path: Path) -> None:
    """Bytes that are no UTF-8, line ends, marks that turn the direction."""
    (tmp_path / os.fsdecode(b"a\xff.md")).write_text("x")
    (tmp_path / "b\n.md").write_text("x")
    (tmp_path / "c\u202e.md").write_text("x")
    assert rules(tmp_path) == ["file-name"] * 3


def test_a_huge_file_is_a_fault(tmp_path: Path) -> None:
    """It is not even read."""
    (tmp_path / "articles").mkdir()
    with (tmp_path / "articles" / "a.md").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert rules(tmp_path) == ["file-too-big"]


def test_a_photograph_may_be_as_large_as_cameras_make_it(tmp_path: Path) -> None:
    """And still there is an end."""
    for name, size in (("photo.jpg", MOST_BYTES + 1), ("scan.pdf", MOST_BYTES_OTHERS + 1)):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    _, existing, faults = gather(tmp_path)
    assert existing == {"photo.jpg"}
    assert [(fault.path, fault.rule) for fault in faults] == [("scan.pdf", "file-too-big")]


def test_the_parts_hold_each_file_once(tmp_path: Path) -> None:
    """However deep it lies, and whether its folder is divided or not."""
    years = [f"articles/{year}" for year in range(1950, 2020)]
    for folder in ("", "articles", *years, "articles/2019/05", "images/a/b", "issues", ".git/a"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "a.md").write_text(folder)
    (tmp_path / "linked").symlink_to(tmp_path / "images")
    (tmp_path / "b.png").symlink_to(tmp_path / "images/b.png")
    whole = take_stock(tmp_path)
    parts = [take_stock(tmp_path, [part]) for part in parts_of(tmp_path)]
    sources = [one for part in parts for one in part.sources.items()]
    others = [one for part in parts for one in part.others.items()]
    assert sorted(sources) == sorted(whole.sources.items())
    assert sorted(others) == sorted(whole.others.items())
    assert (len(sources), set(whole.others)) == (73, {"a.md", "images/a/b/a.md"})
    assert [fault for part in parts for fault in part.faults] == whole.faults != []
    assert take_stock(tmp_path / "gone", parts_of(tmp_path / "gone")) == take_stock(tmp_path / "x")
