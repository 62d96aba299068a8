"""The last look: everything that keeps a finished site from going live, with the source's line."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from plugins.publish import links
from plugins.publish.preflight import markup, permanence, unpublished
from plugins.publish.preflight.blame import blamed
from plugins.publish.preflight.finding import Finding
from plugins.publish.preflight.manuscripts import (
    Source,
    pictures_of_pages,
    read_sources,
    squeezed,
    texts_of,
)
from plugins.publish.preflight.memory import Memory

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
    """A finished site and what it is held against. `zone` is the site's time zone (IANA)."""

    site: Path
    content: Path
    now: datetime
    zone: str
    before: Before | None = None
    memory: Path | None = None
    any_size: bool = False
    new_files: bool = False  # the site was made anew: its files are known by their bytes


def look(trip: Trip) -> Verdict:
    """Look a finished site over; nothing is written but `memory`."""
    files = _files(trip.site)
    memory = Memory(trip.memory, by_bytes=trip.new_files)
    missing = [Finding("preflight.missing", name) for name in REQUIRED if name not in files]
    seen = {
        name: memory.of(name, file, make) for name, file in files.items() if (make := _reader(name))
    }
    home = str(seen.get("index.html", {}).get("home", ""))
    if missing or not home.startswith(("http://", "https://")):
        return Verdict(tuple(missing) or (Finding("preflight.unnamed", "index.html"),), None)
    sources = read_sources(trip.content, trip.zone, memory)
    found = [
        *_markup(seen, files, home),
        *_links(seen, files, home, memory),
        *_hidden(trip, files, sources, memory),
        *_whole(trip, files, sources, memory),
        *_permanent(trip, files, sources),
    ]
    if not found:  # what was found is looked for again, whatever has changed by then
        memory.save()
    findings = blamed(found, sources, lambda: texts_of(trip.content)) if found else ()
    waiting = [s.embargo for s in sources if s.status == "published" and s.embargo]
    later = [moment for moment in waiting if moment > trip.now]
    return Verdict(tuple(findings), min(later) if later else None)


def _files(site: Path) -> dict[str, Path]:
    """Return every file of the site by its path below the folder, sorted."""
    found = {}
    above = len(str(site)) + 1
    for folder, _names, names in os.walk(site):
        for name in names:
            path = f"{folder}/{name}"
            found[path[above:]] = Path(path)
    return dict(sorted(found.items()))


def _reader(name: str) -> Callable[[Path], Any] | None:
    """Return what makes plain values of a file of this kind, if anything is to be known of it."""
    kinds = {".html": _page, ".xml": _xml, ".opml": _xml, ".json": _data, ".svg": _drawing}
    return kinds.get(Path(name).suffix)


def _page(file: Path) -> dict[str, Any]:
    text = file.read_text("utf-8")
    document = links.read(text)
    host = urlsplit(document.home).netloc
    return {
        "home": document.home,
        "places": sorted(document.places),
        "references": document.references,
        "faults": markup.page_faults(text, host),
    }


def _xml(file: Path) -> dict[str, Any]:
    text = file.read_text("utf-8")
    addresses = [(0, address) for address in markup.feed_addresses(text)]
    return {"faults": markup.xml_faults(text), "references": addresses}


def _data(file: Path) -> dict[str, Any]:
    text = file.read_text("utf-8")
    addresses = [(0, address) for address in markup.json_feed_addresses(text)]
    values: dict[str, Any] = {"faults": markup.json_faults(text)}
    return {**values, "references": addresses} if addresses else values


def _drawing(file: Path) -> dict[str, Any]:
    return {"faults": markup.drawing_faults(file.read_text("utf-8", "replace"))}


def _markup(seen: Mapping[str, Any], files: Mapping[str, Path], home: str) -> list[Finding]:
    own = urlsplit(home).netloc
    found = [
        Finding(f"preflight.markup.{rule}", name, line, what, {"what": what})
        for name, values in seen.items()
        for line, rule, what in values["faults"]
    ]
    for name, values in seen.items():
        host = urlsplit(values.get("home", "")).netloc
        if host not in {"", own}:
            what = values["home"]
            found.append(Finding("preflight.markup.foreign-file", name, 1, what, {"what": what}))
    odd = [name for name in files if any(ord(sign) < ord(" ") for sign in name)]
    return found + [Finding("preflight.odd-name", repr(name)) for name in odd]


