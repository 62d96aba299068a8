"""Text as matching sees it."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from plugins.labels.normalise import EVERYDAY, FOLDED_OF_LEVEL_1, LEVEL_1, fold, normalise

SIGNS = st.characters(exclude_categories=["Cs"])


@given(st.text(SIGNS, max_size=60))
@settings(max_examples=200, deadline=None)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """Else the order in which signs are folded would show, and it changes from run to run."""
    once = fold(text)
    assert fold(once) == once


@given(st.text(SIGNS, max_size=60))
@settings(max_examples=200, deadline=None)
def test_each_sign_is_folded_by_itself(text: str) -> None:
    """Names and texts, folded apart, still fit each other."""
    assert fold(text) == "".join(map(fold, text))


def test_forms_of_one_name_are_one() -> None:
    """Traditional, full-width, Kangxi radicals, broken over lines."""
    assert fold("雲州市　車務段Ａ１") == fold("云州市\n车务段A1") == "云州市车务段A1"
    assert fold("⾞⾨") == "车门"


def test_everyday_punctuation_is_folded_as_unicode_says() -> None:
    """The short list of the commonest signs says nothing of its own."""
    for sign, plain in EVERYDAY:
        assert unicodedata.normalize("NFKC", sign) == plain


def test_everyday_ideographs_need_no_folding() -> None:
    """But the one that is named; what is asked here is the converter itself."""
    assert len(LEVEL_1) == 3755
    convert = OpenCC("t2s").convert
    changed = [sign for sign in LEVEL_1 if convert(sign) != sign]
    assert changed == list(FOLDED_OF_LEVEL_1)
    assert unicodedata.is_normalized("NFKC", LEVEL_1)


@given(
    st.lists(st.sampled_from(["第一", "党支部", " ", "\n\n", "\n", "*", "`", "](", "[甲", "<!--"]))
)
@settings(max_examples=200, deadline=None)
def test_every_sign_is_found_again_in_the_source(parts: list[str]) -> None:
    """Offsets lead back to the same sign, or to the line end that stands for white space."""
    text = "".join(parts)
    normal = normalise(text)
    for index, sign in enumerate(normal.text):
        origin = text[normal.at(index)]
        assert fold(origin) == sign or (sign.isspace() and origin.isspace())
