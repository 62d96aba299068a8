"""Postings: every pair at every place, in files that hold what they are said to hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random

import pytest

from plugins.search.postings import MOST_BYTES, files_of, postings_of
from plugins.search.text import BREAK


def numbers(data: bytes) -> Iterator[int]:
    """Yield the numbers that stand in LEB128 (its definition, written out)."""
    number = shift = 0
    for byte in data:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield number
            number = shift = 0
    assert shift == 0


def places(data: bytes) -> list[int]:
    """Return the places that the distances lead to."""
    found, place = [], 0
    for gap in numbers(data):
        place += gap
        found.append(place)
    return found


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the postings in a file, read as the script reads them."""
    line, _, rest = data.partition(b"\n")
    found, at = {}, 0
    for first, seconds, lengths in json.loads(line):
        assert len(seconds) == len(lengths)
        for second, length in zip(seconds, lengths, strict=True):
            found[first + second] = rest[at : at + length]
            at += length
    assert at == len(rest)
    return found


@pytest.fixture(scope="module")
def text() -> str:
    """Return a text with common and rare characters, some beyond the first plane, and breaks."""
    random = Random(5)  # noqa: S311 -- the same again, not secret
    signs = [chr(0x4E00 + int(random.expovariate(0.01))) for _ in range(60_000)]
    for place in range(0, len(signs), 97):
        signs[place] = random.choice((BREAK, "𠮷", "￥", "a", " "))
    return "".join(signs) + BREAK


def test_every_pair_stands_where_it_does_in_the_text(text: str) -> None:
    """All of them, and nothing else; a break begins none."""
    postings = dict(postings_of(text))
    found = {at: pair for pair, data in postings.items() for at in places(data)}
    expected = {
        at: text[at : at + 2] for at in range(len(text) - 1) if not text[at].startswith(BREAK)
    }
    assert found == expected


@pytest.mark.parametrize("gap", [1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152])
def test_places_may_lie_any_distance_apart(gap: int) -> None:
    """From neighbours to the ends of a shard: one byte for each seven bits."""
    text = "甲乙" + "丙" * gap + "甲乙" + BREAK
    data = dict(postings_of(text))["甲乙"]
    assert places(data) == [0, gap + 2]
    assert len(data) == 1 + -(-(gap + 2).bit_length() // 7)


def test_the_files_hold_all_postings_in_order(text: str) -> None:
    """Of no more than they may, unless one list alone is longer; named by their first pair."""
    postings = dict(postings_of(text))
    files = list(files_of(postings.items()))
    assert len(files) > 3
    seen: dict[str, bytes] = {}
    for first, data in files:
        held = unpacked(data)
        assert next(iter(held)) == first
        assert len(held) == 1 or sum(map(len, held.values())) <= MOST_BYTES
        seen |= held
    assert list(seen.items()) == list(postings.items())


def test_pairs_stand_in_the_order_that_scripts_compare_by(text: str) -> None:
    """UTF-16: what lies beyond the first plane comes before the last characters of it."""
    pairs = [pair for pair, _ in postings_of(text)]
    assert next(pair for pair in pairs if pair[0] in "𠮷￥")[0] == "𠮷"
    assert pairs == sorted(pairs, key=lambda pair: pair.encode("utf-16-be"))


def test_nothing_has_no_files() -> None:
    """A shard of empty articles."""
    assert list(files_of(postings_of(BREAK * 300))) == []
