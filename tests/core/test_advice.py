"""Where front matter and text disagree, and aliases that are too wide: pointed out, with a cure."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from plugins.core.advice import Derived, disagreements, wide_aliases
from plugins.core.article_file import parse_markdown
from plugins.core.labels import Evidence, Label, Labels, Pact, Rejected
from plugins.core.names import Names
from plugins.core.register_file import places_of, read_register
from plugins.core.schema import ARTICLE

FILES = {
    "register/all.yaml": """\
branches:
  - {id: office, name: 机关党支部}
  - {id: first, name: 第一车间党支部}
partners:
  - {id: library, name: 北山图书馆, aliases: [北图]}
  - {id: school, name: 南溪学校}
""".encode()
}
REGISTER, _ = read_register(FILES)
SENTENCE = "机关党支部与北图签订共建协议。"
PROOF = (Evidence("pact.sentence", SENTENCE, 0, len(SENTENCE)),)
PACT = Pact("office", "library", "签约", None, "derived", PROOF)
DERIVED = Labels(
    (Label("office", "derived", PROOF),), (Label("library", "derived", PROOF),), (PACT,)
)


def advice(*head: str, labels: Labels = DERIVED, text: str = SENTENCE) -> list[str]:
    """Return rule and place of each warning about an article with these lines in its head."""
    lines = "\n".join(("---", "title: 结对", "date: 2023-05-18", *head, "---", "", text))
    parsed = parse_markdown("articles/2023/a.md", lines.encode(), ARTICLE)
    wishes, faults = Names(REGISTER).wishes(parsed)
    assert not faults
    article = Derived(parsed.path, text, labels, lambda _: 7)
    found = list(disagreements(wishes, article, REGISTER))
    assert all(fault.level == "warning" for fault in found)
    for fault in found:
        assert fault.message("zh") != fault.message("en")
        assert fault.fix("zh")
    return [f"{fault.rule} {fault.line}:{fault.column}" for fault in found]


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ([], []),
        (["branches: [机关党支部]", "partners: [北图]"], []),  # derived anyway
        (["partners: [北图, 南溪学校]"], ["label-unseen 4:16"]),
        (["partners: [-北图]"], []),
        (["branches: [-第一车间党支部]"], ["label-idle 4:12"]),
        (["partners: [-北图, 北山图书馆]"], ["label-both 4:12"]),
        (["branches:", "  - 第一车间党支部"], ["label-unseen 5:5", "label-added 5:3"]),
        (["branches: [-第一车间党支部, 机关党支部]"], ["label-idle 4:12"]),
        (["pacts: [{branch: 机关党支部, partner: 北图, kind: 签约}]"], []),
        (["pacts: [{branch: 机关党支部, partner: 北图}]"], []),  # 共建 contradicts nothing
        (["pacts: [{branch: 机关党支部, partner: 北图, date: 2023-05-10}]"], []),
        (["pacts: [{branch: 机关党支部, partner: 北图, kind: 联学}]"], ["pact-differs 4:9"]),
        (["pacts: [{branch: 机关党支部, partner: 南溪学校}]"], ["pact-added 4:8"]),
        (["pacts: [{branch: 第一车间党支部, partner: 北图}]"], ["pact-added 4:8"]),
        (
            ["partners: [南溪学校]", "pacts: [{branch: 机关党支部, partner: 北图}]"],
            ["label-unseen 4:12"],  # the pact names 北图: that is written enough
        ),
        (
            ["partners: [-北图]", "pacts: [{branch: 机关党支部, partner: 北图}]"],
            ["pact-forbidden 5:9"],
        ),
        (
            ["partners: [-北图]", "pacts: [{branch: 机关党支部, partner: 南溪学校}]"],
            [],  # whoever forbids one side of a pact has forbidden it
        ),
    ],
)
def test_a_disagreement_is_pointed_out_at_the_entry(head: list[str], found: list[str]) -> None:
    """With its line and column in the front matter; what agrees is passed over."""
    assert advice(*head) == found


def test_two_days_of_one_pact_disagree() -> None:
    """Where both are told."""
    day = parse_markdown("a.md", b"---\ntitle: a\ndate: 2023-05-09\n---\n", ARTICLE).matter
    assert day is not None
    dated = Labels(pacts=(Pact("office", "library", "签约", day.date, "derived", PROOF),))
    head = "pacts: [{{branch: office, partner: library, kind: 签约, date: {}}}]"
    assert advice(head.format("2023-05-09"), labels=dated) == []
    assert advice(head.format("2023-05-10"), labels=dated) == ["pact-differs 4:9"]


@pytest.mark.parametrize("text", ["参观北\n图。", "参观**北图**。", "参观北山　图书馆。"])
def test_a_name_that_the_text_has_is_not_unseen(text: str) -> None:
    """Broken over lines, in bold, spaced out; and so is one that was near to being a label."""
    assert advice("partners: [北图]", labels=Labels(), text=text) == []
    near = Labels(rejected=(Rejected("市图", "library", "visited", PROOF),))
    assert advice("partners: [北图]", labels=near, text="参观市图。") == []


def archive(texts: Iterable[str]) -> list[Derived]:
    """Return an article for each text, with a label for what each begins with."""
    articles = []
    for number, text in enumerate(texts):
        proof = (Evidence("partner.joint", text, 0, len(text)),)
        found = (Label("library", "derived", proof),) if text[:2] in "北图北山" else ()
        articles.append(Derived(f"a{number}.md", text, Labels(partners=found), lambda _: 3))
    return articles


@pytest.mark.parametrize(
    ("texts", "wide"),
    [
        (["北图来了。"] * 3 + ["无事。"] * 17, True),
        (["北图来了。"] * 2 + ["无事。"] * 18, False),  # just a tenth
        (["北图来了。"] * 19, False),  # too few articles to tell
        (["北山图书馆来了。"] * 20, False),  # its name, not an alias
    ],
)
def test_an_alias_that_labels_more_than_a_tenth_is_told(texts: list[str], *, wide: bool) -> None:
    """At its place in the register, with the sentences that it labels."""
    found = list(wide_aliases(archive(texts), len(texts), REGISTER, places_of(FILES)))
    assert bool(found) is wide
    for fault in found:
        assert (fault.path, fault.line, fault.column, fault.level) == (
            "register/all.yaml",
            5,
            42,
            "warning",
        )
        assert "a0.md:3“北图来了。”；a1.md:3" in fault.message("zh")
