"""The index cut finer: the same words, in files of their own size."""

from __future__ import annotations

import json
from pathlib import Path

import cbor2
import pytest

from plugins.search.chunks import ENTRY, MARK, MOST_BYTES, cut, packed, unpacked
from plugins.search.pagefind import addresses, index
from plugins.search.prepare import page_of, text_of

TEXTS = {
    f"articles/2023/a{number:02}/": "".join(
        chr(0x4E00 + (number * 37 + n) % 400) for n in range(900)
    )
    for number in range(12)
}


def prepared(url: str) -> tuple[str, str]:
    """Return a page as Pagefind is given it."""
    return url, page_of("标题", "", text_of(f"<p>{TEXTS[url]}</p>"), {})


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of a real index."""
    pages = [
        (url, page_of("标题", "", text_of(f"<p>{text}</p>"), {})) for url, text in TEXTS.items()
    ]
    return index(pages, tmp_path_factory.mktemp("scratch"))


def listed(files: dict[str, bytes]) -> list[list[str]]:
    """Return what the meta file says of the files of words."""
    name = json.loads(files[ENTRY])["languages"]["en"]["hash"]
    meta = cbor2.loads(unpacked(files[f"pagefind.{name}.pf_meta"]))
    found: list[list[str]] = meta[2]
    return found


def test_every_character_lies_in_the_file_that_is_said_to_hold_it(files: dict[str, bytes]) -> None:
    """In order, no file missing, none left over, none too large."""
    chunks = listed(files)
    seen: list[str] = []
    for first, last, name in chunks:
        data = unpacked(files[f"index/{name}.pf_index"])
        words = [word[0] for word in cbor2.loads(data)[0]]
        assert (words[0], words[-1]) == (first, last)
        assert len(data) <= MOST_BYTES + 8 or len(words) == 1
        seen += words
    assert seen == sorted(set(seen))
    assert set("".join(TEXTS.values())) <= set(seen)
    assert len(chunks) > 1
    assert {f"index/{name}.pf_index" for *_, name in chunks} == {p for p in files if "index/" in p}


def test_cutting_again_changes_nothing(files: dict[str, bytes]) -> None:
    """The names are made from what the files hold."""
    assert cut(files) == files


def test_the_same_articles_give_the_same_files(files: dict[str, bytes], tmp_path: Path) -> None:
    """In another folder, given in another order."""
    pages = [
        (url, page_of("标题", "", text_of(f"<p>{text}</p>"), {})) for url, text in TEXTS.items()
    ]
    assert index(reversed(pages), tmp_path) == files


def test_every_article_has_its_id(files: dict[str, bytes]) -> None:
    """By which the table and the results meet."""
    assert set(addresses(files)) == set(TEXTS)


def test_packing_is_undone_by_unpacking() -> None:
    """With the mark that the script looks for."""
    assert unpacked(packed(b"abc")) == b"abc"
    assert not unpacked(packed(b"abc")).startswith(MARK)
