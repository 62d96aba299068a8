"""A reader walks through the site: by links alone, on any screen, by day and night, by keyboard."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Page, Request

from tests.theme.browsing import ADDRESS, BASE, address_of
from tests.theme.conftest import Open
from tests.theme.kinds import KINDS, Kind

NARROW = 320  # WCAG 1.4.10: what reflows here reflows at 400 % zoom on a desk
SETTLED = tuple(kind for kind in KINDS if kind.name != "redirect")


def path_of(page: Page) -> str:
    """Return the address of the open page below the site's root."""
    return urlsplit(page.url).path.removeprefix(f"{BASE}/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_links_lead_from_home_to_issue_article_partner_branch_and_feed(
    new_page: Open, roots: dict[str, str], width: int, scheme: str
) -> None:
    """By clicking what is there to be clicked, with JavaScript off."""
    page = new_page(width, scheme, java_script_enabled=False)
    page.goto(roots["sample"])
    page.locator(".wall a").last.click()
    assert path_of(page) == "issues/2023-05-18/"
    page.get_by_role("link", name="市政公司与新华区税务局结对共建").first.click()
    assert path_of(page) == "articles/2023/tax-office-pact/"
    page.locator(".label-partner", has_text="新华区税务局").click()
    assert path_of(page) == "partners/xinhua-shuiwu/"
    page.get_by_role("link", name="机关党支部").first.click()
    assert path_of(page) == "branches/jiguan-zhibu/"
    feed = page.locator(".page-line a", has_text="订阅").get_attribute("href")
    answer = page.request.get(f"{roots['sample']}{(feed or '').removeprefix(f'{BASE}/')}")
    assert answer.ok
    assert "articles/2023/tax-office-pact/" in answer.text()


def test_the_company_is_not_called_a_branch(
    documents: dict[str, dict[str, html.HtmlElement]],
) -> None:
    """It stands among its branches, and is called what the list of them calls it."""
    sample = documents["sample"]
    for name, word in (("czsz", "本单位"), ("jiguan-zhibu", "党支部")):
        page = sample[f"branches/{name}/index.html"]
        assert page.xpath("string(//p[@class='page-line']/span)") == word


