"""What machines read of a page is JSON that stays inside its script element."""

from __future__ import annotations

import json

import pytest

from plugins.archive.structured import breadcrumb_list, json_ld


@pytest.mark.parametrize(
    "text", ["党建", "</script><b>", "<!-- ", "a & b", "\u2028\u2029", '"\\\n', "'"]
)
def test_what_is_read_back_is_what_was_written(text: str) -> None:
    """And no sign that could end the element, or begin a comment in it, stands there as it is."""
    written = json_ld({"name": text, "about": [text]})
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == {"name": text, "about": [text]}


def test_a_trail_is_numbered_from_one() -> None:
    """The home page first, the page itself last."""
    data = breadcrumb_list([("首页", ""), ("各期", "issues/")], "https://example.org/{}".format)
    assert [(one["position"], one["name"], one["item"]) for one in data["itemListElement"]] == [
        (1, "首页", "https://example.org/"),
        (2, "各期", "https://example.org/issues/"),
    ]
