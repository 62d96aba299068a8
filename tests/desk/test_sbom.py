"""The bill of materials names every package of the lock, with its hashes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from plugins.desk.sbom import bill

ROOT = Path(__file__).resolve().parents[2]


def test_it_names_each_package_of_the_lock_once_with_its_hashes() -> None:
    """What is installed is what auditors are told."""
    done = subprocess.run(
        [sys.executable, "-m", "plugins.desk.sbom"], cwd=ROOT, capture_output=True, check=True
    )
    found = json.loads(done.stdout)
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.6")
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = re.findall(r"^([\w.-]+)==([\w.!+-]+)", lock, re.MULTILINE)
    assert [(c["name"], c["version"]) for c in found["components"]] == pinned
    hashes = [h["content"] for c in found["components"] for h in c["hashes"]]
    assert hashes == re.findall(r"sha256:([0-9a-f]{64})", lock)
    assert all(component["hashes"] for component in found["components"])
    refs = [component["bom-ref"] for component in found["components"]]
    assert len(set(refs)) == len(refs)
    assert found["dependencies"][0]["dependsOn"] == refs


def test_the_same_lock_gives_the_same_bill() -> None:
    """No time, no serial number: a bill can be compared."""
    lock = f"a==1 \\\n    --hash=sha256:{'0' * 64}\nB.c==2 ; python_version < '3.12' \\\n"
    assert bill(lock, "x", "1") == bill(lock, "x", "1")
    assert [c["purl"] for c in bill(lock, "x", "1")["components"]] == [
        "pkg:pypi/a@1",
        "pkg:pypi/b.c@2",
    ]
