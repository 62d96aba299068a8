"""References of a finished site: what leads somewhere, and what does not."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.publish.links import Broken, Document, broken, read, targets

SITE = "https://paper.example/news"


def complaints(body: str, page: str = "a/index.html", **others: str) -> list[str]:
    """Return the broken addresses of one page in a site with some others."""
    texts = {"index.html": "", page: body, **others}
    pages = {name: read(text) for name, text in texts.items()}
    files = {*texts, "images/党旗 1.png", "feeds/all.atom.xml"}
    return [found.address for found in broken(pages, files, SITE)]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "../",
        "/news/",
        "/news/a/",
        "index.html",
        "?page=2",
        "../a/?x=1#here",
        "#here",
        "#top",
        "#",
        "#%E8%BF%99%E9%87%8C",
        "#:~:text=党",
        "../images/党旗 1.png",
        "/news/images/%E5%85%9A%E6%97%97%201.png",
        "https://paper.example/news/feeds/all.atom.xml#x",
        "//paper.example/news/",
        "https://paper.example/",
        "https://other.example/gone",
        "//other.example/gone",
        "mailto:a@paper.example",
        "tel:123",
        "data:image/png;base64,AA==",
        " ../ ",
    ],
)
def test_an_address_that_a_browser_can_follow_is_fine(address: str) -> None:
    """No false alarm: an editor is stopped only by what is really broken."""
    body = f'<p id="here"></p><p id="这里"></p><a href="{address}">x</a>'
    assert complaints(body) == []


@pytest.mark.parametrize(
    "address",
    [
        "b/",
        "../b/",
        "/a/",
        "/news/b/",
        "../a",
        "#gone",
        "../#here",
        "../images/none.png",
        "https://paper.example/news/b/",
        "http://[",
    ],
)
def test_an_address_of_ours_that_is_not_there_is_broken(address: str) -> None:
    """A missing page, picture or place is found, also where it is written in full."""
    assert complaints(f'<p id="here"></p><a href="{address}">x</a>') == [address]


@pytest.mark.parametrize(
    "element",
    [
        '<img src="gone">',
        '<img srcset="../ 1x, gone 2x">',
        '<source srcset="gone">',
        '<script src="gone"></script>',
        '<link rel="stylesheet" href="gone">',
        '<video poster="gone"></video>',
        '<object data="gone"></object>',
        '<meta property="og:image" content="gone">',
        "<A HREF=gone>x</A>",
    ],
)
def test_everything_that_points_is_followed(element: str) -> None:
    """Pictures, scripts, styles and cards count like links."""
    assert complaints(element) == ["gone"]


def test_words_in_comments_and_scripts_are_no_references() -> None:
    """Only elements point anywhere."""
    assert complaints('<!-- <a href="gone"> --><script>"<a href=gone>"</script>') == []


def test_a_broken_reference_is_named_with_its_page_and_line() -> None:
    """The maintainer finds the place at once."""
    pages = {"index.html": read('<p>\n<a href="x">\n</a>')}
    assert broken(pages, {"index.html"}, SITE) == [Broken("index.html", 2, "x")]


def test_a_sitemap_may_name_only_pages_that_are_there() -> None:
    """Search engines are sent nowhere in vain."""
    sitemap = f"<urlset>\n<url><loc>{SITE}/</loc></url>\n<url><loc>{SITE}/b/</loc></url></urlset>"
    found = broken({"index.html": Document()}, {"index.html"}, SITE, sitemap)
    assert found == [Broken("sitemap.xml", 3, f"{SITE}/b/")]


def test_the_files_and_places_that_a_page_leads_to_are_named() -> None:
    """As the browser finds them, however they are written; what is not ours is left out."""
    body = "".join(
        f'<a href="{address}">x</a>'
        for address in (
            f"{SITE}/b/",
            "/news/b/#x",
            "../c/%E5%85%9A.pdf",
            "./../d/./e.html?f#g",
            "#own",
            "/",
            "https://paper.example/elsewhere/",
            "mailto:a@b",
            "http://[",
        )
    )
    assert targets(read(body), "a/index.html", SITE) == {
        "b/index.html",
        "b/index.html#x",
        "c/党.pdf",
        "d/e.html",
        "d/e.html#g",
        "a/index.html",
        "a/index.html#own",
        "/",
    }


segment = st.text(
    st.characters(exclude_characters="/\\\0", exclude_categories=["Cs", "Cc"]), min_size=1
).filter(lambda text: text not in {".", ".."})


@given(st.lists(segment, min_size=1, max_size=4), st.lists(segment, max_size=3))
def test_any_file_is_found_by_its_quoted_address(target: list[str], folder: list[str]) -> None:
    """However a file is named, its address leads to it, and leads nowhere without it."""
    name, page = "/".join(target), "/".join([*folder, "index.html"])
    for address in (f"/news/{quote(name)}", "../" * len(folder) + quote(name, safe="/")):
        # A colon in the first segment would make it a scheme (RFC 3986, 4.2).
        safe = address if address.startswith("/") else f"./{address}"
        pages = {page: Document(references=[(1, safe)])}
        assert broken(pages, {page, name}, SITE) == []
        assert targets(pages[page], page, SITE) == {name}
        assert bool(broken(pages, {page}, SITE)) == (name != page)
