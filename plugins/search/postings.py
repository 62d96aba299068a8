"""Where every two characters stand side by side, and the files that a browser reads it from.

A phrase stands where its pairs stand at their distances: that is exact, wherever a phrase is cut
and whatever it is made of. `theme/static/js/search/index.js` reads what is written here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from plugins.search.text import BREAK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[Any]

MOST_BYTES = 8_000  # of the postings in one file; a longer list stands alone

# So many pairs are put in order at once: what that takes stays small, however long a text is.
_MOST_PAIRS = 120_000
_SEVEN, _LOW = 7, 0x7F


class Words(NamedTuple):
    """A file of postings: the first of its pairs, and its bytes."""

    first: str
    data: bytes


def postings_of(text: str) -> Iterator[tuple[str, bytes]]:
    """Yield each pair of characters in a text, which ends with BREAK, with where it stands.

    A place is the number of characters before it; each is written as its distance from the one
    before, in bytes of seven bits, lowest first, all but its last with the eighth bit set
    (LEB128). No pair begins with BREAK; one that ends with it tells the last character of a
    paragraph. In the order of UTF-16, which is that of scripts.
    """
    import numpy as np  # noqa: PLC0415 -- a tenth of a second that most builds save

    signs = sorted(set(text), key=lambda sign: sign.encode("utf-16-be"))
    codes = [ord(sign) for sign in signs]
    rank: Numbers = np.zeros(max(codes) + 1, np.uint16 if len(signs) <= 1 << 16 else np.uint32)
    rank[codes] = np.arange(len(signs))  # sorting two bytes takes a pass for each, four take more
    ranks = np.empty(len(text), rank.dtype)
    counts = np.zeros(len(signs), np.int64)
    for start in range(0, len(text), _MOST_PAIRS):
        part = text[start : start + _MOST_PAIRS].encode("utf-32-le")
        some = ranks[start : start + _MOST_PAIRS]
        some[:] = rank[np.frombuffer(part, np.uint32)]
        counts += np.bincount(some, minlength=len(signs))
    firsts, seconds = ranks[:-1], ranks[1:]
    counts[rank[ord(BREAK)]] = 0
    for low, high in _ranges(counts.tolist()):
        wanted = (firsts >= low) & (firsts < high) & (firsts != rank[ord(BREAK)])
        places = np.flatnonzero(wanted).astype(np.uint32)
        places = places[np.argsort(seconds[places], kind="stable")]
        places = places[np.argsort(firsts[places], kind="stable")]
        first, second = firsts[places], seconds[places]
        begins = np.ones(len(places), bool)
        begins[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
        gaps = np.diff(places, prepend=places[:1])
        gaps[begins] = places[begins]
        data, starts = _in_bytes(gaps)
        cuts = [*starts[begins].tolist(), len(data)]
        pairs = zip(first[begins].tolist(), second[begins].tolist(), strict=True)
        for (one, other), (start, end) in zip(pairs, pairwise(cuts), strict=True):
            yield signs[one] + signs[other], data[start:end]


def _ranges(counts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield ranges of the characters that together begin about `_MOST_PAIRS` pairs each."""
    low = size = 0
    for high, count in enumerate(counts):
        if size and size + count > _MOST_PAIRS:
            yield low, high
            low, size = high, 0
        size += count
    if size:
        yield low, len(counts)


def _in_bytes(numbers: Numbers) -> tuple[bytes, Numbers]:
    """Return numbers one after another in LEB128, and where each begins."""
    import numpy as np  # noqa: PLC0415 -- as above

    lengths = np.ones(len(numbers), np.uint8)
    for byte in range(1, 5):
        lengths += numbers >> byte * _SEVEN > 0
    ends = np.cumsum(lengths, dtype=np.uint32)
    starts = ends - lengths
    data = np.empty(int(ends[-1]), np.uint8)
    for byte in range(int(lengths.max())):
        some = np.flatnonzero(lengths > byte)
        more = lengths[some] > byte + 1
        data[starts[some] + byte] = numbers[some] >> byte * _SEVEN & _LOW | more << _SEVEN
    return data.tobytes(), starts


def files_of(postings: Iterable[tuple[str, bytes]]) -> Iterator[Words]:
    """Yield the files that hold these postings, in order.

    Each begins with a line of JSON: the first characters of its pairs, and for each of these the
    second ones and the lengths of their postings, which follow in the same order.
    """
    held: list[tuple[str, bytes]] = []
    size = 0
    for pair, data in postings:
        if held and size + len(data) > MOST_BYTES:
            yield Words(held[0][0], _file(held))
            held, size = [], 0
        held.append((pair, data))
        size += len(data)
    if held:
        yield Words(held[0][0], _file(held))


def _file(held: Sequence[tuple[str, bytes]]) -> bytes:
    groups: dict[str, tuple[list[str], list[int]]] = {}
    for pair, data in held:
        seconds, lengths = groups.setdefault(pair[0], ([], []))
        seconds.append(pair[1])
        lengths.append(len(data))
    head = [[first, "".join(seconds), lengths] for first, (seconds, lengths) in groups.items()]
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return b"".join([line, b"\n", *(data for _, data in held)])
