"""QR codes that a phone reads, share cards set as a newspaper would."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from plugins.desk import building
from plugins.editions.breaking import lines, units, whole
from plugins.editions.fonts import font_for
from plugins.editions.share import HEIGHT, WIDTH, share_card
from tests.conftest import built
from tests.site.small import tree, write_small_site

CLOSING = "，。、：；！？…—”’）》"
OPENING = "“‘（《"
HEADLINES = st.text(
    "市政公司党支部与新华区2035年AB——……" + CLOSING + OPENING, min_size=1, max_size=40
)


@given(text=HEADLINES, width=st.integers(6, 20))
def test_no_line_begins_or_ends_with_a_mark_that_may_not(text: str, width: int) -> None:
    """Clreq 3.1.3, wherever the text may be broken; nothing is lost."""
    assert "".join(units(text)) == text
    rows = lines([text], width, 40, len)
    if rows is None:
        return
    assert "".join(rows) == text
    assert all(len(row) <= width for row in rows)
    assert not [row for row in rows[1:] if row[0] in CLOSING]
    assert not [row for row in rows[:-1] if row[-1] in OPENING]


def test_numbers_and_dashes_are_not_broken() -> None:
    """Clreq 3.1.4."""
    assert units("写给2035年——的信") == ["写", "给", "2035", "年——", "的", "信"]


def test_lines_end_where_the_headline_can_be_breathed() -> None:
    """Between the clauses, though the first line is shorter by that."""
    parts = ["第四分公司党支部", "与电信云网发展部党支部签约"]
    rows = lines(parts, 14, 3, len)
    assert rows == parts
    assert whole(parts, rows)
    assert not whole(parts, ["第四分公司党支部与电信", "云网发展部党支部签约"])


def test_a_headline_that_needs_too_many_lines_is_refused() -> None:
    """So that a smaller size is tried."""
    assert lines(["一二三四五六七八"], 3, 2, len) is None


@pytest.mark.parametrize(
    "title", ["春", "第四分公司党支部与电信云网发展部党支部签约", "长" * 200, "😀 2035"]
)
def test_a_card_is_as_large_as_networks_want_it(title: str) -> None:
    """1200 by 630, small enough to load at once, the same bytes every time, with ink in it."""
    font = font_for("")
    data = share_card(title, "引题", "青禾报", "2023年5月18日", font)
    assert data == share_card(title, "引题", "青禾报", "2023年5月18日", font)
    assert len(data) < 100_000
    card = Image.open(BytesIO(data))
    assert card.size == (WIDTH, HEIGHT)
    middle = card.convert("L").crop((88, 100, WIDTH - 88, HEIGHT - 120))
    assert middle.getextrema()[0] < 80  # type: ignore[operator]  # of one band: a pair of numbers


def test_a_new_text_leaves_card_and_code_alone(tmp_path: Path) -> None:
    """Only another headline makes another card; the address alone makes the code."""
    content = write_small_site(tmp_path / "content")
    output = built(content, tmp_path / "out", production=True)
    before = tree(output)
    source = content / "articles" / "2023" / "report-1.md"
    folder = "articles/2023/report-1"

    def changed() -> set[str]:
        after = tree(built(content, output, production=True))
        names = {n for n in after if after[n] != before.get(n) and n.startswith(folder)}
        before.update(after)
        return names

    source.write_text(source.read_text("utf-8").replace("一本书", "两本书"), encoding="utf-8")
    assert changed() == {f"{folder}/index.html"}
    source.write_text(source.read_text("utf-8").replace("报道第1篇", "另一题"), encoding="utf-8")
    assert changed() == {f"{folder}/index.html", f"{folder}/share.png"}


def test_a_machine_without_a_font_makes_no_cards_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pages then name no card; codes are made all the same."""
    content = write_small_site(tmp_path / "content")
    settings = tmp_path / "own.py"
    settings.write_text("from publishconf import *\nSHARE_FONT = '/no/such/font'\n", "utf-8")
    output = tmp_path / "out"
    assert building.run(content, output, False, None, False, settings, "zh") == 0  # noqa: FBT003
    files = tree(output)
    assert not [name for name in files if name.endswith("share.png")]
    assert "articles/2023/report-1/qr.svg" in files
    assert b"share.png" not in files["articles/2023/report-1/index.html"]
    assert "没有找到中文字体" in capsys.readouterr().err
