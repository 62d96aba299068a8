"""Printed originals: taken apart, matched to the articles, mended by hand."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from plugins.core.faults import Fault
from plugins.core.reading import read_issue
from plugins.core.records import Area, Issue, Sheet
from plugins.desk import building
from plugins.issues.pdf import SCALE, WIDTH, taken_apart
from plugins.issues.press import KeptOriginals
from plugins.issues.printed import Text, hot_areas, plain, sheets_of, texts_in
from tests.conftest import built
from tests.makers import article, card
from tests.site.print_sample import CONTENT, ISSUE
from tests.site.small import tree, write_small_site

PDF = CONTENT / "pdf" / f"{ISSUE}.pdf"


def printed(*lines: tuple[str, int]) -> Text:
    """Return a page of lines of text below each other, each with the size of its type."""
    text, boxes, top = "", [], 0
    for line, size in lines:
        for index, character in enumerate(plain(line)):
            text += character
            boxes.append([index * size, top, (index + 1) * size, top + size])
        top += 2 * size
    return text, boxes


def test_an_article_is_found_by_its_headline_in_the_largest_type() -> None:
    """Not by a reference to it, nor by the list of contents on the first page."""
    page = printed(
        ("导读：春耕进行时见二版", 10), ("春耕，进行时！", 40), ("正文提到春耕进行时。", 10)
    )
    found = card(article(1, title="春耕进行时", sheet=1))
    ((area,),) = hot_areas([page], [Sheet(1)], [found], ())
    assert area.article == found
    assert area.box[1] <= 20 <= area.box[3] <= 70


def test_an_article_is_looked_for_on_its_own_sheet_first() -> None:
    """Another sheet may announce it; on a sheet that does not show it, it has no place."""
    pages = [printed(("春耕进行时", 60)), printed(("春耕进行时", 20)), printed(("别的稿件", 20))]
    sheets = [Sheet(1), Sheet(2), Sheet(3)]
    own = card(article(1, title="春耕进行时", sheet=2))
    assert [len(some) for some in hot_areas(pages, sheets, [own], ())] == [0, 1, 0]
    elsewhere = card(article(2, title="没有印出来的稿", sheet=3))
    assert hot_areas(pages, sheets, [elsewhere], ()) == ((), (), ())


def test_an_editor_s_area_stands_for_what_was_found() -> None:
    """In percent of the page; an empty one takes the place away."""
    page = printed(("春耕进行时", 60))
    found = card(article(1, title="春耕进行时", sheet=1))
    ((area,),) = hot_areas([page], [Sheet(1)], [found], [Area(1, "a001", (5, 10, 60, 45))])
    assert area.box == (50, 100, 600, 450)
    assert hot_areas([page], [Sheet(1)], [found], [Area(1, "a001")]) == ((),)


def test_pages_are_the_sheets_that_the_issue_lists_and_then_counted() -> None:
    """More pages than sheets, or fewer."""
    issue = Issue("a", article(1).date, sheets=(Sheet(1, "要闻"), Sheet(2, "党建")))
    assert sheets_of(issue, 3) == (Sheet(1, "要闻"), Sheet(2, "党建"), Sheet(3))
    assert sheets_of(issue, 1) == (Sheet(1, "要闻"),)
    assert sheets_of(Issue("b", article(1).date), 2) == (Sheet(1), Sheet(2))


def test_a_pdf_gives_pictures_and_the_places_of_its_characters() -> None:
    """The sample's: every page as wide as wanted, every character inside it, in reading order."""
    parts = taken_apart(PDF.read_bytes())
    assert len(parts) == 3
    for size, picture, (text, boxes) in parts:
        assert size[0] == WIDTH
        assert Image.open(BytesIO(picture)).size == size
        assert len(text) == len(boxes)
        assert all(0 <= at <= SCALE for box in boxes for at in box)
        assert all(left <= right and top <= bottom for left, top, right, bottom in boxes)
    assert "市政公司与新华区税务局结对共建" in parts[0][2][0]


def test_what_was_taken_apart_is_kept(tmp_path: Path) -> None:
    """Once for a PDF, by its digest."""
    press = KeptOriginals(tmp_path)
    assert press.shape("pdf/a.pdf", b"12345678") is None
    assert press.make("pdf/a.pdf", b"12345678", PDF.read_bytes()) == []
    assert press.shape("pdf/a.pdf", b"12345678") == ((1200, 1698),) * 3
    (text,) = tmp_path.rglob("text.json")
    assert len(texts_in(text.read_bytes())) == 3


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 cut off", PDF.read_bytes()[:40_000]])
def test_a_damaged_pdf_is_named(tmp_path: Path, data: bytes) -> None:
    """And nothing of it is kept."""
    (fault,) = KeptOriginals(tmp_path).make("pdf/a.pdf", b"12345678", data)
    assert isinstance(fault, Fault)
    assert (fault.path, fault.rule) == ("pdf/a.pdf", "original-damaged")
    assert not list(tmp_path.rglob("*.webp"))


@pytest.mark.parametrize("box", ["[1, 2, 3]", "[60, 10, 5, 45]", "[0, 0, 50, 101]", "[a, 1, 2, 3]"])
def test_an_area_that_cannot_be_is_a_fault(box: str) -> None:
    """With its place in the issue file."""
    text = f"id: a\ndate: 2023-05-18\nareas:\n  - {{sheet: 1, article: one, box: {box}}}\n"
    _, faults = read_issue("issues/a.yaml", text.encode(), set())
    assert [(fault.line, fault.rule) for fault in faults] in (
        [(4, "box-form")],
        [(4, "number-wanted")],
    )


def test_areas_are_read_from_the_issue_file() -> None:
    """Four numbers, or none."""
    text = (
        "id: a\ndate: 2023-05-18\nareas:\n"
        "  - {sheet: 1, article: one, box: [5, 10, 60, 45]}\n"
        "  - {sheet: 1, article: two, box: []}\n"
    )
    issue, faults = read_issue("issues/a.yaml", text.encode(), set())
    assert (faults, issue and issue.areas) == (
        [],
        (Area(1, "one", (5, 10, 60, 45)), Area(1, "two")),
    )


def test_another_original_makes_other_pages_and_a_damaged_one_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Laws 2 and 7: the output follows the PDF, and stays as it was where that is damaged."""
    content, output = write_small_site(tmp_path / "content"), tmp_path / "out"
    pdf = content / "pdf" / "one.pdf"
    pdf.parent.mkdir()
    pdf.write_bytes(PDF.read_bytes())
    issue = content / "issues" / "2023-03-01.yaml"
    issue.write_text(issue.read_text("utf-8") + "original: /pdf/one.pdf\n", encoding="utf-8")
    files = tree(built(content, output))
    pages = {f"issues/2023-03-01/original/{n}.webp" for n in (1, 2, 3)}
    assert pages <= files.keys()
    with PdfDocument(PDF) as document:
        for _ in range(2):
            document.del_page(1)
        document.save(pdf)
    shorter = tree(built(content, output))
    assert pages & shorter.keys() == {"issues/2023-03-01/original/1.webp"}
    assert shorter == tree(built(content, tmp_path / "clean"))
    pdf.write_bytes(PDF.read_bytes()[:40_000])
    capsys.readouterr()
    assert building.run(content, output, False, None, False, None, "zh") == 1  # noqa: FBT003 -- the command's own order
    assert "pdf/one.pdf:1:1" in capsys.readouterr().err
    assert tree(output) == shorter
