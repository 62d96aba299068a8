"""What the front matter says about labels: names to ids, a fault for each that is not clear."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.core.article_file import parse_markdown
from plugins.core.labels import Choices, WrittenPact
from plugins.core.names import Names
from plugins.core.register_file import read_register
from plugins.core.schema import ARTICLE

REGISTER = """\
company: {id: qinghe, name: 青禾公司}
branches:
  - {id: office, name: 机关党支部, aliases: [机关支部]}
partners:
  - {id: bank-a, name: 云州工行东湖支行, aliases: [东湖支行]}
  - {id: bank-b, name: 云州银行东湖支行, aliases: [东湖支行]}
  - {id: library, name: 北山图书馆, former_names: [{name: 北山书院, to: 2010-01-01}]}
"""
NAMES = Names(read_register({"register/all.yaml": REGISTER.encode()})[0])


def choices(*lines: str) -> tuple[Choices, list[tuple[str, int, int]]]:
    """Return the choices that lines of a head make, and rule and place of each fault."""
    text = "\n".join(("---", "title: 结对", "date: 2023-05-18", *lines, "---", ""))
    parsed = parse_markdown("articles/2023/a.md", text.encode(), ARTICLE)
    assert not parsed.faults
    found, faults = NAMES.choices(parsed)
    return found, [(fault.rule, fault.line, fault.column) for fault in faults]


@pytest.mark.parametrize("word", ["机关党支部", "机关支部", "office"])
def test_a_label_is_written_by_name_alias_or_id(word: str) -> None:
    """Or forbidden by them, with any dash before; what is written twice counts once."""
    assert choices(f"branches: [{word}, 机关党支部]") == (Choices(("office",)), [])
    for dash in "-－—–":
        forbidden = Choices(forbidden=frozenset({"office"}))
        assert choices(f'branches: ["{dash}{word}", "{dash} {word}"]') == (forbidden, [])


def test_a_former_name_may_be_written_on_any_day() -> None:
    """An editor who writes it knows whom it means."""
    assert choices("partners: [北山书院]") == (Choices(forced_partners=("library",)), [])


def test_a_pact_may_be_the_company_s_own() -> None:
    """Its day and kind as they are written; without a kind it is 共建."""
    found, faults = choices(
        "pacts:",
        "  - {branch: 青禾公司, partner: 北山图书馆}",
        "  - {branch: 机关支部, partner: library, kind: 签约, date: 2023-05-10}",
    )
    assert not faults
    # Whoever writes a pact says that the article is about both; the company is no label.
    assert (found.forced_branches, found.forced_partners) == (("office",), ("library",))
    assert found.pacts == (
        WrittenPact("qinghe", "library", "共建", None),
        WrittenPact("office", "library", "签约", date(2023, 5, 10)),
    )


def test_what_is_forbidden_is_not_implied_by_a_pact() -> None:
    """The label goes, the pact stands as it is written."""
    found, _ = choices("partners: [-library]", "pacts: [{branch: office, partner: library}]")
    assert (found.forced_branches, found.forced_partners) == (("office",), ())
    assert len(found.pacts) == 1


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("partners: [北图书馆]", ("organisation-unknown", 4, 12)),
        ("partners: [东湖支行]", ("organisation-ambiguous", 4, 12)),
        ("partners: [北山图书馆, 机关党支部]", ("organisation-side", 4, 19)),
        ("branches: [青禾公司]", ("organisation-side", 4, 12)),
        ('branches: ["-无名支部"]', ("organisation-unknown", 4, 12)),
        ("pacts: [{branch: 机关支部, partner: 南溪}]", ("organisation-unknown", 4, 33)),
    ],
)
def test_what_is_not_clear_is_a_fault_at_its_word(line: str, fault: tuple[str, int, int]) -> None:
    """And the rest of the head still counts."""
    found, faults = choices(line)
    assert faults == [fault]
    assert not found.pacts
