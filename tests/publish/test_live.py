"""From `git push` to the reader: the published branch, cloned and served by nginx."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publish.paper import git
from tests.site.small import article, write_small_site

PROJECT = Path(__file__).resolve().parents[2]
EDITOR = ("-c", "user.name=编辑", "-c", "user.email=editor@paper.example")

NGINX = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  types {{ text/html html; text/css css; application/xml xml; application/json json; }}
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    charset utf-8;
    root {root};
    error_page 404 /404.html;
    location /.git {{ return 404; }}
  }}
}}
"""


class Desk:
    """An editor's clone, the bare repository that stands in for the host, and the reader's copy."""

    def __init__(self, folder: Path) -> None:
        """Start a newsletter below `folder`: a project, pushed to its host."""
        self.root, self.host, self.web = folder / "checkout", folder / "host.git", folder / "web"
        self.port = 0
        self.root.mkdir()
        for part in ("plugins", "theme"):
            shutil.copytree(
                PROJECT / part, self.root / part, ignore=shutil.ignore_patterns("__pycache__")
            )
        for file in ("tasks.py", "pelicanconf.py", "publishconf.py", ".gitignore"):
            shutil.copy2(PROJECT / file, self.root)
        write_small_site(self.root / "content")
        git(folder, "init", "-q", "--bare", "-b", "main", str(self.host))
        git(self.root, "init", "-q", "-b", "main")
        git(self.root, "remote", "add", "origin", str(self.host))
        self.push("第一期")

    def write(self, name: str, text: str) -> None:
        """Save an article."""
        (self.root / "content" / "articles" / "2023" / name).write_text(text, "utf-8")

    def push(self, message: str) -> None:
        """Commit and push, as an editor does."""
        git(self.root, "add", "-A")
        git(self.root, *EDITOR, "commit", "-q", "-m", message)
        git(self.root, "push", "-q", "-u", "origin", "main")

    def publish(self) -> subprocess.CompletedProcess[str]:
        """Run the task in the checkout."""
        address = f"http://127.0.0.1:{self.port}"
        return subprocess.run(
            [sys.executable, str(self.root / "tasks.py"), "publish"],
            cwd=self.root.parent,
            env={**os.environ, "LANG": "zh_CN.UTF-8", "LC_ALL": "", "JIANBAO_SITEURL": address},
            capture_output=True,
            text=True,
            check=False,
        )

    def get(self, path: str) -> tuple[int, str]:
        """Read a page as a reader does, from the newest state of the published branch."""
        git(self.web, "pull", "-q")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as page:
                return page.status, page.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give a newsletter whose first issue is live behind nginx."""
    folder = tmp_path_factory.mktemp("live")
    desk = Desk(folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        desk.port = probe.getsockname()[1]
    first = desk.publish()
    assert first.returncode == 0, first.stderr
    git(folder, "clone", "-q", "--branch", "gh-pages", str(desk.host), str(desk.web))
    config = folder / "nginx.conf"
    # Started by root, nginx would give its workers to a user who may not read our folder.
    user = "user root;" if os.geteuid() == 0 else ""
    text = NGINX.format(folder=folder, port=desk.port, root=desk.web, user=user)
    config.write_text(text, "utf-8")
    nginx = str(shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"))
    server = subprocess.Popen([nginx, "-c", str(config), "-p", str(folder)])
    for _ in range(200):
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", desk.port)) == 0:
                break
        time.sleep(0.05)
    yield desk
    server.terminate()
    server.wait(timeout=10)


def test_a_new_article_goes_live_and_stays_so(desk: Desk) -> None:
    """Write, push, publish: the reader sees it, also on the front page of its branch."""
    address = "/articles/2023/bridge/"
    assert desk.get(address)[0] == 404
    desk.write("bridge.md", article("新桥通车", "2023-04-02", "第一车间党支部清扫新桥。"))
    desk.push("新桥通车")
    done = desk.publish()
    assert done.returncode == 0, done.stderr
    status, page = desk.get(address)
    assert status == 200
    assert "第一车间党支部清扫新桥。" in page
    again = desk.publish()
    assert (again.returncode, again.stdout) == (0, "没有要发布的改动。\n")
    assert desk.get(address) == (200, page)


def test_what_is_not_public_is_nowhere_in_the_branch(desk: Desk) -> None:
    """Drafts, embargoed and withdrawn articles, and their pictures, never reach the host."""
    assert desk.get("/articles/2023/draft/")[0] == 404
    for secret in ("秘而不宣", "届时再说", "收回的话", "还没有写完的稿", "以后才见报的稿"):
        found = subprocess.run(
            ["git", "grep", "-l", secret, "gh-pages"],
            cwd=desk.host,
            capture_output=True,
            check=False,
        )
        assert found.returncode == 1, found.stdout  # 1: nothing was found
    assert "draft.png" not in git(desk.host, "ls-tree", "-r", "--name-only", "gh-pages")


def test_a_fault_in_one_article_leaves_the_live_site_alone(desk: Desk) -> None:
    """A pushed mistake is named with its line; what readers see does not change."""
    before = git(desk.host, "rev-parse", "gh-pages")
    desk.write("typo.md", "---\ntitel: 错\ndate: 2023-04-02\n---\n\n文。\n")
    desk.push("写错了")
    done = desk.publish()
    assert done.returncode == 1
    assert "articles/2023/typo.md:2:1" in done.stderr
    assert git(desk.host, "rev-parse", "gh-pages") == before
    assert desk.get("/articles/2023/report-0/")[0] == 200
    (desk.root / "content" / "articles" / "2023" / "typo.md").unlink()
    desk.push("改好了")
    assert desk.publish().returncode == 0


def test_readers_get_the_sites_own_page_for_what_is_not_there(desk: Desk) -> None:
    """The host answers with our 404.html."""
    status, page = desk.get("/none/")
    assert status == 404
    assert page == (desk.web / "404.html").read_text("utf-8")
