"""Names that are nearly the same are found in one pass, whatever the size of the register."""

from __future__ import annotations

import pytest

from plugins.core.labels import Candidate, Labels
from plugins.core.near import NearNames, alike
from plugins.core.register_file import read_register

REGISTER, _ = read_register(
    {
        "register/all.yaml": """\
partners:
  - {id: city, name: 移动云州分公司党支部, aliases: [移动云州分公司]}
  - {id: county, name: 移动云县分公司党支部, aliases: [移动云县分公司]}
  - {id: willow, name: 柳园东社区}
  - {id: first, name: 第一中学}
""".encode()
    }
)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("移动云洲分公司", ("city", "county")),
        ("移动云州分公司", ("county",)),  # its own entry is no other
        ("柳园社区", ("willow",)),
        ("柳园东北社区", ("willow",)),
        ("第二中学", ()),  # figures tell two schools apart well enough
        ("东柳社", ()),
        ("北山图书馆", ()),
    ],
)
def test_a_name_is_near_if_one_character_is_put_in_or_exchanged(
    name: str, ids: tuple[str, ...]
) -> None:
    """Neither more, nor a figure."""
    assert NearNames(REGISTER).of(name) == ids


def test_candidates_are_alike_by_the_same_rule() -> None:
    """Each knows the other; what an engine found itself is kept."""
    found = alike(["柳园社区", "柳园东社区", "柳圆社区", "北山图书馆"])
    assert found["柳园社区"] == {"柳园东社区", "柳圆社区"}
    assert found["柳园东社区"] == {"柳园社区"}
    assert found["北山图书馆"] == set()
    known = Candidate("移动云洲分公司", "partner", near=("willow",))
    labels = Labels(candidates=(known, Candidate("柳园社区", "partner")))
    near = [one.near for one in NearNames(REGISTER).fill(labels).candidates]
    assert near == [("willow",), ("willow",)]
