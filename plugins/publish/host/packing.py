"""Compressed copies beside the files of a release, for the web server to send as they are."""

from __future__ import annotations

import gzip
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import brotli

if TYPE_CHECKING:
    from collections.abc import Sequence

COMPRESSED = frozenset({".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".csv", ".wasm"})
LEAST_COMPRESSED = 512  # bytes; smaller files travel in one packet anyway
# Brotli's windows, as powers of two (RFC 7932, 9.1). One that is as large as the file packs as
# well as the largest, and takes a tenth of the time: the encoder clears as much memory.
_WINDOWS = (16, 22)


def pack(files: Sequence[Path]) -> None:
    """Put .gz and .br beside the files that they make smaller, on all processors."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(_pack, (file for file in files if file.suffix in COMPRESSED)))


def _pack(file: Path) -> None:
    """Pack one file; the same bytes every time."""
    data = file.read_bytes()
    if len(data) < LEAST_COMPRESSED:
        return
    stamp = file.stat()
    least, most = _WINDOWS
    window = max(least, min(most, len(data).bit_length()))
    for ending, packed in (
        (".gz", gzip.compress(data, 9, mtime=0)),
        (".br", brotli.compress(data, quality=9, lgwin=window)),
    ):
        copy = Path(f"{file}{ending}")
        if len(packed) < len(data) and not copy.exists():  # a file of the site's own
            copy.write_bytes(packed)
            os.utime(copy, ns=(stamp.st_mtime_ns, stamp.st_mtime_ns))
