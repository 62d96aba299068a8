"""What several tests share: the sample site, built once for production."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser

from plugins.desk import building
from tests.theme.browsing import chromium

ROOT = Path(__file__).resolve().parents[1]
# Where a run decides whether a change lands, the same change gives the same answer; at a desk the
# examples are new ones each time. A busy machine's pauses are no failure anywhere.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "desk")
CONTENT = ROOT / "content"


def built(content: Path, output: Path, *, production: bool = False, **more: object) -> Path:
    """Build `content` into `output` as the command does, and return `output`."""
    status = building.run(content, output, production, None, False, None, "zh", **more)  # type: ignore[arg-type]  # noqa: FBT003 -- the command's own order
    assert status == 0
    return output


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a production build of the sample content."""
    return built(CONTENT, tmp_path_factory.mktemp("sample") / "site", production=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return one Chromium for all tests of a worker; Playwright allows no second one beside it."""
    with chromium() as running:
        yield running
