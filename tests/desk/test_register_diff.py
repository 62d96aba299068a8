"""`./jianbao register diff`: what a changed register relabels, before it is saved."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from plugins.desk import relabelling
from tests.site.small import article, tree

REGISTER = """\
branches:
  - {id: office, name: 机关党支部}
partners:
  - {id: library, name: 北山图书馆, aliases: [北图]}
  - {id: school, name: 南溪学校}
"""
BODIES = (
    "机关党支部与北图签订共建协议。",
    "第一段。\n\n机关党支部与南溪学校联合开展主题党日。",
    "机关党支部与云州铁路学校联合开展主题党日。",
    "机关党支部学习。",
)


def git(folder: Path, *words: str) -> None:
    """Run Git as a person of its own."""
    who = ("-c", "user.name=测试", "-c", "user.email=test@example.org")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a committed archive below the top of a repository."""
    folder = tmp_path / "paper" / "content"
    files = {
        f"articles/2023/a{n}.md": article(f"报道第{n}篇", "2023-05-18", body)
        for n, body in enumerate(BODIES)
    }
    for name, text in {**files, "register/all.yaml": REGISTER}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(folder.parent, "init", "-q")
    git(folder.parent, "add", ".")
    git(folder.parent, "commit", "-qm", "一")
    return folder


def changed(*pairs: tuple[str, str]) -> str:
    """Return the register with some words replaced."""
    text = REGISTER
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def diff(
    content: Path, capsys: pytest.CaptureFixture[str], file: Path | None = None, against: Any = None
) -> dict[str, list[tuple[str, str, str]]]:
    """Return what the command finds: for each article the changes."""
    assert relabelling.run(file, against, content, "json", "zh") == 0
    found = json.loads(capsys.readouterr().out)
    return {
        one["path"]: [(c["change"], c["what"], c["name"]) for c in one["changes"]]
        for one in found["articles"]
    }


def test_nothing_changes_where_nothing_has_changed(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The working register is the committed one; order and comments make no difference."""
    assert diff(content, capsys) == {}
    (content / "register" / "all.yaml").write_text("# 名册\n" + REGISTER, encoding="utf-8")
    assert diff(content, capsys) == {}
    assert relabelling.run(None, None, content, "text", "zh") == 0
    assert "没有稿件的标签改变" in capsys.readouterr().out


def test_an_edited_register_is_held_against_the_committed_one(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An alias taken away, an entry removed, one added: only the articles concerned."""
    text = changed(
        (", aliases: [北图]", ""),
        ("  - {id: school, name: 南溪学校}\n", "  - {id: rail, name: 云州铁路学校}\n"),
    )
    (content / "register" / "all.yaml").write_text(text, encoding="utf-8")
    before = tree(content)
    found = diff(content, capsys)
    assert found == {
        "articles/2023/a0.md": [
            ("removed", "partner", "北山图书馆"),
            ("removed", "pact", "机关党支部 × 北山图书馆（签约）"),
        ],
        "articles/2023/a1.md": [
            ("removed", "partner", "南溪学校"),
            ("removed", "pact", "机关党支部 × 南溪学校（主题党日）"),
        ],
        "articles/2023/a2.md": [
            ("added", "partner", "云州铁路学校"),
            ("added", "pact", "机关党支部 × 云州铁路学校（主题党日）"),
        ],
    }
    assert relabelling.run(None, None, content, "text", "zh") == 0
    out = capsys.readouterr().out
    assert out.startswith("名册：HEAD → ")
    assert "  - 共建单位 北山图书馆：这个名称不再是它的\n" in out
    assert "      articles/2023/a1.md:8: “机关党支部与南溪学校联合开展主题党日。”" in out
    assert "  - 共建单位 南溪学校：名册里不再有\n" in out
    assert "  + 共建单位 云州铁路学校：" in out
    assert out.endswith("3 篇稿件的标签改变：多 2 处，少 4 处。\n")
    assert tree(content) == before


def test_a_register_file_is_tried_before_it_is_saved(
    content: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """From the working register to the file; one of the same name takes that file's place."""
    whole = tmp_path / "new.yaml"
    whole.write_text(changed(("南溪学校", "南溪中学")), encoding="utf-8")
    lost = [
        ("removed", "partner", "南溪学校"),
        ("removed", "pact", "机关党支部 × 南溪学校（主题党日）"),
    ]
    assert diff(content, capsys, whole) == {"articles/2023/a1.md": lost}
    more = content / "register" / "more.yaml"
    more.write_text("partners: []\n", encoding="utf-8")
    part = tmp_path / "more.yaml"
    part.write_text("partners:\n  - {id: rail, name: 云州铁路学校}\n", encoding="utf-8")
    assert set(diff(content, capsys, part)) == {"articles/2023/a2.md"}


def test_any_revision_can_be_compared_with(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also one before there was a register: everything is new then."""
    git(content.parent, "rm", "-q", "--cached", "content/register/all.yaml")
    git(content.parent, "commit", "-qm", "二")
    assert diff(content, capsys, against="HEAD~1") == {}
    assert {c[0] for some in diff(content, capsys).values() for c in some} == {"added"}
    for name in ("nowhere", "--all"):
        assert relabelling.run(None, name, content, "json", "zh") == 2
        out, err = capsys.readouterr()
        assert (out, name in err) == ("", True)


def test_what_cannot_be_compared_is_said(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder outside of Git, a file that is not there, a faulty register."""
    alone = tmp_path / "alone"
    alone.mkdir()
    assert relabelling.run(None, None, alone, "text", "zh") == 2
    assert "取不到 HEAD 的名册" in capsys.readouterr().err
    assert relabelling.run(tmp_path / "none.yaml", None, content, "text", "zh") == 2
    bad = tmp_path / "bad.yaml"
    bad.write_text("partners:\n  - {id: a, name: 馆}\n", encoding="utf-8")
    assert relabelling.run(bad, None, content, "text", "zh") == 1
    assert "bad.yaml:2:19" in capsys.readouterr().err
    bad.write_bytes("partners:\n  - {id: a, name: 图书馆}\n".encode("gbk"))
    assert relabelling.run(bad, None, content, "text", "zh") == 1
    assert "GBK" in capsys.readouterr().err
