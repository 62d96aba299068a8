"""`./jianbao check` in its three forms, and its mending."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plugins.core.records import Manuscript
from plugins.desk import checking
from plugins.desk.fixing import fix_file
from tests.site.small import write_small_site

BROKEN = Path(__file__).parents[1] / "site" / "broken"


def check(content: Path, *paths: Path, fmt: checking.Format = "text", fix: bool = False) -> int:
    """Run the command."""
    return checking.run(paths, content, fix, fmt, "zh")


def article_of(content: Path) -> Manuscript:
    """Return the only article of a folder."""
    (manuscript,) = checking.read_folder(content)[0].manuscripts
    return manuscript


def test_a_sound_site_has_no_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing on stdout, exit status 0."""
    assert check(write_small_site(tmp_path)) == 0
    assert not capsys.readouterr().out


def test_json_is_a_list_of_objects_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    """With the keys that other programs rely on."""
    assert check(BROKEN / "date-form", fmt="json") == 1
    (fault,) = json.loads(capsys.readouterr().out)
    assert set(fault) == {"path", "line", "column", "level", "rule", "message", "fix"}
    assert (fault["line"], fault["column"], fault["level"]) == (3, 7, "error")


def test_github_shows_a_fault_beside_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    """One workflow command a fault."""
    assert check(BROKEN / "date-form", fmt="github") == 1
    line = capsys.readouterr().out
    assert line.startswith("::error file=")
    assert "articles/2023/one.md,line=3,col=7::" in line


def test_paths_choose_what_is_listed(tmp_path: Path) -> None:
    """The rest is read all the same."""
    content = write_small_site(tmp_path)
    bad = content / "articles" / "2023" / "bad.md"
    bad.write_text("没有稿头", encoding="utf-8")
    assert check(content, bad) == 1
    assert check(content, content / "pages") == 0
    assert check(content, content / "nowhere.md") == 2


@pytest.mark.parametrize(
    "name",
    ["encoding-bom", "encoding-gbk", "front-fence", "key-full-width", "value-unknown-chinese",
     "list-wanted", "list-full-width", "date-form", "yaml-colon"],
)  # fmt: skip
def test_fix_mends_what_is_safe(name: str, tmp_path: Path) -> None:
    """And the article says then what its editor meant."""
    for source in (BROKEN / name).rglob("*"):
        if source.is_file() and source.name != "expected.txt":
            target = tmp_path / source.relative_to(BROKEN / name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    assert check(tmp_path, fix=True) == 0
    article = article_of(tmp_path).article
    assert (article.title, str(article.date)) == ("一篇稿件", "2023-05-18")


def test_fix_mends_colons_of_register_and_issues() -> None:
    """What is meant is clear there too."""
    mended, done = fix_file("issues/a.yaml", "id：a\ndate：2023-03-01\n".encode())
    assert (mended.decode(), done) == ("id: a\ndate: 2023-03-01\n", ["front"])


def test_fix_mends_only_the_files_that_are_named(tmp_path: Path) -> None:
    """An editor who names one file changes no other."""
    content = write_small_site(tmp_path)
    one, two = content / "articles/2023/report-0.md", content / "articles/2023/report-1.md"
    for path in (one, two):
        path.write_text(path.read_text("utf-8").replace("date: ", "date："), "utf-8")
    assert check(content, one, fix=True) == 0
    assert "date：" not in one.read_text("utf-8")
    assert "date：" in two.read_text("utf-8")


def test_fix_leaves_sound_files_and_doubts_alone() -> None:
    """Line ends, quotes and unknown keys are the editor's."""
    sound = "---\r\ntitle: 一\r\ndate: 2023-05-18\r\n---\r\n正文\r\n".encode()
    assert fix_file("articles/a.md", sound) == (sound, [])
    doubtful = "---\ntitle: 一\nfoo: bar\n---\n".encode()
    assert fix_file("articles/a.md", doubtful)[0] == doubtful
    assert fix_file("articles/a.md", b"\xff\xfe\x00\x01") == (b"\xff\xfe\x00\x01", [])
