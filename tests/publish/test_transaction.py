"""One publication is one transaction: beside what is live, never behind it, undone at will."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest

from plugins.publish.kept import superseded
from plugins.publish.message import Message, read_message
from tests.publish.paper import SITE, Paper, git, page

LINK = '<link rel="stylesheet" href="/news/theme/main.{}.css">'
OLD_LOOK = {**SITE, "404.html": page(LINK.format("aa")), "theme/main.aa.css": "a{}"}
NEW_LOOK = {**SITE, "404.html": page(LINK.format("bb")), "theme/main.bb.css": "b{}"}


def site(number: int) -> dict[str, str]:
    """Return a site that tells its number."""
    return {**SITE, "404.html": page(f"第{number}次")}


def history(paper: Paper) -> list[str]:
    """Return the first lines of the branch's messages, newest first."""
    return git(paper.host, "log", "--format=%s", "gh-pages").splitlines()


def test_a_dead_address_stops_the_publication_until_there_is_a_word_for_it(
    paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was live answers for ever, or goes by an explicit line in content/removed.txt."""
    paper.publish({**SITE, "articles/2024/b/index.html": page("乙")})
    refs = paper.refs()
    assert paper.publish() == 1
    assert "/articles/2024/b/ 没有了" in capsys.readouterr().err
    assert paper.refs() == refs
    paper.allow("/articles/2024/b/")
    assert paper.publish() == 0
    assert paper.published() == {**SITE, ".nojekyll": ""}


def test_assets_of_the_last_release_stay_beside_the_new_ones(paper: Paper) -> None:
    """Whoever fetched a page a moment ago gets its stylesheet; the same release adds nothing."""
    paper.publish(OLD_LOOK)
    assert paper.publish(NEW_LOOK) == 0
    assert paper.published() == {**NEW_LOOK, "theme/main.aa.css": "a{}", ".nojekyll": ""}
    refs = paper.refs()
    assert paper.publish(NEW_LOOK) == 0
    assert paper.refs() == refs


def test_kept_assets_go_after_a_month() -> None:
    """A day for each is written down in the commit, and looked at in the next."""
    start = dt.date(2024, 1, 1)
    before = ["theme/old.css", "index.html"]
    kept, over = superseded(before, ["index.html"], {}, start)
    assert (kept, over) == ({"theme/old.css": "2024-01-01"}, set())
    month = start + dt.timedelta(days=30)
    assert superseded(before, ["index.html"], kept, month) == (kept, set())
    later = month + dt.timedelta(days=1)
    assert superseded(before, ["index.html"], kept, later) == ({}, {"theme/old.css"})


def test_a_page_of_a_list_that_shrank_leads_to_the_list(paper: Paper) -> None:
    """A withdrawal may shorten a list; nobody can write an alias for a page of it."""
    long = {**SITE, "branches/x/index.html": page("表"), "branches/x/page/1/index.html": page("旧")}
    short = {**SITE, "branches/x/index.html": page("表")}
    paper.publish(long)
    assert paper.publish(short) == 0
    assert 'url=../../"' in paper.published()["branches/x/page/1/index.html"]
    refs = paper.refs()
    assert paper.publish(short) == 0
    assert paper.refs() == refs


def test_older_sources_do_not_overwrite_newer_ones(
    paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    """A checkout that was not pulled is told to pull; --again overrides."""
    first = git(paper.root, "rev-parse", "HEAD")
    paper.edit()
    paper.publish(site(2))
    git(paper.root, "reset", "-q", "--hard", first)
    refs = paper.refs()
    assert paper.publish(site(1)) == 1
    assert "git pull" in capsys.readouterr().err
    assert paper.refs() == refs
    assert paper.publish(site(1), again=True) == 0


def test_a_rollback_puts_the_last_release_back(
    paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a new commit: nothing of the history is lost, and the message says what it is."""
    for number in (1, 2, 3):
        paper.edit(f"{number}\n")
        assert paper.publish(site(number)) == 0
    assert paper.rollback() == 0
    assert paper.published() == {**site(2), ".nojekyll": ""}
    assert len(history(paper)) == 4
    assert history(paper)[0].startswith("退回到：")
    assert "已退回到" in capsys.readouterr().out


def test_a_second_rollback_goes_further_back(paper: Paper) -> None:
    """Not to and fro between two; `N` steps at once are the same as N times one."""
    for number in (1, 2, 3, 4):
        paper.edit(f"{number}\n")
        paper.publish(site(number))
    assert paper.rollback() == 0
    assert paper.rollback() == 0
    assert paper.published() == {**site(2), ".nojekyll": ""}
    assert paper.rollback(1) == 0
    assert paper.published() == {**site(1), ".nojekyll": ""}
    assert paper.rollback() == 1


def test_what_was_rolled_back_is_not_published_again_by_itself(
    paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither by the morning's run; a new commit is, and --again is the explicit word."""
    for number in (1, 2):
        paper.edit(f"{number}\n")
        paper.publish(site(number))
    paper.rollback()
    refs = paper.refs()
    assert paper.publish(site(2)) == 0
    assert paper.refs() == refs
    assert "--again" in capsys.readouterr().err
    paper.edit("3\n")
    assert paper.publish(site(3)) == 0
    assert paper.published() == {**site(3), ".nojekyll": ""}
    paper.rollback()
    assert paper.publish(site(3), again=True) == 0


def test_there_is_nothing_before_the_first_release(
    paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    """Told with the number of earlier releases; nothing changes."""
    assert paper.rollback() == 1
    paper.publish()
    refs = paper.refs()
    assert paper.rollback(5) == 1
    assert "只有 0 次" in capsys.readouterr().err
    assert paper.refs() == refs


def test_a_short_history_still_goes_back_as_far_as_it_is_long(paper: Paper) -> None:
    """--history 3: cut at twice that, trees and messages the same, and rollback works."""
    for number in range(1, 7):
        paper.edit(f"{number}\n")
        assert paper.publish(site(number), history=3) == 0
    assert len(history(paper)) == 6
    whole = history(paper)
    paper.edit("7\n")
    assert paper.publish(site(7), history=3) == 0
    short = history(paper)
    assert len(short) == 3
    assert short[1:] == whole[:2]
    assert paper.rollback(2) == 0
    assert paper.published() == {**site(5), ".nojekyll": ""}
    # A clone that knew the long history is not in the way of the next publication.
    shutil.rmtree(paper.root / ".cache")
    paper.edit("8\n")
    assert paper.publish(site(8), history=3) == 0


def test_pages_that_shrink_without_a_reason_are_refused(
    paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build that lost the text of every article does not go live by accident."""
    long = {**SITE, "articles/2024/a/index.html": page("甲" * 5000)}
    paper.publish(long)
    refs = paper.refs()
    assert paper.publish() == 1
    assert "--any-size" in capsys.readouterr().err
    assert paper.refs() == refs
    assert paper.publish(any_size=True) == 0


def test_a_message_is_read_as_it_was_written() -> None:
    """All it says of itself, also from a branch whose commits someone else made."""
    message = Message("发布 abc 题", "1" * 40, "2" * 40, "3" * 40, {"theme/a b.css": "2024-01-01"})
    assert read_message(message.text()) == message
    assert read_message("Initial commit\n") == Message("Initial commit")


def test_locks_that_a_killed_publication_left_are_in_nobodys_way(paper: Paper) -> None:
    """Whichever step of Git's it was killed in."""
    assert paper.publish() == 0
    store = paper.root / ".cache" / "publish" / "git"
    for name in ("shallow.lock", "config.lock", "refs/heads/gh-pages.lock", "packed-refs.lock"):
        (store / name).parent.mkdir(parents=True, exist_ok=True)
        (store / name).touch()
    paper.edit()
    assert paper.publish(site(2)) == 0
    assert paper.published() == {**site(2), ".nojekyll": ""}
