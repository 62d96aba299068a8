"""Links of a finished site: every page, picture and place that a page points to must be there.

Pure: takes the files of a site as text, returns what is broken. Addresses are read as a browser
reads them (WHATWG URL: relative to the page, percent-decoded, the fragment an id of the target).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

# An address of no file of ours: another scheme (mailto:, tel:, data:), or nothing at all.
_ELSEWHERE = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# An address that means the same wherever it stands: with a host, or from the root of one.
_EVERYWHERE = re.compile(r"/|[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# A path from the root that means what it says: no dots to resolve, nothing encoded, no place.
_PLAIN = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)+/?|/")
_ADDRESSES = {"href", "src", "poster", "data"}
_SHARED = {"og:image", "og:url", "twitter:image"}  # meta elements that hold an address
_LOCATION = re.compile(r"<loc>\s*([^<]+?)\s*</loc>")


@dataclass(frozen=True, slots=True)
class Broken:
    """A reference that leads nowhere: the page (a file of the site), its line, the address."""

    page: str
    line: int
    address: str


@dataclass(slots=True)
class Document:
    """What one page names: its own places (ids) and the addresses it points to, with lines."""

    home: str = ""  # the address that the page itself declares (rel=canonical)
    places: set[str] = field(default_factory=set)
    references: list[tuple[int, str]] = field(default_factory=list)


class Reader(HTMLParser):
    """Gathers in `document` what a page names."""

    def __init__(self) -> None:
        """Prepare for one page."""
        super().__init__(convert_charrefs=True)
        self.document = Document()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take places and addresses from one element (see HTMLParser)."""
        line = self.getpos()[0]
        values = {name: value or "" for name, value in attrs}
        document = self.document
        for name, value in values.items():
            if name == "id" or (tag == "a" and name == "name"):
                document.places.add(value)
            elif name in _ADDRESSES:
                document.references.append((line, value))
            elif name in {"srcset", "imagesrcset"}:
                document.references.extend((line, address) for address in _candidates(value))
        if tag == "meta" and (values.get("property") or values.get("name")) in _SHARED:
            document.references.append((line, values.get("content", "")))
        if tag == "link" and values.get("rel") == "canonical":
            document.home = values.get("href", "")


def read(html: str) -> Document:
    """Read the places and references of one page."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.document


def broken(
    pages: Mapping[str, Document],
    files: Container[str],
    site: str,
    sitemap: str = "",
    looked: Iterable[str] | None = None,
) -> list[Broken]:
    """Return every reference to the site itself that leads nowhere, in the order of the pages.

    `pages` and `files` are keyed by path below the output folder; `site` is the site's address
    (`https://host/newsletter`); `sitemap` the text of sitemap.xml. Only the references of the
    pages `looked` are looked at, those of all pages if it is None.
    """
    root = site.rstrip("/") + "/"
    known: dict[str, bool] = {}  # whether what means the same on every page leads somewhere
    found = []
    for path in sorted(pages if looked is None else looked):
        page = urljoin(root, quote(path))
        for line, address in pages[path].references:
            everywhere = _EVERYWHERE.match(address) is not None
            fine = known.get(address) if everywhere else None
            if fine is None:
                fine = _leads_somewhere(address, page, root, pages, files)
            if everywhere:
                known[address] = fine
            if not fine:
                found.append(Broken(path, line, address))
    found.extend(
        Broken("sitemap.xml", sitemap.count("\n", 0, start) + 1, address)
        for start, address in _locations(sitemap)
        if not _leads_somewhere(address, root, root, pages, files)
    )
    return found


def targets(document: Document, path: str, site: str) -> set[str]:
    """Return the files of the site that a page leads to, and its places there (`file#place`)."""
    root = site.rstrip("/") + "/"
    page = urljoin(root, quote(path))
    found = set()
    for address in {address for _, address in document.references}:
        try:
            target = _own_file(address.strip(), page, root)
        except ValueError:  # no address at all: found to be broken by itself
            continue
        if target is not None:
            file, place = target
            found.add(file)
            if place:
                found.add(f"{file}#{place}")
    return found


def _leads_somewhere(
    address: str, page: str, root: str, pages: Mapping[str, Document], files: Container[str]
) -> bool:
    try:
        target = _own_file(address.strip(), page, root)
    except ValueError:  # no address at all, such as http://[
        return False
    if target is None:
        return True
    path, place = target
    if path not in files:
        return False
    # "" and "top" are the top of any page, ":~:" begins a text fragment (HTML, "scroll to the
    # fragment"); places inside a PDF or a picture are not ours to know.
    anywhere = path not in pages or place in {"", "top"} or place.startswith(":~:")
    return anywhere or place in pages[path].places


def _own_file(address: str, page: str, root: str) -> tuple[str, str] | None:
    """Return the file and the place that an address means, or None if it is not ours."""
    host, above = _parts(root)
    path = address.removeprefix(host)
    if _PLAIN.fullmatch(path) and path.startswith(above):  # what nearly all are
        file = path.removeprefix(above)
        return (f"{file}index.html" if not file or file.endswith("/") else file), ""
    if _ELSEWHERE.match(address):
        return None
    target, base = urlsplit(urljoin(page, address)), urlsplit(root)
    path, above = unquote(target.path), unquote(base.path)
    if target.netloc != base.netloc:
        return None
    if not path.startswith(above):
        # Above our sub-path the host is others'; a relative path that strays there is our fault.
        return None if urlsplit(address).netloc else (path, "")
    file = path.removeprefix(above)
    if not file or file.endswith("/"):
        file += "index.html"
    return file, unquote(target.fragment)


@cache
def _parts(root: str) -> tuple[str, str]:
    """Return scheme and host of the site's address, and the path below which it stands."""
    host = root.removesuffix(urlsplit(root).path)
    return host, unquote(urlsplit(root).path)


def _candidates(srcset: str) -> Iterator[str]:
    """Yield the addresses of a srcset: each before its width or density."""
    for candidate in srcset.split(","):
        words = candidate.split()
        if words:
            yield words[0]


def _locations(sitemap: str) -> Iterator[tuple[int, str]]:
    for match in _LOCATION.finditer(sitemap):
        yield match.start(), match[1].replace("&amp;", "&")
