"""The last look finds what a broken build would let out, lose or break, and whose line it is."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.core.catalogue.preflight import MESSAGES
from plugins.publish.preflight.finding import Finding
from plugins.publish.preflight.look import Before
from tests.publish.looking import HIDDEN, PAGE, at, replace
from tests.site.small import PNG


def rules(folder: Path, before: Before | None = None) -> set[str]:
    """Return the rules that a folder's site breaks."""
    return {finding.rule for finding in at(folder, before).findings}


def last(folder: Path, *more: str) -> Before:
    """Return the present site, and more addresses, as the last release."""
    site = folder / "site"
    files = [p for p in site.rglob("*") if p.is_file()]
    sizes = {p.relative_to(site).as_posix(): p.stat().st_size for p in files}
    title = "<title>报道第0篇｜简报</title>"
    return Before({**sizes, **dict.fromkeys(more, 100)}, lambda _path: title)


def test_a_sound_site_has_no_finding_and_tells_the_next_embargo(sound: Path) -> None:
    """No false alarm; the timer knows when to come back."""
    verdict = at(sound)
    assert verdict.findings == ()
    assert verdict.due is not None
    assert verdict.due.isoformat() == "2099-01-01T08:00:00+08:00"


def append(name: str, data: bytes) -> Callable[[Path], None]:
    """Return what adds bytes to a file of the site, new or not."""

    def spoil(folder: Path) -> None:
        file = folder / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((file.read_bytes() if file.exists() else b"") + data)

    return spoil


def table(folder: Path) -> None:
    """Put the secret into a spreadsheet."""
    with zipfile.ZipFile(folder / "site" / "ledger.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/sharedStrings.xml", f"<t>{HIDDEN}都在这里</t>")


LEAKS: dict[str, Callable[[Path], None]] = {
    "in a page": replace(PAGE, "<h2", "<p>秘而不宣的话都在这里</p><h2"),
    "cut by tags": replace(PAGE, "<h2", "<p>秘而<em>不宣</em>的\n  话都在这里</p><h2"),
    "as entities": replace(
        PAGE, "<h2", "".join(f"&#{ord(s)};" for s in "秘而不宣的话都在这里") + "<h2"
    ),
    "in an attribute": replace(PAGE, "<h2", '<p title="秘而不宣的话都在这里"></p><h2'),
    "in the summary of a share card": replace(
        PAGE, "</head>", '<meta name="description" content="秘而不宣的话都在这里"></head>'
    ),
    "in data": append("data/x.json", json.dumps(["秘而不宣的话都在这里"]).encode()),
    "in plain data": append("data/y.json", '["秘而不宣的话都在这里"]'.encode()),
    "in data, with a sign of two halves": append(
        "data/x.json", json.dumps(["😀秘而不宣的话都在这里"]).encode()
    ),
    "in a packed file": append(
        "data/z.gz", gzip.compress(" ".join("秘而不宣的话都在这里").encode())
    ),
    "in a table": table,
    "in a text file": append("notes.txt", "秘而不宣的话都在这里".encode()),
    "escaped twice in a feed": replace(
        "feeds/all.atom.xml", "&lt;h2", "&lt;p&gt;秘而不宣&lt;em&gt;的话都&lt;/em&gt;在这里&lt;h2"
    ),
    "its title in a list": replace("index.html", "</main>", "<p>还没有写完的稿</p></main>"),
    "an embargoed title": replace("index.html", "</main>", "<p>以后才见报的稿</p></main>"),
}


@pytest.mark.parametrize("name", LEAKS)
def test_unpublished_words_are_found_in_whatever_form(folder: Path, name: str) -> None:
    """The finding names the draft's own line; nothing else is told."""
    LEAKS[name](folder)
    (found,) = [f for f in at(folder).findings if f.rule == "preflight.leak"]
    assert found.source in {"articles/2023/draft.md", "articles/2023/later.md"}
    line = (folder / "content" / found.source).read_text("utf-8").split("\n")[found.line - 1]
    assert found.needle in line.replace(" ", "")


def test_words_that_a_published_source_says_too_are_no_leak(folder: Path) -> None:
    """A phrase that everyone uses gives nothing away."""
    path = folder / "content" / "articles" / "2023" / "draft.md"
    text = path.read_text("utf-8") + "\n第一车间党支部与北山图书馆联合开展读书主题党日。\n"
    path.write_text(text, "utf-8")
    assert rules(folder) == set()


