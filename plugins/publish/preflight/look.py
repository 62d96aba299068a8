"""The last look: everything that keeps a finished site from going live, with the source's line."""

from __future__ import annotations

import html
import os
import re
import sqlite3
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from plugins.publish import links
from plugins.publish.preflight import permanence, unpublished
from plugins.publish.preflight.blame import blamed
from plugins.publish.preflight.finding import Finding, Reading
from plugins.publish.preflight.manuscripts import (
    Source,
    pictures_of_pages,
    read_sources,
    squeezed,
    texts_of,
)
from plugins.publish.preflight.memory import Memory
from plugins.publish.preflight.reading import home_of, host_of, read_files
from plugins.publish.preflight.sites import Site

REQUIRED = ("index.html", "404.html", "sitemap.xml")
SHRINKING = 0.6  # of the bytes of the articles' pages, under the same theme


@dataclass(frozen=True, slots=True)
class Before:
    """The last release: its files with their sizes in bytes, and the text of one of them."""

    sizes: Mapping[str, int]
    read: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What keeps a site from being published, and when the next embargo ends."""

    findings: tuple[Finding, ...]
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Trip:
    """A finished site and what it is held against. `zone` is the site's time zone (IANA).

    `marks` tell the files of the site, `sources` those of the content folder, from their later
    selves; where they are None, files are known by their bytes (for folders that are made anew).
    """

    site: Path
    content: Path
    now: datetime
    zone: str
    before: Before | None = None
    memory: Path | None = None
    any_size: bool = False
    marks: Mapping[str, str] | None = None
    sources: Mapping[str, str] | None = None


def look(trip: Trip) -> Verdict:
    """Look a finished site over; nothing is written but `memory`."""
    files = trip.marks if trip.marks is not None else _digests(trip.site)
    missing = [Finding("preflight.missing", name) for name in REQUIRED if name not in files]
    if missing:
        return Verdict(tuple(missing), None)
    home = home_of(trip.site, "index.html")
    if not home.startswith(("http://", "https://")):
        return Verdict((Finding("preflight.unnamed", "index.html"),), None)
    memory = Memory(trip.memory)
    try:
        return _looked(trip, files, home, memory)
    except sqlite3.DatabaseError:  # damaged
        memory.forget()
        return _looked(trip, files, home, memory)
    finally:
        memory.close()


def _looked(trip: Trip, files: Mapping[str, str], home: str, memory: Memory) -> Verdict:
    if memory.home != home:
        memory.forget()  # every address means something else
    known = memory.marks()
    names = sorted(name for name, mark in files.items() if known.get(name) != mark)
    new = read_files(trip.site, names, home)
    marks = trip.sources if trip.sources is not None else _digests(trip.content)
    sources = read_sources(trip.content, marks, trip.zone, memory)
    site = Site(trip.site, files, home, memory, known, new)
    found = [
        *_markup(new, home),
        *_links(site),
        *_hidden(trip, site, sources),
        *_whole(trip, site, sources),
        *_permanent(trip, files, sources),
    ]
    if not found:  # what was found is looked for again, whatever has changed by then
        memory.keep_files(home, known.keys() - files.keys(), files, new)
        with suppress(sqlite3.OperationalError):  # a full disk: what was kept before stays true
            memory.save()
    findings = blamed(found, sources, lambda: texts_of(trip.content)) if found else ()
    waiting = [s.embargo for s in sources if s.status == "published" and s.embargo]
    later = [moment for moment in waiting if moment > trip.now]
    return Verdict(tuple(findings), min(later) if later else None)


def _digests(folder: Path) -> dict[str, str]:
    """Return the digest of every file by its path below the folder, in their order."""
    found = {}
    above = len(str(folder)) + 1
    for at, _names, names in os.walk(folder):
        for name in names:
            path = f"{at}/{name}"
            found[path[above:]] = sha256(Path(path).read_bytes()).hexdigest()
    return dict(sorted(found.items()))


def _markup(new: Mapping[str, Reading], home: str) -> list[Finding]:
    own = host_of(home)
    found = [
        Finding(f"preflight.markup.{rule}", name, line, what, {"what": what})
        for name, reading in new.items()
        for line, rule, what in reading.faults
    ]
    found += [
        Finding("preflight.markup.foreign-file", name, 1, one.home, {"what": one.home})
        for name, one in new.items()
        if host_of(one.home) not in {"", own}
    ]
    odd = [name for name in new if any(ord(sign) < ord(" ") for sign in name)]
    return found + [Finding("preflight.odd-name", repr(name)) for name in odd]


def _links(site: Site) -> list[Finding]:
    sitemap = (site.folder / "sitemap.xml").read_text("utf-8")
    read = {**site.new, **read_files(site.folder, site.shaken(), site.home)}
    looked = [name for name, one in read.items() if one.places is not None]
    return [
        Finding("preflight.link", b.page, b.line, b.address, {"address": b.address})
        for b in links.broken(site.documents(read), site.files, site.home, sitemap, looked)
    ]


def _hidden(trip: Trip, site: Site, sources: list[Source]) -> list[Finding]:
    """Return everything of unpublished articles that is in the site.

    Files that are the same were searched for the words that were hidden then: only other words
    are looked for in them. Words that were met and excused, because a public source said them
    too, are never settled: that source may have changed.
    """
    hidden = {s.path for s in sources if not s.public(trip.now)}
    words = unpublished.hidden_words(sources, trip.now)

    def public_text() -> str:
        texts = texts_of(trip.content)
        return "\n".join(squeezed(text) for path, text in texts.items() if path not in hidden)

    search = unpublished.Search(words, public_text)
    settled = site.memory.settled() if words or site.known else set()
    found = [
        *search.leaks(((name, one.text) for name, one in site.new.items()), words),
        *search.leaks(site.texts_of_known(), words.keys() - settled),
    ]
    site.memory.keep_words(words.keys() - search.met)
    pictures = pictures_of_pages(trip.content)
    return [
        *sorted(found, key=lambda one: one.page),
        *unpublished.leaked_pictures(
            trip.site, site.files, sources, trip.content, trip.now, pictures
        ),
        *unpublished.leaked_addresses(site.files, sources, trip.now),
    ]


def _whole(trip: Trip, site: Site, sources: list[Source]) -> list[Finding]:
    """Return articles that the build lost, and pages that shrank without a reason."""
    found = []
    for source in sources:
        if not source.url or not (source.public(trip.now) or source.status == "withdrawn"):
            continue
        page = f"{source.url}index.html"
        if page not in site.files:
            values = {"title": source.title}
            found.append(Finding("preflight.lost", page, 1, "", values, source.path))
            continue
        one = site.new.get(page) if source.status == "published" else None
        if one is not None and squeezed(source.title) not in one.text:
            values = {"title": source.title}
            found.append(Finding("preflight.lost", page, 1, "", values, source.path))
    if trip.before is not None and not trip.any_size:
        found += _shrunk(trip.before.sizes, trip.site, site.files)
    return found


def _shrunk(before: Mapping[str, int], site: Path, files: Collection[str]) -> list[Finding]:
    themes = ({n for n in some if n.startswith("theme/")} for some in (before, files))
    if next(themes) != next(themes):
        return []  # another theme explains other sizes
    common = [n for n in before if n.startswith("articles/") and n.endswith(".html") and n in files]
    old, new = sum(before[n] for n in common), sum(os.stat(f"{site}/{n}").st_size for n in common)  # noqa: PTH116 -- fast
    if new >= old * SHRINKING:
        return []
    values = {"old": old // 1000, "new": new // 1000}
    return [Finding("preflight.shrunk", "", 0, "", values)]


def _permanent(trip: Trip, files: Collection[str], sources: list[Source]) -> list[Finding]:
    """Return addresses that would go dead, and words for removal that are wrong."""
    word = trip.content / permanence.REMOVED
    text = word.read_text("utf-8", "replace") if word.is_file() else ""
    allowed, found = permanence.words_for_removal(text)
    for address, line in allowed.items():
        if permanence.file_at(address) in files:
            values = {"address": address}
            rule = "preflight.removed-live"
            found.append(Finding(rule, "", line, address, values, permanence.REMOVED))
    if trip.before is None:
        return found
    by_title = {s.title: s for s in sources}
    by_url = {s.url: s for s in sources if s.url}
    for file in permanence.dead(trip.before.sizes, files, allowed):
        address = permanence.address_of(file)
        moved = by_title.get(_title(trip.before.read(file))) if file.endswith(".html") else None
        source = by_url.get(address.lstrip("/")) or moved
        rule = "preflight.dead"
        if source is not None:
            hidden = not source.public(trip.now)
            rule = "preflight.dead-hidden" if hidden else "preflight.dead-moved"
        values = {"address": address, "word": permanence.REMOVED}
        needle = "status:" if rule == "preflight.dead-hidden" else "slug:"
        found.append(Finding(rule, "", 1, needle, values, source.path if source else ""))
    return found


def _title(page: str) -> str:
    """Return the short title of a page: what stands before the paper's name."""
    match = re.search(r"<title>([^<]*)</title>", page)
    return html.unescape(match[1]).rpartition("｜")[0].strip() if match else ""
