"""Labels follow the rules of docs/labels.md, each with the sentence that proves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import chain, product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.labels import Choices, Labels, WrittenPact
from plugins.core.register import Name, Register
from plugins.core.register_file import read_register
from plugins.labels.engine import Labeller
from plugins.labels.organisations import shortens

HERE = Path(__file__).parent
REGISTER, FAULTS = read_register({"register.yaml": (HERE / "register.yaml").read_bytes()})
LABELLER = Labeller(REGISTER)
FAMILIES = {
    file.stem: yaml.safe_load(file.read_text("utf-8"))
    for file in sorted((HERE / "sentences").glob("*.yaml"))
}
CASES: list[dict[str, Any]] = [
    {"family": name, "pacts": [], **case}
    for name, family in FAMILIES.items()
    for case in family["cases"]
]
PACT = "第一分公司党支部与北山图书馆签订共建协议。"


def ids(labels: Labels) -> tuple[set[str], set[str]]:
    """Return the ids of branches and of partners."""
    return {one.id for one in labels.branches}, {one.id for one in labels.partners}


def test_the_register_of_the_sentences_is_sound() -> None:
    """Or the sentences would prove nothing."""
    assert not FAULTS


def faults_of(case: dict[str, Any]) -> list[str]:
    """Return what the labels of a case have too much or too little."""
    labels = LABELLER.explain(case["text"], day=date(2023, 5, 18))
    branches, partners = ids(labels)
    pacts = {(pact.branch, pact.partner) for pact in labels.pacts}
    names = [candidate.name for candidate in labels.candidates]
    wanted = [forms.split("|") for forms in case.get("candidates", ())]
    found: dict[str, set[Any]] = {
        "branches": branches ^ set(case["branches"]),
        "partners": partners ^ set(case["partners"]),
        "pacts": pacts ^ {(branch, partner) for branch, partner in case["pacts"]},
        "candidates": {forms[0] for forms in wanted if not set(forms) & set(names)}
        | {name for name in names if not any(name in forms for forms in wanted)},
    }
    return [f"{key}: {sorted(some)}" for key, some in found.items() if some]


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case['family']}:{case['text'][:16].strip()}"
)
def test_a_sentence_means_what_a_linguist_says(case: dict[str, Any]) -> None:
    """Branches, partners, pacts and candidates, by the pattern it shows.

    A case marked `beyond` is known to be beyond the rules: once they reach it, the mark goes.
    """
    assert bool(faults_of(case)) == case.get("beyond", False), faults_of(case)


def test_there_are_sentences_of_every_pattern() -> None:
    """For and against: without both a rule proves nothing."""
    assert len(CASES) >= 400
    for name, family in FAMILIES.items():
        assert len(family["cases"]) >= 12, name
        assert family["rules"], name
    assert len([case for case in CASES if case.get("beyond")]) <= 12


def test_each_label_carries_the_sentence_that_made_it() -> None:
    """With offsets into the text as it stands."""
    text = f"标题\n\n前一句。{PACT}后一句。"
    labels = LABELLER.label(text)
    for label in (*labels.branches, *labels.partners):
        (evidence,) = label.evidence
        assert evidence.sentence == PACT
        assert text[evidence.start : evidence.end] in PACT


def test_a_pact_names_both_sides_its_kind_and_its_day() -> None:
    """Where the sentence gives them."""
    (pact,) = LABELLER.label("2023年5月8日，" + PACT).pacts
    assert (pact.branch, pact.partner, pact.kind) == ("first", "library", "签约")
    assert pact.date == date(2023, 5, 8)


def test_a_pact_without_a_branch_is_the_company_s() -> None:
    """Its own side is never left out."""
    (pact,) = LABELLER.label("青禾公司与北山图书馆签订共建协议。").pacts
    assert pact.branch == "qinghe"


def test_what_the_front_matter_says_stands() -> None:
    """Forced is there, forbidden is not, written pacts replace derived ones."""
    choices = Choices(
        ("office",),
        ("school",),
        frozenset({"first"}),
        (WrittenPact("office", "school", "联学", None),),
    )
    labels = LABELLER.label(PACT, choices=choices)
    assert ids(labels) == ({"office"}, {"school", "library"})
    assert [(p.branch, p.partner, p.origin) for p in labels.pacts] == [
        ("office", "school", "explicit")
    ]


def test_a_near_candidate_says_why_it_was_not_taken() -> None:
    """So that an editor can disagree."""
    labels = LABELLER.explain("第一分公司党支部拟与云州博物馆结对共建。")
    (rejected,) = labels.rejected
    assert (rejected.id, rejected.reason) == ("museum", "not-yet")
    assert "拟与云州博物馆" in rejected.evidence[0].sentence


def test_an_unknown_partner_is_a_candidate() -> None:
    """With the span that bounds its name."""
    labels = LABELLER.explain("第一分公司党支部与云州铁路学校签订共建协议。")
    assert [(c.name, c.side) for c in labels.candidates] == [("云州铁路学校", "partner")]


def test_names_count_only_while_they_are_in_use() -> None:
    """A former name is none after its last day."""
    (library,) = (e for e in REGISTER.partners if e.id == "library")
    former = Name("北山书院", "former", None, date(2020, 1, 1))
    dated = library._replace(names=(*library.names, former))
    labeller = Labeller(replace(REGISTER, partners=(dated,)))
    text = "第一分公司党支部与北山书院签订共建协议。"
    assert ids(labeller.label(text, day=date(2019, 1, 1)))[1] == {"library"}
    assert ids(labeller.label(text, day=date(2021, 1, 1)))[1] == set()


@given(st.permutations(REGISTER.branches), st.permutations(REGISTER.partners))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_register_does_not_matter(
    branches: list[Any], partners: list[Any]
) -> None:
    """Same input, same labels."""
    shuffled = Labeller(replace(REGISTER, branches=tuple(branches), partners=tuple(partners)))
    text = "\n\n".join(case["text"] for case in CASES[:80])
    assert shuffled.explain(text) == LABELLER.explain(text)


@given(
    st.lists(
        st.one_of(
            st.text(max_size=20),
            st.sampled_from(["第一分公司党支部", "与", "北图", "签约", "(", "\n", "。"]),
        ),
        max_size=30,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_text_is_labelled_with_offsets_that_point_into_it(parts: list[str]) -> None:
    """Never an exception; evidence is always a piece of the text."""
    text = "".join(parts)
    labels = LABELLER.explain(text)
    assert LABELLER.label(text) == labels._replace(candidates=(), rejected=())
    proofs = [label.evidence for label in (*labels.branches, *labels.partners)]
    proofs += [candidate.evidence for candidate in labels.candidates]
    proofs += [rejected.evidence for rejected in labels.rejected]
    for evidence in chain.from_iterable(proofs):
        assert 0 <= evidence.start < evidence.end <= len(text)


@pytest.mark.parametrize(
    "bit",
    [
        *(
            "与",
            "(",
            "第一分公司党支部",
            "签约",
            "“",
            "与北图签约，",
            "项目",
            "公司",
            "[a](",
            "通讯员",
        ),
        *("共建名单|。", "伙伴——北图"),
    ],
)
def test_a_long_line_does_not_hang(bit: str) -> None:
    """100,000 signs of one kind are labelled like any text."""
    LABELLER.explain(bit * (100_000 // len(bit)))


@pytest.mark.parametrize("bit", ["我们支部与北图签约。", "四家与北图签约。"])
def test_many_names_before_many_words_that_mean_them_do_not_hang(bit: str) -> None:
    """Whom of ours a sentence means is found without a look at all who were named."""
    LABELLER.explain("第一分公司党支部开会。" * 10_000 + bit * 10_000)


@pytest.mark.parametrize("size", [1, 7, 40])
def test_a_label_does_not_depend_on_who_asks_why(size: int) -> None:
    """A build labels without the reasons; the editor sees the same labels with them."""
    for start in range(0, len(CASES), size):
        text = "\n\n".join(case["text"] for case in CASES[start : start + size])
        explained = LABELLER.explain(text)
        assert LABELLER.label(text) == explained._replace(candidates=(), rejected=())


TOLD = "第一分公司党支部与北山图书馆见了面。"
TAILS = [
    "随后一起参观了车间。", "大家一起走进社区。", "其图书馆党支部还一起上课。", "联盟也成立了。",
    "作为邻居，它还一起参观了学校。", "社区党支部和大家一起植树。", "车间里原打算一起打扫，没成。",
    "双方一起植树。", "当天还签了共建协议。", "大家在图书馆一起读书。", "该馆也一起参加了联学。",
]  # fmt: skip


@pytest.mark.parametrize("first", TAILS)
def test_sentences_that_name_nobody_are_read_as_far_as_they_tell_something(first: str) -> None:
    """None is left out that could mean a name, whatever stands before and behind it."""
    for second, last in product(TAILS, ("", TOLD, PACT)):
        text = TOLD + first + second + last
        explained = LABELLER.explain(text)
        assert LABELLER.label(text) == explained._replace(candidates=(), rejected=()), text


def test_an_empty_register_still_proposes_names() -> None:
    """Zero configuration: everybody is a candidate."""
    labels = Labeller(Register()).explain("第一分公司党支部与云州铁路学校签订共建协议。")
    assert {c.name for c in labels.candidates} == {"第一分公司党支部", "云州铁路学校"}


def test_what_is_left_of_a_name_is_something() -> None:
    """A Party word alone is left of none; nor is the whole of it."""
    full = "云州东港石化有限公司党支部"
    assert shortens("石化公司党支部", full)
    assert not any(shortens(name, full) for name in ("党支部", "", full, "石化公司党委"))
