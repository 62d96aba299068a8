"""What is rendered the short way is what the library makes of it, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.archive.markdown import Renderer
from plugins.archive.plain import Plain
from plugins.core.records import Body

OPTIONS = {
    "extension_configs": {
        "markdown.extensions.extra": {"footnotes": {"BACKLINK_TITLE": "回到正文"}},
        "markdown.extensions.sane_lists": {},
    }
}
SOURCE = "articles/2023/a.md"
ARTICLES = sorted((Path(__file__).resolve().parents[2] / "content" / "articles").rglob("*.md"))
# Bits that make up articles, and bits that look like them and mean something else.
BITS = (
    "党支部", "读书", "abc", "12", "2023年", "，", "。", "“", "”", "（", "）", " ", "\n", "\n\n",
    "\n\n",
    "## 经过", "## ", "# ", "### 又", "#", "\n\n- 一", "\n- ", "- ", "1. ", "1) ", "> ", ": ", "* ",
    "**", "**要紧**", "*", "***", "__", "_", "[链](https://example.org/a)", "[链](/x/)", "[", "]",
    "(", ")", "![图](/images/a.png)", '![图](b.png "说明")', "![", "!", "[a]: /x", "[^1]",
    "[^1]: 注",
    "`", "\\", "<b>", "&amp;", "&", "|", "---", "===", "{#x}", "~~~", "```", "\t", "  \n", "\u3000",
    "\n    ", "*[HTML]: x", "[文](b.md)", "[文](//host/x)", "http://a.cn",
    "\n**一**", "- **二**", "## 见[链](/x/)", "![**图**](/a.png)", "![图 [链](/x/)](/a.png)",
    "](/x/)",
    "a@b.cn", '"', "'", "%20", "+ ",
)  # fmt: skip


FULL = Renderer(OPTIONS, "/newsletter", {})


def both(text: str) -> tuple[Body | None, Body]:
    """Return the body the short way (None if it is not taken) and the library's."""
    return Plain("/newsletter").render(text, SOURCE), FULL.render(text, SOURCE)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(BITS), max_size=14).map("".join))
def test_the_short_way_leads_to_the_same_place(text: str) -> None:
    """Or is not taken."""
    short, full = both(text)
    assert short is None or short == full


@pytest.mark.parametrize(
    "text",
    [
        "一段话。\n接着说。\n\n## 小标题\n\n又一段，**要紧**，见[说明](https://example.org/a)。",
        "![图](/images/a.png)\n\n- 一\n- 二",
        '![图](a.png "说明")\n\n### 又\n\n# 顶',
        "**要紧**的一段，见[链](/x/)。\n**又一句**接着说。\n\n- **一**是\n- [二](/y/)是",
        "",
    ],
)
def test_plain_articles_take_it(text: str) -> None:
    """Or it would be of no use."""
    short, full = both(text)
    assert short == full


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_sample_s_articles_look_the_same_either_way(path: Path) -> None:
    """Real ones, with all that editors write."""
    short, full = both(path.read_text("utf-8").split("\n---\n", 1)[1])
    assert short is None or short == full
