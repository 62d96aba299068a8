"""Pictures on a built site: what is public, complete, kept, and alike however it was built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import html

from plugins.desk import building
from tests.conftest import built
from tests.pictures.photographs import SECRETS, photograph
from tests.site.small import article, tree, write_small_site

HEADS = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"GIF8")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a small site with photographs in public articles, a page and a draft."""
    content = write_small_site(tmp_path / "content")
    pictures = {
        "photo.jpg": photograph("JPEG", (1000, 700), turned=True),
        "shot 1.png": photograph("PNG", (600, 400)),
        "page.webp": photograph("WEBP", (500, 400)),
        "draft.png": photograph("PNG", (640, 480)),
    }
    for name, data in pictures.items():
        (content / "images" / name).write_bytes(data)
    body = "文。\n\n![桥](/images/photo.jpg)\n\n![屏](</images/shot 1.png>)"
    text = article("有图的稿", "2023-04-01", body, issue="2023-04-01", sheet="1")
    (content / "articles" / "2023" / "pictured.md").write_text(text, encoding="utf-8")
    page = content / "pages" / "about.md"
    page.write_text(page.read_text("utf-8") + "\n![门](/images/page.webp)\n", encoding="utf-8")
    return content


def test_every_picture_keeps_its_space_and_offers_its_sizes(content: Path, tmp_path: Path) -> None:
    """Width and height on all; AVIF, WebP and a fallback; every address answers."""
    output = built(content, tmp_path / "out")
    seen = 0
    for file in output.rglob("*.html"):
        page: html.HtmlElement = html.document_fromstring(file.read_bytes())
        for img in page.xpath("//img"):
            assert int(img.get("width", "0")) > 0
            assert int(img.get("height", "0")) > 0
        for around in page.xpath("//picture"):
            seen += 1
            assert around.xpath(".//source/@type") == ["image/avif", "image/webp"]
            for offered in around.xpath(".//@srcset"):
                for offer in offered.split(", "):
                    address = offer.rsplit(" ", 1)[0].replace("%20", " ")
                    assert (output / address.lstrip("/")).is_file(), address
    assert seen >= 4  # article twice, front page, issue


def test_pictures_below_the_first_screen_are_loaded_when_they_are_needed(
    content: Path, tmp_path: Path
) -> None:
    """The first is there at once, the second waits."""
    output = built(content, tmp_path / "out")
    page: html.HtmlElement = html.document_fromstring(
        (output / "articles/2023/pictured/index.html").read_bytes()
    )
    first, second = page.xpath("//article//img")
    assert (first.get("loading"), first.get("fetchpriority")) == (None, "high")
    assert second.get("loading") == "lazy"
    assert (first.get("width"), first.get("height")) == ("700", "1000")


def test_no_published_picture_tells_more_than_it_shows(content: Path, tmp_path: Path) -> None:
    """Whatever file in the output is a picture: no camera, no place, no name."""
    files = tree(built(content, tmp_path / "out"))
    pictures = {n: d for n, d in files.items() if d.startswith(HEADS) or d[4:8] == b"ftyp"}
    assert len(pictures) > 12
    told = {name for name, data in pictures.items() if any(s in data for s in SECRETS)}
    assert told == set()


def test_no_rendition_of_a_draft_s_picture_is_published(content: Path, tmp_path: Path) -> None:
    """Law 5, for every file made of it."""
    assert not [name for name in tree(built(content, tmp_path / "out")) if "draft" in name]


def test_one_process_and_many_make_the_same_pictures(content: Path, tmp_path: Path) -> None:
    """Law 3, each from an empty cache."""
    settings = tmp_path / "own.py"
    results = []
    for jobs in (1, 2):
        cache = tmp_path / f"cache{jobs}"
        settings.write_text(
            f"from pelicanconf import *\nCACHE_PATH = {str(cache)!r}\n", encoding="utf-8"
        )
        output = tmp_path / f"out{jobs}"
        status = building.run(content, output, False, jobs, False, settings, "zh")  # noqa: FBT003
        assert status == 0
        results.append(tree(output))
    assert results[0] == results[1]


def test_a_changed_picture_changes_what_shows_it_and_no_more(content: Path, tmp_path: Path) -> None:
    """Law 10: its own files, and the pages that keep space for it; equal to a clean build."""
    output = built(content, tmp_path / "out")
    before = tree(output)
    (content / "images" / "photo.jpg").write_bytes(photograph("JPEG", (900, 300)))
    after = tree(built(content, output))
    changed = {n for n in before | after if before.get(n) != after.get(n)}
    assert {name for name in changed if not name.startswith("images/photo.jpg")} == {
        "articles/2023/pictured/index.html",
        "issues/2023-04-01/index.html",
        "index.html",
    }
    shutil.rmtree(output)
    assert tree(built(content, tmp_path / "clean")) == after


def test_a_damaged_picture_stops_the_build_by_name(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Law 7: what stands in the output stays."""
    output = built(content, tmp_path / "out")
    before = tree(output)
    photo = content / "images" / "photo.jpg"
    photo.write_bytes(photo.read_bytes()[:5000])
    assert building.run(content, output, False, None, False, None, "zh") == 1  # noqa: FBT003
    assert "images/photo.jpg:1:1" in capsys.readouterr().err
    assert tree(output) == before
