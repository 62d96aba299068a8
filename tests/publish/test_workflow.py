"""The workflow that publishes on every push: valid, and with no more rights than it needs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import yaml

WORKFLOW = Path(__file__).resolve().parents[2] / ".github" / "workflows" / "publish.yml"
TOOLS = Path(sys.executable).parent


def test_it_is_a_valid_workflow() -> None:
    """It keeps to the schema of GitHub's workflows."""
    done = subprocess.run(
        [TOOLS / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", WORKFLOW],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_an_audit_finds_nothing() -> None:
    """zizmor, at its most suspicious, has no finding."""
    done = subprocess.run(
        [TOOLS / "zizmor", "--offline", "--persona", "auditor", WORKFLOW],
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
