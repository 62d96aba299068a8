"""A paper of some hundred articles in several shards, served below a sub-path."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from plugins.search import shards
from tests.search.asking import Site, site_of
from tests.search.paper import write_paper
from tests.theme.browsing import build, served

SMALL = 40_000  # characters: the paper fills several shards


@pytest.fixture(scope="session")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the folder of the finished site."""
    folder = tmp_path_factory.mktemp("paper")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "MOST_CHARACTERS", SMALL)
        yield build(write_paper(folder / "content"), folder / "site")


@pytest.fixture(scope="session")
def articles(paper: Path) -> Site:
    """Return the articles of the site with their text, for the plain scan."""
    return site_of(paper)


@pytest.fixture(scope="session")
def root(paper: Path) -> Iterator[str]:
    """Serve the site; return the address of its root."""
    with served(paper) as address:
        yield address


@pytest.fixture
def page(browser: Browser, root: str) -> Iterator[Page]:
    """Return the open search page; a fault in its script fails the test."""
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.goto(f"{root}search/")
    yield opened
    context.close()
    assert faults == []
