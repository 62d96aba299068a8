"""Everyone can read every page: axe finds nothing, by day and by night."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.theme.browsing import address_of
from tests.theme.conftest import Open
from tests.theme.kinds import KINDS, Kind

SETTLED = tuple(kind for kind in KINDS if kind.name != "redirect")  # it is left at once


@pytest.mark.parametrize("kind", SETTLED, ids=lambda kind: kind.name)
def test_axe_finds_nothing(new_page: Open, roots: dict[str, str], kind: Kind) -> None:
    """With all rules, best practices too; folded parts opened."""
    for scheme in ("light", "dark"):
        page = new_page(360 if scheme == "dark" else 1280, scheme)
        page.goto(address_of(kind, roots))
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
