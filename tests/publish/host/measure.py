"""Measures the own server: from push to live, and nginx beside the same nginx, bare.

.venv/bin/python -m tests.publish.host.measure push [--articles 1000] [--pushes 5]
.venv/bin/python -m tests.publish.host.measure web [--connections 2000] [--seconds 10]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

from plugins.desk.bench.trees import Trees
from tests.publish.host.conftest import new_server
from tests.publish.host.server import PROJECT, Editor

KINDS = ("body", "title", "new")


def pushes(folder: Path, articles: int, count: int) -> None:
    """Print what the first push takes, and what every later one of each kind."""
    peers = PROJECT / "benchmarks" / "peers"
    trees = Trees(folder / "archive", peers, articles, 1, ["jianbao"])
    server = new_server(folder)
    editor = server.editor()
    content = folder / "archive" / "jianbao" / "content"
    content.rename(editor.root / "content")
    content.symlink_to(editor.root / "content")  # the archive's changes are the editor's now
    (content / "pages").mkdir()
    (content / "pages" / "about.md").write_text("---\ntitle: 关于\n---\n\n量一量。\n", "utf-8")
    print(f"{articles} articles; seconds: wall, processor")  # noqa: T201
    print("  first push   {:7.2f} {:7.2f}".format(*_pushed(editor)))  # noqa: T201
    for kind in KINDS:
        taken = []
        for _ in range(count):
            trees.change(kind)
            taken.append(_pushed(editor))
        wall, work = (median(some) for some in zip(*taken, strict=True))
        print(f"  {kind:<10} {wall:9.2f} {work:7.2f}")  # noqa: T201
    print(f"  files {sum(f.is_file() for f in server.place.current.rglob('*'))}")  # noqa: T201


def _pushed(editor: Editor) -> tuple[float, float]:
    """Commit and push; return the seconds on the clock and of the processors until it is live."""
    editor.commit()
    began, before = time.perf_counter(), getrusage(RUSAGE_CHILDREN)
    done = editor.send()
    taken, after = time.perf_counter() - began, getrusage(RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return taken, work


def main() -> None:
    """Run what is asked for in a scratch folder, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["push", "web"])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--pushes", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        pushes(Path(scratch), options.articles, options.pushes)


if __name__ == "__main__":
    main()
