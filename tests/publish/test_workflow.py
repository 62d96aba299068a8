"""The workflows, on every push and every week: valid, and with no more rights than they need."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))
WORKFLOW, AUDIT = (
    PROJECT / ".github" / "workflows" / name for name in ("publish.yml", "audit.yml")
)
TOOLS = Path(sys.executable).parent


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_it_is_a_valid_workflow(workflow: Path) -> None:
    """It keeps to the schema of GitHub's workflows."""
    done = subprocess.run(
        [TOOLS / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", workflow],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_an_audit_finds_nothing(workflow: Path) -> None:
    """zizmor, at its most suspicious, has no finding."""
    done = subprocess.run(
        [TOOLS / "zizmor", "--offline", "--persona", "auditor", workflow],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_it_may_write_the_branch_and_nothing_else() -> None:
    """No right is granted to all jobs, one to the job; actions are pinned to a commit."""
    text = WORKFLOW.read_text("utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    assert [job["permissions"] for job in workflow["jobs"].values()] == [{"contents": "write"}]
    used = re.findall(r"uses: (\S+)", text)
    assert used
    assert [action for action in used if not re.search(r"@[0-9a-f]{40}$", action)] == []


def test_the_token_is_given_to_the_last_step_alone() -> None:
    """What runs before publishing cannot write to the repository."""
    (job,) = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"].values()
    with_token = [step["name"] for step in job["steps"] if "github.token" in str(step)]
    assert with_token == [job["steps"][-1]["name"]]
    assert job["steps"][0]["with"]["persist-credentials"] is False


def test_the_machine_that_publishes_has_a_font_for_share_cards() -> None:
    """A bare one has no Chinese font: without it no article would get its card."""
    (job,) = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"].values()
    names = [step["name"] for step in job["steps"]]
    font = next(step for step in job["steps"] if "fonts-noto-cjk" in str(step.get("run")))
    assert names.index(font["name"]) < names.index("生成并发布")
    assert "fonts-noto-cjk" in (PROJECT / "system-packages.txt").read_text("utf-8")


def test_known_holes_are_looked_for_every_week() -> None:
    """With the right to read, and no other."""
    text = AUDIT.read_text("utf-8")
    workflow = yaml.safe_load(text)
    (job,) = workflow["jobs"].values()
    assert "cron" in text
    assert (workflow["permissions"], job["permissions"]) == ({}, {"contents": "read"})
    assert job["steps"][-1]["run"] == "./jianbao audit"
    assert all(
        re.search(r"@[0-9a-f]{40}$", step.get("uses", "@" + "0" * 40)) for step in job["steps"]
    )
