"""The sources as preflight sees them: what is public now, and what must not be seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from plugins.core.article_file import parse_markdown, pictures_of
from plugins.core.folder import SOURCE_FOLDERS, gather
from plugins.core.schema import ARTICLE, FrontMatter
from plugins.publish.preflight.memory import Memory

# What an unpublished article says, cut where Markdown or HTML may change the signs.
_CUT = re.compile(r"[。！？；，、,.;?…—\n*_`\[\]()<>|#~!\\&\"'{}：:]+")
# Dates and figures alone: pages write those of other articles in the same way.
_ANYONES = re.compile(r"[0-9年月日时分第期版总星一二三四五六七八九十百千万零〇/.:%+-]+")
_MARKED = re.compile(r"[<>&\"']")  # signs that HTML writes in another way
LEAST_WORDS = 8  # signs of a sentence that give an article away; shorter ones may be anyone's
LEAST_TITLE = 4
_BLANK = re.compile(r"\s+")
_TEXTS = ("kicker", "subtitle", "summary")


@dataclass(frozen=True, slots=True)
class Source:
    """One article's file: what decides whether, and at which address, it may be shown."""

    path: str
    title: str
    status: str
    embargo: datetime | None
    url: str  # "" where the slug is not written down
    pictures: tuple[str, ...]
    words: tuple[str, ...]  # of an unpublished article: what must be nowhere, blanks taken out
    aliases: tuple[str, ...] = ()

    def public(self, now: datetime) -> bool:
        """Tell whether readers may see it at `now`."""
        return self.status == "published" and (self.embargo is None or self.embargo <= now)


def read_sources(
    content: Path, marks: Mapping[str, str], zone: str, memory: Memory
) -> list[Source]:
    """Read the articles among the files `marks`; those with faults are left to `check`."""
    known = memory.sources()
    above = f"{SOURCE_FOLDERS[0]}/"
    paths = [path for path in marks if path.startswith(above) and path.endswith(".md")]
    new = {
        path: (marks[path], _read(content / path, path))
        for path in paths
        if known.get(path, ("",))[0] != marks[path]
    }
    memory.keep_sources(known.keys() - set(paths), new)
    found = ((path, (new.get(path) or known[path])[1]) for path in sorted(paths))
    return [_source(path, values, zone) for path, values in found if values]


def texts_of(content: Path) -> dict[str, str]:
    """Return every source that can be read as text, by path below the content folder."""
    files, _existing, _faults = gather(content)
    return {path: data.decode("utf-8", "replace") for path, data in files.items()}


def pictures_of_pages(content: Path) -> set[str]:
    """Return the pictures that single pages show, by path below the content folder."""
    pages = content / SOURCE_FOLDERS[1]
    return {
        picture.target
        for file in (pages.rglob("*.md") if pages.is_dir() else ())
        for picture in pictures_of(
            file.read_text("utf-8", "replace"), file.relative_to(content).as_posix()
        )
        if picture.target
    }


def squeezed(text: str) -> str:
    """Return a text without any blanks: what the eye reads, however lines and tags fall."""
    return _BLANK.sub("", text)


def _read(file: Path, path: str) -> dict[str, Any]:
    parsed = parse_markdown(path, file.read_bytes(), ARTICLE)
    matter = parsed.matter
    if matter is None:
        return {}
    slug = matter.slug or ""
    hidden = matter.status != "published" or matter.embargo is not None
    pictures = [m.target for m in pictures_of(parsed.body, path) if m.target]
    return {
        "title": matter.title,
        "status": matter.status,
        "embargo": matter.embargo.isoformat() if matter.embargo else "",
        "url": f"articles/{matter.date.year}/{slug}/" if slug else "",
        "pictures": pictures,
        "aliases": list(matter.aliases),
        "words": _words(matter, parsed.body) if hidden else [],
    }


def _words(matter: FrontMatter, body: str) -> list[str]:
    texts = [body, *(getattr(matter, name) or "" for name in _TEXTS)]
    parts = (squeezed(part) for text in texts for part in _CUT.split(text))
    found = [part for part in parts if len(part) >= LEAST_WORDS and not _ANYONES.fullmatch(part)]
    title = squeezed(matter.title)
    if matter.status != "withdrawn" and len(title) >= LEAST_TITLE and not _MARKED.search(title):
        found.append(title)
    return list(dict.fromkeys(found))


def _source(path: str, values: dict[str, Any], zone: str) -> Source:
    embargo = datetime.fromisoformat(values["embargo"]) if values["embargo"] else None
    if embargo is not None and embargo.tzinfo is None:
        embargo = embargo.replace(tzinfo=ZoneInfo(zone))
    return Source(
        path=path,
        title=values["title"],
        status=values["status"],
        embargo=embargo,
        url=values["url"],
        pictures=tuple(values["pictures"]),
        words=tuple(values["words"]),
        aliases=tuple(values["aliases"]),
    )
