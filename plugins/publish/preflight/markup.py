"""Is a finished page whole: every element closed, every id its own, nothing loaded from elsewhere.

Pure: text in, complaints out. Not a validator (the tests have one), but what a broken build or a
theme's slip leaves behind: cut files, crossed elements, doubled ids, another host's files.
"""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from plugins.publish import links

_VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    }
)
_LOADED = {"src", "srcset", "poster", "data"}
_LOADED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"}
_FOREIGN = frozenset({"svg", "math"})
_SCRIPT_TYPES = {"application/ld+json", "application/json", "importmap", "speculationrules"}
# Addresses of a machine, not of a site: what a preview or a forgotten setting leaves in a page.
_NOWHERE = re.compile(
    r"//(?:localhost|127\.|0\.0\.0\.0|\[::1\]|[\w.-]+\.(?:example|test|invalid))(?=[:/]|$)"
)
JSON_FEED = "https://jsonfeed.org/version/"
ATOM = "{http://www.w3.org/2005/Atom}"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


class _Page(links.Reader):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, int]] = []
        self.ids: set[str] = set()
        self.foreign = 0
        self.seen: set[str] = set()
        self.faults: list[tuple[int, str, str]] = []
        self.loaded: list[tuple[int, str, str]] = []  # rule and address: whose is told at the end

    def fault(self, rule: str, what: str) -> None:
        self.faults.append((self.getpos()[0], rule, what))

    def handle_decl(self, decl: str) -> None:
        if decl.lower() == "doctype html":
            self.seen.add("!doctype")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self.seen.add(tag)
        names = [name for name, _value in attrs]
        values = {name: value or "" for name, value in attrs}
        if len(names) != len(set(names)):
            self.fault("attribute-twice", tag)
        if "id" in values:
            if values["id"] in self.ids:
                self.fault("id-twice", values["id"])
            self.ids.add(values["id"])
        self._active(tag, values)
        self._hosts(tag, values)
        if tag in _FOREIGN:
            self.foreign += 1
        if tag not in _VOID:
            self.open.append((tag, self.getpos()[0]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            if not self.foreign:
                self.fault("element-open", tag)
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _FOREIGN and self.foreign:
            self.foreign -= 1
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
        else:
            self.fault("element-crossed", tag)

    def _active(self, tag: str, values: dict[str, str]) -> None:
        """Find what the pages' policy forbids: it would fail in silence, or is an attack."""
        handlers = [name for name in values if name.startswith("on")]
        inline = tag == "script" and "src" not in values and values.get("type") not in _SCRIPT_TYPES
        styled = tag == "style" or "style" in values
        if handlers or inline or styled:
            self.fault("inline", handlers[0] if handlers else tag)
        for name in ("href", "src", "action", "formaction", "xlink:href", "data"):
            address = re.sub(r"[\x00-\x20]", "", values.get(name, "")).lower()
            if address.startswith(("javascript:", "vbscript:")):
                self.fault("script-address", values[name][:60])
        if tag in {"iframe", "object", "embed", "base", "frame", "applet"}:
            self.fault("embedded", tag)

    def _hosts(self, tag: str, values: dict[str, str]) -> None:
        loaded = [value for name, value in values.items() if name in _LOADED]
        rels = set(values.get("rel", "").lower().split())
        if tag == "link" and rels & _LOADED_LINKS:
            loaded.append(values.get("href", ""))
        for value in loaded:
            for part in value.split(",") if tag in {"img", "source"} else (value,):
                address = (part.split() or [""])[0]
                if not address.startswith("data:") and _host(address):
                    self.loaded.append((self.getpos()[0], "foreign-file", address))
        own = [values.get("href", "") if tag == "link" else "", *loaded]
        own.append(values.get("content", "") if tag == "meta" else "")
        for address in own:
            if _NOWHERE.search(address):
                self.loaded.append((self.getpos()[0], "nowhere-host", address))


def read_page(text: str) -> tuple[links.Document, list[tuple[int, str, str]]]:
    """Return what a page names, and (line, rule, what) for everything wrong with it."""
    page = _Page()
    page.feed(text)
    page.close()
    host = urlsplit(page.document.home).netloc
    faults = [*page.faults, *((n, rule, a) for n, rule, a in page.loaded if _host(a) != host)]
    faults += [(line, "element-open", tag) for tag, line in page.open]
    faults += [
        (1, "element-missing", name)
        for name in ("!doctype", "html", "head", "title", "body")
        if name not in page.seen
    ]
    return page.document, faults


def xml_faults(text: str) -> list[tuple[int, str, str]]:
    """Return (line, rule, what) for everything wrong with a feed or a sitemap."""
    try:
        root = ET.fromstring(text)  # noqa: S314 -- our own file; expat refuses bombs since 2.4.1
    except ET.ParseError as error:
        return [(error.position[0], "xml", str(error))]
    if root.tag != f"{ATOM}feed":
        return []
    faults = []
    ids: set[str] = set()
    for element in (root, *root.iter(f"{ATOM}entry")):
        id_ = element.findtext(f"{ATOM}id", "")
        faults += [
            (1, "feed", f"{id_ or '?'}: {name}")
            for name in ("id", "title", "updated")
            if not (element.findtext(f"{ATOM}{name}") or "").strip()
        ]
        if id_ in ids:
            faults.append((1, "feed", f"{id_}: id"))
        ids.add(id_)
        faults += [
            (1, "feed", f"{id_}: {name}")
            for name in ("updated", "published")
            if (moment := element.findtext(f"{ATOM}{name}")) and not _MOMENT.fullmatch(moment)
        ]
    return faults


def feed_addresses(text: str) -> list[str]:
    """Return the addresses that a feed or a list of feeds (OPML) leads to: pages, entries."""
    try:
        root = ET.fromstring(text)  # noqa: S314 -- as above
    except ET.ParseError:
        return []
    outlines = [one.get(name, "") for one in root.iter("outline") for name in ("xmlUrl", "htmlUrl")]
    return [*(link.get("href", "") for link in root.iter(f"{ATOM}link")), *outlines]


def json_feed_addresses(text: str) -> list[str]:
    """Return the addresses that a JSON Feed leads to: itself, its page, entries and pictures."""
    if JSON_FEED not in text[:200]:
        return []
    try:
        feed = json.loads(text)
    except ValueError:
        return []
    own = [feed.get("feed_url"), feed.get("home_page_url")]
    entries = [item.get(key) for item in feed.get("items", ()) for key in ("url", "image")]
    return [address for address in (*own, *entries) if address]


def json_faults(text: str) -> list[tuple[int, str, str]]:
    """Return (line, rule, what) if a data file is no JSON."""
    try:
        json.loads(text)
    except ValueError as error:
        return [(getattr(error, "lineno", 1), "json", str(error))]
    return []


def drawing_faults(text: str) -> list[tuple[int, str, str]]:
    """Return (line, rule, what) for everything in a drawing (SVG) that acts or reaches out."""
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        return [(1, "drawing", "<!DOCTYPE")]
    try:
        root = ET.fromstring(text)  # noqa: S314 -- without a document type there is no entity
    except ET.ParseError as error:
        return [(error.position[0], "xml", str(error))]
    found = []
    for element in root.iter():
        tag = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        if tag in {
            "script",
            "foreignobject",
            "iframe",
            "embed",
            "object",
            "handler",
            "audio",
            "video",
        }:
            found.append(f"<{tag}>")
        if tag in {"animate", "set"} and "href" in element.get("attributeName", "").lower():
            found.append(f"<{tag}>")
        styles = [element.text or ""] if tag == "style" else []
        for name, value in element.attrib.items():
            bare = name.rpartition("}")[2].lower()
            if bare.startswith("on"):
                found.append(bare)
            if bare in {"href", "src"} and not value.strip().startswith(
                ("#", "data:image/png", "data:image/jpeg", "data:image/webp")
            ):
                found.append(f"{bare}={value[:40]}")
            styles.append(value)
        found += [
            style.strip()[:40]
            for style in styles
            if re.search(
                r"@import|expression\s*\(|url\(\s*[\"']?\s*(?!#|data:image/)|\\",
                style,
                re.IGNORECASE,
            )
        ]
    return [(1, "drawing", what) for what in dict.fromkeys(found)]


def _host(address: str) -> str:
    try:
        return urlsplit(address.strip()).netloc
    except ValueError:
        return "?"
