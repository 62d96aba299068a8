"""Related articles are chosen so that a new article changes little."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core import related as module
from plugins.core.cards import Card
from plugins.core.related import LOOK_BACK, WEIGHTS, related
from tests.conftest import ROOT
from tests.makers import archive, article, labels
from tests.site.related import cards_of_the_sample, tally


def slug(card: Card) -> str:
    """Return the last part of an article's address."""
    return card.url.split("/")[-2]


def test_shared_labels_decide_then_nearness_in_time() -> None:
    """Two shared labels beat one, the newer of two equals comes first."""
    some = archive(
        article(1, labels=labels("a", "x")),
        article(2, labels=labels("a")),
        article(3, labels=labels("a")),
        article(4, labels=labels("a", "x")),
    )
    nearest = related(some.articles, some.by_issue)[3]
    assert [slug(a) for a in nearest] == ["a001", "a003", "a002"]


def test_the_column_tells_apart_what_shares_as_many_labels() -> None:
    """But it never beats another shared label, and joins nothing by itself."""
    some = archive(
        article(1, labels=labels("a", "x")),
        article(2, labels=labels("a"), column="one"),
        article(3, labels=labels("a"), column="two"),
        article(4, labels=labels("b"), column="one"),
        article(5, labels=labels("a", "x"), column="one"),
    )
    nearest = related(some.articles, some.by_issue)[4]
    assert [slug(a) for a in nearest] == ["a001", "a002", "a003"]


def test_a_later_article_of_another_issue_changes_nothing() -> None:
    """Locality: what was related stays related."""
    old = [article(n, labels=labels("a"), issue="2023-01-10") for n in range(3)]
    new = article(9, labels=labels("a"), issue="2023-02-10")
    before = archive(*old)
    after = archive(*old, new)
    earlier = related(before.articles, before.by_issue)
    later = related(after.articles, after.by_issue)
    assert later[: len(old)] == earlier


def test_articles_of_one_issue_are_related_both_ways_and_none_to_itself() -> None:
    """A reader of the earlier one is shown the later one too."""
    some = archive(*(article(n, labels=labels("b"), issue="2023-01-10") for n in range(2)))
    found = related(some.articles, some.by_issue)
    assert [[slug(a) for a in one] for one in found] == [["a001"], ["a000"]]


def test_articles_that_share_nothing_have_no_relatives() -> None:
    """Nothing shared, nothing shown; the column alone is not enough."""
    some = archive(
        article(1, title="栽树", column="one"),
        article(2, title="读书会", column="one"),
        article(3, title="栽树", column="two"),
    )
    assert related(some.articles, some.by_issue) == [(), (), ()]


def test_alike_headlines_relate_what_shares_the_column() -> None:
    """Without any label; what stands in all the headlines of the column counts the least."""
    some = archive(
        article(1, title="河西车间栽树", column="one"),
        article(2, title="河西车间读书", column="one"),
        article(3, title="河西车间献血", column="one"),
        article(4, title="河西车间再读书", column="one"),
    )
    nearest = related(some.articles, some.by_issue)[3]
    assert [slug(a) for a in nearest] == ["a002", "a003", "a001"]


def test_the_wording_tells_apart_what_shares_as_many_labels() -> None:
    """The older one whose headline is alike stands before the newer one."""
    some = archive(
        article(1, labels=labels("a"), title="图书角开张"),
        article(2, labels=labels("a"), title="河堤栽树"),
        article(3, labels=labels("a"), title="图书角一年"),
    )
    nearest = related(some.articles, some.by_issue)[2]
    assert [slug(a) for a in nearest] == ["a001", "a002"]


def test_on_the_sample_wording_finds_more_and_nothing_wrong() -> None:
    """Held against an editor's judgement, the first three of each list."""
    cards = cards_of_the_sample()
    plain = tally(cards, WEIGHTS._replace(wording=0))
    worded = tally(cards, WEIGHTS)
    assert worded.shown == worded.right > plain.right
    assert worded.empty < plain.empty


ONE = st.tuples(
    st.sets(st.sampled_from("abxy")),
    st.sampled_from([None, "2023-01-10"]),
    st.sampled_from([None, "one", "two"]),
    st.sampled_from(["读书", "读书会", "栽树"]),
)


MANY = """
from random import Random
from plugins.core.related import related
from tests.makers import archive, article, labels

random = Random(1)
titles = ["".join(random.choices("春夏秋冬读书看戏种树", k=12)) for _ in range(300)]
some = archive(*(article(n, labels=labels("a"), title=title) for n, title in enumerate(titles)))
print([[card.source for card in akin] for akin in related(some.articles, some.by_issue)])
"""


def test_the_order_in_which_sets_stand_in_memory_decides_nothing() -> None:
    """Where many are nearly as near as each other, with other seeds of hashes."""
    told = {
        subprocess.run(
            [sys.executable, "-c", MANY],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in "123"
    }
    assert len(told) == 1


@pytest.mark.parametrize("window", [1, 2, LOOK_BACK])
@given(data=st.data())
def test_what_is_remembered_changes_nothing_but_the_time(window: int, data: st.DataObject) -> None:
    """After articles came, went and changed, the result is that of weighing all anew."""
    memory: dict[str, Any] = {}
    with patch.object(module, "LOOK_BACK", window):
        for _ in range(3):
            chosen = data.draw(st.dictionaries(st.integers(0, 30), ONE, max_size=20))
            some = archive(
                *(
                    article(n, labels=labels(*sorted(ids)), issue=issue, column=column, title=title)
                    for n, (ids, issue, column, title) in sorted(chosen.items())
                )
            )
            remembered = related(some.articles, some.by_issue, memory)
            assert remembered == related(some.articles, some.by_issue)
