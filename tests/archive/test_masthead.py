"""What each organisation sets of its own: contact, numbers, colours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from plugins.archive.colours import PAPER, PAPER_BY_NIGHT, contrast
from plugins.archive.config import SettingError, site_of
from plugins.desk import building
from tests.conftest import ROOT
from tests.site.small import write_small_site

SETTINGS: dict[str, Any] = {
    "SITENAME": "青禾报",
    "SITEURL": "https://example.org",
    "DEFAULT_LANG": "zh-cn",
    "TIMEZONE": "Asia/Shanghai",
    "DEFAULT_PAGINATION": 20,
    "PATH": "content",
}


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    """What a colour is judged against is what it will stand on."""
    tokens = (ROOT / "theme" / "static" / "css" / "tokens.css").read_text("utf-8")
    grounds = [line.split()[1].rstrip(";") for line in tokens.splitlines() if "--paper:" in line]
    assert grounds == [PAPER, PAPER_BY_NIGHT]


def test_contrast_is_reckoned_as_wcag_does() -> None:
    """Black on white is 21, a colour on itself 1, a known grey 4.54."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#a62b1a", "#a62b1a") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("masthead", "named"),
    [
        ({"colour": "red"}, "colour"),
        ({"colour": "#ffcc00"}, "对比只有"),
        ({"colour_dark": "#501010"}, "colour_dark"),
        ({"colour": "#a62b1a}body{display:none"}, "colour"),
        ({"website": "www.example.org"}, "website"),
        ({"hotline": 123}, "hotline"),
        ({"fax": "1"}, "fax"),
    ],
)
def test_what_cannot_be_used_is_named(masthead: dict[str, Any], named: str) -> None:
    """With the setting, and why."""
    with pytest.raises(SettingError, match=named):
        site_of({**SETTINGS, "MASTHEAD": masthead})


def test_a_paper_shows_its_own_contact_numbers_and_colour(tmp_path: Path) -> None:
    """On the front page, in the footer, and in the style sheet."""
    settings = tmp_path / "own.py"
    settings.write_text(
        "from pelicanconf import *\nMASTHEAD = {'hotline': '010-0000', 'website': "
        "'https://www.example.org/', 'lines': ['邮箱：a@example.org'], 'publisher': '青禾公司', "
        "'icp': '京ICP备00000000号', 'police': '京公网安备 11000000000000号', "
        "'colour': '#1a4fa6', 'colour_dark': '#8fb4f0'}\n",
        encoding="utf-8",
    )
    content, output = write_small_site(tmp_path / "content"), tmp_path / "out"
    assert building.run(content, output, False, None, False, settings, "zh") == 0  # noqa: FBT003
    page: html.HtmlElement = html.document_fromstring((output / "index.html").read_bytes())
    for place in ("//p[@class='dateline-contact']", "//footer"):
        (element,) = page.xpath(place)
        text = element.text_content()
        assert "热线：010-0000" in text
        assert "邮箱：a@example.org" in text
        (link,) = element.xpath(".//a[@href='https://www.example.org/']")
        assert link.text == "example.org"
    (police,) = page.xpath("//footer//a[contains(@href, 'beian.mps.gov.cn')]/@href")
    assert police.endswith("code=11000000000000")
    (sheet,) = (output / "theme").glob("main.*.css")
    assert "--vermilion:#1a4fa6" in sheet.read_text("utf-8")
