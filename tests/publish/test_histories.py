"""Random histories of a newsletter, published after every step: laws 5 and 6 of the house.

No words of an article that is not public are in anything published, and no address that was ever
public is dead unless there was an explicit word. What must be refused is refused, all else is not.
`JIANBAO_SOAK` is how many histories are tried; each number is a history of its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from plugins.desk import building
from plugins.publish import command
from tests.publish.paper import Paper, git
from tests.site.small import PNG, article, write_small_site

HISTORIES = int(os.environ.get("JIANBAO_SOAK", "4"))
STEPS = 8
SITE = "https://paper.example"


@dataclass
class Piece:
    """One article as we know it; `secret` stands in its body and nowhere else."""

    number: int
    slug: str
    status: str = "published"
    embargo: str = ""
    aliases: list[str] = field(default_factory=list)
    was_public: bool = False

    @property
    def url(self) -> str:
        """Its address."""
        return f"/articles/2023/{self.slug}/"

    @property
    def public(self) -> bool:
        """Tell whether readers may see it."""
        return self.status == "published" and not self.embargo

    @property
    def secret(self) -> str:
        """Words of its own."""
        return f"第{self.number}篇独有的一句不会重复的话"

    def text(self, version: int) -> str:
        """Its source."""
        more = {"slug": self.slug, "status": self.status}
        if self.embargo:
            more["embargo"] = self.embargo
        if self.aliases:
            more["aliases"] = f"[{', '.join(self.aliases)}]"
        body = f"{self.secret}。第{version}稿。\n\n![图](/images/p{self.number}.png)"
        return article(f"稿件第{self.number}号", "2023-04-01", body, **more)


class Newsroom:
    """A newsletter, its published branch, and what we know of both."""

    def __init__(self, paper: Paper, seed: int) -> None:
        """Begin with a small newsletter."""
        self.paper, self.random = paper, Random(seed)  # noqa: S311 -- must come out the same again
        self.content = write_small_site(paper.root / "content", 2)
        self.pieces: dict[int, Piece] = {}
        self.ever: set[str] = set()
        self.count = self.version = 0

    def file(self, piece: Piece) -> Path:
        """Return the file of an article."""
        return self.content / "articles" / "2023" / f"f{piece.number}.md"

    def save(self, piece: Piece) -> None:
        """Write an article and its picture."""
        self.version += 1
        self.pieces[piece.number] = piece
        self.file(piece).write_text(piece.text(self.version), "utf-8")
        picture = self.content / "images" / f"p{piece.number}.png"
        picture.write_bytes(PNG + str(piece.number).encode())

    def publish(self) -> int:
        """Commit and publish; return the exit status."""
        git(self.paper.root, "add", "-A")
        editor = ("-c", "user.name=编辑", "-c", "user.email=editor@paper.example")
        git(self.paper.root, *editor, "commit", "-q", "--allow-empty", "-m", "改")

        def build(output: Path) -> int:
            words = (self.content, output, True, None, False, None, "zh")
            return building.run(*words, site_url=SITE)

        return command.run(self.paper.root, build, command.Wishes(), "zh")

    # --- what editors do: each returns whether it must be refused ------------------------------

    def add(self) -> bool:
        """Write a new article, public or not."""
        self.count += 1
        status = self.random.choice(["published", "published", "draft", "withdrawn"])
        embargo = self.random.choice(["", "", "2099-01-01T08:00"])
        self.save(Piece(self.count, f"s{self.count}", status, embargo))
        return False

    def edit(self) -> bool:
        """Change a word."""
        if piece := self.some():
            self.save(piece)
        return False

    def release(self) -> bool:
        """Publish what was held back."""
        if piece := self.some(lambda p: not p.public and p.status != "withdrawn"):
            piece.status, piece.embargo = "published", ""
            self.save(piece)
        return False

    def withdraw(self) -> bool:
        """Take an article back, as one should."""
        if piece := self.some(lambda p: p.public):
            piece.status = "withdrawn"
            self.save(piece)
        return False

    def rename(self) -> bool:
        """Move an article and leave its old address as an alias."""
        if piece := self.some(lambda p: p.public):
            piece.aliases.append(piece.url)
            piece.slug = f"{piece.slug}-x"
            self.save(piece)
        return False

    def remove_with_a_word(self) -> bool:
        """Take an article and its addresses away for ever."""
        if piece := self.some(lambda p: p.public):
            self.file(piece).unlink()
            del self.pieces[piece.number]
            gone = [piece.url, *piece.aliases]
            with (self.content / "removed.txt").open("a", encoding="utf-8") as file:
                file.writelines(f"{address}\n" for address in gone)
            self.ever -= set(gone)
        return False

    def rename_carelessly(self) -> bool:
        """Move an article and forget its old address."""
        if piece := self.some(lambda p: p.public and p.was_public):
            piece.slug = f"{piece.slug}-y"
            self.save(piece)
            return True
        return False

    def hide(self) -> bool:
        """Make a published article a draft again."""
        if piece := self.some(lambda p: p.public and p.was_public):
            piece.status = "draft"
            self.save(piece)
            return True
        return False

    def delete(self) -> bool:
        """Delete a published article's file."""
        if piece := self.some(lambda p: p.public and p.was_public):
            self.file(piece).unlink()
            del self.pieces[piece.number]
            return True
        return False

    def some(self, fits: Callable[[Piece], bool] = lambda _piece: True) -> Piece | None:
        """Return one of the articles that fit, if there is any."""
        found = [piece for piece in self.pieces.values() if fits(piece)]
        return self.random.choice(found) if found else None

    def check(self) -> None:
        """Hold what is published against what we know."""
        names = self.paper.published_names()
        everything = self.paper.published_bytes()
        for piece in self.pieces.values():
            piece.was_public |= piece.public
            shown = piece.secret.encode() in everything
            assert shown == piece.public, piece
            assert (f"images/p{piece.number}.png" in names) == piece.public, piece
            if piece.public:
                self.ever |= {piece.url, *piece.aliases}
        dead = [url for url in self.ever if f"{url.strip('/')}/index.html" not in names]
        assert dead == []


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_no_history_leaks_a_word_or_kills_an_address(paper: Paper, seed: int) -> None:
    """Whatever editors do in whatever order."""
    room = Newsroom(paper, seed)
    room.add()
    assert room.publish() == 0
    room.check()
    kinds = [room.add, room.edit, room.release, room.withdraw, room.rename]
    kinds += [room.remove_with_a_word, room.rename_carelessly, room.hide, room.delete]
    for _ in range(STEPS):
        before = git(paper.root, "rev-parse", "HEAD")
        known = {n: Piece(**vars(p)) for n, p in room.pieces.items()}
        for piece in known.values():
            piece.aliases = list(piece.aliases)
        refused = room.random.choice(kinds)()
        assert room.publish() == (1 if refused else 0)
        if refused:
            git(paper.root, "reset", "-q", "--hard", before)
            room.pieces = known
        room.check()
