"""`./jianbao register accept`: one entry more, the rest untouched, nothing that is not sound."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.desk import accepting, candidates, checking, labelling
from plugins.desk.accepting import Wanted
from tests.desk.archives import LIBRARY, REGISTER, archive
from tests.site.small import tree


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


def test_from_nothing_to_a_register_on_the_command_line(tmp_path: Path) -> None:
    """Candidates, accept and diff as an editor types them; results on stdout, status 0."""
    content = archive(tmp_path / "content", LIBRARY, register=None)

    def call(*words: str) -> str:
        return subprocess.run(
            [sys.executable, "tasks.py", "register", *words, "--content", str(content)],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "LANG": "zh_CN.UTF-8", "LC_ALL": ""},
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    names = {one["name"] for one in json.loads(call("candidates", "--format", "json"))}
    assert "云州铁路学校" in names
    subprocess.run(["git", "init", "-q", str(content)], check=True)
    who = ["-c", "user.name=测试", "-c", "user.email=test@example.org"]
    subprocess.run(
        ["git", *who, "commit", "-q", "--allow-empty", "-m", "一"], cwd=content, check=True
    )
    call("accept", "机关党支部", "--side", "branch", "--id", "office", "--alias", "机关支部")
    call("accept", "云州铁路学校", "--kind", "学校")
    assert (content / "register" / "branches.yaml").read_text("utf-8") == (
        "branches:\n  - id: office\n    name: 机关党支部\n    aliases: [机关支部]\n"
        "    kind: 党支部\n"
    )
    changes = json.loads(call("diff", "--format", "json"))["articles"][0]["changes"]
    assert [(one["change"], one["what"]) for one in changes] == [
        ("added", "branch"),
        ("added", "partner"),
        ("added", "pact"),
    ]
