"""What preflight reads in one file of the site, once: its faults, what it names, what it says."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from plugins.publish import links
from plugins.publish.preflight import markup
from plugins.publish.preflight.finding import Reading
from plugins.publish.preflight.manuscripts import squeezed
from plugins.publish.preflight.unpublished import is_pixels, readable

MANY = 200  # files that are worth another process


def read_files(site: Path, names: list[str], root: str) -> dict[str, Reading]:
    """Read files of the site at `root` by name, many of them on all processors."""
    one = partial(_read, site, root=root)
    if len(names) < MANY:
        return dict(zip(names, map(one, names), strict=True))
    # Forks: they have all that reading takes, and this process has no other threads.
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        return dict(zip(names, pool.imap(one, names, chunksize=32), strict=True))


def home_of(site: Path, name: str) -> str:
    """Return the address that a page of the site declares."""
    return links.read((site / name).read_text("utf-8", "replace")).home


def _read(site: Path, name: str, root: str) -> Reading:
    data = (site / name).read_bytes()
    text = "" if is_pixels(name) else squeezed(readable(name, data))
    make = _KINDS.get(name[name.rfind(".") :])
    return make(name, data.decode("utf-8"), text, root) if make else Reading(text, [])


def _page(name: str, source: str, text: str, root: str) -> Reading:
    document, faults = markup.read_page(source)
    return _leading(name, root, document, Reading(text, faults, document.home))


def _xml(name: str, source: str, text: str, root: str) -> Reading:
    addresses = markup.feed_addresses(source)
    return _addressed(name, root, addresses, Reading(text, markup.xml_faults(source)))


def _data(name: str, source: str, text: str, root: str) -> Reading:
    reading = Reading(text, markup.json_faults(source))
    addresses = markup.json_feed_addresses(source)
    return _addressed(name, root, addresses, reading) if addresses else reading


def _drawing(_name: str, source: str, text: str, _root: str) -> Reading:
    return Reading(text, markup.drawing_faults(source))


_KINDS: Mapping[str, Callable[[str, str, str, str], Reading]] = {
    ".html": _page,
    ".xml": _xml,
    ".opml": _xml,
    ".json": _data,
    ".svg": _drawing,
}


def _addressed(name: str, root: str, addresses: Iterable[str], reading: Reading) -> Reading:
    references = [(0, address) for address in addresses]
    return _leading(name, root, links.Document(references=references), reading)


def _leading(name: str, root: str, document: links.Document, reading: Reading) -> Reading:
    return reading._replace(
        places=document.places,
        references=tuple(document.references),
        targets=tuple(sorted(links.targets(document, name, root))),
    )


def host_of(address: str) -> str:
    """Return the host of an address, "" if it has none."""
    return urlsplit(address).netloc
