"""Every correction is listed on a page of its own, and leads to what it puts right."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from tests.conftest import built
from tests.site.small import article, write_small_site


def listed(output: Path) -> list[tuple[str, str, str]]:
    """Return day, address and text of every correction on the page."""
    page = html.parse(str(output / "corrections" / "index.html"))
    return [
        (
            entry.xpath("string(.//time/@datetime)"),
            entry.xpath("string(.//h2/a/@href)"),
            entry.xpath("string(.//p)"),
        )
        for entry in page.xpath('//main//li[contains(@class, "report")]')
    ]


def write(content: Path, name: str, corrections: str, **more: str) -> None:
    """Write an article with corrections."""
    text = article(
        f"标题{name}", "2023-04-02", "正文。", corrections=corrections, slug=name, **more
    )
    (content / "articles" / "2023" / f"{name}.md").write_text(text, "utf-8")


def test_corrections_are_listed_newest_first_with_their_articles(tmp_path: Path) -> None:
    """Also one of the very day of the article; none of what is not public."""
    content = write_small_site(tmp_path / "content")
    assert listed(built(content, tmp_path / "none")) == []
    write(
        content,
        "one",
        "[{date: 2023-04-02, text: 甲改为乙。}, {date: 2023-05-01, text: <b>丙</b>}]",
    )
    write(content, "two", "[{date: 2023-04-20, text: 丁改为戊。}]")
    write(content, "hidden", "[{date: 2023-04-21, text: 草稿里的。}]", status="draft")
    output = built(content, tmp_path / "site")
    assert listed(output) == [
        ("2023-05-01", "/articles/2023/one/", "<b>丙</b>"),
        ("2023-04-20", "/articles/2023/two/", "丁改为戊。"),
        ("2023-04-02", "/articles/2023/one/", "甲改为乙。"),
    ]
    assert "/corrections/</loc>" in (output / "sitemap.xml").read_text("utf-8")
    assert 'href="/corrections/"' in (output / "index.html").read_text("utf-8")


def test_an_edit_elsewhere_leaves_the_page_alone(tmp_path: Path) -> None:
    """Only what is corrected is shown there, so only that makes it anew."""
    content, output = write_small_site(tmp_path / "content"), tmp_path / "site"
    write(content, "one", "[{date: 2023-05-01, text: 甲改为乙。}]")
    page = built(content, output) / "corrections" / "index.html"
    before = page.stat().st_mtime_ns
    write(content, "plain", "[]")
    assert (built(content, output) / "articles" / "2023" / "plain").is_dir()
    assert page.stat().st_mtime_ns == before
    write(content, "one", "[{date: 2023-05-01, text: 甲改为丙。}]")
    built(content, output)
    assert listed(output) == [("2023-05-01", "/articles/2023/one/", "甲改为丙。")]
