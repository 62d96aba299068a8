"""Whole printed pages, invented, and the drafts they become; bytes that are no page at all."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.desk import importing

PAGES = Path(__file__).parent / "pages"
TODAY = date(2024, 9, 1)


def imported(source: Path, into: Path) -> tuple[int, list[str]]:
    """Import one file; return the exit status and the texts of the drafts."""
    status = importing.run([source], into, None, "json", "zh", today=TODAY)
    return status, [path.read_text("utf-8") for path in sorted(into.glob("articles/**/*.md"))]


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.txt")))
def test_a_page_becomes_the_draft_an_editor_expects(name: str, tmp_path: Path) -> None:
    """Every line of the draft is as it was read and found right, beside its source."""
    status, drafts = imported(PAGES / f"{name}.txt", tmp_path)
    assert status == 0
    assert drafts == [(PAGES / f"{name}.md").read_text("utf-8")]


def test_a_second_import_names_the_first_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same bytes under another name make no second article."""
    _, first = imported(PAGES / "decision.txt", tmp_path / "content")
    copy = tmp_path / "copy.txt"
    copy.write_bytes((PAGES / "decision.txt").read_bytes())
    capsys.readouterr()
    assert imported(copy, tmp_path / "content") == (0, first)
    (drafts,) = json.loads(capsys.readouterr().out).values()
    assert [Path(draft).name for draft in drafts] == ["biao-zhang-jue-ding.md"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    data=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(str.encode),
        st.tuples(st.integers(0, 400), st.binary(min_size=1, max_size=3)).map(
            lambda change: (PAGES / "latin-marks.txt").read_bytes()[: change[0]] + change[1]
        ),
    )
)
def test_any_bytes_become_a_draft_or_a_fault(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Exit status 0 with one draft, or 1 with none: nothing between, and no traceback."""
    folder = tmp_path_factory.mktemp("bytes")
    (folder / "page.txt").write_bytes(data)
    status, drafts = imported(folder / "page.txt", folder / "content")
    assert (status, len(drafts)) in {(0, 1), (1, 0)}
