"""Publishing to a real bare repository: whole, without force, or not at all."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.publish.paper import SITE, Paper, git, page

if TYPE_CHECKING:
    from pathlib import Path

SECOND = {**SITE, "articles/2024/b/index.html": page("乙"), "404.html": page("没有")}


def hook(host: Path, name: str, script: str) -> None:
    """Give the host a hook."""
    file = host / "hooks" / name
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(0o755)


def test_the_whole_site_arrives_and_jekyll_is_off(
    paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was built, and .nojekyll, is the published branch; the figures are the result."""
    assert paper.publish() == 0
    assert paper.published() == {**SITE, ".nojekyll": ""}
    assert "新增 5 个文件" in capsys.readouterr().out


def test_the_checkout_stays_as_it_was(paper: Paper) -> None:
    """Publishing touches no branch, index or file of the checkout that Git knows of."""
    before = paper.own_state()
    assert paper.publish() == 0
    assert paper.own_state() == before


def test_a_second_publication_stands_on_the_first(paper: Paper) -> None:
    """History is kept: the live site can be taken back to any earlier state."""
    paper.publish()
    first = git(paper.host, "rev-parse", "gh-pages")
    assert paper.publish(SECOND) == 0
    assert git(paper.host, "rev-parse", "gh-pages^") == first
    assert paper.published() == {**SECOND, ".nojekyll": ""}


def test_what_is_no_longer_built_is_no_longer_published(paper: Paper) -> None:
    """A file that the site has lost is taken off the web."""
    paper.publish(SECOND)
    paper.allow("/articles/2024/b/")
    assert paper.publish() == 0
    assert "articles/2024/b/index.html" not in paper.published()


def test_a_leftover_of_an_earlier_build_never_goes_live(paper: Paper) -> None:
    """Only what this very build made is published, whatever lies in its folder."""
    paper.publish()
    secret = paper.root / ".cache" / "publish" / "site" / "draft" / "index.html"
    secret.parent.mkdir()
    secret.write_text(page("草稿"), "utf-8")
    assert paper.publish(SECOND) == 0
    assert paper.published() == {**SECOND, ".nojekyll": ""}


