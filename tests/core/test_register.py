"""The register: which names count on which day, and what must hold among its entries."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.core.register import Name
from plugins.core.register_file import read_register


def faults(text: str) -> list[tuple[str, int, str]]:
    """Return rule, line and level of each fault of a register."""
    return [
        (f.rule, f.line, f.level) for f in read_register({"register/all.yaml": text.encode()})[1]
    ]


def day(number: int) -> date:
    """Return a day of one month."""
    return date(2020, 1, number)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ((None, None), (None, None), True),
        ((None, 9), (10, None), False),
        ((None, 10), (10, None), True),
        ((1, 5), (6, 9), False),
        ((1, 9), (4, 5), True),
        ((6, None), (None, 5), False),
    ],
)
def test_two_names_overlap_where_a_day_belongs_to_both(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None], *, together: bool
) -> None:
    """Both ends of a span belong to it; an open end has no limit."""
    names = [
        Name("北图", "alias", *(day(end) if end else None for end in ends)) for ends in (one, other)
    ]
    assert names[0].overlaps(names[1]) is together
    assert names[1].overlaps(names[0]) is together


def test_the_same_name_twice_without_dates_is_only_pointed_out() -> None:
    """It does no harm, so it does not stop a build."""
    text = "partners:\n  - id: one\n    name: 北山图书馆\n    aliases: [北图, 北山图书馆]\n"
    assert faults(text) == [("dates-overlap", 4, "warning")]


def test_a_name_may_return_after_a_gap() -> None:
    """The same alias in two spans of days that do not meet is sound."""
    text = (
        "partners:\n  - id: one\n    name: 北山图书馆\n"
        "    aliases: [{name: 北图, to: 2015-12-31}, {name: 北图, from: 2019-01-01}]\n"
    )
    assert faults(text) == []


def test_full_width_letters_and_blanks_make_no_other_name() -> None:
    """Two spellings that readers cannot tell apart are one name."""
    text = "partners:\n  - {id: one, name: AB 学校}\n  - {id: two, name: ＡＢ学校}\n"
    assert faults(text) == [("name-duplicate", 3, "error")]


def test_an_alias_of_two_entries_is_for_the_article_to_decide() -> None:
    """Only a name proper is nobody else's."""
    text = (
        "partners:\n  - {id: one, name: 云州工行东湖支行, aliases: [东湖支行]}\n"
        "  - {id: two, name: 云州银行东湖支行, aliases: [东湖支行]}\n"
    )
    assert faults(text) == []


def test_a_longer_cycle_is_found_and_a_tail_into_it_is_not_blamed() -> None:
    """Each entry of the circle is named; one that merely leads into it is not."""
    text = "partners:\n" + "".join(
        f"  - {{id: {one}, name: {one}单位, parent: {other}}}\n"
        for one, other in (("a", "b"), ("b", "c"), ("c", "b"))
    )
    assert faults(text) == [("entry-cycle", 3, "error"), ("entry-cycle", 4, "error")]