class _Documents(Mapping[str, links.Document]):
    """What each page names, made when it is asked for: most pages never are."""

    def __init__(self, seen: Mapping[str, Any]) -> None:
        self._seen = {name: values for name, values in seen.items() if "references" in values}

    def __getitem__(self, name: str) -> links.Document:
        values = self._seen[name]
        references = [(line, address) for line, address in values["references"]]
        return links.Document(values.get("home", ""), set(values.get("places", ())), references)

    def __contains__(self, name: object) -> bool:
        return name in self._seen

    def __iter__(self) -> Iterator[str]:
        return iter(self._seen)

    def __len__(self) -> int:
        return len(self._seen)


def _links(
    seen: Mapping[str, Any], files: Mapping[str, Path], home: str, memory: Memory
) -> list[Finding]:
    sitemap = files["sitemap.xml"].read_text("utf-8")
    looked = _doubtful(seen, files, home, memory)
    return [
        Finding("preflight.link", b.page, b.line, b.address, {"address": b.address})
        for b in links.broken(_Documents(seen), files, home, sitemap, looked)
    ]


def _doubtful(
    seen: Mapping[str, Any], files: Mapping[str, Path], home: str, memory: Memory
) -> list[str] | None:
    """Return the pages that may hold broken links, None for all.

    While the last look found nothing, what is the same still leads where it led, unless a file
    or a place within one has gone since.
    """
    before = memory.before("names")
    memory.same("names", list(files))
    if not memory.same("home", home) or before is None:
        return None
    gone = {name for name in before if name not in files}
    pages = [name for name, values in seen.items() if "references" in values]
    new = [name for name in pages if memory.is_new(name)]
    for name in new:
        had = (memory.before(name) or {}).get("places", ())
        if not set(had) <= set(seen[name].get("places", ())):
            gone.add(name)
    if "index.html" in gone:
        return None
    names = {name.removesuffix("/index.html").rpartition("/")[2] for name in gone}
    if not names:
        return new
    return [
        name
        for name in pages
        if memory.is_new(name)
        or any(links.may_lead_to(address, names) for _, address in seen[name]["references"])
    ]


def _hidden(
    trip: Trip, files: Mapping[str, Path], sources: list[Source], memory: Memory
) -> list[Finding]:
    hidden = {s.path for s in sources if not s.public(trip.now)}
    words = unpublished.hidden_words(sources, trip.now)

    def public_text() -> str:
        texts = texts_of(trip.content)
        return "\n".join(squeezed(text) for path, text in texts.items() if path not in hidden)

    used = pictures_of_pages(trip.content)
    return [
        *unpublished.leaks(_unread(files, words, memory), words, public_text),
        *unpublished.leaked_pictures(files, sources, trip.content, trip.now, used),
        *unpublished.leaked_addresses(files, sources, trip.now),
    ]


def _unread(
    files: Mapping[str, Path], words: Mapping[str, Source], memory: Memory
) -> Mapping[str, Path]:
    """Return the files that have not been searched for these very words.

    While the last look found nothing in a file and nobody hid other words since, it is clean.
    """
    digest = sha256("\n".join(sorted(words)).encode()).hexdigest()
    if not memory.same("words", digest):
        return files
    return {name: file for name, file in files.items() if not _reader(name) or memory.is_new(name)}


def _whole(
    trip: Trip, files: Mapping[str, Path], sources: list[Source], memory: Memory
) -> list[Finding]:
    """Return articles that the build lost, and pages that shrank without a reason."""
    found = []
    for source in sources:
        if not source.url or not (source.public(trip.now) or source.status == "withdrawn"):
            continue
        page = f"{source.url}index.html"
        if page not in files:
            values = {"title": source.title}
            found.append(Finding("preflight.lost", page, 1, "", values, source.path))
        elif memory.is_new(page) and source.status == "published":
            text = squeezed(unpublished.readable(page, files[page].read_bytes()))
            if squeezed(source.title) not in text:
                values = {"title": source.title}
                found.append(Finding("preflight.lost", page, 1, "", values, source.path))
    if trip.before is not None and not trip.any_size:
        found += _shrunk(trip.before.sizes, files)
    return found


def _shrunk(before: Mapping[str, int], files: Mapping[str, Path]) -> list[Finding]:
    themes = ({n for n in some if n.startswith("theme/")} for some in (before, files))
    if next(themes) != next(themes):
        return []  # another theme explains other sizes
    common = [n for n in before if n.startswith("articles/") and n.endswith(".html") and n in files]
    old, new = sum(before[n] for n in common), sum(files[n].stat().st_size for n in common)
    if new >= old * SHRINKING:
        return []
    values = {"old": old // 1000, "new": new // 1000}
    return [Finding("preflight.shrunk", "", 0, "", values)]


def _permanent(trip: Trip, files: Mapping[str, Path], sources: list[Source]) -> list[Finding]:
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
