"""The bench itself: archives written, builders run in turn, results told and kept."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path

from plugins.core.messages import say
from plugins.desk.bench.labelling import rates
from plugins.desk.bench.report import as_lines, save
from plugins.desk.bench.running import BuilderFailed, Run, measured
from plugins.desk.bench.trees import PEERS, Trees

SEED = 20
# What each builder is measured at, in this order in each round: anew, then after one change.
_OURS = ("clean", "nothing", "body", "title", "new", "alias")
_THEIRS = ("clean", "body")
_OUTPUTS = {"jianbao": "output", "hugo": "public", "pelican": "output"}


def run(root: Path, articles: int, against: str, rounds: int, language: str) -> int:
    """Measure and return the exit status: 2 for a peer that is not known or not there.

    `against` names the peers, by commas; results are kept in the folder `benchmarks`.
    """
    peers = [name.strip() for name in against.split(",") if name.strip()]
    unknown = [name for name in peers if name not in PEERS[1:]]
    if unknown:
        _tell(say("bench.unknown", language, names="、".join(unknown), known="、".join(PEERS[1:])))
        return 2
    names = ["jianbao", *peers]
    commands = {name: _command(root, name) for name in names}
    if not shutil.which(commands.get("hugo", [sys.executable])[0]):
        _tell(say("bench.no-hugo", language))
        return 2
    folder = root / ".cache" / "bench" / str(articles)
    _tell(say("bench.writing", language, count=articles, folder=folder))
    trees = Trees(folder, root / "benchmarks" / "peers", articles, SEED, names)
    runs: dict[str, list[Run]] = {}
    try:
        for turn in range(rounds):
            for case in _OURS:
                for name in names:
                    if case in (_OURS if name == "jianbao" else _THEIRS):
                        label = f"{name} {case}"
                        _tell(f"{turn + 1}/{rounds} {label}")
                        runs.setdefault(label, []).append(_run(trees, commands, name, case))
    except BuilderFailed as failure:
        _tell(str(failure))
        return 1
    labelled = rates(SEED)
    for line in as_lines(runs):
        print(line)  # noqa: T201 -- the result
    for names_known, rate in labelled.items():
        print(say("bench.labelled", language, names=names_known, rate=f"{rate:.0f}"))  # noqa: T201 -- the result
    name = f"{date.today():%Y-%m-%d}-{articles}"  # noqa: DTZ011 -- the day here
    kept = save(root / "benchmarks", name, _about(articles, rounds, labelled), runs)
    _tell(say("bench.kept", language, paths="、".join(str(path) for path in kept)))
    return 0


def _run(trees: Trees, commands: dict[str, list[str]], name: str, case: str) -> Run:
    folder = trees.folder / name
    output = folder / _OUTPUTS[name]
    command = list(commands[name])
    if case == "clean":
        shutil.rmtree(output, ignore_errors=True)
        if name == "jianbao":
            command.append("--clean")
        elif name == "pelican":
            shutil.rmtree(folder / "cache", ignore_errors=True)
    elif case != "nothing" and name == trees.names[0]:
        trees.change(case)  # in every tree: the peers, whose turn comes next, find it there
    return measured(command, folder, output)


def _command(root: Path, name: str) -> list[str]:
    if name == "jianbao":
        return [str(root / "jianbao"), "build", "--content", "content", "--output", "output"]
    beside = Path(sys.executable).with_name
    if name == "hugo":
        return [str(beside("hugo")), "--quiet"]
    return [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-q"]


def _about(articles: int, rounds: int, labelled: Mapping[int, float]) -> dict[str, object]:
    versions = {}
    for name in ("pelican", "hugo", "Markdown", "Jinja2"):
        try:
            versions[name] = version(name)
        except ModuleNotFoundError:  # a peer that is not installed
            continue
    return {
        "articles": articles,
        "rounds": rounds,
        "seed": SEED,
        "labelled_per_second": {str(names): round(rate) for names, rate in labelled.items()},
        "day": str(date.today()),  # noqa: DTZ011 -- the day here
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "versions": versions,
    }


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)  # noqa: T201 -- speaking to the person
