"""The made-up archive written for each builder, and changed in all of them alike."""

from __future__ import annotations

import json
import shutil
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

from plugins.desk.bench.corpus import (
    Piece,
    branches,
    edited,
    issue_day,
    partners,
    piece,
    pieces,
)

PEERS = ("jianbao", "hugo", "pelican")
_PICTURES = 50


class Trees:
    """One archive of `count` articles, in a folder of its own for each of the builders."""

    def __init__(self, folder: Path, shapes: Path, count: int, seed: int, names: list[str]) -> None:
        """Write the archive; `shapes` holds the settings and templates of the peers."""
        self.folder, self.count, self.seed, self.names = folder, count, seed, names
        self._turn = 0
        shutil.rmtree(folder, ignore_errors=True)
        for name in names:
            if name != "jianbao":
                shutil.copytree(shapes / name, folder / name)
            pictures = folder / name / _PICTURE_FOLDERS[name]
            pictures.mkdir(parents=True)
            for number in range(_PICTURES):
                (pictures / f"p{number:02}.png").write_bytes(_png(number))
        for one in pieces(count, seed):
            self._write(one)
        if "jianbao" in names:
            self._write_register()

    def change(self, kind: str) -> None:
        """Change every tree: the `body` or the `title` of an article, a `new` one, an `alias`.

        They are two articles, in the middle: on one of both kinds each edit would undo the other.
        """
        self._turn += 1
        if kind == "alias":
            self._write_register(alias=f"别称{self._turn}")
        elif kind == "new":
            self._write(piece(self.count + self._turn, self.count, self.seed))
        else:
            number = self.count // 2 + (kind == "title")
            self._write(edited(piece(number, self.count, self.seed), kind, self._turn))

    def _write(self, one: Piece) -> None:
        for name in self.names:
            text = _WRITERS[name](one)
            path = self.folder / name / "content" / "articles" / str(one.day.year)
            path.mkdir(parents=True, exist_ok=True)
            (path / f"{one.slug}.md").write_text(text, encoding="utf-8")

    def _write_register(self, alias: str = "") -> None:
        content = self.folder / "jianbao" / "content"
        (content / "register").mkdir(exist_ok=True)
        (content / "issues").mkdir(exist_ok=True)
        _text(content / "register/company.yaml", "company: {id: heshan, name: 河山公司}\n")
        for key, names in (("branches", branches()), ("partners", partners())):
            lines = [
                f"  - {{id: {key[0]}-{number}, name: {name}, aliases: [{alias}]}}"
                if alias and key == "partners" and not number
                else f"  - {{id: {key[0]}-{number}, name: {name}}}"
                for number, name in enumerate(names)
            ]
            _text(content / f"register/{key}.yaml", "\n".join([f"{key}:", *lines]) + "\n")
        for issue in range(1, piece(self.count - 1, self.count, self.seed).issue + 1):
            day = issue_day(issue, self.count)
            text = f"id: i-{issue}\ndate: {day}\nnumber: {issue}\n"
            _text(content / f"issues/i-{issue}.yaml", text)


def _for_jianbao(one: Piece) -> str:
    fields = {
        "title": one.title,
        "date": str(one.day),
        "issue": f"i-{one.issue}",
        "branches": list(one.branches),
        "partners": list(one.partners),
        "summary": one.summary,
    }
    return _front(fields) + one.body.replace("@/", "/images/")


def _for_hugo(one: Piece) -> str:
    fields = {
        "title": one.title,
        "date": str(one.day),
        "slug": one.slug,
        "issues": [f"{one.issue}"],
        "branches": list(one.branches),
        "partners": list(one.partners),
        "years": [str(one.day.year)],
        "summary": one.summary,
    }
    return _front(fields) + one.body.replace("@/", "/images/")


def _for_pelican(one: Piece) -> str:
    lines = [
        f"Title: {one.title}",
        f"Date: {one.day}",
        f"Slug: {one.slug}",
        f"Category: {one.issue}",
        f"Tags: {', '.join(one.branches)}",
        *([f"Authors: {', '.join(one.partners)}"] if one.partners else []),
        f"Summary: {one.summary}",
    ]
    return "\n".join(lines) + "\n\n" + one.body.replace("@/", "{static}/images/")


def _front(fields: Mapping[str, object]) -> str:
    lines = [
        # Numbers and days are texts in our format and stand bare in all of them.
        f"{key}: {value if key in {'date', 'issue'} else json.dumps(value, ensure_ascii=False)}"
        for key, value in fields.items()
    ]
    return "\n".join(["---", *lines, "---", "", ""])


def _text(path: Path, text: str) -> None:
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")


def _png(shade: int) -> bytes:
    """Return a small picture in one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = (b"\0" + bytes([shade * 5, 90, 120]) * 8) * 8
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


_WRITERS = {"jianbao": _for_jianbao, "hugo": _for_hugo, "pelican": _for_pelican}
_PICTURE_FOLDERS = {
    "jianbao": "content/images",
    "hugo": "static/images",
    "pelican": "content/images",
}
