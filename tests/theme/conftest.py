"""The sites that the theme's tests read, each built and served once, and one browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from tests.theme.browsing import CONTENT, build, build_long, served

Open = Callable[..., Page]
Scheme = Literal["light", "dark"]


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the folders of the sample site and of the long one, both below a sub-path."""
    folder = tmp_path_factory.mktemp("theme")
    return {"sample": build(CONTENT, folder / "sample"), "long": build_long(folder / "long")}


@pytest.fixture(scope="session")
def roots(sites: dict[str, Path]) -> Iterator[dict[str, str]]:
    """Serve both sites; return the address of each one's root."""
    with served(sites["sample"]) as sample, served(sites["long"]) as long:
        yield {"sample": sample, "long": long}


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Open]:
    """Return a function that opens a page with a context of its own, closed after the test."""
    contexts = []

    def open_page(width: int = 1280, scheme: Scheme = "light", **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, **options
        )
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def documents(sites: dict[str, Path]) -> dict[str, dict[str, html.HtmlElement]]:
    """Return every page of each site, parsed, by its path below the output."""
    return {
        name: {
            file.relative_to(site).as_posix(): html.document_fromstring(file.read_bytes())
            for file in sorted(site.rglob("*.html"))
        }
        for name, site in sites.items()
    }
