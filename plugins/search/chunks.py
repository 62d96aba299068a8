"""Pagefind's word index cut finer, so that a search loads what it asks for and little else.

Pagefind puts words together in files of 20,000 places each, and there is no setting for it. With
a character to a word that is the postings of five characters where one is asked for. The same
words in smaller files are the same index: which file holds which words stands in its meta file.
Both are CBOR (RFC 8949), packed, as Pagefind 1.5 writes them; another version needs another look,
which is why the version is pinned and `tests/search` asks the index in a browser.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from io import BytesIO

import cbor2

MARK = b"pagefind_dcd"  # what each of its files begins with, unpacked
ENTRY = "pagefind-entry.json"
MOST_BYTES = 12_000  # of one file, unpacked; a longer word stands alone
_CHUNKS = 2  # where the meta file lists the files of words, each as first word, last word, name


def cut(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files of an index, given by their paths in it, with its words in smaller files."""
    entry = json.loads(files[ENTRY])
    language = entry["languages"]["en"]
    meta_path = f"pagefind.{language['hash']}.pf_meta"
    meta = cbor2.loads(unpacked(files[meta_path]))
    words = (
        word
        for _first, _last, name in meta[_CHUNKS]
        for word in _words(unpacked(files[f"index/{name}.pf_index"]))
    )
    kept = {
        path: data
        for path, data in files.items()
        if path not in {ENTRY, meta_path} and not path.startswith("index/")
    }
    chunks = []
    for first, last, data in _chunks(words):
        name = _name(data)
        kept[f"index/{name}.pf_index"] = packed(data)
        chunks.append([first, last, name])
    meta[_CHUNKS] = chunks
    data = cbor2.dumps(meta)
    language["hash"] = _name(data)
    kept[f"pagefind.{language['hash']}.pf_meta"] = packed(data)
    kept[ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return kept


def unpacked(data: bytes) -> bytes:
    """Return what a file of Pagefind holds."""
    return gzip.decompress(data).removeprefix(MARK)


def packed(data: bytes) -> bytes:
    """Return a file of Pagefind that holds `data`."""
    return gzip.compress(MARK + data, 6, mtime=0)


def _words(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield each word of a file with its bytes as they stand: they need not be made again."""
    file = BytesIO(data)
    decoder = cbor2.CBORDecoder(file)
    count, start = _array(data, 1)  # the file is an array of one array
    file.seek(start)
    for _ in range(count):
        word = decoder.decode()[0]
        end = file.tell()
        yield word, data[start:end]
        start = end


def _chunks(words: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, str, bytes]]:
    """Yield the first word, the last word and the bytes of each file; the words stand in order."""
    held: list[tuple[str, bytes]] = []
    size = 0
    for word, data in words:
        if held and size + len(data) > MOST_BYTES:
            yield held[0][0], held[-1][0], _file(held)
            held, size = [], 0
        held.append((word, data))
        size += len(data)
    if held:
        yield held[0][0], held[-1][0], _file(held)


def _file(words: list[tuple[str, bytes]]) -> bytes:
    empty = cbor2.dumps([[None] * len(words)])
    return empty[: -len(words)] + b"".join([data for _, data in words])


def _array(data: bytes, at: int) -> tuple[int, int]:
    """Return the length of the array whose head stands at a place, and where its items begin."""
    head = data[at] & 0x1F
    if head < 24:  # noqa: PLR2004 -- RFC 8949, 3: up to 23 the head is the length itself
        return head, at + 1
    size = 1 << (head - 24)
    return int.from_bytes(data[at + 1 : at + 1 + size], "big"), at + 1 + size


def _name(data: bytes) -> str:
    return f"en_{sha256(data).hexdigest()[:10]}"
