"""A server looks after itself: embargoes, retention, full disks, and saying what is wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.publish.host.conftest import new_server
from tests.publish.host.server import Server
from tests.publish.paper import git

# Where it is set, a small disk is mounted there already: mounting needs root, or a namespace.
DISK = "JIANBAO_TEST_DISK"


@pytest.fixture
def pushed(server: Server) -> Server:
    """Give a server with a first issue."""
    done = server.editor().first_issue().push()
    assert done.returncode == 0, done.stderr
    return server


def shown(server: Server, name: str) -> bool:
    """Tell whether an article's page is live."""
    return (server.place.current / f"articles/2023/{name}/index.html").is_file()


def test_an_embargoed_article_is_published_by_the_timer_after_its_time(pushed: Server) -> None:
    """Not before, and without a push; the time is meant in the site's zone."""
    editor = pushed.editor()
    started = time.monotonic()
    editor.write("first.md", "先来的稿", "先看这篇。")
    assert editor.push().returncode == 0
    # Far enough that a machine as busy as this one pushes and publishes twice before it.
    moment = datetime.now(UTC) + timedelta(seconds=8 + 3 * (time.monotonic() - started))
    beijing = moment.astimezone(ZoneInfo("Asia/Shanghai"))
    editor.write("soon.md", "定时的稿", "到时再看。", embargo=f"{beijing:%Y-%m-%dT%H:%M:%S}")
    assert editor.push().returncode == 0
    release = pushed.release()
    assert pushed.host("--step", "publish").returncode == 0
    assert not shown(pushed, "soon")
    assert pushed.release() == release
    time.sleep(max(0.0, (moment - datetime.now(UTC)).total_seconds()) + 0.2)
    done = pushed.host("--step", "publish")
    assert done.returncode == 0, done.stderr
    assert shown(pushed, "soon")
    release = pushed.release()
    assert pushed.host("--step", "publish").returncode == 0
    assert pushed.release() == release


def test_old_releases_go_and_the_newest_stay(pushed: Server) -> None:
    """As many as the owner keeps; files that did not change take their space once."""
    pushed.rule("keep", "3")
    editor = pushed.editor()
    for number in range(5):
        editor.write(f"n{number}.md", f"第{number}条", "短讯。")
        assert editor.push().returncode == 0
    releases = sorted(p.name for p in pushed.place.releases.iterdir())
    assert len(releases) == 3
    assert releases[-1] == pushed.release()
    assert len(list(pushed.place.notes.iterdir())) == 3
    one, other = (pushed.place.releases / name / "404.html" for name in releases[-2:])
    assert one.stat().st_ino == other.stat().st_ino
    assert one.stat().st_ino != (pushed.place.site / "404.html").stat().st_ino


def test_what_a_killed_publication_left_is_cleared_away(pushed: Server) -> None:
    """Half a release is none, and does not stay."""
    (pushed.place.releases / ".part-20990101T000000.000Z-0123").mkdir()
    (pushed.place.releases / "20200101T000000.000Z-unnoted").mkdir()
    editor = pushed.editor()
    editor.write("next.md", "下一篇", "下一篇。")
    assert editor.push().returncode == 0
    assert len(list(pushed.place.releases.iterdir())) == 2


def test_a_push_whose_showing_was_lost_is_shown_by_the_timer(pushed: Server) -> None:
    """Killed between accepting and showing: within a minute it is live by itself."""
    editor = pushed.editor()
    hook = pushed.place.repository / "hooks" / "post-receive"
    text = hook.read_text("utf-8")
    hook.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    editor.write("lost.md", "差点丢了", "没有丢。")
    assert editor.push().returncode == 0
    assert not shown(pushed, "lost")
    hook.write_text(text, "utf-8")
    assert pushed.host("--step", "publish").returncode == 0
    assert shown(pushed, "lost")


def test_the_health_page_tells_of_a_failed_attempt(pushed: Server) -> None:
    """And of the next that succeeds."""
    editor = pushed.editor()
    shutil.rmtree(pushed.place.site)
    pushed.place.site.write_text("in the way", "utf-8")
    commit = editor.commit("再来")
    git(pushed.place.repository, "fetch", "-q", str(editor.root), "+main:refs/heads/main")
    assert git(pushed.place.repository, "rev-parse", "main") == commit
    assert pushed.host("--step", "publish").returncode == 1
    health = json.loads(pushed.place.health.read_text("utf-8"))
    assert (health["ok"], health["problem"]) == (False, "publish")
    pushed.place.site.unlink()
    done = pushed.host("--step", "publish")
    assert done.returncode == 0, done.stderr
    assert json.loads(pushed.place.health.read_text("utf-8"))["ok"] is True


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a file system of 12 MB."""
    if DISK in os.environ:
        yield Path(os.environ[DISK])
        return
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(disk)], check=True)
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.skipif(os.geteuid() != 0 and DISK not in os.environ, reason="run below")
def test_a_full_disk_costs_no_page(small_disk: Path) -> None:
    """Refused with a word; readers notice nothing; after making room the next push succeeds."""
    server = new_server(small_disk)
    editor = server.editor().first_issue()
    done = editor.push()
    assert done.returncode == 0, done.stderr
    before, release = sorted(p.name for p in server.place.current.rglob("*")), server.release()
    ballast = small_disk / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:  # what a buffer held would be written, and fail, when it is closed
            file.write(bytes(65536))
    editor.root = _moved(editor.root)
    editor.write("full.md", "满了", "盘满了。" * 500)
    done = editor.push()
    assert done.returncode != 0
    assert server.release() == release
    assert sorted(p.name for p in server.place.current.rglob("*")) == before
    assert server.host("--check").returncode == 1
    ballast.unlink()
    done = editor.push()
    assert done.returncode == 0, done.stderr
    assert shown(server, "full")


def _moved(root: Path) -> Path:
    """Move an editor's clone to another disk."""
    target = root.parent.parent / "editor-elsewhere"
    shutil.copytree(root, target, symlinks=True)
    return target