def test_nothing_to_publish_is_a_success_that_says_so(
    paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same site again makes no commit and ends with exit status 0."""
    paper.publish()
    refs = paper.refs()
    capsys.readouterr()
    assert paper.publish() == 0
    assert paper.refs() == refs
    assert capsys.readouterr().out == "没有要发布的改动。\n"


def test_a_rehearsal_lists_addresses_and_publishes_nothing(
    paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    """--dry-run names what would be added, changed and removed, as readers' addresses."""
    paper.publish(SECOND)
    paper.allow("/articles/2024/b/")
    refs = paper.refs()
    capsys.readouterr()
    changed = {name: text for name, text in SECOND.items() if "/b/" not in name}
    changed["404.html"] = page("换了")
    changed["articles/2024/c/index.html"] = page("丙")
    assert paper.publish(changed, dry_run=True) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["+ /articles/2024/c/", "~ /404.html", "- /articles/2024/b/"]
    assert paper.refs() == refs


def test_someone_who_was_faster_is_built_upon(paper: Paper, tmp_path: Path) -> None:
    """A rejected push is tried again on the newest state: no commit of another's is lost."""
    paper.publish()
    first = git(paper.host, "rev-parse", "gh-pages")
    # The faster one's commit appears at the very moment of our first push.
    rival = git(
        paper.host,
        "-c",
        "user.name=乙",
        "-c",
        "user.email=b@paper.example",
        "commit-tree",
        "-p",
        first,
        "-m",
        "抢先",
        f"{first}^{{tree}}",
    )  # fmt: skip -- one command
    hook(
        paper.host,
        "pre-receive",
        f'[ -e "{tmp_path}/raced" ] && exit 0; touch "{tmp_path}/raced"; '
        f"unset GIT_QUARANTINE_PATH; git update-ref refs/heads/gh-pages {rival}",
    )
    assert paper.publish(SECOND) == 0
    assert git(paper.host, "rev-parse", "gh-pages^") == rival
    assert paper.published() == {**SECOND, ".nojekyll": ""}


def test_two_publications_of_one_checkout_take_turns(paper: Paper) -> None:
    """Neither sees the other's half-built site: the branch ends as one of the two, whole."""
    sites = [{**SITE, "articles/2024/a/index.html": page(n)} for n in ("x", "y")]
    with ThreadPoolExecutor() as pool:
        assert list(pool.map(paper.publish, sites)) == [0, 0]
    assert paper.published() in [{**site, ".nojekyll": ""} for site in sites]
    assert git(paper.host, "rev-list", "--count", "gh-pages") == "2"


@pytest.mark.parametrize("script", ["exit 1", "echo 不收; exit 1"])
def test_a_host_that_refuses_is_left_as_it_was(
    paper: Paper, capsys: pytest.CaptureFixture[str], script: str
) -> None:
    """A refused push changes nothing anywhere, says so and ends with exit status 1."""
    paper.publish()
    refs, own = paper.refs(), paper.own_state()
    hook(paper.host, "pre-receive", script)
    assert paper.publish(SECOND) == 1
    assert (paper.refs(), paper.own_state()) == (refs, own)
    assert "线上保持原样" in capsys.readouterr().err


def test_after_a_refusal_the_next_publication_is_whole(paper: Paper) -> None:
    """What a failed attempt left behind does not count as published."""
    hook(paper.host, "pre-receive", "exit 1")
    assert paper.publish() == 1
    (paper.host / "hooks" / "pre-receive").unlink()
    assert paper.publish() == 0
    assert paper.published() == {**SITE, ".nojekyll": ""}


def test_a_host_that_is_gone_is_named(paper: Paper, capsys: pytest.CaptureFixture[str]) -> None:
    """No network or no repository: the person is told, exit status 1."""
    shutil.rmtree(paper.host)
    assert paper.publish() == 1
    assert "origin" in capsys.readouterr().err


def test_a_missing_remote_is_told_with_the_command_that_adds_it(
    paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message names the missing remote and what to run."""
    assert paper.publish(remote="mirror") == 1
    assert "git remote add mirror" in capsys.readouterr().err


def test_a_folder_that_is_no_repository_is_refused(
    tmp_path: Path, paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unpacked archive of the project cannot be published, and is told so."""
    shutil.rmtree(paper.root / ".git")
    assert Paper(paper.root, tmp_path).publish() == 1
    assert "不是 Git 仓库" in capsys.readouterr().err


def test_the_branch_of_the_sources_is_never_overwritten(paper: Paper) -> None:
    """Publishing on main would put pages in the place of the sources."""
    refs = paper.refs()
    assert paper.publish(branch="main") == 1
    assert paper.refs() == refs


def test_a_name_that_is_no_branch_is_wrong_use(paper: Paper) -> None:
    """A bad branch name ends with exit status 2 before anything is built."""
    assert paper.publish(branch="-x..y") == 2


def test_uncommitted_sources_are_refused_unless_asked_for(
    paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    """The site shows only what the repository can show again; --allow-dirty overrides."""
    (paper.root / "content" / "新稿.md").write_text("未提交\n", "utf-8")
    assert paper.publish() == 1
    assert "content/新稿.md" in capsys.readouterr().err
    assert paper.publish(allow_dirty=True) == 0


def test_files_beside_the_sources_hinder_no_one(paper: Paper) -> None:
    """A note in the checkout that is no source of the site does not stop publishing."""
    (paper.root / "便条.txt").write_text("买墨\n", "utf-8")
    assert paper.publish() == 0


def test_commits_that_are_not_pushed_are_mentioned(
    paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    """The site may be ahead of the repository, but not unnoticed."""
    editor = ("-c", "user.name=编辑", "-c", "user.email=editor@paper.example")
    git(paper.root, *editor, "commit", "-q", "--allow-empty", "-m", "第二期")
    assert paper.publish() == 0
    assert "1 个提交还没有推送" in capsys.readouterr().err


def test_a_link_that_leads_nowhere_stops_the_publication(
    paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page, its line and the address are named, and the host stays as it was."""
    refs = paper.refs()
    assert paper.publish({**SITE, "index.html": page('\n<a href="nowhere/">无</a>')}) == 1
    assert "index.html:2: 链接无效：nowhere/" in capsys.readouterr().err
    assert paper.refs() == refs


@pytest.mark.parametrize("name", ["index.html", "404.html", "sitemap.xml"])
def test_a_site_without_its_usual_files_is_not_published(
    paper: Paper, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """A build that lost a file every site has must not go live."""
    refs = paper.refs()
    assert paper.publish({key: text for key, text in SITE.items() if key != name}) == 1
    assert name in capsys.readouterr().err
    assert paper.refs() == refs


def test_names_in_chinese_and_with_blanks_arrive(paper: Paper) -> None:
    """A picture may be named in Chinese."""
    site = {**SITE, "images/党旗 1.svg": "<svg/>"}
    assert paper.publish(site) == 0
    assert paper.published() == {**site, ".nojekyll": ""}


def test_the_domain_of_the_site_is_published_with_it(paper: Paper) -> None:
    """A file CNAME in the checkout tells the host the site's own domain."""
    (paper.root / "CNAME").write_text("paper.example\n", "utf-8")
    assert paper.publish() == 0
    assert paper.published()["CNAME"] == "paper.example"


def test_a_remote_may_be_named_from_the_checkout(paper: Paper) -> None:
    """A relative address of a remote is meant from the checkout, as Git means it."""
    git(paper.root, "remote", "set-url", "origin", f"../{paper.host.name}")
    assert paper.publish() == 0
    assert paper.published() == {**SITE, ".nojekyll": ""}


def test_publishing_works_inside_a_hook(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    """GIT_DIR and its kin, which Git sets for hooks, lead publishing to no other repository."""
    monkeypatch.setenv("GIT_DIR", str(paper.host))
    monkeypatch.setenv("GIT_INDEX_FILE", str(paper.host / "index"))
    assert paper.publish() == 0
    monkeypatch.delenv("GIT_DIR")
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert paper.published() == {**SITE, ".nojekyll": ""}


def test_a_commit_names_the_sources_it_was_made_from(paper: Paper) -> None:
    """From the live site one finds the state of the sources."""
    paper.publish()
    subject = git(paper.host, "log", "-1", "--format=%s", "gh-pages")
    assert subject == f"发布 {git(paper.root, 'log', '-1', '--format=%h %s')}"


def test_publishing_never_locks_the_checkout_s_index(paper: Paper) -> None:
    """Killed with the lock in its hands, it would keep the editor from the next commit."""
    source = paper.root / "content" / "a.md"
    os.utime(source, (1, 1))  # Git would note that it is the same, and so write the index
    index = paper.root / ".git" / "index"
    before = index.stat()
    assert paper.publish() == 0
    after = index.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
