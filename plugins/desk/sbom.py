"""The bill of materials of a lock file, in CycloneDX 1.6: `python -m plugins.desk.sbom [LOCK]`.

For a release: what is installed, in which version, with which hashes, under which name auditors
know it (package URL). Made from the lock alone, so the same lock gives the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

_PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def bill(lock: str, name: str, version: str) -> dict[str, Any]:
    """Return the bill of the packages that a lock file names, for a project and its version."""
    marks = list(_PACKAGE.finditer(lock))
    ends = [mark.start() for mark in marks[1:]] + [len(lock)]
    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{mark[1].lower()}@{mark[2]}",
            "name": mark[1],
            "version": mark[2],
            "purl": f"pkg:pypi/{mark[1].lower()}@{mark[2]}",
            "hashes": [
                {"alg": "SHA-256", "content": digest}
                for digest in _HASH.findall(lock[mark.start() : end])
            ],
        }
        for mark, end in zip(marks, ends, strict=True)
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": f"pkg:generic/{name}@{version}",
                "name": name,
                "version": version,
                "licenses": [{"license": {"id": "AGPL-3.0-or-later"}}],
            }
        },
        "components": components,
        "dependencies": [
            {
                "ref": f"pkg:generic/{name}@{version}",
                "dependsOn": [component["bom-ref"] for component in components],
            }
        ],
    }


def main(arguments: list[str]) -> None:
    """Print the bill of `requirements.lock`, or of the lock that is named."""
    import tomllib

    root = Path(__file__).resolve().parents[2]
    lock = Path(arguments[0]) if arguments else root / "requirements.lock"
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    found = bill(lock.read_text("utf-8"), project["name"], project["version"])
    print(json.dumps(found, ensure_ascii=False, indent=1))  # noqa: T201 -- the result


if __name__ == "__main__":
    main(sys.argv[1:])
