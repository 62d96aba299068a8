"""Law 5: nothing unpublished is anywhere in a site, in whatever form a program put it there."""

from __future__ import annotations

import gzip
import html
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from plugins.publish.preflight.finding import Finding
from plugins.publish.preflight.manuscripts import Source

_TAG = re.compile(r"<[^<>]*>")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_RENDITION = frozenset("-._@")  # what parts a picture's name from that of a rendition's kind
_PIXELS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".woff2")  # no text is in them
MOST_UNPACKED = 50_000_000  # bytes of one packed file that are looked through


def hidden_words(sources: Iterable[Source], now: datetime) -> dict[str, Source]:
    """Return what must be nowhere at `now`, each with the article that says it."""
    found: dict[str, Source] = {}
    for source in sources:
        if not source.public(now):
            for words in source.words:
                found.setdefault(words, source)
    return found


class Search:
    """Looks for hidden words in readable texts, and notes which were met (`met`), harmless or not.

    `public_text` gives the text of all public sources without blanks: words that a public source
    says too give nothing away. It is called only if something was found.
    """

    def __init__(self, words: Mapping[str, Source], public_text: Callable[[], str]) -> None:
        """Prepare to look for `words`, each with the article that says it."""
        self._words = words
        self._public_text = cache(public_text)
        self.met: set[str] = set()

    def leaks(self, texts: Iterable[tuple[str, str]], words: Collection[str]) -> list[Finding]:
        """Return every file, given by name and text, that says what only a hidden article says.

        Of the hidden words only those in `words` are looked for.
        """
        if not words:
            return []
        patterns = sorted(words)
        machine = AhoCorasick(patterns)
        found = []
        for name, text in texts:
            matches = machine.find_matches_as_indexes(text, overlapping=True)
            hits = {patterns[number] for number, _start, _end in matches}
            self.met |= hits
            for hit in sorted(hits):
                if hit not in self._public_text():
                    source = self._words[hit]
                    values = {"words": hit[:40], "status": source.status}
                    found.append(Finding("preflight.leak", name, 0, hit, values, source.path))
        return found


def leaked_pictures(  # noqa: PLR0913, PLR0917 -- the site, the sources, and when
    site: Path,
    files: Collection[str],
    sources: Iterable[Source],
    content: Path,
    now: datetime,
    used: set[str],
) -> list[Finding]:
    """Return pictures of unpublished articles alone that are in the site: by name or by bytes.

    `used` are the files below the content folder that pages and issues use.
    """
    everything = list(sources)
    shown = used | {path for s in everything if s.public(now) for path in s.pictures}
    by_size: dict[int, list[str]] = {}
    found = []
    for source in everything:
        for path in () if source.public(now) else source.pictures:
            picture = content / path
            if path in shown or not picture.is_file():
                continue
            named = [
                n for n in files if _made_of(n, path) and not any(_made_of(n, p) for p in shown)
            ]
            by_size = by_size or _by_size(site, files)
            twins = by_size.get(picture.stat().st_size, ())
            same = [n for n in twins if n not in shown and _digest(site / n) == _digest(picture)]
            found += [
                Finding("preflight.leak-picture", name, 0, path, {"path": path}, source.path)
                for name in dict.fromkeys([*named, *same])
            ]
    return found


def leaked_addresses(
    files: Iterable[str], sources: Iterable[Source], now: datetime
) -> list[Finding]:
    """Return pages that stand at the address of an unpublished article."""
    everything = list(sources)
    names = set(files)
    shown = {s.url for s in everything if s.public(now) or s.status == "withdrawn"}
    shown |= {alias.strip("/") + "/" for s in everything if s.public(now) for alias in s.aliases}
    return [
        Finding("preflight.leak-page", f"{s.url}index.html", 0, "", {"title": s.title}, s.path)
        for s in everything
        if s.url and s.url not in shown and not s.public(now) and f"{s.url}index.html" in names
    ]


def is_pixels(name: str) -> bool:
    """Tell whether nothing can be read in a file of this name."""
    return name.lower().endswith(_PIXELS)


def readable(name: str, data: bytes) -> str:
    """Return what a person or program could read in a file, unpacked and without tags."""
    if data[:2] == b"\x1f\x8b":
        data = _unpacked(data)
    if data[:4] == b"PK\x03\x04":
        return " ".join(_plain(part) for part in _members(data))
    text = data.decode("utf-8", "ignore")
    if name.endswith((".json", ".js")):
        text = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)
        # JSON writes signs beyond the first plane as two halves (RFC 8259, 7).
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _plain_text(text)


def _plain(data: bytes) -> str:
    return _plain_text(data.decode("utf-8", "ignore"))


def _plain_text(text: str) -> str:
    once = html.unescape(_TAG.sub("", text)) if "<" in text or "&" in text else text
    # Feeds hold HTML that is escaped once more; attributes (alt, content) are read as well.
    twice = html.unescape(_TAG.sub("", once)) if "<" in once or "&" in once else once
    attributes = " ".join(re.findall(r'="([^"<>]*)"', text))
    return f"{twice}\n{html.unescape(attributes)}"


def _unpacked(data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            return packed.read(MOST_UNPACKED)
    except (OSError, EOFError, zlib.error):
        return data


def _members(data: bytes) -> Iterable[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for member in packed.infolist():
                if member.file_size <= MOST_UNPACKED:
                    yield packed.read(member)
    except (zipfile.BadZipFile, OSError, zlib.error):
        return


def _by_size(site: Path, files: Iterable[str]) -> dict[int, list[str]]:
    by_size: dict[int, list[str]] = {}
    for name in files:
        by_size.setdefault((site / name).stat().st_size, []).append(name)
    return by_size


def _made_of(name: str, picture: str) -> bool:
    """Tell whether a file of the site bears a picture's name, or that of a rendition of it."""
    stem = picture.rpartition(".")[0]
    return name == picture or (name.startswith(stem) and name[len(stem) :][:1] in _RENDITION)


def _digest(file: Path) -> bytes:
    return sha256(file.read_bytes()).digest()
