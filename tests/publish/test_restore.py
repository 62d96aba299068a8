"""The restore drill of docs/restore.md: from a clone alone, the whole live site again."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.publish.host.conftest import new_server
from tests.publish.host.server import ENVIRONMENT, PROJECT, Server
from tests.publish.paper import git
from tests.site.small import tree


def test_a_lost_server_is_rebuilt_byte_for_byte_from_a_clone(tmp_path: Path) -> None:
    """The machine is gone; an editor's clone and an installed release are enough."""
    old = tmp_path / "old"
    old.mkdir()
    server = new_server(old)
    editor = server.editor().first_issue()
    assert editor.push().returncode == 0
    editor.write("second.md", "第二次推送", "又一篇。")
    assert editor.push().returncode == 0
    editor.write("moved.md", "搬家", "搬了。", slug="moved", aliases="[/articles/2023/before/]")
    assert editor.push().returncode == 0
    live = tree(server.place.current)
    url = server.url
    shutil.rmtree(server.place.folder)

    new = tmp_path / "new machine"
    new.mkdir()
    again = Server(new, 0)
    assert again.host("--url", url).returncode == 0
    clone = new / "clone"
    git(new, "clone", "-q", str(editor.root), str(clone))
    push = ["git", "push", "-q", str(again.place.repository), "main"]
    done = subprocess.run(push, cwd=clone, env=ENVIRONMENT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert tree(again.place.current) == live


def test_a_lost_branch_is_rebuilt_byte_for_byte_from_a_clone(tmp_path: Path) -> None:
    """gh-pages was deleted: a fresh clone, elsewhere, in another zone and locale, publishes it."""
    root, host = tmp_path / "checkout", tmp_path / "host.git"
    root.mkdir()
    listed = git(PROJECT, "ls-files", "-z", "content", "theme", "plugins").split("\0")
    for name in [*filter(None, listed), "tasks.py", "pelicanconf.py", "publishconf.py"]:
        if (PROJECT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, root / name)
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(host))
    git(root, "init", "-q", "-b", "main")
    git(root, "remote", "add", "origin", str(host))
    (root / ".gitignore").write_text(".cache/\n__pycache__/\noutput/\n", "utf-8")
    git(root, "add", "-A")
    subprocess.run(["git", "commit", "-q", "-m", "全部"], cwd=root, env=ENVIRONMENT, check=True)
    git(root, "push", "-q", "-u", "origin", "main")
    _publish(root, {})
    before = git(host, "rev-parse", "gh-pages^{tree}")
    git(host, "update-ref", "-d", "refs/heads/gh-pages")
    shutil.rmtree(root)

    elsewhere = tmp_path / "另一台 机器" / "clone"
    elsewhere.parent.mkdir()
    git(tmp_path, "clone", "-q", str(host), str(elsewhere))
    _publish(elsewhere, {"TZ": "America/New_York", "PYTHONHASHSEED": "7"})
    assert git(host, "rev-parse", "gh-pages^{tree}") == before


def _publish(root: Path, more: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, str(root / "tasks.py"), "publish"],
        cwd=root,
        env={**ENVIRONMENT, "JIANBAO_SITEURL": "https://news.paper.org", **more},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
