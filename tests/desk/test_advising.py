"""What `check` points out about labels, with the real engine: exit status 0, a cure for each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plugins.desk import checking
from tests.site.small import article, write_small_site

BODY = "第一车间党支部与北图签订共建协议。"


def check(
    content: Path, capsys: pytest.CaptureFixture[str], *paths: Path
) -> list[tuple[str, str, int, int]]:
    """Return level, rule and place of what the command finds; it never refuses these."""
    assert checking.run(paths, content, False, "json", "zh") == 0  # noqa: FBT003
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    assert all(fault["fix"] for fault in found)
    return [(f["rule"], f["path"], f["line"], f["column"]) for f in found]


def write(content: Path, name: str, body: str = BODY, **more: str) -> Path:
    """Write one more article."""
    path = content / "articles" / "2023" / f"{name}.md"
    path.write_text(article(name, "2023-04-01", body, slug=name, **more), encoding="utf-8")
    return path


def test_what_was_written_and_what_is_said_are_held_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Article by article, a draft as well; what was withdrawn is past."""
    content = write_small_site(tmp_path)
    assert check(content, capsys) == []
    write(content, "a", partners="[南溪学校]")
    write(content, "b", branches='["-青禾机关党支部"]', status="draft")
    write(content, "c", branches="[青禾机关党支部]", status="withdrawn")
    one = write(content, "d", pacts="[{branch: first, partner: library, kind: 联学}]")
    found = check(content, capsys)
    assert found == [
        ("label-added", "articles/2023/a.md", 5, 11),
        ("label-unseen", "articles/2023/a.md", 5, 12),
        ("label-idle", "articles/2023/b.md", 5, 12),
        ("pact-differs", "articles/2023/d.md", 5, 9),
    ]
    assert check(content, capsys, one) == found[-1:]


def test_an_added_label_is_told_with_its_sentence_and_the_two_ways_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Write it too, or forbid it; either ends the warning."""
    content = write_small_site(tmp_path)
    write(content, "a", BODY + "第一车间党支部与南溪学校联合开展主题党日。", partners="[南溪学校]")
    assert checking.run([], content, False, "text", "zh") == 0  # noqa: FBT003
    out, err = capsys.readouterr()
    assert "articles/2023/a.md:5:11: 提醒: 这里没有写“北山图书馆”，正文第 8 行却得出它" in out
    assert '不同意就写："-北山图书馆"' in out
    assert "0 处差错，1 处提醒" in err
    for both in ("[南溪学校, 北图]", '[南溪学校, "-北山图书馆"]'):
        write(content, "a", BODY + "第一车间党支部与南溪学校联合开展主题党日。", partners=both)
        assert check(content, capsys) == []


def test_an_alias_that_is_too_wide_is_told_in_the_register(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In an archive of twenty articles and more, and only if the register is asked for."""
    content = write_small_site(tmp_path, articles=20)
    for number in range(3):
        path = write(content, f"wide-{number}")
    found = check(content, capsys)
    assert found == [("alias-wide", "register/partners.yaml", 2, 42)]
    assert check(content, capsys, path) == []
    assert check(content, capsys, content / "register") == found


def test_a_faulty_register_gives_no_advice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its labels would be wrong ones: the fault comes first."""
    content = write_small_site(tmp_path)
    write(content, "a", partners="[南溪学校]")
    partners = content / "register" / "partners.yaml"
    partners.write_text(partners.read_text("utf-8").replace("北图", "图"), encoding="utf-8")
    assert checking.run([], content, False, "json", "zh") == 1  # noqa: FBT003
    rules = {fault["rule"] for fault in json.loads(capsys.readouterr().out)}
    assert "alias-short" in rules
    assert not any(rule.startswith(("label-", "pact-", "alias-wide")) for rule in rules)


def test_github_shows_a_warning_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Beside its line, without failing the run."""
    content = write_small_site(tmp_path)
    write(content, "a", partners="[南溪学校, 北图]")
    assert checking.run([], content, False, "github", "zh") == 0  # noqa: FBT003
    line = capsys.readouterr().out
    assert line.startswith("::warning file=")
    assert "articles/2023/a.md,line=5,col=12::" in line
