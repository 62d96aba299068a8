"""The names that an archive proposes for its register, from nothing or beside what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.desk import accepting, candidates, checking
from plugins.desk.accepting import Wanted
from tests.desk.archives import LIBRARY, REGISTER, archive, proposals


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
