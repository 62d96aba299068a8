"""Lighthouse and weight of every page kind, as a phone on a slow line sees them.

.venv/bin/python -m tests.theme.measure [KIND…]    # a table of Markdown, for docs/performance.md

Exit status 1 if a page kind misses the bars: performance 0.98, accessibility, best practices and
SEO 1.00, no layout shift; 40 KB with all it loads for an article without pictures, scripts 10 KB.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from time import sleep
from typing import Any

from tests.theme.browsing import BASE, CONTENT, FLAGS, build, build_long
from tests.theme.kinds import KINDS, Kind

PROGRAM = Path(__file__).resolve().parents[2] / ".cache" / "lighthouse"
LIGHTHOUSE = "lighthouse@12.8.2"
PERFORMANCE = 0.98
MOST_BYTES, MOST_SCRIPT = 40_000, 10_000
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# These are not to be found by search engines, and say so: the one audit that wants the opposite.
HIDDEN = frozenset({"article-withdrawn", "not-found"})
_NGINX = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error;
events {{}}
http {{
  include /etc/nginx/mime.types; access_log off;
  gzip on; gzip_types text/css text/javascript application/javascript image/svg+xml;
  server {{
    listen 127.0.0.1:{port};
    location {base}/ {{ alias {site}/; expires 1y; }}
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one page kind scored; sizes in bytes over the wire."""

    kind: Kind
    scores: tuple[float, ...]
    shift: float
    whole: int
    scripts: int
    pictures: int

    @property
    def good(self) -> bool:
        """Whether the bars are met."""
        plain = self.pictures == 0 and self.kind.name.startswith("article")
        light = not plain or self.whole <= MOST_BYTES
        return (
            self.scores[0] >= PERFORMANCE
            and min(self.scores[1:]) == 1
            and self.shift == 0
            and self.scripts <= MOST_SCRIPT
            and light
        )


@contextmanager
def hosted(site: Path, folder: Path) -> Iterator[str]:
    """Serve a site with nginx as a host would, packed; yield the address of its root."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder.mkdir()
    config = folder / "nginx.conf"
    config.write_text(_NGINX.format(folder=folder, port=port, site=site, base=BASE), "utf-8")
    server = subprocess.Popen(["nginx", "-c", str(config), "-p", str(folder)])
    try:
        sleep(0.5)
        yield f"http://127.0.0.1:{port}{BASE}/"
    finally:
        server.terminate()
        server.wait()


def measured(kind: Kind, address: str) -> Figures:
    """Return what Lighthouse finds, with its own way of a slow phone."""
    flags = " ".join(["--headless", *FLAGS])
    skipped = ["--skip-audits=is-crawlable"] if kind.name in HIDDEN else []
    program = PROGRAM / "node_modules" / "lighthouse" / "cli" / "index.js"
    done = subprocess.run(
        [
            *("node", str(program), address, "--output=json", "--quiet"),
            *(f"--chrome-flags={flags}", f"--only-categories={','.join(CATEGORIES)}"),
            *skipped,
        ],
        env={**os.environ, "CHROME_PATH": "/usr/bin/chromium"},
        capture_output=True,
        check=True,
    )
    report: dict[str, Any] = json.loads(done.stdout)
    requests = report["audits"]["network-requests"]["details"]["items"]
    size = {"Script": 0, "Image": 0, "": 0}
    for one in requests:
        what = "" if "favicon" in one["url"] else one.get("resourceType", "")
        for key in {what, ""} & size.keys():
            size[key] += one["transferSize"]
    for name in CATEGORIES:
        for reference in report["categories"][name]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                print(f"  {kind.name}: {audit['id']} {audit['score']}", file=sys.stderr)  # noqa: T201
    return Figures(
        kind=kind,
        scores=tuple(report["categories"][name]["score"] for name in CATEGORIES),
        shift=report["audits"]["cumulative-layout-shift"]["numericValue"],
        whole=size[""],
        scripts=size["Script"],
        pictures=size["Image"],
    )


def main(names: list[str]) -> int:
    """Measure the named kinds, or all; print the table."""
    if not PROGRAM.exists():
        PROGRAM.mkdir(parents=True)
        install = ["npm", "install", "--ignore-scripts", "--no-audit", "--silent", LIGHTHOUSE]
        subprocess.run([*install, "--prefix", str(PROGRAM)], check=True)
    kinds = [k for k in KINDS if k.name != "redirect" and (not names or k.name in names)]
    print("| 页面 | 性能 | 无障碍 | 做法 | SEO | 位移 | 全部 KB | 其中图片 KB | 脚本 KB |")  # noqa: T201
    print("|---|---|---|---|---|---|---|---|---|")  # noqa: T201
    missed = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        folder.chmod(0o755)  # nginx reads as another user
        sample, long = build(CONTENT, folder / "sample"), build_long(folder / "long-site")
        with hosted(sample, folder / "n1") as one, hosted(long, folder / "n2") as other:
            for kind in kinds:
                root = {"sample": one, "long": other}[kind.site]
                found = measured(kind, root + kind.example)
                missed += not found.good
                scores = " | ".join(f"{score:.2f}" for score in found.scores)
                sizes = [f"{n / 1000:.1f}" for n in (found.whole, found.pictures, found.scripts)]
                row = f"| {kind.name} | {scores} | {found.shift:g} | {' | '.join(sizes)} |"
                print(row, flush=True)  # noqa: T201
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
