"""A printed page to a report: each line gets its place, and none is lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.desk.newspaper.recognise import recognise
from plugins.desk.newspaper.report import Report
from plugins.desk.newspaper.typography import han

PAGE = """


白杨水务

白杨市水务公司与本报合办

■ 热线:000-1234567
■ 官网:www.example.org

护好“一渠清水” 建强基层堡垒

水务公司以党建引领各项工作开展

白杨市水务股份有限公司(以下简称水务公司)坚持党建引领,把支部建在渠道上,不断提升供水质量。



白杨市青松区图书馆与水务公司举行结对共建签约仪式

联起“一渠两岸” 汇聚多方力量

水务公司党委走出去、请进来,与多家单位结对。

座谈会上,双方就共建的内容交换了意见,商定主要

从两个方面开展共建:

一是学习互动。双方交换书目,每季共读一本书。

二是服务互动。双方共同服务沿渠的居民,增进了解的共

识。

建强基层堡垒 立好各项规矩

水务公司实行轮值制度,支部书记轮流值守,组织开展品牌

“联创”,把问题解决在现场。

水务公司通过改进上下游

协调办法,让清水按时到田,让群众放心。

李雯"""


def paragraphs(report: Report) -> list[str]:
    """Return the text of the running paragraphs."""
    return [block.text for block in report.blocks if block.kind == "paragraph"]


def of_kind(report: Report, kind: str) -> list[str]:
    """Return the text of all blocks of one kind."""
    return [block.text for block in report.blocks if block.kind == kind]


def words(report: Report) -> str:
    """Return the Han characters of headline and blocks, in order."""
    head = report.headline
    parts = [head.kicker, head.title, head.subtitle, *(block.text for block in report.blocks)]
    return han("".join(parts))


def test_a_page_is_parted_into_what_it_printed() -> None:
    """Masthead, headline, caption, section heads, paragraphs and byline all find their place."""
    report = recognise(PAGE)
    assert report.masthead == (
        "白杨水务",
        "白杨市水务公司与本报合办",
        "■ 热线:000-1234567",
        "■ 官网:www.example.org",
    )
    assert report.headline.kicker == ""
    assert report.headline.title == "护好“一渠清水” 建强基层堡垒"
    assert report.headline.subtitle == "水务公司以党建引领各项工作开展"
    assert of_kind(report, "caption") == ["白杨市青松区图书馆与水务公司举行结对共建签约仪式"]
    assert of_kind(report, "head") == [
        "联起“一渠两岸” 汇聚多方力量",
        "建强基层堡垒 立好各项规矩",
    ]
    assert [one.correspondent for one in report.signatures] == [("李雯",)]


def test_broken_sentences_are_mended_and_marked() -> None:
    """A break in a word, before a quotation or after a lone phrase is no end of a paragraph."""
    report = recognise(PAGE)
    assert paragraphs(report)[2:] == [
        "座谈会上，双方就共建的内容交换了意见，商定主要从两个方面开展共建：",
        "一是学习互动。双方交换书目，每季共读一本书。",
        "二是服务互动。双方共同服务沿渠的居民，增进了解的共识。",
        "水务公司实行轮值制度，支部书记轮流值守，组织开展品牌“联创”，把问题解决在现场。",
        "水务公司通过改进上下游协调办法，让清水按时到田，让群众放心。",
    ]
    assert len(report.joins) == 4


COLUMN = """　　春雨过后，白杨水务公司第一
党支部的三十名党员来到青松区，
与当地居民一道栽下树苗二百棵。
　　“树栽活，渠就稳。”党员们
说。大家分成五个小组，有的挖坑
有的培土浇水，忙到了中午时分才
收工。
　　公司还同图书馆商定，每年春天
都来。"""


@pytest.mark.parametrize("before", ["义务植树护清渠\n\n", "义务植树护清渠\n"])
def test_a_narrow_column_with_indents_becomes_paragraphs(before: str) -> None:
    """Hard-wrapped lines join; white at their beginning parts paragraphs, a full stop does not."""
    report = recognise(before + COLUMN)
    assert report.headline.title == "义务植树护清渠"
    assert [text[:6] for text in paragraphs(report)] == [
        "春雨过后，白",
        "“树栽活，渠",
        "公司还同图书",
    ]
    assert words(report) == han(before + COLUMN)


def test_a_narrow_column_without_indents_ends_paragraphs_at_short_lines() -> None:
    """Where the indents are lost, a short last or first line parts the paragraphs."""
    report = recognise("义务植树护清渠\n\n" + COLUMN.replace("　", ""))
    assert report.headline.title == "义务植树护清渠"
    assert [text[:6] for text in paragraphs(report)] == [
        "春雨过后，白",
        "“树栽活，渠",
        "公司还同图书",
    ]


@pytest.mark.parametrize("spaced", [COLUMN.replace("\n", "\n\n")])
def test_an_empty_line_after_every_line_means_nothing(spaced: str) -> None:
    """Double-spaced narrow columns read as single-spaced ones."""
    assert paragraphs(recognise(spaced)) == paragraphs(recognise(COLUMN))


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (["白杨公司植树"], ("", "白杨公司植树", "")),
        (
            ["水务公司开展学习实践活动", "清水进万家"],
            ("水务公司开展学习实践活动", "清水进万家", ""),
        ),
        (["清水进万家", "——水务公司供水改造纪实"], ("", "清水进万家", "——水务公司供水改造纪实")),
        (["学习进行时", "清水 进万家", "改造完工"], ("学习进行时", "清水 进万家", "改造完工")),
    ],
)
def test_headline_lines_find_their_part(lines: list[str], parts: tuple[str, str, str]) -> None:
    """Kicker, title and subtitle are told by order, length, dashes and paired phrases."""
    head = recognise("\n".join(lines) + "\n\n日前，公司完成了供水改造，居民用上了清水。").headline
    assert (head.kicker, head.title, head.subtitle) == parts


@pytest.mark.parametrize(
    ("line", "reporter", "correspondent", "photographer"),
    [
        ("本报记者 李一 通讯员 王二三", ("李一",), ("王二三",), ()),
        ("(通讯员 第三分公司党支部 赵四五)", (), ("赵四五",), ()),
        ("（供稿：第三分公司党支部）", (), ("第三分公司党支部",), ()),
        ("文/图 孙六", (), ("孙六",), ("孙六",)),
        ("钱 七", (), ("钱七",), ()),
        ("摄影：周八、吴九", (), (), ("周八", "吴九")),
    ],
)
def test_bylines_are_read_by_their_part(
    line: str,
    reporter: tuple[str, ...],
    correspondent: tuple[str, ...],
    photographer: tuple[str, ...],
) -> None:
    """A byline is taken out of the body, with names by part and the printed line kept."""
    report = recognise(f"清水进万家\n\n日前，公司完成了供水改造。\n\n{line}")
    (signature,) = report.signatures
    assert signature.quoted == line
    assert signature.reporter == reporter
    assert signature.correspondent == correspondent
    assert signature.photographer == photographer
    assert paragraphs(report) == ["日前，公司完成了供水改造。"]


def test_a_byline_behind_the_last_sentence_is_parted_from_it() -> None:
    """（通讯员 …） at the end of a paragraph is a byline, not prose."""
    report = recognise("清水进万家\n\n日前，公司完成了供水改造。（通讯员 王二三）")
    assert paragraphs(report) == ["日前，公司完成了供水改造。"]
    assert report.signatures[0].correspondent == ("王二三",)


def test_a_date_on_its_own_line_is_the_date_of_print() -> None:
    """A dateline fixes the date; dates in sentences are only mentioned."""
    report = recognise("2023年5月18日 星期四\n清水进万家\n\n2023年5月10日，公司完成了改造。")
    assert report.printed == date(2023, 5, 18)
    assert report.mentioned == (date(2023, 5, 18), date(2023, 5, 10))
    assert recognise("清水进万家\n\n2023年5月10日，公司完成了改造。").printed is None


def test_numbered_heads_and_marked_captions_are_recognised() -> None:
    """一、… heads a section; 图为…。 stands below a picture; 一是… stays a paragraph."""
    report = recognise(
        "清水进万家\n\n日前，公司完成了改造。\n\n一、抓学习\n\n支部每月学习。\n\n"
        "图为改造现场。李一 摄\n\n一是学，全员参加。\n\n二是做，全员上岗。"
    )
    assert of_kind(report, "head") == ["一、抓学习"]
    assert of_kind(report, "caption") == ["图为改造现场。李一摄"]
    assert paragraphs(report)[-2:] == ["一是学，全员参加。", "二是做，全员上岗。"]


SENTENCE = st.text(alphabet="白杨水务公司党员清渠树苗学习", min_size=4, max_size=30).map(
    lambda text: f"日前，{text}。"
)


@settings(max_examples=60, deadline=None)
@given(st.lists(SENTENCE, min_size=1, max_size=8), st.data())
def test_breaks_never_lose_or_cut_a_sentence(sentences: list[str], data: st.DataObject) -> None:
    """Wherever the lines break, with or without an empty line, the paragraphs come back whole."""
    broken: list[str] = []
    for sentence in sentences:
        # A break leaves at least a comma's worth of sentence, so that no piece is a headline.
        spot = data.draw(st.integers(min_value=3, max_value=len(sentence) - 1))
        gap = data.draw(st.sampled_from(["\n", "\n\n", "\n　\n"]))
        broken.append(sentence[:spot] + gap + sentence[spot:])
    report = recognise("清水 进万家\n\n本报讯 开篇的话，清水到田。\n\n" + "\n\n".join(broken))
    assert words(report) == han("清水进万家本报讯开篇的话清水到田" + "".join(sentences))
    assert all(text.endswith("。") for text in paragraphs(report))


PIECES = st.sampled_from([
    "清水进万家", "白杨水务", "■ 热线:000-1", "与本报合办", "一、抓学习", "护清渠 建堡垒",
    "李雯", "，", "白杨公司与图书馆举行签约仪式", "日前，公司完成了改造，", "居民用上清水。",
    "2023年5月18日", "图为现场。", "一是学；", "二是做：", "（通讯员 王二三）",
    "本报记者 李一", "", "abc 3.5",
    "　　党员们说：“好。”", "——记供水",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_nothing_of_any_text_is_lost_or_invented(pieces: list[str]) -> None:
    """Masthead and bylines aside, the Han of the source are those of the report, in order."""
    text = "\n".join(pieces)
    report = recognise(text)
    aside = "".join((*report.masthead, *(one.quoted for one in report.signatures)))
    lead = not aside
    if lead:
        assert words(report) == han(text)
    assert sorted(words(report) + han(aside)) == sorted(han(text))
    source = iter(han(text))
    assert all(character in source for character in words(report))
