"""Everyone can read every page: axe finds nothing, by day and by night."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.theme.browsing import address_of
from tests.theme.conftest import Open, Scheme
from tests.theme.kinds import KINDS, Kind

SETTLED = tuple(kind for kind in KINDS if kind.name != "redirect")  # it is left at once

VIEWS: tuple[tuple[int, Scheme], ...] = ((1280, "light"), (360, "dark"))


@pytest.mark.parametrize("kind", SETTLED, ids=lambda kind: kind.name)
def test_axe_finds_nothing(new_page: Open, roots: dict[str, str], kind: Kind) -> None:
    """With all rules, best practices too; folded parts opened."""
    page = new_page()
    page.goto(address_of(kind, roots))
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
