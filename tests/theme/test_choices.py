"""What readers choose and take along: text size, the easy view, the code, the citation."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from plugins.editions.qr import qr_code
from tests.conftest import ROOT
from tests.theme.browsing import address_of
from tests.theme.conftest import Open
from tests.theme.kinds import KINDS, Kind

ARTICLE = "articles/2023/nine-applicants/"
SETTLED = tuple(kind for kind in KINDS if kind.name != "redirect")
SIZE = "parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)"


def test_the_script_is_small(sites: dict[str, Path]) -> None:
    """Three kilobytes at most, and 10 KB for all that an article loads."""
    sizes = [file.stat().st_size for file in (sites["sample"] / "theme").glob("reading.*.js")]
    assert len(sizes) == 1
    assert sizes[0] <= 3000


def test_a_chosen_size_is_kept_on_every_page(new_page: Open, roots: dict[str, str]) -> None:
    """By keyboard and on the next page too; pressed buttons say so."""
    page = new_page()
    page.goto(roots["sample"] + ARTICLE)
    before = page.evaluate(SIZE)
    large = page.get_by_role("button", name="特大")
    large.focus()
    page.keyboard.press("Enter")
    assert large.get_attribute("aria-pressed") == "true"
    assert page.evaluate(SIZE) > before * 1.4
    page.goto(f"{roots['sample']}articles/2023/tax-office-pact/")
    assert page.evaluate(SIZE) > before * 1.4
    page.get_by_role("button", name="标准").click()
    assert page.evaluate(SIZE) == pytest.approx(before)


def test_the_easy_view_is_easy(new_page: Open, roots: dict[str, str]) -> None:
    """Larger text, lines twice as high, links underlined, places to touch of 44 pixels."""
    page = new_page(360)
    page.goto(roots["sample"] + ARTICLE)
    page.get_by_role("button", name="长者版").click()
    leading = page.evaluate(
        "(() => { const s = getComputedStyle(document.querySelector('.prose p'));"
        " return parseFloat(s.lineHeight) / parseFloat(s.fontSize) })()"
    )
    assert leading >= 1.9
    for link in page.locator(".navigation a").all():
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    decorated = page.evaluate(
        "getComputedStyle(document.querySelector('.byline a')).textDecoration"
    )
    assert "underline" in decorated


def test_without_a_script_the_choices_are_not_offered(
    new_page: Open, roots: dict[str, str]
) -> None:
    """What would do nothing is not there."""
    page = new_page(java_script_enabled=False)
    page.goto(roots["sample"] + ARTICLE)
    assert not page.locator(".reading-tools").is_visible()
    page.locator(".cite summary").click()
    assert page.locator(".cite-text").last.is_visible()


def test_the_day_of_reading_stands_in_the_citation(new_page: Open, roots: dict[str, str]) -> None:
    """Written by the reader's own browser."""
    page = new_page(timezone_id="Asia/Shanghai")
    page.clock.set_fixed_time("2026-03-05T12:00:00Z")
    page.goto(roots["sample"] + ARTICLE)
    page.locator(".cite summary").click()
    assert "[2026-03-05]. https://" in page.locator(".cite-text").last.inner_text()


@pytest.mark.parametrize("kind", SETTLED, ids=lambda kind: kind.name)
def test_the_largest_text_and_paper_are_for_everyone(
    new_page: Open, roots: dict[str, str], kind: Kind
) -> None:
    """Axe finds nothing in the largest easy text and in print; nothing scrolls sideways at 320."""
    page = new_page(320)
    page.add_init_script("localStorage.setItem('reading', '{\"size\":3,\"easy\":true}')")
    page.goto(address_of(kind, roots))
    assert page.evaluate("document.documentElement.dataset.size") == "3"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size({"width": 794, "height": 1123})  # A4 at 96 dots an inch
    page.emulate_media(media="print")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


READ = """
const size = +process.argv[1];
const chunks = [];
process.stdin.on("data", (chunk) => chunks.push(chunk));
process.stdin.on("end", () => {
  const pixels = Uint8ClampedArray.from(Buffer.concat(chunks));
  process.stdout.write(require("jsqr")(pixels, size, size).data);
});
"""


def test_a_phone_reads_the_code(new_page: Open) -> None:
    """As the browser draws it, by a reader of another make; the same bytes every time."""
    address = "https://paper.example/newsletter/articles/2023/tax-office-pact/"
    drawing = qr_code(address)
    assert drawing == qr_code(address)
    page = new_page(400)
    page.set_content(f"<body style='margin:0'>{drawing.decode()}</body>")
    page.add_style_tag(content="svg { width: 400px; height: 400px }")
    shot = page.screenshot(clip={"x": 0, "y": 0, "width": 400, "height": 400})
    pixels = Image.open(BytesIO(shot)).convert("RGBA").tobytes()
    done = subprocess.run(
        ["node", "-e", READ, "400"], input=pixels, cwd=ROOT, capture_output=True, check=True
    )
    assert done.stdout.decode() == address
