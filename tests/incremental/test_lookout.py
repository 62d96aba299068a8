"""What two processes see is what one sees, whichever of them looked."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.core.folder import take_stock
from tests.incremental.sites import ChangingSite


@pytest.mark.parametrize("forked", [True, False])
@pytest.mark.parametrize("hurry", [True, False])
def test_all_is_seen_by_one_or_the_other(tmp_path: Path, *, forked: bool, hurry: bool) -> None:
    """Each source, and each output that was altered; as often as it is asked for."""
    site = ChangingSite(tmp_path)
    site.run()
    gone = sorted(path for path in site.output.rglob("*") if path.is_file())[::3]
    for path in gone:
        path.unlink()
    lookout = site.build()._lookout(forked=forked)  # noqa: SLF001 -- as a build does
    try:
        assert lookout.stock() == take_stock(site.content)
        first, again = lookout.glance(hurry=hurry), lookout.glance()
    finally:
        lookout.dismiss()
    assert first.altered == {path.relative_to(site.output).as_posix() for path in gone}
    assert again == first
