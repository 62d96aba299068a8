"""Medians and ratios of measured runs, as lines, as JSON and as a plot."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from plugins.desk.bench.running import Run

Runs = Mapping[str, Sequence[Run]]
"""The runs of each case, such as `jianbao clean`, in the order in which they were made."""


def medians(runs: Runs) -> dict[str, dict[str, float]]:
    """Return the median of each figure of each case."""
    return {
        case: {key: median([asdict(run)[key] for run in some]) for key in asdict(some[0])}
        for case, some in runs.items()
    }


def ratios(runs: Runs) -> dict[str, float]:
    """Return our time as a part of each peer's (of medians): until our pages stand, and all of it.

    Our clean build is held against theirs, every rebuild of ours against theirs after an edit.
    """
    known = medians(runs)
    return {
        f"{case}{part} / {peer}": round(ours[figure] / theirs["wall"], 4)
        for case, ours in known.items()
        for peer, theirs in known.items()
        for part, figure in ((", pages", "standing"), ("", "wall"))
        if case.startswith("jianbao")
        and not peer.startswith("jianbao")
        and case.endswith("clean") == peer.endswith("clean")
    }


def as_lines(runs: Runs) -> list[str]:
    """Return a table of the medians, and the ratios."""
    heads = f"{'pages s':>9}{'s':>8}{'CPU s':>8}{'MB':>7}{'pages':>8}{'written':>9}{'files':>8}"
    lines = [f"{'':20}{heads}"]
    for case, one in medians(runs).items():
        lines.append(
            f"{case:20}{one['standing']:9.2f}{one['wall']:8.2f}{one['cpu']:8.2f}"
            f"{one['peak_mb']:7.0f}{one['pages']:8.0f}{one['written']:9.0f}{one['files']:8.0f}"
        )
    return lines + [f"{name:48}{ratio:8.3f}" for name, ratio in ratios(runs).items()]


def save(folder: Path, name: str, about: Mapping[str, Any], runs: Runs) -> tuple[Path, Path]:
    """Write `name`.json and `name`.png below `folder`; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    data = {
        "about": dict(about),
        "medians": medians(runs),
        "ratios": ratios(runs),
        "runs": {case: [asdict(run) for run in some] for case, some in runs.items()},
    }
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    (folder / f"{name}.json").write_text(text, encoding="utf-8")
    _plot(folder / f"{name}.png", str(about.get("articles", "")), medians(runs))
    return folder / f"{name}.json", folder / f"{name}.png"


def _plot(path: Path, title: str, figures: Mapping[str, Mapping[str, float]]) -> None:
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    cases = list(figures)
    figure, axes = plt.subplots(figsize=(8, 0.5 * len(cases) + 1), layout="constrained")
    walls = axes.barh(cases, [figures[case]["wall"] for case in cases], color="lightgrey")
    axes.barh(cases, [figures[case]["standing"] for case in cases])  # the rest is the index
    axes.bar_label(walls, fmt="%.2f", padding=3)
    axes.invert_yaxis()
    axes.set_xscale("log")
    axes.set_xlabel(f"seconds, median, {title} articles")
    figure.savefig(path, dpi=110)
    plt.close(figure)
