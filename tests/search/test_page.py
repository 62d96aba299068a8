"""The search page as readers use it, in Chromium, below a sub-path."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.search.asking import Site, scanned

FOUND = re.compile(r"^找到 (\d+) 篇$")


def ask(page: Page, query: str) -> None:
    """Type a query and wait for the answer to it."""
    page.locator("#search-q").fill(query)
    expect(page).to_have_title(re.compile(f"^{re.escape(query)} · "))
    # Set in the same step as the title: what still stands below belongs to the query before.
    expect(page.locator("#found")).to_have_attribute("aria-busy", "false")
    expect(page.locator("#found-count")).to_have_text(re.compile("^(找到|没有找到)"))
    expect(page.locator("#found-list li, #found-help li").first).to_be_visible()


def count(page: Page) -> int:
    """Return the number of articles that the page says it found."""
    expect(page.locator("#found-count")).to_have_text(FOUND)
    match = FOUND.match(page.locator("#found-count").inner_text())
    assert match
    return int(match.group(1))


def facet(page: Page, name: str) -> tuple[str, int]:
    """Return the name and the count of the first value of a facet."""
    label = (
        page.locator("fieldset", has=page.locator("legend", has_text=name)).locator("label").first
    )
    return label.locator("span").inner_text(), int(label.locator("b").inner_text())


def test_results_appear_while_typing(page: Page, articles: Site) -> None:
    """Without a key for it; each with headline, excerpt and day."""
    page.locator("#search-q").press_sequentially("签约", delay=20)
    expect(page.locator("#found-count")).to_have_text(f"找到 {len(scanned(articles, '签约'))} 篇")
    expect(page.locator("#found-list li")).to_have_count(10)
    first = page.locator("#found-list li").first
    assert "签约" in first.locator(".found-excerpt").inner_text()
    assert first.locator("time").get_attribute("datetime")


def test_nothing_is_searched_while_a_character_is_being_composed(page: Page) -> None:
    """Input methods show half-typed pinyin; only what was chosen counts."""
    ask(page, "党员")
    page.evaluate(
        """() => {
            const input = document.querySelector("#search-q");
            input.dispatchEvent(new CompositionEvent("compositionstart"));
            input.value = "qian";
            input.dispatchEvent(new InputEvent("input", { isComposing: true }));
        }"""
    )
    page.wait_for_timeout(300)
    assert page.title().startswith("党员")
    page.evaluate(
        """() => {
            const input = document.querySelector("#search-q");
            input.value = "签约";
            input.dispatchEvent(new InputEvent("input", { isComposing: true }));
            input.dispatchEvent(new CompositionEvent("compositionend", { data: "签约" }));
        }"""
    )
    expect(page).to_have_title(re.compile("^签约"))


def test_an_excerpt_reads_like_the_article(page: Page, articles: Site) -> None:
    """No blanks between characters, neighbouring marks in one, no sign of the index."""
    words = next(
        line[4:10] for line in articles.lines[5].split("\n")[2:] if len(line) > 20
    )  # out of the middle of a paragraph
    ask(page, f'"{words}"')
    excerpt = page.locator(".found-excerpt").first
    assert words in excerpt.locator("mark").all_inner_texts()
    shown = excerpt.inner_text()
    assert not re.search("[¶␣]", shown)
    assert any(part in text for part in [shown.strip("…")[:30]] for text in articles.lines)


def test_several_terms_must_all_stand_in_the_article(page: Page, articles: Site) -> None:
    """And each is marked."""
    ask(page, "签约 义诊")
    assert count(page) == len(scanned(articles, "签约", "义诊"))
    marks = set(page.locator("#found-list mark").all_inner_texts())
    assert {"签约", "义诊"} <= marks


def test_the_headline_comes_first(page: Page) -> None:
    """An article with the words in its headline stands before those with them in the text."""
    ask(page, "先锋服务")
    shown = [title.inner_text() for title in page.locator(".found-title").all()]
    hits = ["先锋服务" in title for title in shown]
    assert hits == sorted(hits, reverse=True)


def test_facets_narrow_and_count(page: Page) -> None:
    """By branch, partner, column and year, together; the counts are what a choice would leave."""
    ask(page, "党员 服务")
    whole = count(page)
    page.locator(".found-choose summary").first.click()
    for kind in ("年份", "党支部", "共建单位", "栏目"):
        name, number = facet(page, kind)
        page.locator("fieldset", has_text=kind).get_by_label(name).check()
        expect(page.locator("#found-count")).to_have_text(f"找到 {number} 篇")
        assert number < whole
    shared = parse_qs(urlsplit(page.url).query)
    assert set(shared) == {"q", "year", "branch", "partner", "column"}
    page.go_back()
    page.go_back()
    page.go_back()
    page.go_back()
    expect(page.locator("#found-count")).to_have_text(f"找到 {whole} 篇")


def test_counts_of_several_terms_are_those_of_their_common_articles(page: Page) -> None:
    """The columns of the results sum up to the results."""
    ask(page, "党员 服务")
    page.locator(".found-choose summary").first.click()
    labels = page.locator("fieldset", has_text="栏目").locator("b").all_inner_texts()
    assert sum(map(int, labels)) == count(page)


def test_results_are_sorted_by_day(page: Page) -> None:
    """The newest or the oldest first, over all shards; the address keeps it."""
    ask(page, "党员")
    for button, reverse in (("新的在前", True), ("旧的在前", False)):
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("button", name=button)).to_have_attribute("aria-pressed", "true")
        expect(page.locator("#found-list li")).to_have_count(10)
        days = [
            time.get_attribute("datetime") or "" for time in page.locator("#found-list time").all()
        ]
        assert days == sorted(days, reverse=reverse)
    assert days[0].startswith("2019")
    assert "sort=old" in page.url


def test_more_results_come_on_demand_and_take_the_focus(page: Page) -> None:
    """Ten at a time."""
    ask(page, "党员")
    page.get_by_role("button", name="再看十篇").click()
    expect(page.locator("#found-list li")).to_have_count(20)
    expect(page.locator("#found-list li a").nth(10)).to_be_focused()


def test_an_address_can_be_shared(page: Page, browser: Browser) -> None:
    """Another reader sees the same."""
    ask(page, "党员")
    page.locator(".found-choose summary").first.click()
    page.locator("fieldset", has_text="年份").locator("input").first.check()
    expect(page).to_have_url(re.compile("year="))
    page.wait_for_timeout(200)
    mine = page.locator("#found").inner_text()
    other = browser.new_page()
    other.goto(page.url)
    expect(other.locator("#found-count")).to_have_text(FOUND)
    expect(other.locator("#found-list li").first).to_be_visible()
    other.locator(".found-choose summary").first.click()
    assert other.locator("#found").inner_text() == mine
    assert other.locator("#search-q").input_value() == "党员"
    other.close()


def test_the_keyboard_reaches_everything(page: Page) -> None:
    """/ to the box, arrows through the results, Escape back, Enter opens."""
    ask(page, "签约")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#search-q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#found-list a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#found-list a").nth(0)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#search-q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")


def test_the_opened_article_marks_what_was_looked_for(page: Page) -> None:
    """Also over the edge of an emphasised word; and by the name that stands in it."""
    ask(page, "四焊")
    page.locator("#found-list a").first.click()
    page.wait_for_url("**/articles/**")
    marks = page.locator(".prose mark, .headline mark").all_inner_texts()
    assert marks
    assert set(marks) <= {"四焊", "第四车间党支部"}


def test_nothing_found_helps_on(page: Page) -> None:
    """Which term is missing, names that are near, the indexes."""
    ask(page, "签约 海豚")
    expect(page.locator("#found-count")).to_have_text("没有找到“签约 海豚”")
    help_ = page.locator("#found-help")
    assert re.search("签约：[1-9]", help_.inner_text())
    assert "海豚：0 篇" in help_.inner_text()
    expect(page.locator("#indexes")).to_be_visible()
    ask(page, "青石博物馆")
    assert "青石图书馆" in help_.inner_text()
    help_.get_by_role("link", name="青石图书馆").click()
    expect(page.locator("#found-count")).to_have_text(FOUND)


def test_without_javascript_there_are_indexes(browser: Browser, root: str) -> None:
    """The box of any page leads here; what is here leads on."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(root)
    page.locator("#seek").fill("签约")
    page.locator("#seek").press("Enter")
    assert urlsplit(page.url).path.endswith("/search/")
    expect(page.locator("#found")).to_be_hidden()
    expect(page.get_by_text("检索要用浏览器的脚本")).to_be_visible()
    for name in ("第四车间党支部", "青石图书馆", "要闻", "2021年"):
        expect(page.locator("#indexes").get_by_role("link", name=name)).to_be_visible()
    context.close()


