"""Pictures and links of a body, where they stand."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.article_file import links_of, pictures_of

PATH = "articles/2023/a.md"
BITS = ("![图](/images/a.png)", "![](b.png)", "[文](b.md)", "![", "](", ".md", "`", "文", " ", "\n")


@given(st.lists(st.sampled_from(BITS), max_size=12).map("".join))
@settings(max_examples=200, deadline=None)
def test_a_fence_below_them_changes_nothing(body: str) -> None:
    """Without one only the lines that hold something are looked at."""
    if "```" in body:
        return
    for found in (pictures_of, links_of):
        assert list(found(body, PATH, 5)) == list(found(f"{body}\n~~~", PATH, 5))


def test_what_stands_in_fences_is_code() -> None:
    """What stands below them is none."""
    body = "![一](a.png)\n\n```\n![二](b.png)\n```\n\n文![三](c.png)"
    found = [(one.alt, one.line, one.column) for one in pictures_of(body, PATH, 5)]
    assert found == [("一", 5, 1), ("三", 11, 2)]
