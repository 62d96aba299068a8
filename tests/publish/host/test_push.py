"""Pushing to an own server: live when it is right, refused with the reason when it is not."""

from __future__ import annotations

import fcntl
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.publish.host.server import ENVIRONMENT, Server
from tests.publish.paper import git
from tests.site.small import PNG


def tip(server: Server) -> str:
    """Return the commit that the repository is at."""
    return git(server.place.repository, "rev-parse", "main")


def test_a_push_is_live_when_it_returns(live: Server) -> None:
    """Write, push: the reader sees it, and the editor reads that it is so."""
    editor = live.editor()
    assert live.get("/articles/2023/bridge/").status == 404
    editor.write("bridge.md", "新桥通车", "第一车间党支部清扫新桥。")
    done = editor.push()
    assert done.returncode == 0, done.stderr
    assert f"remote: 已发布：{live.url}/" in done.stderr
    assert "第一车间党支部清扫新桥。" in live.get("/articles/2023/bridge/").text


def test_a_faulty_push_is_refused_with_file_line_and_cure(live: Server) -> None:
    """The editor reads what is wrong behind `remote:`; repository and site stay as they were."""
    editor = live.editor()
    before, release = tip(live), live.release()
    path = editor.root / "content" / "articles" / "2023" / "typo.md"
    path.write_text("---\ntitel: 错\ndate: 2023-04-02\n---\n\n文。\n", "utf-8")
    done = editor.push()
    assert done.returncode != 0
    said = [line for line in done.stderr.splitlines() if line.startswith("remote:")]
    place = next(n for n, line in enumerate(said) if "articles/2023/typo.md:2:1" in line)
    assert "title" in said[place] + said[place + 1]
    assert "网站保持原样" in done.stderr
    assert (tip(live), live.release()) == (before, release)
    path.unlink()
    assert editor.push().returncode == 0


def test_a_broken_link_is_refused_with_the_line_of_its_article(live: Server) -> None:
    """What only the finished site shows is told where the editor can mend it."""
    editor = live.editor()
    before = tip(live)
    path = editor.write("link.md", "链接", "第一段。\n\n请看[这里](/articles/2023/nowhere/)。")
    done = editor.push()
    line = path.read_text("utf-8").split("\n").index("请看[这里](/articles/2023/nowhere/)。") + 1
    assert done.returncode != 0
    assert f"articles/2023/link.md:{line}: 链接无效：/articles/2023/nowhere/" in done.stderr
    assert tip(live) == before
    path.unlink()
    assert editor.push().returncode == 0


def test_an_article_that_vanishes_is_refused_until_its_address_is_cared_for(live: Server) -> None:
    """Removed: refused; renamed with an alias: the old address leads on; withdrawn: a notice."""
    editor = live.editor()
    path = editor.write("fair.md", "集市", "集市开张。", slug="fair")
    assert editor.push().returncode == 0
    path.unlink()
    done = editor.push()
    assert done.returncode != 0
    assert "/articles/2023/fair/ 没有了" in done.stderr
    editor.write("fair.md", "集市", "集市开张。", slug="market")
    done = editor.push()
    assert done.returncode != 0
    assert "articles/2023/fair.md:" in done.stderr
    assert "aliases: [/articles/2023/fair/]" in done.stderr
    editor.write("fair.md", "集市", "集市开张。", slug="market", aliases="[/articles/2023/fair/]")
    done = editor.push()
    assert done.returncode == 0, done.stderr
    assert "/articles/2023/market/" in live.get("/articles/2023/fair/").text
    (editor.root / "content" / "removed.txt").write_text(
        "# 试发的\n/articles/2023/fair/\n/articles/2023/market/\n", "utf-8"
    )
    path.unlink()
    done = editor.push()
    assert done.returncode == 0, done.stderr
    assert live.get("/articles/2023/market/").status == 404


def test_nothing_unpublished_is_below_the_web_root(live: Server) -> None:
    """Drafts, embargoed and withdrawn articles and their pictures are in no release."""
    for file in live.place.releases.rglob("*"):
        assert "draft" not in file.name
        if file.is_file():
            text = file.read_bytes().decode("utf-8", "ignore")
            for secret in ("秘而不宣", "届时再说", "收回的话", "还没有写完的稿", "以后才见报的稿"):
                assert secret not in text, file


def test_a_push_to_another_branch_is_kept_and_not_shown(live: Server) -> None:
    """Drafts may be shared on a branch of their own."""
    editor = live.editor()
    git(editor.root, "checkout", "-q", "-b", "idea")
    editor.write("idea.md", "主意", "也许这样写。")
    editor.commit()
    done = subprocess.run(
        ["git", "push", "-q", "origin", "idea"], cwd=editor.root, env=ENVIRONMENT, check=False
    )
    assert done.returncode == 0
    assert live.get("/articles/2023/idea/").status == 404
    git(editor.root, "checkout", "-q", "main")


