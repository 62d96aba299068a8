"""Branches and partners each have their page, timeline and feed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from plugins.core.page import Page
from plugins.core.records import Article
from plugins.labels.pages import pages
from tests.makers import (
    REGISTER,
    SITE,
    archive,
    article,
    card,
    context,
    labels,
    organisation,
    ungrouped,
)


def by_path(*articles: Article, **more: Any) -> dict[str, Any]:
    """Return what the template of each page is given, by path."""
    made = ungrouped(pages(archive(*articles, **more), SITE))
    return {page.path: context(page, *articles) for page in made if isinstance(page, Page)}


def test_every_organisation_has_a_page_and_a_feed_even_without_reports() -> None:
    """A link from the register never leads nowhere."""
    found = by_path()
    for side, ids in (("branches", ("a", "b", "qinghe")), ("partners", ("x", "y"))):
        for id_ in ids:
            assert found[f"{side}/{id_}/index.html"]["timeline"] == ()
            assert f"feeds/{side}/{id_}.atom.xml" in found


def test_a_pact_stands_on_both_sides_pages() -> None:
    """Each with the other's name and the article that reports it."""
    signed = article(1, labels=labels("a", "x", pacts=(("a", "x"),)))
    found = by_path(signed)
    (of_branch,) = found["branches/a/index.html"]["relations"]
    (of_partner,) = found["partners/x/index.html"]["relations"]
    assert (of_branch.organisation.id, of_partner.organisation.id) == ("x", "a")
    assert of_branch.entries[0].article == card(signed)


def test_a_long_relation_shows_its_newest_reports_and_their_number() -> None:
    """A page does not grow for ever; the timeline holds them all."""
    some = [article(n, labels=labels("a", "x", pacts=(("a", "x"),))) for n in range(9)]
    (relation,) = by_path(*some)["branches/a/index.html"]["relations"]
    assert [entry.article for entry in relation.entries] == [card(one) for one in some[:-4:-1]]
    assert (relation.total, relation.since) == (9, some[0].date)


def test_an_organisation_and_its_successor_point_to_each_other() -> None:
    """Whoever took its place stands on the old one's page, and the other way round."""
    old = organisation("x", "partner", successor="y")
    register = replace(REGISTER, partners=(old, organisation("y", "partner")))
    found = by_path(register=register)
    dissolved, joint = (found[f"partners/{id_}/index.html"] for id_ in ("x", "y"))
    assert (dissolved["successor"].id, dissolved["predecessors"]) == ("y", ())
    assert (joint["successor"], joint["predecessors"]) == (None, (old,))


def test_the_company_s_own_pacts_stand_on_its_page() -> None:
    """Where no branch carries out a pact, the company is its own side."""
    found = by_path(article(1, labels=labels("x", pacts=(("qinghe", "x"),))))
    assert found["branches/qinghe/index.html"]["timeline"][0][0] == 2023


def test_a_page_says_since_when_and_how_often_an_organisation_was_reported() -> None:
    """On its newest page, where it may change."""
    some = [article(n, labels=labels("a")) for n in range(8)]
    found = by_path(*some)
    newest, old = (found[f"branches/a/{p}index.html"] for p in ("", "page/1/"))
    assert (newest["first"], newest["total"]) == (some[0].date, 8)
    assert (old["first"], old["total"]) == (None, 0)


def test_the_company_stands_apart_from_the_branches() -> None:
    """In their index, not among them."""
    found = by_path()
    branches, partners = (found[f"{s}/index.html"] for s in ("branches", "partners"))
    assert branches["company"].id == "qinghe"
    assert partners["company"] is None
    assert [o.id for _, some in branches["groups"] for o in some] == ["a", "b"]


def test_older_pages_of_a_timeline_do_not_change_with_new_reports() -> None:
    """Locality: the newest page takes what is new."""
    some = [article(n, labels=labels("a")) for n in range(8)]
    before, after = by_path(*some), by_path(*some, article(9, labels=labels("a")))
    old = before["branches/a/page/1/index.html"]
    new = after["branches/a/page/1/index.html"]
    assert old["timeline"] == new["timeline"]
    assert old["relations"] == new["relations"] == ()
