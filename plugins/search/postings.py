"""Where every two characters stand side by side, and the files that a browser reads it from.

A phrase stands where its pairs stand at their distances: that is exact, wherever a phrase is cut
and whatever it is made of. `theme/static/js/search/index.js` reads what is written here.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plugins.search.text import BREAK

MOST_BYTES = 8_000  # of the postings in one file; a longer list stands alone

_SEVEN, _MORE = 7, 0x80
_SHORT = 1 << 2 * _SEVEN
# The bytes of each number below _SHORT: as the end of a longer one's, and as its beginning.
_ENDS = [bytes([n]) if n < _MORE else bytes([n & 0x7F | _MORE, n >> _SEVEN]) for n in range(_SHORT)]
_BEGINNINGS = [bytes([n & 0x7F | _MORE, n >> _SEVEN | _MORE]) for n in range(_SHORT)]


class Words(NamedTuple):
    """A file of postings: the first of its pairs, and its bytes."""

    first: str
    data: bytes


def postings_of(text: str) -> dict[str, bytes]:
    """Return for each pair of characters in a text, which ends with BREAK, where it stands.

    A place is the number of characters before it; each is written as its distance from the one
    before, in bytes of seven bits, lowest first, all but its last with the eighth bit set
    (LEB128). No pair begins with BREAK; one that ends with it tells the last character of a
    paragraph. In the order of UTF-16, which is that of scripts.
    """
    signs = sorted(set(text), key=lambda sign: sign.encode("utf-16-be"))
    rank = {sign: number for number, sign in enumerate(signs)}
    # First by their first characters, which are few: half a million pairs at a time would make
    # every step a search through the whole memory. Arrays hold a number in four bytes.
    places = {sign: array("I") for sign in signs}
    for at, sign in enumerate(text):
        places[sign].append(at)
    postings = {}
    for first in signs:
        if first != BREAK:
            seconds = _seconds(text, places.pop(first))
            for second in sorted(seconds, key=rank.__getitem__):
                postings[first + second] = bytes(seconds[second])
    return postings


def _seconds(text: str, places: Sequence[int]) -> dict[str, bytearray]:
    """Return for each character that follows one at these places where it does."""
    last: defaultdict[str, int] = defaultdict(int)
    found: defaultdict[str, bytearray] = defaultdict(bytearray)
    for at in places:
        second = text[at + 1]
        gap = at - last[second]
        last[second] = at
        if gap < _SHORT:
            found[second] += _ENDS[gap]
        else:
            found[second] += _BEGINNINGS[gap & _SHORT - 1] + _ENDS[gap >> 2 * _SEVEN]
    return found


def files_of(postings: dict[str, bytes]) -> Iterator[Words]:
    """Yield the files that hold these postings, in order.

    Each begins with a line of JSON: the first characters of its pairs, and for each of these the
    second ones and the lengths of their postings, which follow in the same order.
    """
    held: list[tuple[str, bytes]] = []
    size = 0
    for pair, data in postings.items():
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
