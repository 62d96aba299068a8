"""Front matter read the short way says what the library reads in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.full_width import mend_keys
from plugins.core.nodes import Node
from plugins.core.plain_yaml import plain_mapping
from plugins.core.yaml_nodes import parse

ARTICLES = sorted((Path(__file__).resolve().parents[2] / "content" / "articles").rglob("*.md"))
# Bits that make up front matter, and bits that look like them and mean something else.
BITS = (
    "title: ", "title: ", "\n", "\nissue: ", "\n  ", "issue", "甲乙", "abc", "12", "2023-05-18",
    "08:00", "null", "~", "true", "𠀀", "é", " ", "  ", "\t", "\u3000", "\xa0", "\u2028", "\x85",
    "\ufeff", "\x7f", ":", ": ", "：", ",", ", ", "，", "、", ".", "-", "- ", "--- ", "...", "/",
    "“", "”", "《", "·", "'", '"', '"', '"甲：乙"', '"-乙, 丙"', "\\", "\\n", "#", " #", "!", "&",
    "*", "|", ">", "%", "@", "`", "?", "? ", "=", "<<", "[", "]", "{", "}", "[甲, 乙]", "[]", "{}",
    "byline: {reporter: [甲], photographer: 乙}", "[[甲]]", "{甲: 乙}", "[甲, ]", "[甲,乙]",
)  # fmt: skip


def fully(text: str) -> Node | None:
    """Return what the library reads, where it finds no fault."""
    mended, faults = mend_keys(text, "a.md", first_line=2)
    node, more = parse(mended, "a.md", first_line=2)
    return None if faults or more else node


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(BITS), max_size=10).map("".join))
def test_the_short_way_leads_to_the_same_place(text: str) -> None:
    """Each value with its line and column; or it is not taken."""
    for whole in (f"title: {text}\n", f'title: "{text}"\n', f"{text}\n"):
        short = plain_mapping(whole, first_line=2)
        assert short is None or short == fully(whole)


@pytest.mark.parametrize(
    "text",
    [
        "title: 街道来了四十人\ndate: 2023-05-18\nsheet: 3\n",
        'title: "说：“好”"\nbranches: ["机关党支部", "-公司党委"]\npartners: []\nsummary: ""\n',
        "byline: {reporter: [甲, 乙], correspondent: [丙]}\naliases: [/old/url/]\ncolumn: null\n",
    ],
)
def test_plain_front_matter_takes_it(text: str) -> None:
    """Or it would be of no use."""
    assert plain_mapping(text, first_line=2) == fully(text) is not None


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_sample_s_articles_say_the_same_either_way(path: Path) -> None:
    """Real ones, with all that editors write."""
    front = path.read_text("utf-8").removeprefix("---\n").split("\n---\n", 1)[0] + "\n"
    short = plain_mapping(front, first_line=2)
    assert short is None or short == fully(front)


def test_brackets_without_end_are_no_trouble() -> None:
    """They are the library's, which says how deep is too deep."""
    assert plain_mapping(f"title: {'[' * 60_000}\n", first_line=2) is None
