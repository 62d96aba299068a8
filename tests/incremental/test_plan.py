"""Keys tell all that an output shows, and each can say what changed; an edit changes few."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Mapping
from pathlib import Path

import pytest

from plugins.core.offers import load_makers
from plugins.core.page import Bundle, File, Group, Page
from plugins.incremental.fingerprint import RACY_NS, changed, template_digests
from plugins.incremental.plan import Grouped, Keys, Plan, plan_of, planned, why
from tests.incremental.sites import ChangingSite
from tests.makers import REGISTER, archive, article, card
from tests.site.small import article as source
from tests.site.small import tree

SITE, OTHER = b"s" * 8, b"o" * 8
TEMPLATES = {"a.html": b"a" * 8, "b.html": b"b" * 8}


def shown(first: object, *rest: object) -> dict[str, object]:
    """Return a context."""
    return {"first": first, "rest": rest}


def key(*inputs: object, site: bytes = SITE, template: str = "a.html") -> bytes:
    """Return the key of a page with these inputs."""
    return Keys(site, TEMPLATES).key_of(Page("x.html", template, shown, inputs))


def test_a_key_changes_with_each_thing_that_a_page_shows() -> None:
    """And with nothing else."""
    one, other = card(article(1)), card(article(2))
    some = [
        key(one), key(other), key(None), key(()), key((one, other)), key((other, one)), key("a"),
        key(1), key(1.5), key("1"), key(REGISTER.branches[0]), key(REGISTER.branches), key(b"a"),
        key(one, None), key(one, site=OTHER), key(one, template="b.html"),
    ]  # fmt: skip
    assert len(set(some)) == len(some)
    assert key((one, other)) == key((card(article(1)), card(article(2))))


def test_why_names_what_changed() -> None:
    """Site, template, maker, or the parameter."""
    page = Page("x.html", "a.html", shown, (1, 2, 3))
    now = key(1, 2, 3)
    assert why(page, now, None) == ["new"]
    assert why(page, now, now) == []
    assert why(page, now, key(9, 2, 3)) == ["first"]
    assert why(page, now, key(1, 2, 9, site=OTHER)) == ["site", "rest"]
    assert why(page, now, key(1, 2, 3, template="b.html")) == ["template"]


def test_pages_are_functions_of_their_inputs_alone(tmp_path: Path) -> None:
    """What a page shows and its key does not know could never be told apart."""
    site = ChangingSite(tmp_path)
    build = site.build()
    build.run()
    reader = build._look(build._head(), build._lookout(forked=False))  # noqa: SLF001 -- the plan is looked at, not carried out
    plan = build._plan(reader.updated(), reader, {}, {}, ())  # noqa: SLF001 -- the same
    for output, _ in (*plan.pages.values(), *plan.bundles.values()):
        assert isinstance(output, Page | File | Bundle)
        assert inspect.isfunction(output.make)
        assert output.make.__closure__ is None
        assert output.make.__qualname__ in vars(inspect.getmodule(output.make) or object)


def test_groups_are_functions_of_their_inputs_alone(tmp_path: Path) -> None:
    """For the same reason: what they yield depends on nothing else."""
    site = ChangingSite(tmp_path)
    build = site.build()
    made: list[Group] = []
    for make in load_makers(build._offers).pages:  # noqa: SLF001 -- they are called as a build does
        made += [one for one in make(archive(article(1)), build.site) if isinstance(one, Group)]
    assert {group.name.split("/")[0] for group in made} == {"articles", "organisations"}
    for group in made:
        assert inspect.isfunction(group.make)
        assert group.make.__closure__ is None
        assert group.make.__qualname__ in vars(inspect.getmodule(group.make) or object)


def one_page(first: object, *rest: object) -> list[Page]:
    """Return a page that shows all of it."""
    return [Page("x.html", "a.html", shown, (first, *rest))]


def plan(
    group: Group, known: Mapping[str, Grouped] | None = None, altered: Collection[str] = ()
) -> Plan:
    """Return the plan of a site with one group."""
    return plan_of([group], lambda _: [], Keys(SITE, TEMPLATES), known or {}, altered)


def test_a_group_with_the_same_inputs_is_left_as_it_is() -> None:
    """No page of it is looked at, and none is lost."""
    first = plan(Group("g", one_page, (card(article(1)),)))
    again = plan(Group("g", one_page, (card(article(1)),)), first.groups)
    assert (set(first.pages), first.same) == ({"x.html"}, set())
    assert (set(again.pages), again.same) == (set(), {"x.html"})
    assert again.groups == first.groups


def test_a_group_is_made_again_for_each_thing_that_may_show() -> None:
    """Its inputs, the text behind a card, the settings, a template, an output that was altered."""
    one = card(article(1))
    known = plan(Group("g", one_page, (one, (one,)))).groups
    assert plan(Group("g", one_page, (one, (card(article(2)),))), known).pages
    assert plan(Group("g", one_page, (one, (one._replace(both=b"other"),))), known).pages
    assert plan(Group("g", one_page, (one, (one,))), known, {"x.html"}).pages
    for keys in (Keys(OTHER, TEMPLATES), Keys(SITE, {**TEMPLATES, "b.html": b"c" * 8})):
        assert plan_of([Group("g", one_page, (one, (one,)))], lambda _: [], keys, known, ()).pages


def test_an_output_of_a_group_has_its_path_alone() -> None:
    """Whether the group is made again or not."""
    group, page = Group("g", one_page, (1,)), Page("x.html", "b.html", shown, (2,))
    for known in ({}, plan(group).groups):
        with pytest.raises(ValueError, match=r"x\.html"):
            plan_of([group, page], lambda _: [], Keys(SITE, TEMPLATES), known, ())
    with pytest.raises(ValueError, match="two groups"):
        plan_of([group, group], lambda _: [], Keys(SITE, TEMPLATES), {}, ())


def test_two_outputs_for_one_path_are_an_error() -> None:
    """Not a matter of luck."""
    pages = [Page("x.html", "a.html", shown, (1,)), Page("x.html", "b.html", shown, (2,))]
    with pytest.raises(ValueError, match=r"x\.html"):
        planned(pages, Keys(SITE, TEMPLATES))


def test_a_template_depends_on_all_that_it_includes(tmp_path: Path) -> None:
    """Through others too; by a name that is not written out, on every one."""
    files = {
        "base.html": "{% import 'parts.html' as parts %}",
        "page.html": '{% extends "base.html" %}',
        "any.html": "{% include name %}",
        "parts.html": "1",
        "alone.html": "1",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    before = template_digests(tmp_path)
    (tmp_path / "parts.html").write_text("2")
    after = template_digests(tmp_path)
    assert {name for name in files if before[name] != after[name]} == set(files) - {"alone.html"}


def test_a_file_changed_just_before_it_was_looked_at_is_looked_into_again() -> None:
    """A second change within the same tick of the clock shows in no stamp."""
    then = 10 * RACY_NS
    old, fresh = (5, then - 2 * RACY_NS, 0, 1), (5, then - 1, 0, 1)
    known = {"old": (old, b"x"), "fresh": (fresh, b"x")}
    assert changed({"old": old, "fresh": fresh}, known, then) == ["fresh"]
    assert changed({"old": (5, 0, 0, 2)}, known, then) == ["old"]


def test_a_new_article_changes_only_what_shows_it(tmp_path: Path) -> None:
    """Law 10, for an archive with more pages than that."""
    site = ChangingSite(tmp_path)
    for n in range(80):
        day = f"{2000 + n // 4}-0{n % 4 + 1}-01"
        site.write(f"issues/{day}.yaml", f"id: {day}\ndate: {day}\n")
        text = source(f"旧闻{n}", day, "正文。", issue=day, branches="[first]", partners="[北图]")
        site.write(f"articles/old/old-{n}.md", text)
    site.run()
    before = tree(site.output)
    site.write("articles/2023/new.md", source("新闻", "2023-04-01", "正文。", issue="2023-04-01"))
    site.run()
    after = tree(site.output)
    written = {name for name in after if after[name] != before.get(name)}
    assert "articles/2023/new/index.html" in written
    assert len(written) <= 25
    assert len(after) > 200
