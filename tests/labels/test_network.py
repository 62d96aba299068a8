"""Who with whom, drawn and as a table; years as bars."""

from __future__ import annotations

import random
from datetime import date
from itertools import pairwise
from typing import Any

from plugins.core.page import Page
from plugins.labels import network
from plugins.labels.activity import HEIGHT, WIDTH, bars, counted
from tests.makers import REGISTER, SITE, archive, article, context, labels, organisation


def shown(*articles: Any) -> Any:
    """Return what the template of the network is given."""
    (page,) = network.pages(archive(*articles), SITE)
    return context(page)


def test_every_pair_is_a_line_and_a_cell() -> None:
    """With the number of pacts; who has none stands in neither."""
    found = shown(
        article(1, labels=labels("a", "x", pacts=(("a", "x"),))),
        article(2, labels=labels("a", "b", "x", "y", pacts=(("a", "x"), ("b", "y")))),
        article(3, labels=labels("qinghe", "x", pacts=(("qinghe", "x"),))),
    )
    lines = {
        (node.organisation.id, line.partner.id): line.total
        for node, some in found["drawing"].branches
        for line in some
    }
    assert lines == {("a", "x"): 2, ("b", "y"): 1, ("qinghe", "x"): 1}
    table = found["matrix"]
    assert [one.id for one in table.branches] == ["qinghe", "a", "b"]
    assert [(one.id, numbers) for one, numbers in table.rows] == [
        ("x", (1, 2, 0)),
        ("y", (0, 0, 1)),
    ]


def test_an_archive_without_pacts_has_an_empty_network() -> None:
    """And still its page."""
    found = shown(article(1, labels=labels("a", "x")))
    assert (found["pairs"], found["drawing"].branches, found["matrix"].rows) == (0, (), ())


def test_forty_branches_and_two_hundred_partners_stand_apart() -> None:
    """No two names of a column overlap, every line ends at its partner, few lines cross."""
    chance = random.Random(1)  # noqa: S311 -- positions, not secrets
    branches = tuple(organisation(f"b{n}", "branch") for n in range(40))
    partners = tuple(organisation(f"p{n}", "partner") for n in range(200))
    chosen = {(f"b{(n * 7 + chance.randrange(2)) % 40}", f"p{n}") for n in range(200)}
    pairs = tuple(sorted((*pair, 1) for pair in chosen))
    bound = {branch for branch, _, _ in pairs}
    drawing = network.drawn(pairs, [b for b in branches if b.id in bound], partners)
    for column in ([node for node, _ in drawing.branches], list(drawing.partners)):
        assert all(two.y - one.y >= network.ROW - 0.1 for one, two in pairwise(column))
        assert all(0 < node.y < drawing.height for node in column)
    place = {node.organisation.id: node.y for node in drawing.partners}
    lines = [
        (line.start, line.end, line.partner.id) for _, some in drawing.branches for line in some
    ]
    assert all(place[partner] == end for _, end, partner in lines)
    crossed = sum((one[0] - other[0]) * (one[1] - other[1]) < 0 for one in lines for other in lines)
    assert crossed == 0  # each partner has one branch: there is a drawing without a crossing


def test_the_page_shows_pacts_alone() -> None:
    """Locality: an article without a pact leaves the network as it was."""
    signed = article(1, labels=labels("a", "x", pacts=(("a", "x"),)))

    def page(*some: Any) -> Page:
        (made,) = network.pages(archive(*some), SITE)
        return made

    assert page(signed).inputs == page(signed, article(2, labels=labels("a", "y"))).inputs
    assert [one.id for one in page(signed).inputs[1]] == ["a", "x"]
    assert REGISTER.get("y")


def test_years_without_reports_keep_their_place() -> None:
    """From the first report to the last."""
    found = counted(
        [(date(2020, 1, 1), False), (date(2023, 5, 1), True), (date(2023, 6, 1), False)]
    )
    assert found == ((2020, 1, 0), (2021, 0, 0), (2022, 0, 0), (2023, 2, 1))
    assert counted([]) == ()
    assert bars(()) == ()


def test_bars_share_the_field_and_the_newest_year_is_named() -> None:
    """The busiest year is as tall as the field; no bar leaves it or meets the next."""
    drawn = bars([(year, year % 5 + 1, 1) for year in range(2000, 2031)])
    assert max(bar.height for bar in drawn) == HEIGHT
    assert all(one.x + one.width <= two.x for one, two in pairwise(drawn))
    assert drawn[0].x >= 0
    assert drawn[-1].x + drawn[-1].width <= WIDTH
    assert drawn[-1].labelled
    assert sum(bar.labelled for bar in drawn) <= 6
