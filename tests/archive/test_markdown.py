"""Markdown becomes the HTML of a Chinese newspaper page, and nothing harmful."""

from __future__ import annotations

import pytest

from plugins.archive.lines import picture_path
from plugins.archive.markdown import Renderer

OPTIONS: dict[str, object] = {"extension_configs": {"markdown.extensions.extra": {}}}
RENDERER = Renderer(OPTIONS, "/base", {"articles/2023/b.md": "articles/2023/b/"})


def html(text: str) -> str:
    """Render the body of an article."""
    return RENDERER.render(text, "articles/2023/a.md").html


def test_a_line_end_between_han_characters_is_no_blank() -> None:
    """Browsers would show it as one."""
    assert html("党支部与社区\n共建") == "<p>党支部与社区共建</p>"
    assert html("党支部，\n**共建**\n单位") == "<p>党支部，<strong>共建</strong>单位</p>"


def test_a_line_end_between_latin_words_stays() -> None:
    """There it is a blank."""
    assert html("static\nsite") == "<p>static\nsite</p>"


def test_code_keeps_its_lines() -> None:
    """Even in Chinese."""
    assert "甲\n乙" in html("```\n甲\n乙\n```")


def test_emphasis_next_to_chinese_quotes_works() -> None:
    """As the newspapers write it, and as other Markdown parsers fail to read it."""
    assert html("**“真”**她") == "<p><strong>“真”</strong>她</p>"


def test_a_picture_alone_is_a_figure_with_its_caption() -> None:
    """The title of the picture is the caption; addresses hold below a sub-path."""
    figure = html('![一座桥](/images/q.png "新桥通车")')
    assert figure.startswith('<figure class="figure">')
    assert 'src="/base/images/q.png"' in figure
    assert "<figcaption>新桥通车</figcaption>" in figure


def test_a_picture_beside_its_article_is_found() -> None:
    """Relative paths count from the article."""
    assert 'src="/base/articles/2023/q.png"' in html("文字 ![桥](q.png)")


def test_a_link_to_another_source_leads_to_its_page() -> None:
    """And one to an article that is not public is no link."""
    assert (
        html("[乙](b.md#section-1)") == '<p><a href="/base/articles/2023/b/#section-1">乙</a></p>'
    )
    assert html("[丙](c.md)") == "<p><a>丙</a></p>"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](data:text/html,x)",
        "[a](http://[)",
        "<div markdown=1><script>1</script></div>",
    ],
)
def test_nothing_in_a_body_can_run(hostile: str) -> None:
    """Raw HTML is shown as text; only addresses a reader can follow are links."""
    shown = html(hostile).lower()
    for danger in ("<script", "<img", "<div", "javascript:", 'href="data'):
        assert danger not in shown or (danger == "javascript:" and "href" not in shown)


def test_comments_are_for_editors_only() -> None:
    """Those in code are code."""
    assert html("前<!-- 秘 -->后") == "<p>前后</p>"
    assert "&lt;!-- 例 --&gt;" in html("```\n<!-- 例 -->\n```")


def test_a_wide_table_scrolls_by_itself_and_by_keyboard() -> None:
    """It never makes the page scroll sideways."""
    table = html("|甲|乙|\n|-|-|\n|1|2|")
    assert (
        '<div aria-label="表格" class="table" role="region" tabindex="0"><table>'
        in table.replace("\n", "")
        or 'class="table"' in table
    )


def test_section_heads_have_ids_that_do_not_depend_on_their_words() -> None:
    """A reworded head keeps its address."""
    body = RENDERER.render("## 甲\n\n### 乙\n\n## 丙", "articles/2023/a.md")
    assert [(level, text) for level, _, text in body.toc] == [(2, "甲"), (3, "乙"), (2, "丙")]
    assert all(id_ in body.html for _, id_, _ in body.toc)


@pytest.mark.parametrize(
    ("src", "path"),
    [
        ("/images/a.png", "images/a.png"),
        ("../b.png", "articles/b.png"),
        ("../../../etc/passwd", None),
        ("/../../etc/passwd", None),
        ("https://example.org/a.png", None),
        ("//example.org/a.png", None),
        ("%E6%A1%A5.png", "articles/2023/桥.png"),
    ],
)
def test_pictures_stay_within_the_content_folder(src: str, path: str | None) -> None:
    """A path that leads out of it, or to another host, is none of ours."""
    assert picture_path(src, "articles/2023/a.md") == path
