"""Measures the own server: from push to live, and nginx beside the same nginx, bare.

.venv/bin/python -m tests.publish.host.measure push [--articles 1000] [--pushes 5]
.venv/bin/python -m tests.publish.host.measure web [--connections 2000] [--seconds 2] [--rounds 11]
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

from plugins.desk.bench.trees import Trees
from tests.publish.host.conftest import new_server
from tests.publish.host.server import ENVIRONMENT, PROJECT, Editor, Server, free_port

KINDS = ("body", "title", "new")
PAGE = "/articles/2023/report-0/"
LEAST_RATIO = 0.9


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


def web(folder: Path, connections: int, seconds: int, rounds: int) -> bool:
    """Print what our nginx and a bare one answer; tell whether both bars are met.

    Both run all the time with the same number of workers and serve the same files; short rounds
    take turns, and who begins alternates. The ratio is the median of those of the pairs, of the
    answers for a second of nginx's own processor time: on a machine that does other work too,
    answers a second say more of that work than of nginx.
    """
    server = new_server(folder / "ours")
    done = server.editor().first_issue().push()
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    bare = Server(folder / "bare", free_port())
    bare.place.socket.parent.mkdir(parents=True)
    server.start()
    bare.start(f"server {{ listen 127.0.0.1:{bare.port}; root {server.place.current}; }}")
    pairs: list[tuple[Load, Load]] = []
    try:
        for one in (server, bare):
            _asked(one, connections, 1)  # warmed up
        for number in range(rounds):
            order = (server, bare) if number % 2 else (bare, server)
            loads = {one.port: _asked(one, connections, seconds) for one in order}
            pairs.append((loads[server.port], loads[bare.port]))
    finally:
        server.stop()
        bare.stop()
    errors = sum(ours.errors for ours, _ in pairs)
    ratio = median(ours.each / theirs.each for ours, theirs in pairs)
    rate = median(ours.rate / theirs.rate for ours, theirs in pairs)
    each = median(ours.each for ours, _ in pairs)
    print(  # noqa: T201
        f"{connections} connections, {rounds} pairs of {seconds} s: {each:.0f} answers a processor "
        f"second, ratio {ratio:.2f} (at least {LEAST_RATIO:.2f}); on the clock {rate:.2f}; "
        f"errors {errors}"
    )
    return ratio >= LEAST_RATIO and not errors


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a load: answers, answers a second, nginx's processor seconds, errors."""

    answers: int
    rate: float
    work: float
    errors: int

    @property
    def each(self) -> float:
        """Answers for one processor second."""
        return self.answers / self.work


def _asked(server: Server, connections: int, seconds: int) -> Load:
    """Ask for a page as often as can be."""
    wrk = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s"]
    group = server.running[-1].pid
    before = _work(group)
    done = subprocess.run(
        [*wrk, f"{server.url}{PAGE}"], capture_output=True, text=True, check=True, env=ENVIRONMENT
    )
    work = _work(group) - before
    told = {
        name: re.search(pattern, done.stdout)
        for name, pattern in (
            ("answers", r"(\d+) requests in"),
            ("rate", r"Requests/sec:\s+([0-9.]+)"),
            ("sockets", r"Socket errors: (.+)"),
            ("others", r"Non-2xx or 3xx responses: (\d+)"),
        )
    }
    said = {name: found[1] if found else "0" for name, found in told.items()}
    errors = sum(map(int, re.findall(r"\d+", f"{said['sockets']} {said['others']}")))
    return Load(int(said["answers"]), float(said["rate"]), work, errors)


def _work(group: int) -> float:
    """Return the processor seconds of all processes of a group (proc(5), "stat")."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
            if int(fields[2]) == group:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Run what is asked for in a scratch folder, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["push", "web"])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--pushes", type=int, default=5)
    parser.add_argument("--connections", type=int, default=2000)
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=11)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if options.what == "push":
            pushes(Path(scratch), options.articles, options.pushes)
        elif not web(Path(scratch), options.connections, options.seconds, options.rounds):
            raise SystemExit(1)


if __name__ == "__main__":
    main()
