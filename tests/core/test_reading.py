"""Every fault of every file in one run, and no fault that is only the echo of another."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from plugins.core.reading import Reading, read
from plugins.desk.pinyin import romanise
from tests.site.small import REGISTER, article

NOW = datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
ISSUE = "id: 2023-03-01\ndate: 2023-03-01\nsheets: [{number: 1, name: 要闻}]\n"


def reading(articles: dict[str, str], **more: str) -> Reading:
    """Read the small register, one issue and some articles."""
    files = dict(REGISTER) | {"issues/2023-03-01.yaml": ISSUE}
    files |= {f"articles/{name}.md": text for name, text in articles.items()}
    files |= {name.replace("__", "/") + ".yaml": text for name, text in more.items()}
    sources = {path: text.encode() for path, text in files.items()}
    return read(sources, existing=(), now=NOW, romanise=romanise)


def rules(found: Reading) -> list[str]:
    """Return the rules of all faults, in the order of their places."""
    return [fault.rule for fault in found.faults]


def test_a_wrong_value_hides_no_other_fault_of_the_file() -> None:
    """Unknown issue and partner are told beside a wrong key, a wrong list and a wrong day."""
    text = article(
        "一篇", "2023-02-30", "正文。", staus="draft", issue="2023-03-02",
        branches="第一车间党支部",
        partners="[北山图书馆, 北图书馆]",
    )  # fmt: skip
    assert rules(reading({"one": text})) == [
        "date-impossible",
        "key-unknown",
        "issue-unknown",
        "list-wanted",
        "organisation-unknown",
    ]


def test_an_address_is_taken_even_by_a_file_with_faults() -> None:
    """Two articles with one slug are told although one of them has another fault too."""
    one = article("甲", "2023-03-01", "正文。", slug="same", sheet="三")
    two = article("乙", "2023-03-01", "正文。", slug="same")
    found = reading({"one": one, "two": two})
    assert sorted(rules(found)) == ["number-wanted", "slug-duplicate"]


def test_a_file_with_faults_becomes_no_record() -> None:
    """What is read of it is held against the others, and never shown."""
    found = reading({"one": article("甲", "2023-03-01", "正文。", staus="draft")})
    assert found.manuscripts == ()


def test_a_register_that_cannot_be_read_blames_no_article() -> None:
    """One fault, in the register: its names are unknown only because of it."""
    text = article("甲", "2023-03-01", "正文。", branches="[第一车间党支部]", partners="[北图]")
    found = reading({"one": text}, register__partners="partners: [\n")
    assert [fault.path for fault in found.faults] == ["register/partners.yaml"]


def test_one_wrong_entry_of_the_register_leaves_the_others_known() -> None:
    """The entries beside a wrong one are still found by articles, and names are still checked."""
    text = article("甲", "2023-03-01", "正文。", partners="[北图, 南西学校]")
    wrong = (
        "partners:\n"
        "  - {id: library, name: 北山图书馆, aliases: [北图], knid: 文化}\n"
        "  - {id: School, name: 南溪学校}\n"
    )
    found = reading({"one": text}, register__partners=wrong)
    assert rules(found) == ["organisation-unknown", "key-unknown", "slug-form"]


def test_a_wrong_entry_blames_no_article_that_names_it() -> None:
    """Its id is wrong, its name is right: only the register has a fault."""
    text = article("甲", "2023-03-01", "正文。", partners="[南溪学校]")
    wrong = "partners:\n  - {id: library, name: 北山图书馆}\n  - {id: School, name: 南溪学校}\n"
    found = reading({"one": text}, register__partners=wrong)
    assert rules(found) == ["slug-form"]


def test_full_width_colons_are_told_in_every_kind_of_source() -> None:
    """Register and issues too, each with its place; what stands beside them is still read."""
    register = (
        "partners：\n  - id: library\n    name：北山图书馆\n    note: 一行\n      又一行：完\n"
    )
    found = reading({}, register__partners=register, **{"issues__2023-03-01": "id：2023-03-01\n"})
    assert [(fault.path, fault.line, fault.column, fault.rule) for fault in found.faults] == [
        ("issues/2023-03-01.yaml", 1, 1, "key-missing"),
        ("issues/2023-03-01.yaml", 1, 3, "key-full-width"),
        ("register/partners.yaml", 1, 9, "key-full-width"),
        ("register/partners.yaml", 3, 9, "key-full-width"),
    ]


def test_an_issue_that_cannot_be_read_is_not_unknown() -> None:
    """The fault stands in the issue's file alone."""
    text = article("甲", "2023-03-01", "正文。", issue="2023-03-01")
    found = reading({"one": text}, **{"issues__2023-03-01": "id: 2023-03-01\ndate: 三月一日\n"})
    assert [fault.path for fault in found.faults] == ["issues/2023-03-01.yaml"]


AREAS = """
areas:
  - {sheet: 1, article: one, box: []}
  - {sheet: 1, article: tow, box: [5, 10, 60, 45]}
"""


def test_an_area_that_opens_no_article_of_its_issue_is_told_with_its_place() -> None:
    """The nearest slug of the issue's articles is offered, those of other issues are not."""
    texts = {
        "one": article("甲", "2023-03-01", "正文。", issue="2023-03-01"),
        "two": article("乙", "2023-03-01", "正文。", issue="2023-03-01", staus="draft"),
        "tow2": article("丙", "2023-03-01", "正文。"),
    }
    issue = {"issues__2023-03-01": ISSUE + AREAS}
    (fault,) = [f for f in reading(texts, **issue).faults if f.rule == "area-article"]
    assert (fault.path, fault.line, fault.column) == ("issues/2023-03-01.yaml", 7, 25)
    assert dict(fault.values) == {"value": "tow", "near": "two"}