@pytest.mark.parametrize("words", [["--force", "origin", "HEAD~1:main"], ["origin", ":main"]])
def test_the_published_branch_can_neither_go_back_nor_go_away(
    live: Server, words: list[str]
) -> None:
    """What was public can be found again in the history."""
    editor = live.editor()
    before = tip(live)
    done = subprocess.run(
        ["git", "push", "-q", *words],
        cwd=editor.root,
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
    )
    assert done.returncode != 0
    assert tip(live) == before


def test_twenty_pushes_at_once_end_with_everything_live(server: Server) -> None:
    """They take turns; who is late pulls and pushes again; the last state is what readers see."""
    assert server.editor().first_issue().push().returncode == 0
    editors = [server.editor(f"editor{number}") for number in range(20)]

    def publish(number: int) -> int:
        editor = editors[number]
        editor.write(f"note-{number}.md", f"第{number}号简讯", f"简讯之{number}。")
        editor.commit()
        for attempt in range(40):
            if editor.send().returncode == 0:
                return attempt
            pull = ["git", "pull", "-q", "--rebase"]
            subprocess.run(pull, cwd=editor.root, env=ENVIRONMENT, check=False)
        raise AssertionError("never accepted")

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(publish, range(20)))
    for number in range(20):
        assert (server.place.current / f"articles/2023/note-{number}/index.html").is_file()
    assert server.release().endswith(tip(server)[:12])


def test_links_and_submodules_are_refused_by_name(server: Server, tmp_path: Path) -> None:
    """A link could show any file of the server."""
    editor = server.editor().first_issue()
    (tmp_path / "secret.png").write_bytes(PNG)
    (editor.root / "content" / "images" / "link.png").symlink_to(tmp_path / "secret.png")
    done = editor.push()
    assert done.returncode != 0
    assert "content/images/link.png:1: 是符号链接" in done.stderr


def test_a_push_without_content_is_refused(server: Server) -> None:
    """The message says where articles belong."""
    editor = server.editor()
    (editor.root / "read.me").write_text("什么\n", "utf-8")
    done = editor.push()
    assert done.returncode != 0
    assert "content/articles/" in done.stderr


def test_attributes_in_the_push_hide_no_article(server: Server) -> None:
    """`export-ignore` and its kin change nothing: what is pushed is what is built."""
    editor = server.editor().first_issue()
    attributes = "articles/** export-ignore\n"
    (editor.root / "content" / ".gitattributes").write_text(attributes, "utf-8")
    assert editor.push().returncode == 0
    assert (server.place.current / "articles/2023/report-0/index.html").is_file()


def test_what_an_earlier_push_left_is_never_built(server: Server) -> None:
    """Neither a file of a refused push nor one that a killed export left behind."""
    editor = server.editor().first_issue()
    assert editor.push().returncode == 0
    stray = server.place.content / "articles" / "2023" / "stray.md"
    stray.write_text("---\ntitle: 残稿\ndate: 2023-04-02\n---\n\n残。\n", "utf-8")
    editor.write("good.md", "好稿", "好。")
    assert editor.push().returncode == 0
    assert not (server.place.current / "articles/2023/stray/index.html").exists()


def test_a_damaged_index_is_made_anew(server: Server) -> None:
    """A crash at a bad moment hinders no later push."""
    editor = server.editor().first_issue()
    assert editor.push().returncode == 0
    (server.place.work / "index").write_bytes(b"DIRC broken")
    (server.place.work / "index.lock").touch()
    editor.write("good.md", "好稿", "好。")
    done = editor.push()
    assert done.returncode == 0, done.stderr
    assert (server.place.current / "articles/2023/good/index.html").is_file()


def test_whoever_waits_too_long_is_sent_away_with_a_word(server: Server) -> None:
    """Nobody waits for ever."""
    server.rule("wait", "1")
    editor = server.editor().first_issue()
    with server.place.lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = editor.push()
    assert done.returncode != 0
    assert "前面还有人在发布" in done.stderr
    assert "请过一会儿再推" in done.stderr
    assert editor.send().returncode == 0


def test_a_server_that_belongs_to_an_ordinary_user_works_the_same(
    server: Server,
) -> None:
    """Without root the build's sandbox is a user namespace."""
    editor = server.editor().first_issue()
    editor.commit()
    ordinary = ["bwrap", "--unshare-user", "--uid", "1000", "--gid", "1000", "--dev-bind", "/", "/"]
    show = ["sh", "-c", "id -u; exec git push -q origin main"]
    done = subprocess.run(
        [*ordinary, *show],
        cwd=editor.root,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "1000\n"
    assert (server.place.current / "articles/2023/report-0/index.html").is_file()
