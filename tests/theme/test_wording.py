"""The words of the interface: all in one catalogue, in Chinese and in English."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes
from jinja2.ext import babel_extract
from lxml import html

from plugins.archive.theme import Theme
from plugins.core.page import Page, nothing
from plugins.core.settings import Site
from plugins.desk import building
from tests.site.small import tree, write_small_site
from tests.theme.browsing import ADDRESS, CONTENT, served
from tests.theme.conftest import Open
from tests.theme.kinds import KINDS, Kind
from tests.theme.test_valid import faults_of

THEME = Path(__file__).resolve().parents[2] / "theme"
TEMPLATES = sorted(file for file in (THEME / "templates").rglob("*") if file.is_file())
HAN = re.compile(r"[\u3001-\u303f\u4e00-\u9fff\uff00-\uffef]")
SAMPLE_KINDS = tuple(k for k in KINDS if k.site == "sample" and k.name != "redirect")


def parsed(data: str | bytes) -> Any:
    """Return a page as a tree."""
    return html.document_fromstring(data)


def translated() -> Catalog:
    """Return the English catalogue."""
    with (THEME / "translations" / "en.po").open("rb") as file:
        return read_po(file)


def words_of(template: Path) -> Iterator[str]:
    """Yield what a template has translated."""
    with template.open("rb") as file:
        for _line, _function, message, _comments in babel_extract(
            file, ("_", "gettext"), (), {"trim_blocks": "true", "newstyle_gettext": "true"}
        ):
            yield str(message[0] if isinstance(message, tuple) else message)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.stem)
def test_a_template_says_nothing_of_its_own(template: Path) -> None:
    """Every Han character and full-width mark in it stands in a word of the catalogue."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    tree = environment.parse(template.read_text("utf-8"))
    calls = [
        call
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in {"_", "gettext"}
    ]
    said = {id(call.args[0]) for call in calls}
    bare = [
        (one.lineno, text)
        for kind, field in ((nodes.TemplateData, "data"), (nodes.Const, "value"))
        for one in tree.find_all(kind)
        if isinstance(text := getattr(one, field), str) and HAN.search(text) and id(one) not in said
    ]
    assert bare == []


def test_every_word_has_its_english_and_no_english_is_left_over() -> None:
    """With the same places to fill in."""
    wanted = {word for template in TEMPLATES for word in words_of(template)}
    english = {str(m.id): str(m.string) for m in translated() if m.id and not m.fuzzy}
    assert set(english) == wanted
    places = re.compile(r"%\(\w+\)s")
    for word, text in english.items():
        assert text.strip(), word
        assert not HAN.search(text), word
        assert sorted(places.findall(word)) == sorted(places.findall(text)), word


def test_a_template_compiled_for_one_address_serves_another(tmp_path: Path) -> None:
    """Sites share a folder of compiled templates; no address of one gets into another."""
    page = Page("404.html", "404.html", nothing)
    for url in ("https://one.example", "https://two.example/newsletter"):
        text = Theme(THEME, Site("报", url=url), tmp_path).render(page, {})
        links = parsed(text).xpath("//a/@href[starts-with(., '/')]")
        base = Site("报", url=url).base
        assert links
        assert all(link.startswith(f"{base}/") for link in links)
        assert base or not any(link.startswith("/newsletter/") for link in links)


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the sample site in English."""
    folder = tmp_path_factory.mktemp("english")
    settings = folder / "english.py"
    settings.write_text('from publishconf import *\nINTERFACE_LANG = "en"\n', encoding="utf-8")
    output = folder / "site"
    status = building.run(CONTENT, output, True, None, False, settings, "zh", site_url=ADDRESS)  # noqa: FBT003 -- the command's own order
    assert status == 0
    return output


@pytest.fixture(scope="module")
def english_root(english: Path) -> Iterator[str]:
    """Serve the English site; return the address of its root."""
    with served(english) as root:
        yield root


def test_one_setting_makes_the_interface_english(english: Path) -> None:
    """What is published stays Chinese and says so; the words around it are English and say so."""
    page = parsed((english / "issues/2023-05-18/index.html").read_bytes())
    assert page.get("lang") == "zh-CN"
    (navigation,) = page.xpath("//nav[@class='navigation']")
    assert navigation.get("lang") == "en"
    assert navigation.text_content().split()[:3] == ["Home", "Issues", "Branches"]
    (line,) = page.xpath("//h1[contains(@class, 'dateline-issue')]")
    assert line.get("lang") == "en"
    assert " ".join(line.text_content().split()) == "May 18, 2023 Thursday No. 1 Whole No. 1"


def test_no_word_of_the_interface_is_left_in_chinese(english: Path) -> None:
    """Where a page says that it speaks English, it does."""
    left = []
    for file in sorted(english.rglob("*.html")):
        # Running text is what is published, its tables and notes too; so are names in drawings.
        where = "//*[@lang='en' or @aria-label][not(ancestor::svg or ancestor::*[@class='prose'])]"
        for element in parsed(file.read_bytes()).xpath(where):
            own = element.get("aria-label") or element.text or ""
            if HAN.search(own):
                left.append((file.relative_to(english).as_posix(), own))
    assert left == []


def test_vnu_finds_nothing_in_english(english: Path) -> None:
    """The checker of the HTML standard, on every page."""
    assert faults_of(english) == (0, "")


@pytest.mark.parametrize("kind", SAMPLE_KINDS, ids=lambda kind: kind.name)
def test_axe_finds_nothing_in_english(new_page: Open, english_root: str, kind: Kind) -> None:
    """On a phone by night, and nothing scrolls sideways."""
    page = new_page(360, "dark")
    page.goto(english_root + kind.example)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_language_that_the_theme_does_not_speak_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2, and which there are."""
    settings = tmp_path / "latin.py"
    settings.write_text('from pelicanconf import *\nINTERFACE_LANG = "la"\n', encoding="utf-8")
    status = building.run(CONTENT, tmp_path / "out", False, None, False, settings, "zh")  # noqa: FBT003 -- the command's own order
    assert status == 2
    assert "INTERFACE_LANG" in capsys.readouterr().err


def test_a_changed_word_changes_the_pages_that_say_it(tmp_path: Path) -> None:
    """Law 2 for the catalogue: after an edit the output is that of a clean build."""
    content = write_small_site(tmp_path / "content")
    theme = tmp_path / "theme"
    shutil.copytree(THEME, theme)
    settings = tmp_path / "english.py"
    settings.write_text(
        f'from pelicanconf import *\nINTERFACE_LANG = "en"\nTHEME = {str(theme)!r}\n',
        encoding="utf-8",
    )

    def build(name: str) -> dict[str, bytes]:
        status = building.run(content, tmp_path / name, False, None, False, settings, "zh")  # noqa: FBT003 -- the command's own order
        assert status == 0
        return tree(tmp_path / name)

    before = build("out")
    words = theme / "translations" / "en.po"
    words.write_text(words.read_text("utf-8").replace('"Home"', '"Front page"'), encoding="utf-8")
    after = build("out")
    assert after == build("clean")
    assert b"Front page" in after["index.html"]
    assert b"Front page" not in before["index.html"]
