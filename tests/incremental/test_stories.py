"""Stories come back from the store as they were, each record of its own kind."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from plugins.core.labels import Candidate, Evidence, Label, Labels, Pact, Rejected
from plugins.core.records import (
    Article,
    Body,
    Byline,
    Correction,
    Picture,
    Shape,
    StaticPage,
    Story,
)
from plugins.incremental.state import packed, unpacked

DAY = date(2023, 5, 18)
PROOF = (Evidence("branch.named", "一句。", 3, 7), Evidence("pact.sentence", "又一句。", 9, 12))
FULL = Article(
    "articles/2023/a.md", "a", "题", DAY, "引", "副", "摘要", True, "2023-05-18", 3, "yaowen",  # noqa: FBT003 -- a field of a record
    Byline(("甲",), ("乙", "丙"), ()), "published", datetime(2023, 5, 20, 8, tzinfo=UTC),
    (Correction(DAY, "改了"),), ("/old/",), 12,
    (Picture("images/a.png", "图"), Picture("images/b.png", "", Shape(3, 2, (3,), ("avif",)))),
    Labels(
        (Label("one", "derived", PROOF), Label("two", "explicit")),
        (Label("other", "derived", PROOF[:1]),),
        (
            Pact("one", "other", "签约", DAY, "derived", PROOF[1:]),
            Pact("two", "x", "共建", None, "explicit"),
        ),
        (Candidate("某局", "partner", PROOF),),
        (Rejected("某所", None, "credit", PROOF),),
    ),
)  # fmt: skip
PAGE = StaticPage(
    "pages/a.md", "a", "关于", "", 4, (Picture("images/a.png", "图"),), ("pages/b.md",)
)


@pytest.mark.parametrize(
    "record",
    [FULL, Article("articles/2023/b.md", "b", "题", DAY), PAGE],
    ids=["full", "bare", "page"],
)
def test_a_story_comes_back_as_it_was(record: Article | StaticPage) -> None:
    """Records, not tuples that are equal to them."""
    story = Story(record, Body("<p>一</p>", ((2, "section", "头"),)))
    assert repr(unpacked(packed(story))) == repr(story)