def test_a_withdrawn_articles_text_is_found_and_its_title_is_not(folder: Path) -> None:
    """The notice shows the title; what was taken back stays taken back."""
    path = folder / "content" / "articles" / "2023" / "gone.md"
    path.write_text(
        path.read_text("utf-8").replace("收回的话。", "这一段收回的话不该再见人。"), "utf-8"
    )
    assert rules(folder) == set()
    append("articles/2023/gone/more.txt", "这一段收回的话不该再见人".encode())(folder)
    assert rules(folder) == {"preflight.leak"}


@pytest.mark.parametrize("name", ["images/draft.png", "images/draft-800.png", "images/other.png"])
def test_pictures_of_drafts_are_found_by_name_and_by_bytes(folder: Path, name: str) -> None:
    """A variant under the picture's name, or the picture under another."""
    (folder / "site" / "images").mkdir(exist_ok=True)
    data = PNG + b"draft" if "other" in name else b"another size"
    (folder / "site" / name).write_bytes(data)
    (found,) = at(folder).findings
    assert (found.rule, found.source) == ("preflight.leak-picture", "articles/2023/draft.md")


def test_a_public_picture_with_a_like_name_is_no_leak(folder: Path) -> None:
    """draft-2.png of a public article is no rendition of a draft's draft.png."""
    path = folder / "content" / "articles" / "2023" / "report-1.md"
    path.write_text(path.read_text("utf-8") + "\n![图](/images/draft-2.png)\n", "utf-8")
    for name in ("content/images/draft-2.png", "site/images/draft-2.png"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(PNG + b"2")
    assert rules(folder) == set()


def test_a_page_at_the_address_of_a_draft_is_found(folder: Path) -> None:
    """However little it shows."""
    text = (folder / "site" / "404.html").read_bytes()
    append("articles/2023/draft/index.html", text)(folder)
    assert "preflight.leak-page" in rules(folder)


def test_a_lost_article_is_found(folder: Path) -> None:
    """A public article with a slug of its own must have its page, with its title on it."""
    path = folder / "content" / "articles" / "2023" / "report-0.md"
    path.write_text(path.read_text("utf-8").replace("---\n", "---\nslug: report-0\n", 1), "utf-8")
    assert rules(folder) == set()
    replace(PAGE, '<h1 class="title">报道第0篇', '<h1 class="title">')(folder)
    site = folder / "site" / PAGE
    site.write_text(site.read_text("utf-8").replace("报道第0篇", ""), "utf-8")
    (found,) = [f for f in at(folder).findings if f.rule == "preflight.lost"]
    assert found.source == "articles/2023/report-0.md"


MARKUP: dict[str, tuple[Callable[[Path], None], str]] = {
    "a page cut off": (replace(PAGE, "</main>", ""), "element-crossed"),
    "an element left open": (replace(PAGE, "</body>", "<div></body>"), "element-crossed"),
    "an id twice": (replace(PAGE, "</body>", '<p id="content"></p></body>'), "id-twice"),
    "an attribute twice": (
        replace(PAGE, "<body>", '<body class="a" class="b">'),
        "attribute-twice",
    ),
    "an inline handler": (replace(PAGE, "<body>", '<body onload="x()">'), "inline"),
    "an inline script": (replace(PAGE, "</body>", "<script>x()</script></body>"), "inline"),
    "an inline style": (replace(PAGE, "</body>", '<p style="color:red"></p></body>'), "inline"),
    "a script in an address": (
        replace(PAGE, "</body>", '<a href="java\tscript:x()">x</a></body>'),
        "script-address",
    ),
    "a frame": (replace(PAGE, "</body>", '<iframe src="/x/"></iframe></body>'), "embedded"),
    "another host's script": (
        replace(PAGE, "</body>", '<script src="https://cdn.other.org/x.js"></script></body>'),
        "foreign-file",
    ),
    "another host's font": (
        replace(PAGE, "</head>", '<link rel="stylesheet" href="//fonts.other.org/x"></head>'),
        "foreign-file",
    ),
    "another host's picture": (
        replace(
            PAGE, "</body>", '<img src="/favicon.ico" srcset="//i.other.org/x 2x" alt=""></body>'
        ),
        "foreign-file",
    ),
    "a preview's address": (
        replace(
            PAGE, "</head>", '<meta property="og:url" content="http://localhost:8000/"></head>'
        ),
        "nowhere-host",
    ),
    "a feed cut off": (replace("feeds/all.atom.xml", "</feed>", ""), "xml"),
    "a feed without a date": (replace("feeds/all.atom.xml", "<updated>", "<updated/><x>"), "xml"),
    "data cut off": (append("data/x.json", b'{"a": ['), "json"),
    "a drawing with a script": (
        append("images/x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>"),
        "drawing",
    ),
}


@pytest.mark.parametrize("name", MARKUP)
def test_what_is_broken_in_a_file_is_found(folder: Path, name: str) -> None:
    """With the file and the kind of fault."""
    spoil, rule = MARKUP[name]
    spoil(folder)
    assert f"preflight.markup.{rule}" in rules(folder)


def test_a_broken_link_is_traced_to_its_line(folder: Path) -> None:
    """By the article of the page, else by whoever writes that address."""
    path = folder / "content" / "articles" / "2023" / "report-0.md"
    path.write_text(path.read_text("utf-8") + "\n[坏](/no/where/)\n", "utf-8")
    replace(PAGE, "</main>", '<a href="/no/where/">坏</a></main>')(folder)
    replace("index.html", "</main>", '<a href="/no/where/">坏</a></main>')(folder)
    found = [f for f in at(folder).findings if f.rule == "preflight.link"]
    lines = path.read_text("utf-8").split("\n")
    assert [(f.source, f.line) for f in found] == [
        ("articles/2023/report-0.md", lines.index("[坏](/no/where/)") + 1)
    ]


def test_a_feed_entry_that_leads_nowhere_is_found(folder: Path) -> None:
    """Feeds are links too, in every form, and so is the list of all feeds."""
    home = "https://jianbao.example"
    broken = {
        "feeds/all.atom.xml": (f'href="{home}/articles/2023/report-0/"', "report-0", "report-x"),
        "feeds/all.json": (f'"url": "{home}/articles/2023/report-0/"', "report-0", "report-x"),
        "feeds/branches/first.json": (f'"{home}/branches/first/"', "first", "firts"),
        "feeds/all.opml": (f'xmlUrl="{home}/feeds/branches/first.atom.xml"', "first", "firts"),
    }
    for name, (where, right, wrong) in broken.items():
        replace(name, where, where.replace(right, wrong))(folder)
    assert {f.page for f in at(folder).findings if f.rule == "preflight.link"} == set(broken)


@pytest.mark.parametrize("name", ["index.html", "404.html", "sitemap.xml"])
def test_a_site_without_its_usual_files_is_found(folder: Path, name: str) -> None:
    """And nothing else is looked at: half a site has a thousand faults."""
    (folder / "site" / name).unlink()
    assert rules(folder) == {"preflight.missing"}


def test_an_address_that_moved_is_traced_to_its_article(folder: Path) -> None:
    """The article with the old page's title is where the alias belongs."""
    before = last(folder, "articles/2023/old-name/index.html")
    (found,) = at(folder, before).findings
    assert (found.rule, found.source) == ("preflight.dead-moved", "articles/2023/report-0.md")
    assert "aliases: [/articles/2023/old-name/]" in found.text("zh")


def test_an_address_that_a_status_hides_is_traced_to_that_line(folder: Path) -> None:
    """Back to draft is no way to take a published article away."""
    before = last(folder, "articles/2023/draft/index.html")
    (found,) = at(folder, before).findings
    assert (found.rule, found.source) == ("preflight.dead-hidden", "articles/2023/draft.md")
    lines = (folder / "content" / found.source).read_text("utf-8").split("\n")
    assert lines[found.line - 1] == "status: draft"


def test_removed_txt_is_held_to_what_it_says(folder: Path) -> None:
    """A line that is no address, and one whose page is still there, are faults with their lines."""
    word = folder / "content" / "removed.txt"
    word.write_text("# 原因\nreport\n/articles/2023/report-0/\n", "utf-8")
    found = [(f.rule, f.source, f.line) for f in at(folder).findings]
    assert found == [
        ("preflight.removed-form", "removed.txt", 2),
        ("preflight.removed-live", "removed.txt", 3),
    ]


def test_every_finding_can_be_said_in_both_languages(sound: Path) -> None:
    """A rule without words would end in a traceback at the worst moment."""
    assert sound.exists()
    names = ("address", "words", "status", "path", "title", "old", "new", "what", "value", "word")
    values = dict.fromkeys(names, "x")
    for rule in (key for key in MESSAGES if not key.endswith(".fix")):
        for language in ("zh", "en"):
            assert Finding(rule, "a/index.html", 3, "", values).text(language).count("\n") == 1
