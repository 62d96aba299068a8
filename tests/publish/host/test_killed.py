"""Publications killed at random moments under readers: no page missing, none of two releases.

`JIANBAO_SOAK` is how many are killed on each way of publishing. The theme changes now and then,
so that a page's stylesheet is a new file; the readers follow every page to it.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.publish.host.conftest import new_server
from tests.publish.host.server import ENVIRONMENT, PROJECT, Editor, free_port, wait_for
from tests.publish.paper import git

KILLS = int(os.environ.get("JIANBAO_SOAK", "5"))
READERS = 4
PAGES = ("/", "/articles/2023/report-0/", "/issues/2023-03-01/", "/articles/2023/marked/")
_CSS = re.compile(r'href="(/theme/main\.[0-9a-f]+\.css)"')
_MARK = re.compile(r"第(\d+)稿的([首中尾])")


@dataclass
class Readers:
    """Readers who fetch without pause, and what they noticed. `get` returns status and text."""

    get: Callable[[str], tuple[int, str]]
    fetched: int = 0
    wrong: list[str] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def read(self, seed: int) -> None:
        """Fetch pages and their stylesheets until told to stop."""
        random = Random(seed)  # noqa: S311 -- which page, no secret
        while not self.done.is_set():
            path = random.choice(PAGES)
            status, page = self.get(path)
            if status != 200 or not page.rstrip().endswith("</html>"):
                self.wrong.append(f"{path}: {status}, {len(page)}")
                continue
            versions = {match[1] for match in _MARK.finditer(page)}
            if len(versions) > 1:
                self.wrong.append(f"{path}: {versions}")
            css = _CSS.search(page)
            status = self.get(css[1])[0] if css else 0
            if status != 200:
                self.wrong.append(f"{path} → {css and css[1]}: {status}")
            self.fetched += 1

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Have them read within the block."""
        threads = [threading.Thread(target=self.read, args=(n,)) for n in range(READERS)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.done.set()
            for thread in threads:
                thread.join(timeout=30)


def project(root: Path) -> None:
    """Copy the project's own code into a checkout."""
    for part in ("plugins", "theme"):
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT / part, root / part, ignore=ignore, dirs_exist_ok=True)
    for file in ("tasks.py", "pelicanconf.py", "publishconf.py", ".gitignore"):
        shutil.copy2(PROJECT / file, root)


def change(editor: Editor, version: int) -> None:
    """Save an article that names its version thrice, and now and then another look."""
    body = "\n\n".join(f"第{version}稿的{part}" for part in "首中尾")
    editor.write("marked.md", f"第{version}稿的首", body, issue="2023-03-01")
    if version % 3 == 0:
        css = editor.root / "theme" / "static" / "css" / "tokens.css"
        css.write_text(css.read_text("utf-8") + f"\n/* {version} */\n", "utf-8")


