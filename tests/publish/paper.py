"""A checkout and its host, both real repositories, and a small site to publish."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plugins.publish import command, rollback

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def git(folder: Path, *words: str) -> str:
    """Run Git as the person at the keyboard does, and return what it printed."""
    return subprocess.run(
        ["git", *words], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()


def page(body: str, title: str = "首页") -> str:
    """Return a small page of a site at https://paper.example/news."""
    return (
        f'<!doctype html><html lang="zh-CN"><head><title>{title}</title>'
        f'<link rel="canonical" href="https://paper.example/news/"></head><body>{body}</body></html>'
    )


SITE: Mapping[str, str] = {
    "index.html": page('<a href="articles/2024/a/">甲</a>'),
    "articles/2024/a/index.html": page('<a href="../../../">首页</a>', "甲"),
    "404.html": page("没有这一页"),
    "sitemap.xml": "<urlset><url><loc>https://paper.example/news/</loc></url></urlset>",
}


@dataclass
class Paper:
    """A checkout of a newsletter, with a bare repository standing in for the host."""

    root: Path
    host: Path

    def publish(self, site: Mapping[str, str] = SITE, **options: object) -> int:
        """Publish `site` as the command does; return the exit status."""

        def build(output: Path) -> int:
            for name, text in site.items():
                (output / name).parent.mkdir(parents=True, exist_ok=True)
                (output / name).write_text(text, "utf-8")
            return 0

        wishes = command.Wishes(**options)  # type: ignore[arg-type] # mixed options
        return command.run(self.root, build, wishes, "zh")

    def rollback(self, back: int = 1) -> int:
        """Put an earlier release back; return the exit status."""
        return rollback.run(self.root, back, remote="origin", branch="gh-pages", language="zh")

    def edit(self, text: str = "乙\n") -> str:
        """Change the sources and commit; return the commit."""
        (self.root / "content" / "a.md").write_text(text, "utf-8")
        editor = ("-c", "user.name=编辑", "-c", "user.email=editor@paper.example")
        git(self.root, *editor, "commit", "-q", "-a", "-m", f"改：{text.strip()}")
        return git(self.root, "rev-parse", "HEAD")

    def allow(self, *addresses: str) -> str:
        """Let addresses go, by the explicit word; return the commit."""
        (self.root / "content" / "removed.txt").write_text("\n".join(addresses), "utf-8")
        git(self.root, "add", "content")
        return self.edit("准予去掉\n")

    def published(self, branch: str = "gh-pages") -> dict[str, str]:
        """Return what the host holds on the published branch, each file with its text."""
        names = git(self.host, "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", branch)
        return {name: git(self.host, "show", f"{branch}:{name}") for name in names.splitlines()}

    def published_names(self, branch: str = "gh-pages") -> set[str]:
        """Return the names of all published files."""
        listed = git(self.host, "ls-tree", "-r", "-z", "--name-only", branch)
        return set(listed.split("\0"))

    def published_bytes(self, branch: str = "gh-pages") -> bytes:
        """Return everything that is published, one file behind the other."""
        archive = ["git", "archive", branch]
        done = subprocess.run(archive, cwd=self.host, check=True, capture_output=True)
        return done.stdout

    def refs(self) -> str:
        """Return every ref of the host."""
        return git(self.host, "for-each-ref")

    def own_state(self) -> tuple[str, str, str, str]:
        """Return the checkout's refs, current branch, index and work tree."""
        return (
            git(self.root, "for-each-ref"),
            git(self.root, "symbolic-ref", "HEAD"),
            git(self.root, "ls-files", "--stage"),
            git(self.root, "status", "--porcelain"),
        )
