"""The register as a living thing: candidates of an archive, and how one is taken up."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plugins.desk import accepting, candidates, checking, labelling
from plugins.desk.accepting import Wanted
from tests.site.small import article, tree

REGISTER = """\
# 名册
company:
  id: qinghe
  name: 云州青禾建设有限公司
  aliases: [青禾公司]
branches:
  - {id: office, name: 机关党支部, kind: 党支部}   # 机关
  # 车间在后
partners:
  # 学校
  - id: school
    name: 南溪学校
"""


def archive(content: Path, *bodies: str, register: str | None = REGISTER) -> Path:
    """Write an archive with one article for each body, and a register in one file."""
    files = {
        f"articles/2023/a{n}.md": article(f"报道第{n}篇", "2023-05-18", body)
        for n, body in enumerate(bodies)
    }
    if register is not None:
        files["register/all.yaml"] = register
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    content.mkdir(exist_ok=True)
    return content


def proposals(content: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Return what the command proposes as JSON."""
    assert candidates.run(content, "json", "zh") == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


LIBRARY = "第一段。\n\n机关党支部与云州铁路学校签订共建协议。"


def test_candidates_are_collected_over_the_archive(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The most frequent first, with counts and every sentence's file and line."""
    content = archive(
        tmp_path,
        "机关党支部与东湖中学签订共建协议。",
        LIBRARY,
        "机关党支部与云州铁路学校联合开展主题党日。",
    )
    first, second = proposals(content, capsys)
    assert (first["name"], first["side"], first["articles"]) == ("云州铁路学校", "partner", 2)
    places = [(s["path"], s["line"]) for s in first["sentences"]]
    assert places == [("articles/2023/a1.md", 8), ("articles/2023/a2.md", 6)]
    assert all("云州铁路学校" in s["sentence"] for s in first["sentences"])
    assert (second["name"], second["articles"]) == ("东湖中学", 1)


def test_candidates_are_shown_with_the_next_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a terminal: a line for each, its sentences below, and how to take one up."""
    assert candidates.run(archive(tmp_path, LIBRARY), "text", "zh") == 0
    out = capsys.readouterr().out
    assert "云州铁路学校（共建单位，1 篇）\n    articles/2023/a0.md:8: “" in out
    assert "./jianbao register accept 云州铁路学校" in out


def test_candidates_that_differ_in_one_character_are_pointed_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither is in the register yet, and nobody must merge them."""
    bodies = [f"机关党支部与中国移动{place}分公司签订共建协议。" for place in ("云州", "云县")]
    found = proposals(archive(tmp_path, *bodies), capsys)
    alike = {one["name"]: one["alike"] for one in found}
    assert alike == {
        "中国移动云州分公司": ["中国移动云县分公司"],
        "中国移动云县分公司": ["中国移动云州分公司"],
    }


@pytest.mark.parametrize("register", [None, "", "partners: []\n"])
def test_a_first_register_is_proposed_and_taken_up(
    register: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Zero configuration: the company, a unit, a branch and a partner, from the texts alone."""
    content = archive(
        tmp_path,
        "云州青禾建设有限公司第一分公司开展了春训。第一分公司党支部与云州铁路学校签订共建协议。",
        "云州青禾建设有限公司第一分公司修好了路。",
        register=register,
    )
    assert checking.run([], content, False, "text", "zh") == 0  # noqa: FBT003
    capsys.readouterr()
    found = proposals(content, capsys)
    assert {(one["name"], one["side"], one["articles"]) for one in found} == {
        ("云州青禾建设有限公司", "company", 2),
        ("第一分公司", "unit", 1),
        ("第一分公司党支部", "branch", 1),
        ("云州铁路学校", "partner", 1),
    }
    for one in found:
        assert accepting.run(Wanted(one["name"]), content, "zh") == 0
    capsys.readouterr()
    assert proposals(content, capsys) == []
    assert checking.run([], content, False, "text", "zh") == 0  # noqa: FBT003
    register_ = checking.read_folder(content)[0].register
    assert register_.company is not None
    assert (register_.company.id, register_.own_units) == (
        "yun-zhou-qing-he-jian-she-you-xian-gong-si",
        ("第一分公司",),
    )
    assert [(one.id, one.kind) for one in register_.branches] == [
        ("di-yi-fen-gong-si-dang-zhi-bu", "党支部")
    ]
    assert [one.id for one in register_.partners] == ["yun-zhou-tie-lu-xue-xiao"]


def test_a_house_that_one_article_alone_names_is_not_proposed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor one of two that are named as often: what the texts do not show is not guessed."""
    body = "{}第一分公司开展了春训。第一分公司党支部上了党课。"
    once = archive(tmp_path / "once", body.format("云州青禾建设有限公司"), register=None)
    assert "company" not in {one["side"] for one in proposals(once, capsys)}
    houses = ["云州青禾建设有限公司", "云州东湖路桥有限公司"] * 2
    split = archive(tmp_path / "split", *map(body.format, houses), register=None)
    assert "company" not in {one["side"] for one in proposals(split, capsys)}


def test_two_forms_of_one_name_are_one_candidate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With and without its Party organisation; whichever is accepted, the other goes too."""
    bodies = ["机关党支部与云州铁路学校签订共建协议。"] * 2
    content = archive(tmp_path, *bodies, "机关党支部与云州铁路学校党总支签订共建协议。")
    (one,) = proposals(content, capsys)
    assert (one["name"], one["also"], one["articles"]) == (
        "云州铁路学校",
        ["云州铁路学校党总支"],
        3,
    )
    assert accepting.run(Wanted("云州铁路学校党总支"), content, "zh") == 0
    capsys.readouterr()
    assert proposals(content, capsys) == []


def test_a_registered_branch_tells_its_unit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Until the register has it; a project is none, and neither is the office."""
    register = REGISTER.replace(
        "  # 车间",
        "  - {id: first, name: 第一分公司党支部}\n  - {id: all, name: 青禾公司党委}\n  # 车间",
    )
    body = "第一分公司党支部和机关党支部学习。青禾公司党委部署工作。"
    content = archive(tmp_path, body, register=register)
    assert [(one["name"], one["side"]) for one in proposals(content, capsys)] == [
        ("第一分公司", "unit")
    ]
    assert accepting.run(Wanted("第一分公司"), content, "zh") == 0
    capsys.readouterr()
    assert proposals(content, capsys) == []
    text = (content / "register" / "all.yaml").read_text("utf-8")
    assert "  aliases: [青禾公司]\n  own_units: [第一分公司]\nbranches:\n" in text


def test_an_outsider_s_party_committee_makes_it_no_company(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who stands before the Party organisations of our house is the house."""
    bodies = [
        "青禾公司党委开会。青禾公司机关党支部学习。",
        "青禾公司机关党支部与云州铁路学校党委签订共建协议。",
        "青禾公司机关党支部与云州铁路学校党委联合开展主题党日。",
    ]
    found = proposals(archive(tmp_path, *bodies, register=None), capsys)
    assert [(one["name"], one["articles"]) for one in found if one["side"] == "company"] == [
        ("青禾公司", 3)
    ]


def test_accepting_keeps_every_byte_of_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The entry stands at the end of its list, above the comment that follows, and is told."""
    content = archive(tmp_path, LIBRARY)
    file = content / "register" / "all.yaml"
    file.chmod(0o640)
    assert (
        accepting.run(Wanted("云州铁路学校", aliases=["铁路学校"], kind="学校"), content, "zh") == 0
    )
    assert f"{file}:13: id: yun-zhou-tie-lu-xue-xiao" in capsys.readouterr().out
    added = (
        "  - id: yun-zhou-tie-lu-xue-xiao\n    name: 云州铁路学校\n"
        "    aliases: [铁路学校]\n    kind: 学校\n"
    )
    assert file.read_text("utf-8") == REGISTER + added
    assert file.stat().st_mode & 0o777 == 0o640
    assert accepting.run(Wanted("第一车间党支部", "branch", id="first"), content, "zh") == 0
    line = "  - {id: first, name: 第一车间党支部, kind: 党支部}\n  # 车间在后\n"
    assert file.read_text("utf-8") == REGISTER.replace("  # 车间在后\n", line) + added


def test_the_id_of_a_long_name_keeps_what_tells_it_from_others(tmp_path: Path) -> None:
    """Not its legal form, which many have: the place at its end is in it."""
    content = archive(tmp_path)
    for place in ("云州", "云县"):
        name = f"中国移动通信集团江北有限公司{place}分公司党支部"
        assert accepting.run(Wanted(name, "partner"), content, "zh") == 0
    ids = [one.id for one in checking.read_folder(content)[0].register.partners]
    assert ids[1:] == [
        "zhong-guo-yi-dong-tong-xin-jiang-bei-yun-zhou-fen-gong-si",
        "zhong-guo-yi-dong-tong-xin-jiang-bei-yun-xian-fen-gong-si",
    ]


def test_accepting_a_name_that_is_nearly_another_s_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is written all the same: there are such pairs."""
    content = archive(tmp_path)
    assert accepting.run(Wanted("西溪学校", "partner"), content, "zh") == 0
    assert "只差一字" in capsys.readouterr().err
    assert accepting.run(Wanted("第三车间党支部", "branch"), content, "zh") == 0
    assert accepting.run(Wanted("第四车间党支部", "branch"), content, "zh") == 0
    assert not capsys.readouterr().err


def test_an_id_is_unique(tmp_path: Path) -> None:
    """Names that sound alike get a number."""
    content = archive(tmp_path)
    for name in ("云州李氏公司", "云州理事公司", "云州里石公司"):
        assert accepting.run(Wanted(name, "partner"), content, "zh") == 0
    ids = [one.id for one in checking.read_folder(content)[0].register.partners]
    assert ids[1:] == [
        "yun-zhou-li-shi-gong-si",
        "yun-zhou-li-shi-gong-si-2",
        "yun-zhou-li-shi-gong-si-3",
    ]


@pytest.mark.parametrize(
    ("wanted", "status", "told"),
    [
        (Wanted("南溪学校", "partner"), 1, "名册里已有“南溪学校”：school"),
        (Wanted("青禾公司", "partner"), 1, "名册里已有“青禾公司”：qinghe"),
        (Wanted("馆", "partner"), 1, "只有一个字"),
        (Wanted("北山图书馆", "partner", id="school"), 1, "编号 school 已经用过"),
        (Wanted("北山图书馆", "partner", id="北山"), 1, "“北山”不能做编号"),
        (Wanted("北山图书馆", "partner", aliases=["南溪学校"]), 1, "“南溪学校”是 school 的名称"),
        (Wanted("北山图书馆"), 2, "--side partner"),
        (Wanted(" ", "partner"), 2, "名称是空的"),
        (Wanted("北山\x1b图书馆", "partner"), 2, "看不见的字符"),
        (Wanted("青木公司", "company"), 1, "名册里已有本单位：云州青禾建设有限公司"),
    ],
)
def test_what_check_would_refuse_is_not_written(
    wanted: Wanted, status: int, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reason is said and the register stays as it is."""
    content = archive(tmp_path, LIBRARY)
    before = tree(content)
    assert accepting.run(wanted, content, "zh") == status
    assert told in capsys.readouterr().err
    assert tree(content) == before


def test_a_faulty_register_is_mended_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its own faults are told; neither command works on sand."""
    content = archive(tmp_path, LIBRARY, register="partners:\n  - {id: a, name: 馆}\n")
    assert accepting.run(Wanted("云州铁路学校", "partner"), content, "zh") == 1
    assert "register/all.yaml:2:19" in capsys.readouterr().err
    assert candidates.run(content, "json", "zh") == 1
    out, err = capsys.readouterr()
    assert (out, "register/all.yaml:2:19" in err) == ("", True)


def test_a_register_that_leads_out_of_the_folder_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written behind a symbolic link."""
    outside = tmp_path / "outside"
    outside.mkdir()
    content = archive(tmp_path / "content", LIBRARY, register=None)
    (content / "register").symlink_to(outside)
    assert accepting.run(Wanted("云州铁路学校", "partner"), content, "zh") == 1
    assert "content/register" in capsys.readouterr().err
    assert not list(outside.iterdir())


def test_a_register_file_that_cannot_be_read_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rather than taken for a register without its entries."""
    outside = tmp_path / "outside.yaml"
    outside.write_text("partners: []\n", encoding="utf-8")
    content = archive(tmp_path / "content", LIBRARY)
    (content / "register" / "partners.yaml").symlink_to(outside)
    text = content / "articles" / "2023" / "a0.md"
    commands: tuple[Callable[[], int], ...] = (
        lambda: candidates.run(content, "json", "zh"),
        lambda: accepting.run(Wanted("云州铁路学校", "partner"), content, "zh"),
        lambda: labelling.run([text], None, content, "json", "zh"),
    )
    for command in commands:
        assert command() == 1
        out, err = capsys.readouterr()
        assert (out, "register/partners.yaml:1:1" in err) == ("", True)
    assert outside.read_text("utf-8") == "partners: []\n"