def kill(words: list[str], root: Path, seconds: float, environment: dict[str, str]) -> None:
    """Start a command and kill it with all its children after some time."""
    process = subprocess.Popen(
        words,
        cwd=root,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def took(words: list[str], root: Path, environment: dict[str, str]) -> float:
    """Run a command to its end, and return its seconds."""
    began = time.monotonic()
    done = subprocess.run(words, cwd=root, env=environment, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return time.monotonic() - began


def test_pushes_that_are_killed_cost_no_page(tmp_path: Path) -> None:
    """On the own server; and the next push succeeds by itself."""
    server = new_server(tmp_path)
    server.rule("code", "true")
    editor = server.editor().first_issue()
    project(editor.root)
    change(editor, 0)
    first = editor.push()
    assert first.returncode == 0, first.stderr
    server.start()
    push = ["git", "push", "-q", "origin", "main"]
    change(editor, 1)
    editor.commit()
    whole = took(push, editor.root, ENVIRONMENT)
    random = Random(7)  # noqa: S311 -- moments, not secrets

    def get(path: str) -> tuple[int, str]:
        answer = server.get(path)
        return answer.status, answer.body.decode("utf-8", "replace")

    readers = Readers(get)
    try:
        with readers.reading():
            for version in range(2, KILLS + 2):
                change(editor, version)
                editor.commit()
                kill(push, editor.root, random.uniform(0, whole * 1.1), ENVIRONMENT)
                if version % 5 == 0:  # now and then somebody waits until it is whole
                    _succeeds(editor)
            change(editor, KILLS + 2)
            editor.commit()
            _succeeds(editor)
            assert f"第{KILLS + 2}稿的尾" in server.get("/articles/2023/marked/").text
    finally:
        server.stop()
    print(f"{KILLS} pushes killed, {readers.fetched} read, wrong: {len(readers.wrong)}")  # noqa: T201 -- of a long run
    assert readers.wrong == []
    assert readers.fetched > KILLS
    assert server.host("--step", "publish").returncode == 0


def _succeeds(editor: Editor) -> None:
    """Push until Git says yes: a lock of a killed one may stand in the way for some seconds."""
    for _ in range(10):
        done = editor.send()
        if done.returncode == 0:
            return
        time.sleep(1)
    raise AssertionError(done.stderr)


def paper_of(folder: Path) -> tuple[Path, Path, Editor]:
    """Return a new checkout, the bare repository that stands in for its host, and an editor."""
    root, host = folder / "checkout", folder / "host.git"
    root.mkdir()
    git(folder, "init", "-q", "--bare", "-b", "main", str(host))
    git(root, "init", "-q", "-b", "main")
    git(root, "remote", "add", "origin", str(host))
    project(root)
    return root, host, Editor(root).first_issue()


def hosted(root: Path, host: Path) -> subprocess.Popen[bytes]:
    """Reach the bare repository over a connection; return the process that serves it."""
    port = free_port()
    words = ["git", "daemon", "--export-all", "--enable=receive-pack", f"--port={port}"]
    words += ["--listen=127.0.0.1", f"--base-path={host.parent}"]
    daemon = subprocess.Popen(words, env=ENVIRONMENT, stderr=subprocess.DEVNULL)
    git(root, "remote", "set-url", "origin", f"git://127.0.0.1:{port}/{host.name}")
    wait_for(port)
    return daemon


def test_publications_that_are_killed_cost_no_page(tmp_path: Path) -> None:
    """On the published branch, read as a host of static pages reads it."""
    root, host, editor = paper_of(tmp_path)
    environment = {**ENVIRONMENT, "JIANBAO_SITEURL": "https://news.paper.org"}
    publish = [sys.executable, str(root / "tasks.py"), "publish"]
    # The host is another machine: what is killed here goes on there, or is undone.
    daemon = hosted(root, host)
    change(editor, 0)
    editor.commit()
    took(publish, root, environment)
    change(editor, 1)
    editor.commit()
    whole = took(publish, root, environment)
    random = Random(8)  # noqa: S311 -- as above

    def get(path: str) -> tuple[int, str]:
        name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
        show = ["git", "show", f"gh-pages:{name}"]
        done = subprocess.run(show, cwd=host, capture_output=True, text=True, check=False)
        return (200 if done.returncode == 0 else 404), done.stdout

    readers = Readers(get)
    try:
        with readers.reading():
            for version in range(2, KILLS + 2):
                change(editor, version)
                editor.commit()
                kill(publish, root, random.uniform(0, whole * 1.1), environment)
                if version % 5 == 0:  # now and then somebody waits until it is whole
                    took(publish, root, environment)
            change(editor, KILLS + 2)
            editor.commit()
            took(publish, root, environment)
            assert f"第{KILLS + 2}稿的尾" in get("/articles/2023/marked/")[1]
    finally:
        daemon.terminate()
        daemon.wait()
    print(f"{KILLS} publications killed, {readers.fetched} read, wrong: {len(readers.wrong)}")  # noqa: T201 -- of a long run
    assert readers.wrong == []


def test_a_remote_that_goes_away_costs_nothing(tmp_path: Path) -> None:
    """Gone in the middle of a publication: told, and the next one is whole."""
    root, host, editor = paper_of(tmp_path)
    gone = tmp_path / "gone.git"
    environment = {**ENVIRONMENT, "JIANBAO_SITEURL": "https://news.paper.org"}
    publish = [sys.executable, str(root / "tasks.py"), "publish"]
    editor.commit()
    whole = took(publish, root, environment)
    before = git(host, "rev-parse", "gh-pages")
    random = Random(9)  # noqa: S311 -- as above
    for version in range(max(2, KILLS // 10)):
        change(editor, version)
        editor.commit()
        process = subprocess.Popen(publish, cwd=root, env=environment, stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0, whole))
        host.rename(gone)
        status = process.wait()
        gone.rename(host)
        if git(host, "rev-parse", "gh-pages") == before:
            assert status == 1
        took(publish, root, environment)
        before = git(host, "rev-parse", "gh-pages")
