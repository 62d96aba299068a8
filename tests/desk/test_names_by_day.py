"""Names by the day of the article: changed names, and organisations that were dissolved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plugins.core.register_file import read_register
from plugins.desk import building, checking
from plugins.labels.engine import Labeller
from tests.site.small import article

FILES = {
    "register/branches.yaml": """\
branches:
  - id: third
    name: 第三车间党支部
    aliases: [{name: 三车间支部, to: 2019-12-31}]
    successor: joint
  - {id: joint, name: 联合车间党支部, aliases: [{name: 三车间支部, from: 2020-01-01}]}
""".encode(),
    "register/partners.yaml": """\
partners:
  - id: water
    name: 云州水务集团
    aliases: [{name: 云州水务, from: 2019-07-01}]
    former_names: [{name: 云州市自来水公司, from: 2001-01-01, to: 2019-06-30}]
""".encode(),
}


def named(text: str, day: date | None) -> set[str]:
    """Return the ids of all labels of a text of that day."""
    register, faults = read_register(FILES)
    assert not faults
    labels = Labeller(register).label(text, day=day)
    return {one.id for one in (*labels.branches, *labels.partners)}


@pytest.mark.parametrize(
    ("partner", "day", "known"),
    [
        ("云州市自来水公司", date(2019, 6, 30), True),
        ("云州市自来水公司", date(2019, 7, 1), False),
        ("云州市自来水公司", date(2000, 12, 31), False),
        ("云州市自来水公司", None, True),  # a text without a date may be of any
        ("云州水务", date(2019, 7, 1), True),
        ("云州水务", date(2019, 6, 30), False),
        ("云州水务集团", date(1999, 1, 1), True),  # the name itself has no dates
    ],
)
def test_a_name_counts_on_its_days_both_ends_included(
    partner: str, day: date | None, *, known: bool
) -> None:
    """Former names and dated aliases are one organisation's, each in its time."""
    text = f"联合车间党支部与{partner}签订共建协议。"
    assert ("water" in named(text, day)) is known


@pytest.mark.parametrize(
    ("name", "day", "id_"),
    [
        ("第三车间党支部", date(2018, 5, 1), "third"),
        ("第三车间党支部", date(2023, 5, 1), "third"),  # dissolved: its name is still its own
        ("联合车间党支部", date(2023, 5, 1), "joint"),
        ("三车间支部", date(2018, 5, 1), "third"),
        ("三车间支部", date(2023, 5, 1), "joint"),  # this alias went over to the successor
    ],
)
def test_a_dissolved_organisation_keeps_what_its_names_say(name: str, day: date, id_: str) -> None:
    """A successor takes over no label by itself; a dated alias of both does."""
    assert named(f"{name}组织义务劳动。", day) == {id_}


def test_the_pages_of_a_successor_link_to_each_other(tmp_path: Path) -> None:
    """In the built site, with the addresses of both unchanged."""
    content = tmp_path / "content"
    text = article("义务劳动", "2018-05-01", "第三车间党支部组织义务劳动。")
    for name, data in {**FILES, "articles/2018/a.md": text.encode()}.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert checking.run([], content, False, "text", "zh") == 0  # noqa: FBT003
    output = tmp_path / "site"
    assert building.run(content, output, False, None, False, None, "zh") == 0  # noqa: FBT003
    old, new = ((output / "branches" / id_ / "index.html") for id_ in ("third", "joint"))
    assert "<dt>后继</dt>" in old.read_text("utf-8")
    assert '/branches/joint/">联合车间党支部</a>' in old.read_text("utf-8")
    assert "<dt>前身</dt>" in new.read_text("utf-8")
    assert '/branches/third/">第三车间党支部</a>' in new.read_text("utf-8")
    assert "义务劳动" in old.read_text("utf-8").split("报道", 1)[1]


@pytest.mark.parametrize("register", [None, "", "# 还没有\n", "branches:\npartners: []\n"])
def test_a_site_without_a_register_is_built(register: str | None, tmp_path: Path) -> None:
    """Zero configuration: check and build, with no register, an empty one, one of comments."""
    content = tmp_path / "content"
    path = content / "articles" / "2023" / "a.md"
    path.parent.mkdir(parents=True)
    text = article("结对", "2023-05-18", "第一车间党支部与云州铁路学校签订共建协议。")
    path.write_text(text, encoding="utf-8")
    if register is not None:
        (content / "register").mkdir()
        (content / "register" / "branches.yaml").write_text(register, encoding="utf-8")
    assert checking.run([], content, False, "text", "zh") == 0  # noqa: FBT003
    output = tmp_path / "site"
    assert building.run(content, output, False, None, False, None, "zh") == 0  # noqa: FBT003
    assert (output / "articles" / "2023" / "a" / "index.html").is_file()