def test_the_box_of_any_page_searches(browser: Browser, root: str) -> None:
    """On the page of what is not there too."""
    page = browser.new_page()
    page.goto(f"{root}no/such/page/")
    page.locator("#seek").fill("签约")
    page.locator("#seek").press("Enter")
    expect(page.locator("#found-count")).to_have_text(FOUND)
    page.close()


def test_a_site_published_anew_under_the_reader_is_searched_anew(
    browser: Browser, root: str
) -> None:
    """The files that the opened index names are gone; what stands there now is asked."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))

    def gone_at_first(route: Route) -> None:
        if sum(path.endswith("search/index.json") for path in asked) > 1:
            route.continue_()
        else:
            route.fulfill(status=404, body="")

    page.route("**/*.bin", gone_at_first)
    page.goto(f"{root}search/?q=签约")
    expect(page.locator("#found-count")).to_have_text(FOUND)
    expect(page.locator("#found-list li")).to_have_count(10)
    context.close()


def test_what_cannot_be_loaded_is_said(browser: Browser, root: str) -> None:
    """And asked for again with the next query."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/*.bin", lambda route: route.abort())
    page.goto(f"{root}search/?q=签约")
    expect(page.locator("#found-count")).to_have_text(re.compile("索引没有读取成功"))
    page.unroute("**/*.bin")
    ask(page, "签约 义诊")
    expect(page.locator("#found-count")).to_have_text(FOUND)
    context.close()


def test_a_strict_policy_is_enough(browser: Browser, root: str) -> None:
    """Own scripts, nothing inline, no other host."""
    context = browser.new_context()
    page = context.new_page()
    policy = "default-src 'self'; script-src 'self'; style-src 'self'"
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).netloc))

    def with_policy(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        headers = {**answer.headers, "content-security-policy": policy}
        route.fulfill(response=answer, headers=headers)  # type: ignore[attr-defined]

    page.route("**/search/*", with_policy)
    page.goto(f"{root}search/?q=签约")
    expect(page.locator("#found-count")).to_have_text(FOUND)
    assert set(asked) == {urlsplit(root).netloc}
    context.close()


def test_axe_finds_nothing_on_results(browser: Browser, root: str) -> None:
    """By day and by night, with and without results, on a phone and on a desk."""
    for scheme, width in (("light", 1280), ("dark", 360)):
        for query in ("签约", "海豚"):
            context = browser.new_context(
                color_scheme=scheme,  # type: ignore[arg-type]
                viewport={"width": width, "height": 800},
            )
            page = context.new_page()
            page.goto(f"{root}search/?q={query}")
            expect(page.locator("#found-list li, #found-help li").first).to_be_visible()
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            context.close()
