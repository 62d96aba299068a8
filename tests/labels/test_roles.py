"""The tables of roles keep the form that makes them fast."""

from __future__ import annotations

import re

import pytest

from plugins.labels.roles import RULES, Rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.reason}-{rule.words}")
def test_the_words_of_a_role_begin_with_a_plain_sign(rule: Rule) -> None:
    """A search for many words leaps from one first sign to the next only if all are plain."""
    words = rule.words
    while re.search(r"\([^()]*\)", words):  # what stands in brackets begins no word
        words = re.sub(r"\([^()]*\)", "", words)
    assert words
    for word in words.split("|"):
        assert re.match(r"\w", word), word
