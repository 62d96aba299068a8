"""`./jianbao label`: any text in, its labels and their reasons out, faults told and none lost."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from plugins.desk import labelling

PROJECT = Path(__file__).resolve().parents[2]
REGISTER = PROJECT / "tests" / "labels" / "register.yaml"
PACT = "机关党支部与北山图书馆签订共建协议。"


def label(*paths: Path, register: Path | None = REGISTER, fmt: Any = "json") -> int:
    """Run the command, with a content folder that does not exist."""
    return labelling.run(paths, register, Path("nowhere"), fmt, "zh")


def write(path: Path, text: str | bytes) -> Path:
    """Write a file and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def results(capsys: pytest.CaptureFixture[str]) -> tuple[Any, str]:
    """Return what is on stdout, read as JSON, and stderr."""
    out, err = capsys.readouterr()
    return json.loads(out), err


def test_a_folder_of_texts_is_keyed_by_stem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Plain text, Markdown without front matter, articles; nothing else on stdout."""
    write(tmp_path / "one.txt", f"结对\n\n{PACT}\n")
    write(tmp_path / "deep" / "two.md", PACT)
    write(tmp_path / "three.md", f"---\ntitle: 结对\ndate: 2023-05-18\n---\n\n第一段。\n\n{PACT}\n")
    write(tmp_path / "left.json", "{}")
    write(tmp_path / ".hidden.md", PACT)
    assert label(tmp_path) == 0
    shown, err = results(capsys)
    assert (set(shown), err) == ({"one", "two", "three"}, "")
    for one in shown.values():
        assert one["branches"] == ["机关党支部"]
        assert one["partners"] == ["北山图书馆党支部"]
        assert one["pacts"][0]["kind"] == "签约"
    lines = {key: {e["line"] for e in one["evidence"]} for key, one in shown.items()}
    assert lines == {"one": {3}, "two": {1}, "three": {8}}


def test_a_headline_s_evidence_stands_on_its_own_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wherever the front matter has it."""
    text = "---\ndate: 2023-05-18\nsubtitle: 机关党支部与北图签约\ntitle: 结对\n---\n\n正文。\n"
    assert label(write(tmp_path / "a.md", text)) == 0
    assert {e["line"] for e in results(capsys)[0]["a"]["evidence"]} == {3}


def test_files_of_one_stem_are_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By their paths, whatever the order, and it is said; the same file twice is one."""
    first, second = write(tmp_path / "a.md", PACT), write(tmp_path / "b" / "a.txt", "无事。")
    for paths in ((first, second), (second, first), (tmp_path, first)):
        assert label(*paths) == 0
        shown, err = results(capsys)
        assert set(shown) == {str(first), str(second)}
        assert "a.md" in err
    assert label(first, tmp_path / "a.md") == 0
    assert set(results(capsys)[0]) == {"a"}


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ("机关党支部".encode("gbk"), "bad.md:1:1: 差错: 文件是 GBK 编码"),
        ("---\ntitle: 一\ndate: 五月\n---\n正文".encode(), "bad.md:3:7: 差错: 日期“五月”"),
        ("---\ntitle: '一\ndate: 2023-05-18\n---\n正文".encode(), "bad.md:"),
    ],
)
def test_a_faulty_file_is_told_and_the_others_are_labelled(
    bad: bytes, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its place and the cure; exit status 1."""
    write(tmp_path / "bad.md", bad)
    write(tmp_path / "good.md", PACT)
    assert label(tmp_path) == 1
    shown, err = results(capsys)
    assert set(shown) == {"good"}
    assert told in err


def test_a_rule_at_the_top_of_a_text_is_no_front_matter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no keys follow it."""
    write(tmp_path / "open.md", f"---\n{PACT}\n")
    write(tmp_path / "closed.md", f"---\n本报讯\n---\n{PACT}\n")
    assert label(tmp_path) == 0
    shown, _ = results(capsys)
    assert [one["branches"] for one in shown.values()] == [["机关党支部"]] * 2


def test_what_the_front_matter_says_wins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And an unknown name in it is a fault, though the text is labelled."""
    head = "title: 结对\ndate: 2023-05-18\nbranches: [一分支部, -机关党支部, 无名支部]"
    assert label(write(tmp_path / "a.md", f"---\n{head}\n---\n\n{PACT}\n")) == 1
    shown, err = results(capsys)
    assert shown["a"]["branches"] == shown["a"]["explicit"] == ["第一分公司党支部"]
    assert "a.md:4:" in err
    assert "无名支部" in err


def test_a_faulty_register_labels_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its faults have their places; exit status 1."""
    text = write(tmp_path / "a.md", PACT)
    register = write(tmp_path / "r.yaml", "branches:\n  - {id: a, name: 甲}\n")
    assert label(text, register=register) == 1
    out, err = capsys.readouterr()
    assert not out
    assert "r.yaml:2:19: 差错" in err


def test_without_a_register_everybody_is_a_candidate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Zero configuration: no content folder, no register, exit status 0."""
    assert (
        label(
            write(tmp_path / "a.md", "第一分公司党支部与云州铁路学校签订共建协议。"), register=None
        )
        == 0
    )
    shown, _ = results(capsys)
    assert set(shown["a"]["unregistered"]) == {"第一分公司党支部", "云州铁路学校"}


def test_a_candidate_that_is_nearly_registered_says_whose_name_it_nearly_has(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the JSON and on a terminal."""
    text = write(tmp_path / "a.txt", "第一分公司党支部与中国移动云洲分公司签订共建协议。")
    assert label(text) == 0
    (candidate,) = results(capsys)[0]["a"]["candidates"]
    assert [one["id"] for one in candidate["near"]] == ["mobile-city", "mobile-county"]
    assert label(text, fmt="text") == 0
    assert "中国移动云州分公司党支部（mobile-city）只差一字" in capsys.readouterr().out


def test_a_file_whose_name_is_no_text_is_labelled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its key shows the bytes."""
    (tmp_path / os.fsdecode(b"\xb8\xe5.txt")).write_text(PACT, encoding="utf-8")
    assert label(tmp_path) == 0
    assert set(results(capsys)[0]) == {"\\xb8\\xe5"}
    assert label(tmp_path, fmt="text") == 0
    assert "\\xb8\\xe5.txt" in capsys.readouterr().out


def test_wrong_paths_are_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path that is not there, a folder without texts, a device: status 2, nothing done."""
    text = write(tmp_path / "a.md", PACT)
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "none.md", tmp_path / "empty", Path("/dev/null")):
        assert label(text, path) == 2
        out, err = capsys.readouterr()
        assert not out
        assert str(path) in err
    assert label(text, register=tmp_path / "none.yaml") == 2


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_shows_colours_unless_it_asks_for_none(
    variables: dict[str, str], tmp_path: Path, *, coloured: bool
) -> None:
    """On a real terminal; NO_COLOR is honoured, and a pipe gets brackets."""
    text = write(tmp_path / "a.txt", PACT)
    words = [sys.executable, "tasks.py", "label", str(text), "--register", str(REGISTER)]
    clean = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    environment = {**clean, "TERM": "xterm", "LANG": "zh_CN.UTF-8", **variables}
    main, terminal = pty.openpty()
    done = subprocess.run(words, cwd=PROJECT, env=environment, stdout=terminal, check=True)
    os.close(terminal)
    shown = os.read(main, 10_000).decode()
    os.close(main)
    assert done.returncode == 0
    assert ("\x1b[1;31m机关党支部\x1b[0m[1]" in shown) is coloured
    assert ("【机关党支部】[1]" in shown) is not coloured
