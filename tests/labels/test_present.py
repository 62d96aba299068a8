"""Labels as they are shown: a marked text with reasons for people, plain values for programs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from plugins.core.labels import Candidate, Evidence, Label, Labels, Rejected
from plugins.core.messages import say
from plugins.core.register_file import read_register
from plugins.labels.engine import Labeller
from plugins.labels.present import COLOURED, as_json, as_text

HERE = Path(__file__).parent
REGISTER, _ = read_register({"register.yaml": (HERE / "register.yaml").read_bytes()})
TEXT = "机关党支部与北山图书馆签订共建协议，云州博物馆派人观摩。"
LABELS = Labeller(REGISTER).explain(TEXT)


def test_each_span_in_the_text_leads_to_its_reason() -> None:
    """By the number behind it; what was not taken is marked too, with the reason why."""
    shown = as_text("稿件", LABELS, REGISTER, "zh", text=TEXT)
    assert shown.startswith("稿件\n\n【机关党支部】[1]与【北山图书馆】[2]签订共建协议，")
    why = say(f"label.rule.{LABELS.branches[0].evidence[0].rule}", "zh")
    assert f"  党支部\n    [1] 机关党支部\n      {why}：“机关党支部与" in shown
    assert "    [2] 北山图书馆党支部\n" in shown
    assert "  共建\n    机关党支部 × 北山图书馆党支部（签约）\n" in shown
    assert "    [3] 云州博物馆党支部：见证、列席、祝贺的单位\n      “机关党支部与" in shown


def test_a_terminal_shows_the_same_text_in_colours() -> None:
    """Without the colours it is the plain text without its brackets: numbers are left."""
    coloured = as_text("稿件", LABELS, REGISTER, "zh", text=TEXT, style=COLOURED)
    assert "\x1b[1;31m机关党支部\x1b[0m[1]" in coloured
    plain = as_text("稿件", LABELS, REGISTER, "zh", text=TEXT)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == re.sub("[【】]", "", plain)


def test_a_text_cannot_send_signs_to_the_terminal() -> None:
    """Escape sequences and direction overrides are shown as what they are: unreadable."""
    shown = as_text("稿件", Labels(), REGISTER, "zh", text="一\x1b[2J二\u202e三\x9b四\r\n五\t六")
    assert "一\ufffd[2J二\ufffd三\ufffd四\ufffd\n五\t六" in shown


def test_a_span_that_two_rules_share_bears_one_number() -> None:
    """However many rules fired on it, each is told below."""
    proofs = tuple(Evidence(e.rule, TEXT, 0, 5) for e in LABELS.branches[0].evidence) * 2
    labels = Labels(branches=(Label("office", "derived", proofs),))
    assert "【机关党支部】[1]与" in as_text("稿件", labels, REGISTER, "zh", text=TEXT)


def test_spans_that_overlap_are_marked_once() -> None:
    """The first and longest is; the other keeps its place in the list."""
    text = "云州铁路学校党支部来了。"
    proof = Evidence("candidate", text, 0, 9)
    labels = Labels(
        candidates=(
            Candidate("云州铁路学校", "partner", (Evidence("candidate", text, 0, 6),)),
            Candidate("云州铁路学校党支部", "partner", (proof,)),
            Candidate("云州铁路学校党支部（又）", "branch", (proof,)),
        )
    )
    shown = as_text("稿件", labels, REGISTER, "zh", text=text)
    assert "【云州铁路学校党支部】[2,3]来了。" in shown
    assert "[1] 云州铁路学校（共建单位）" in shown


def test_names_that_are_nearly_the_same_are_pointed_out() -> None:
    """By whom a candidate could be mistaken for: nobody merges 云州 and 云县."""
    near = Candidate("中国移动云洲分公司", "partner", near=("mobile-city", "mobile-county"))
    labels = Labels(candidates=(near,))
    shown = as_text("稿件", labels, REGISTER, "zh")
    assert "中国移动云州分公司党支部（mobile-city）只差一字" in shown
    values: Any = as_json(labels, REGISTER, "zh")
    (candidate,) = values["candidates"]
    assert [one["id"] for one in candidate["near"]] == ["mobile-city", "mobile-county"]


def test_a_name_of_several_is_left_to_the_editor_with_all_of_them() -> None:
    """Each by name and id, so that one can be written into the front matter."""
    text = "第一分公司党支部与东湖支行签订共建协议。"
    labels = Labeller(REGISTER).explain(text)
    shown = as_text("稿件", labels, REGISTER, "zh", text=text)
    assert "【东湖支行】[2]" in shown
    assert (
        "可以指 中国工商银行云州东湖支行党支部（bank-a）、云州银行东湖支行党支部（bank-b）" in shown
    )
    values: Any = as_json(labels, REGISTER, "zh")
    (rejected,) = values["rejected"]
    assert [one["id"] for one in rejected["may_be"]] == ["bank-a", "bank-b"]


def test_one_sentence_that_rejects_several_is_shown_once() -> None:
    """An enumeration of guests is read once."""
    proof = (Evidence("witness", "甲乙在场。", 0, 1),)
    labels = Labels(rejected=tuple(Rejected(name, None, "witness", proof) for name in ("甲", "乙")))
    shown = as_text("稿件", labels, REGISTER, "zh")
    assert shown.count("甲乙在场。") == 1
    assert "乙：见证、列席、祝贺的单位\n      （同上一句）" in shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_text_without_labels_says_so(language: str) -> None:
    """Silence would look like a failure."""
    assert as_text("稿件", Labels(), REGISTER, language).splitlines()[1].strip()


def test_json_holds_names_proofs_and_lines() -> None:
    """Everything the terminal shows, with offsets that point into the text."""
    shown: Any = as_json(LABELS, REGISTER, "zh", lambda offset: offset + 100)
    assert shown["branches"] == ["机关党支部"]
    assert shown["partners"] == ["北山图书馆党支部"]
    assert shown["pacts"] == [
        {"branch": "机关党支部", "partner": "北山图书馆党支部", "kind": "签约", "date": None}
    ]
    evidence = shown["evidence"]
    assert {one["of"] for one in evidence} == {"branch", "partner", "pact"}
    for one in evidence:
        assert TEXT[one["start"] : one["end"]] in TEXT
        assert (one["line"], one["sentence"]) == (one["start"] + 100, TEXT)
    (rejected,) = shown["rejected"]
    assert (rejected["name"], rejected["reason"]) == ("云州博物馆党支部", "witness")
