"""Sites that must fail, each with the message it must give."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.core.catalogue.faults import MESSAGES
from plugins.desk import building, checking
from tests.site.small import tree

BROKEN = Path(__file__).parent / "broken"
SITES = sorted(path.name for path in BROKEN.iterdir())
# These cannot be kept in a repository: test_folder.py makes them on the spot.
MADE_ELSEWHERE = {"file-kind-odd", "file-name", "file-link", "file-too-big", "file-unreadable"}


@pytest.mark.parametrize("name", SITES)
def test_check_gives_the_expected_message(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """All of it and nothing else, with the place and the cure; exit status 1."""
    status = checking.run([], BROKEN / name, False, "text", "zh")  # noqa: FBT003 -- the command's order
    assert status == 1
    assert capsys.readouterr().out == (BROKEN / name / "expected.txt").read_text("utf-8")


@pytest.mark.parametrize("name", SITES)
def test_build_refuses_what_check_refuses(name: str, tmp_path: Path) -> None:
    """And writes nothing."""
    output = tmp_path / "out"
    assert building.run(BROKEN / name, output, False, None, False, None, "zh") == 1  # noqa: FBT003
    assert not tree(output)


def test_every_rule_has_a_broken_site() -> None:
    """No message is without a site that shows it, no site without a message."""
    rules = {rule for rule in MESSAGES if not rule.endswith(".fix")}
    assert rules - MADE_ELSEWHERE == {name.removesuffix("-chinese") for name in SITES}


def test_every_message_says_what_to_write_instead() -> None:
    """In both languages."""
    for rule in MESSAGES:
        if not rule.endswith(".fix"):
            assert all(MESSAGES[f"{rule}.fix"])
