"""One more item in a YAML list: read as meant, and nothing else in the file has moved."""

from __future__ import annotations

import difflib
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plugins.desk.yaml_insert import insert

ITEM = {"id": "new", "name": "新单位", "aliases": ["新", "新: 一"]}
FILES = {
    "empty": "",
    "comment only": "# 名册\n",
    "no key": "# 名册\nbranches:\n  - {id: a, name: 甲乙}\n# 完",
    "key without value": "partners:   # 外单位\nversion: 1\n",
    "null": "partners: null\nversion: 1\n",
    "empty list": "partners: []  # 外单位\nversion: 1\n",
    "no line end": "partners:\n- {id: a, name: 甲乙}",
    "flow items": "partners:\n  - {id: a, name: 甲乙}  # 甲\n  # 尾注\n\n# 下一节\nversion: 1\n",
    "block items": "partners:\n  - id: a  # 一\n    name: 甲\n    aliases:\n      - 乙\n\n# 完\n",
    "deep dashes": (
        "partners:\n    -   id: a\n        name: 甲乙\n        note: |\n          一\nversion: 1\n"
    ),
    "no indent": "partners:\n- id: a\n  name: '甲''乙'\nversion: 1\n",
    "empty last value": "partners:\n  - id: a\n    name: 甲乙\n    parent:\n\nversion: 1\n",
    "list on one line": "partners: [{id: a, name: 甲}, {id: b, name: 乙},]  # 两家\nversion: 1\n",
    "list over lines": "partners: [\n  {id: a, name: 甲},  # 一\n  {id: b, name: 乙}  # 二\n]\n",
    "braces": "{version: 1, branches: []}\n",
    "windows": "partners:\r\n  - id: a\r\n    name: 甲乙\r\nversion: 1\r\n",
}


@pytest.mark.parametrize("name", FILES)
def test_an_item_is_added_and_nothing_else_changes(name: str) -> None:
    """The old values are there with the new one after them; comments stand where they stood."""
    old = FILES[name]
    new = insert(old, ("partners",), ITEM)
    before, after = (yaml.safe_load(text) or {} for text in (old, new))
    assert after["partners"] == [*(before.get("partners") or []), ITEM]
    assert {**after, "partners": 0} == {**before, "partners": 0}
    marks = [line for line in difflib.ndiff([*old], [*new]) if line.startswith("- ")]
    assert "".join(mark[2:] for mark in marks).strip("[]nul ") == ""
    assert new.count("\r\n") == (new.count("\n") if "\r\n" in old else 0)


def test_the_item_is_written_as_its_neighbours_are() -> None:
    """In braces among braces, one key a line among blocks, above the comment that ends a list."""
    flow = insert(FILES["flow items"], ("partners",), ITEM)
    assert flow.splitlines()[1:5] == [
        "  - {id: a, name: 甲乙}  # 甲",
        '  - {id: new, name: 新单位, aliases: [新, "新: 一"]}',
        "  # 尾注",
        "",
    ]
    block = insert(FILES["deep dashes"], ("partners",), ITEM)
    assert "    -   id: new\n        name: 新单位\n        aliases: " in block


@pytest.mark.parametrize(
    "old",
    [
        "company:\n  id: a\n  name: 甲乙\n",
        "company:\n  id: a\n  name: 甲乙\n  own_units:\n  note: 说明\n",
        "company:\n  id: a\n  own_units: []\n  name: 甲乙\n",
        "company:\n  id: a\n  name: 甲乙\n  own_units: [一厂]\n",
        "company:\n  id: a\n  name: 甲乙\n  own_units:\n  - 一厂  # 老厂\n# 完\n",
        "company: {id: a, name: 甲乙}\n",
        "company: {id: a, own_units: [一厂], name: 甲乙}\n",
    ],
)
def test_a_word_is_added_to_a_list_within_a_mapping(old: str) -> None:
    """The company's own units, however they are written; the list is made where there is none."""
    before: Any = yaml.safe_load(old)["company"]
    after: Any = yaml.safe_load(insert(old, ("company", "own_units"), "新车间"))["company"]
    assert after["own_units"] == [*(before.get("own_units") or []), "新车间"]
    assert {**after, "own_units": 0} == {**before, "own_units": 0}


def test_a_mapping_becomes_the_value_of_a_new_key() -> None:
    """At the end of the file, above nothing that belongs elsewhere."""
    new = insert("# 本单位\nversion: 1\n", ("company",), ITEM, into="mapping")
    assert yaml.safe_load(new) == {"version": 1, "company": ITEM}


@pytest.mark.parametrize(
    "old", ["- a\n", "partners: 甲\n", "a: [\n", "partners: {a: 1}\n", "--- 1\n--- 2\n"]
)
def test_what_is_no_register_is_refused(old: str) -> None:
    """With a ValueError; nothing is guessed."""
    with pytest.raises(ValueError, match=r"."):
        insert(old, ("partners",), ITEM)


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=12))
def test_any_name_is_read_back_as_it_was(name: str) -> None:
    """Whatever signs of YAML it holds, in braces and in a block."""
    for old in (FILES["flow items"], FILES["block items"], FILES["list on one line"]):
        new = insert(old, ("partners",), {"id": "new", "name": name, "aliases": [name]})
        last = yaml.safe_load(new)["partners"][-1]
        assert (last["name"], last["aliases"]) == (name, [name])
