"""Components by their examples: documented, escaped, valid, open to everyone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser

from plugins.archive.theme import Theme
from plugins.core.page import Page
from plugins.core.settings import Site
from plugins.desk import building
from plugins.styleguide.examples import ARTICLE, EXAMPLES, SHORT, TITLE
from plugins.styleguide.pages import styleguide_page
from tests.theme.browsing import ADDRESS, CONTENT, served
from tests.theme.test_valid import faults_of

COMPONENTS = Path(__file__).resolve().parents[2] / "theme" / "templates" / "components"
MACRO = re.compile(r"{% macro (\w+)\(([^)]*)\)")
# The shell stands on every page; the others need what only a built site has.
ELSEWHERE = {"shell.html"}
BUILT = {"keep"}


def macros() -> dict[tuple[str, str], list[str]]:
    """Return the parameters of every macro by file and name."""
    return {
        (file.name, name): [one.strip() for one in parameters.split(",") if one.strip()]
        for file in sorted(COMPONENTS.glob("*.html"))
        for name, parameters in MACRO.findall(file.read_text("utf-8"))
    }


def test_every_component_has_an_example_with_all_its_parameters() -> None:
    """And no example calls what is not there."""
    known = macros()
    shown = {(example.file, example.macro) for example in EXAMPLES}
    wanted = {key for key in known if key[0] not in ELSEWHERE and key[1] not in BUILT}
    assert shown == wanted
    for example in EXAMPLES:
        assert len(example.arguments) == len(known[example.file, example.macro]), example.macro


def test_every_component_is_documented() -> None:
    """A comment before it names it with its parameters."""
    for (file, name), parameters in macros().items():
        text = (COMPONENTS / file).read_text("utf-8")
        assert f"{{#- {name}({', '.join(parameters)}):" in text, f"{file}: {name}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the sample site with the style guide switched on."""
    folder = tmp_path_factory.mktemp("guide")
    settings = folder / "guide.py"
    settings.write_text(
        'from publishconf import *\nPLUGINS = [*PLUGINS, "plugins.styleguide.adapter"]\n',
        encoding="utf-8",
    )
    output = folder / "site"
    status = building.run(CONTENT, output, True, None, False, settings, "zh", site_url=ADDRESS)  # noqa: FBT003 -- the command's own order
    assert status == 0
    return output


def test_text_is_escaped_wherever_it_is_shown(tmp_path: Path) -> None:
    """A headline with marks of HTML in it stays text, whole, in every component that shows it."""
    theme = Theme(COMPONENTS.parents[1], Site("青禾报", url=ADDRESS), tmp_path)
    page = Page("styleguide/index.html", "styleguide.html", styleguide_page, listed=False)
    tree: Any = html.document_fromstring(theme.render(page, styleguide_page()))
    specimens = tree.xpath("//div[@class='specimen']")
    assert len(specimens) == len(EXAMPLES)
    for example, specimen in zip(EXAMPLES, specimens, strict=True):
        text = specimen.text_content()
        assert not specimen.xpath(".//你我"), example.macro
        if ARTICLE in example.arguments or (ARTICLE, SHORT) in example.arguments:
            shown = " ".join(text.split())
            assert TITLE in shown or example.macro == "byline", example.macro


def test_the_style_guide_is_valid_and_listed_nowhere(site: Path) -> None:
    """Vnu finds nothing; neither sitemap nor navigation lead to it."""
    assert faults_of(site / "styleguide") == (0, "")
    assert "styleguide" not in (site / "sitemap.xml").read_text("utf-8")
    assert "styleguide" not in (site / "index.html").read_text("utf-8")


def test_axe_finds_nothing_in_any_component(site: Path, browser: Browser) -> None:
    """By day on a desk and by night on a phone, folded parts opened, nothing wider than it."""
    with served(site) as root:
        for width, scheme in ((1280, "light"), (360, "dark")):
            page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]  # one of the two it takes
            page.goto(f"{root}styleguide/")
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.close()