def test_releases_that_cannot_be_written_leave_the_live_one_alone(pushed: Server) -> None:
    """A read-only folder: refused with a word, and well again when it is writable."""
    before = pushed.release()
    editor = pushed.editor()
    editor.write("read-only.md", "只读", "写不进。")
    with read_only(pushed.place.releases):
        done = editor.push()
    assert done.returncode != 0
    assert "没有写的权限" in done.stderr
    assert pushed.release() == before
    assert editor.send().returncode == 0
    assert shown(pushed, "read-only")


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nobody write in a folder: for root, whom no mode stops, by a mount."""
    if os.geteuid() != 0:
        folder.chmod(0o555)
        yield
        folder.chmod(0o755)
        return
    subprocess.run(["mount", "--bind", str(folder), str(folder)], check=True)
    subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def passwords(server: Server) -> None:
    """Let somebody push over HTTP."""
    server.place.passwords.write_text("a:$2y$05$x\n", "utf-8")


def test_a_sound_server_has_no_complaint(pushed: Server) -> None:
    """--check ends with 0."""
    passwords(pushed)
    done = pushed.host("--check")
    assert (done.returncode, done.stdout) == (0, "服务器没有发现毛病。\n")


def _spoil_hook(server: Server) -> None:
    (server.place.repository / "hooks" / "pre-receive").chmod(0o644)


def _spoil_nginx(server: Server) -> None:
    server.place.nginx.write_text("server {}\n", "utf-8")


def _spoil_release(server: Server) -> None:
    (server.place.current / "index.html").unlink()


def _spoil_link(server: Server) -> None:
    server.place.current.unlink()


def _spoil_rules(server: Server) -> None:
    server.rule("branch", "3")


def _spoil_key(server: Server) -> None:
    with server.place.rules.open("a", encoding="utf-8") as file:
        file.write("brunch = 'main'\n")


def _spoil_user(server: Server) -> None:
    server.rule("user", '"nobody-at-all"')


def _spoil_folder(server: Server) -> None:
    shutil.rmtree(server.place.kept)


def _spoil_state(server: Server) -> None:
    editor = server.editor()
    editor.write("unseen.md", "没上线", "没上线。")
    editor.commit()
    git(server.place.repository, "fetch", "-q", str(editor.root), "+main:refs/heads/main")


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (_spoil_hook, "不能执行"),
        (_spoil_nginx, "nginx.conf"),
        (_spoil_release, "少了 1 个文件"),
        (_spoil_link, "没有上线"),
        (_spoil_rules, "branch"),
        (_spoil_key, "brunch"),
        (_spoil_user, "nobody-at-all"),
        (_spoil_folder, "kept"),
        (_spoil_state, "仓库里是"),
    ],
)
def test_what_is_wrong_is_named_with_its_cure(
    pushed: Server, spoil: Callable[[Server], None], word: str
) -> None:
    """--check ends with 1 and says what to do."""
    passwords(pushed)
    spoil(pushed)
    done = pushed.host("--check")
    assert done.returncode == 1
    complaint, cure = done.stdout.splitlines()[:2]
    assert word in complaint
    assert cure.startswith("    ")


def test_setting_up_again_mends_and_keeps_what_the_owner_wrote(pushed: Server) -> None:
    """A newer release of the project brings its own hooks; rules, settings, releases stay."""
    passwords(pushed)
    _spoil_hook(pushed)
    _spoil_nginx(pushed)
    _spoil_folder(pushed)
    pushed.rule("keep", "7")
    settings = pushed.place.settings.read_text("utf-8") + "SITENAME = '我们的报'\n"
    pushed.place.settings.write_text(settings, "utf-8")
    release = pushed.release()
    assert pushed.host().returncode == 0
    assert pushed.host("--check").returncode == 0
    assert "keep = 7" in pushed.place.rules.read_text("utf-8")
    assert pushed.place.settings.read_text("utf-8") == settings
    assert pushed.release() == release


def test_the_first_set_up_needs_an_address(tmp_path: Path) -> None:
    """Wrong use is told with the command that is right."""
    server = Server(tmp_path, 0)
    done = server.host()
    assert done.returncode == 2
    assert "--url" in done.stderr
    assert server.host("--url", "news.example.org").returncode == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root mounts a disk itself, above")
def test_a_disk_fills_up_for_ordinary_users_too(tmp_path: Path) -> None:
    """In a namespace of one's own one may mount; in another within one is nobody special again."""
    names = ["--unshare-user", "--uid", "1000", "--gid", "1000", "--dev-bind", "/", "/"]
    test = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider"]
    test += ["-k", "test_a_full_disk_costs_no_page", __file__]
    mount = 'mount -t tmpfs -o size=24m,mode=777 tmpfs "$0" && exec "$@"'
    done = subprocess.run(
        ["unshare", "-Urm", "sh", "-c", mount, str(tmp_path), "bwrap", *names, *test],
        env={**os.environ, DISK: str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout or done.stdout.startswith(".")