@pytest.mark.parametrize("kind", SETTLED, ids=lambda kind: kind.name)
def test_no_page_scrolls_sideways(new_page: Open, roots: dict[str, str], kind: Kind) -> None:
    """From the narrowest screen that WCAG names to a wide one."""
    page = new_page(NARROW)
    page.goto(address_of(kind, roots))
    for width in (NARROW, 360, 768, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_redirect_leads_on_without_javascript(new_page: Open, roots: dict[str, str]) -> None:
    """The old address of an article."""
    page = new_page(java_script_enabled=False)
    page.goto(f"{roots['sample']}old/house-style/")
    page.wait_for_url("**/articles/2023/house-style/")


def test_the_first_key_leads_past_the_navigation(new_page: Open, roots: dict[str, str]) -> None:
    """The skip link shows itself, and the focus goes on inside the text."""
    page = new_page()
    page.goto(f"{roots['sample']}articles/2023/tax-office-pact/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert page.evaluate("document.activeElement.className") == "skip"
    box = skip.bounding_box()
    assert box is not None
    assert box["width"] > 50
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_every_link_shows_the_focus(new_page: Open, roots: dict[str, str]) -> None:
    """A keyboard reader sees where they are, all along the front page."""
    page = new_page()
    page.goto(roots["sample"])
    reachable = page.locator("a:not([tabindex='-1']), summary, [tabindex='0']").count()
    seen = set()
    for _ in range(reachable):
        page.keyboard.press("Tab")
        place, outline = page.evaluate(
            "[Array.from(document.querySelectorAll('*')).indexOf(document.activeElement),"
            " getComputedStyle(document.activeElement).outlineStyle]"
        )
        assert outline == "solid"
        seen.add(place)
    assert len(seen) == reachable


def test_no_page_asks_another_host(new_page: Open, roots: dict[str, str]) -> None:
    """Fonts, styles, pictures: all from the site itself."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page = new_page()
    page.on("request", note)
    for kind in KINDS:
        page.goto(address_of(kind, roots))
        page.wait_for_load_state("networkidle") if kind.name == "redirect" else None
    own = {urlsplit(root).netloc for root in roots.values()}
    assert {urlsplit(url).netloc for url in asked} == own


def test_what_is_not_there_says_so_and_leads_back(new_page: Open, roots: dict[str, str]) -> None:
    """From any depth, below a sub-path too."""
    page = new_page(java_script_enabled=False)
    answer = page.goto(f"{roots['sample']}no/such/page/at/all/")
    assert answer is not None
    assert answer.status == 404
    page.locator("main").get_by_role("link", name="首页").click()
    assert path_of(page) == ""


def test_paper_carries_the_text_and_its_address(new_page: Open, roots: dict[str, str]) -> None:
    """Printed: no ways to click, black on white, where the page came from at its foot."""
    page = new_page(scheme="dark")
    page.emulate_media(media="print")
    page.goto(f"{roots['sample']}articles/2023/tax-office-pact/")
    assert not page.locator(".navigation").is_visible()
    assert not page.locator(".neighbours").is_visible()
    address = f"{ADDRESS}/articles/2023/tax-office-pact/"
    assert page.locator(".print-address").inner_text() == address
    assert page.locator(".print-address").is_visible()
    paper, ink = page.evaluate(
        "[getComputedStyle(document.documentElement)].map(s => [s.backgroundColor, s.color])[0]"
    )
    assert (paper, ink) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")


def test_headlines_break_between_their_parts(new_page: Open, roots: dict[str, str]) -> None:
    """Where a part fits on a line of a phone it is not broken."""
    page = new_page(360)
    page.goto(f"{roots['sample']}articles/2023/telecom-cloud-pact/")
    heights = page.evaluate(
        "Array.from(document.querySelectorAll('h1 .clause')).map(e => e.getClientRects()[0].height)"
    )
    line = page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).lineHeight)")
    assert len(heights) == 2
    assert all(height <= line * 1.1 for height in heights)


def test_a_paragraph_is_set_as_in_print(new_page: Open, roots: dict[str, str]) -> None:
    """Two characters of indent, 34 to 38 characters a line, no gap between paragraphs."""
    page = new_page()
    page.goto(f"{roots['sample']}articles/2023/tax-office-pact/")
    indent, size, width, gap = page.evaluate(
        "(() => { const p = document.querySelector('.prose > p + p');"
        " const s = getComputedStyle(p);"
        " const before = p.previousElementSibling.getBoundingClientRect().bottom;"
        " const box = p.getBoundingClientRect();"
        " return [s.textIndent, s.fontSize].map(parseFloat)"
        ".concat(box.width, box.top - before) })()"
    )
    assert indent == pytest.approx(2 * size)
    assert 34 <= width / size <= 38
    assert gap == pytest.approx(0, abs=0.5)


def test_a_place_on_the_printed_page_opens_its_article(
    new_page: Open, roots: dict[str, str]
) -> None:
    """By pointing at the headline in the picture, and by keyboard; without a script."""
    page = new_page(java_script_enabled=False)
    page.goto(f"{roots['sample']}issues/2023-05-18/")
    page.get_by_role("link", name="看印刷版面").click()
    place = page.get_by_role("link", name="市政公司与新华区税务局结对共建").first
    box = place.bounding_box()
    assert box is not None
    assert box["width"] > 24
    assert box["height"] > 24  # WCAG 2.5.8
    place.click()
    page.wait_for_url("**/articles/2023/tax-office-pact/")
    page.go_back()
    place.press("Enter")
    page.wait_for_url("**/articles/2023/tax-office-pact/")
