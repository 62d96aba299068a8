"""Forms: every key is read, everything wrong is told with the way to it, and records fit."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pytest

from plugins.core import issue_schema, register_schema, schema
from plugins.core.faults import Fault
from plugins.core.forms import Form, Misfit, Problem, many, optional
from plugins.core.nodes import Node
from plugins.core.schema import day, names, text
from plugins.core.validation import salvage, validate
from plugins.core.yaml_nodes import parse

FORMS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": form
    for module in (schema, register_schema, issue_schema)
    for name, form in vars(module).items()
    if isinstance(form, Form)
}


class Visit(NamedTuple):
    """A record to try forms with."""

    who: str
    since: date | None = None
    with_: tuple[str, ...] = ()


VISIT = Form(
    Visit,
    needs={"who": text},
    takes={"from": optional(day), "with": names},
    fields={"from": "since", "with": "with_"},
)


def problems(value: object) -> list[Problem]:
    """Return what is wrong with a list of visits."""
    with pytest.raises(Misfit) as caught:
        many(VISIT)(value)
    return list(caught.value.problems)


def node_of(source: str) -> Node:
    """Return a YAML text as nodes."""
    node, faults = parse(source, "a.yaml")
    assert node is not None
    assert faults == []
    return node


def faults_of(source: str, form: Form[Any]) -> list[Fault]:
    """Return what is wrong with a YAML text."""
    record, faults = validate(node_of(source), form, "a.yaml")
    assert record is None
    return faults


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_that_is_filled_in_always_makes_a_record(form: Form[Any]) -> None:
    """Each key has a field, and what has no default must be there."""
    fields = {key: form.fields.get(key, key) for key in form.keys}
    record: Any = form.record
    assert set(fields.values()) <= set(record._fields)
    needed = {fields[key] for key in form.needs}
    assert needed >= set(record._fields) - set(record._field_defaults)


def test_a_form_makes_a_record_and_leaves_what_is_absent_to_its_defaults() -> None:
    """Keys go to the fields that are named for them; nothing is None or an empty list."""
    assert VISIT({"who": " 一  人 ", "from": "2023-05-18"}) == Visit("一 人", date(2023, 5, 18))
    assert VISIT({"who": "甲", "from": None, "with": None}) == Visit("甲")


def test_all_problems_are_told_in_the_order_of_the_form() -> None:
    """Wrong and missing values by their keys, then the keys that it does not know."""
    assert problems([
        {"wiht": "x", "with": ["甲", None, ["乙"]], "from": "2023年5月8日"},
        {"who": "乙"},
        "丙",
        {"who": "丁", "since": "2023-05-18"},
    ]) == [
        Problem((0, "who"), "key-missing", {"key": "who"}),
        Problem((0, "from"), "date-form", {"value": "2023年5月8日", "near": "2023-05-08"}),
        Problem((0, "with", 1), "value-empty", {}),
        Problem((0, "with", 2), "text-wanted", {}),
        Problem((0, "wiht"), "key-unknown", {"key": "wiht", "near": "with"}),
        Problem((2,), "mapping-wanted", {}),
        Problem((3, "since"), "key-unknown", {"key": "since", "near": "who、from、with"}),
    ]  # fmt: skip


def test_a_fault_stands_where_the_value_stands_and_names_its_key() -> None:
    """An unknown key at the key, a missing one where its mapping begins, a name at itself."""
    source = (
        "title: 甲\ndate: 2023-05-18\nbyline: {记者: [乙], reporter: [丙, ~]}\n"
        "pacts:\n  - {branch: 丁}\nkicker:\n"
    )
    found = faults_of(source, schema.ARTICLE)
    assert [(f.line, f.column, f.rule, dict(f.values)) for f in found] == [
        (3, 33, "value-empty", {"key": "reporter"}),
        (3, 10, "key-unknown", {"key": "记者", "near": "reporter"}),
        (5, 5, "key-missing", {"key": "partner"}),
    ]


def test_a_status_that_is_no_word_is_told_as_any_other_text() -> None:
    """An empty one is empty, a list no text; only a word is held against those that we know."""
    head = "title: 甲\ndate: 2023-05-18\nstatus: "
    told = [faults_of(head + status, schema.ARTICLE) for status in ("", "[draft]", "Drafts")]
    assert [(f.rule, dict(f.values)) for (f,) in told] == [
        ("value-empty", {"key": "status"}),
        ("text-wanted", {"key": "status"}),
        ("value-unknown", {"key": "status", "value": "Drafts", "near": "draft"}),
    ]


def test_a_value_that_must_be_there_is_not_to_be_taken_out() -> None:
    """The advice for an empty title, and for an empty name in a pact, is only to fill it in."""
    source = "title:\ndate: 2023-05-18\nkicker:\npacts:\n  - {branch: '', partner: 乙}\n"
    found = faults_of(source, schema.ARTICLE)
    assert [(f.rule, dict(f.values)) for f in found] == [
        ("value-required", {"key": "title"}),
        ("value-required", {"key": "branch"}),
    ]
    assert faults_of("title: 甲\ndate: 2023-05-18\nstatus:\n", schema.ARTICLE)[0].rule == (
        "value-empty"
    )


def test_what_is_no_mapping_is_told_at_its_beginning() -> None:
    """A page whose front matter is a list has one fault."""
    (fault,) = faults_of("- title: 甲\n", schema.PAGE)
    assert (fault.line, fault.column, fault.rule) == (1, 1, "mapping-wanted")


def test_a_box_is_wrong_as_a_whole() -> None:
    """Whichever of its numbers is wrong, the place is the box's own."""
    head = "id: a\ndate: 2023-05-18\nareas:\n"
    areas = [
        "  - {sheet: 1, article: one, box: [5, 10, 60, 十]}\n",
        "  - {sheet: 1, article: one, box: [60, 10, 5, 45]}\n",
        "  - {sheet: 1, article: one, box: 整版}\n",
    ]
    found = faults_of(head + "".join(areas), issue_schema.ISSUE)
    assert [(f.line, f.column, f.rule, f.values["key"]) for f in found] == [
        (4, 35, "number-wanted", "box"),
        (5, 35, "box-form", "box"),
        (6, 35, "list-wanted", "box"),
    ]


def test_only_the_company_has_units_of_its_own() -> None:
    """A branch's are an unknown key, though both make the same record."""
    source = (
        "company: {id: a, name: 甲, own_units: [乙]}\n"
        "branches: [{id: b, name: 丙, own_units: []}]\n"
    )
    (fault,) = faults_of(source, register_schema.REGISTER)
    assert (fault.line, fault.column, fault.rule) == (2, 29, "key-unknown")


def test_salvage_takes_out_what_is_wrong_and_keeps_the_rest() -> None:
    """A blank alias goes alone; an entry without its id goes whole."""
    source = "branches:\n  - {id: a, name: 甲, aliases: [乙, ' ']}\n  - {name: 丙}\nfoo: 丁\n"
    saved = salvage(node_of(source), register_schema.REGISTER)
    assert saved is not None
    node, matter = saved
    assert node.plain() == {"branches": [{"id": "a", "name": "甲", "aliases": ["乙"]}]}
    assert [entry.id for entry in matter.branches] == ["a"]


def test_salvage_fills_in_what_is_needed_or_gives_up() -> None:
    """Where a title is missing, only a filler for it makes a record."""
    assert salvage(node_of("slug: a\n"), schema.PAGE) is None
    saved = salvage(node_of("slug: Ä\ntitle:\n"), schema.PAGE, {"title": "…"})
    assert saved is not None
    assert saved[1] == schema.PageMatter("…")
