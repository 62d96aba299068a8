"""Real repositories to publish from and to."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.conftest import built
from tests.publish.paper import Paper, git
from tests.site.small import PNG, article, write_small_site

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paper:
    """Give a pushed checkout on a machine where no one has told Git a name or an address."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    host, root = tmp_path / "host of all.git", tmp_path / "the checkout"
    root.mkdir()
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(host))
    git(root, "init", "-q", "-b", "main")
    (root / "content").mkdir()
    (root / "content" / "a.md").write_text("甲\n", "utf-8")
    (root / "pelicanconf.py").write_text("SITENAME = '简报'\n", "utf-8")
    (root / ".gitignore").write_text(".cache/\n", "utf-8")
    git(root, "add", ".")
    editor = ("-c", "user.name=编辑", "-c", "user.email=editor@paper.example")
    git(root, *editor, "commit", "-q", "-m", "第一期")
    git(root, "remote", "add", "origin", str(host))
    git(root, "push", "-q", "-u", "origin", "main")
    return Paper(root, host)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a small site's content and its production build."""
    folder = tmp_path_factory.mktemp("preflight")
    content = write_small_site(folder / "content")
    (content / "articles" / "2023" / "draft.md").write_text(
        article(
            "还没有写完的稿",
            "2023-04-01",
            "前半句，秘而不宣的话都在这里。\n\n![草图](/images/draft.png)",
            status="draft",
            slug="draft",
        ),
        "utf-8",
    )
    (content / "images" / "draft.png").write_bytes(PNG + b"draft")
    built(content, folder / "site", production=True)
    return folder


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    """Give a copy of it, to spoil."""
    shutil.copytree(sound, tmp_path / "copy")
    return tmp_path / "copy"
