"""Bundles: files that a tool makes together, made again together when their key changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plugins.core.page import Bundle
from plugins.incremental.state import EXPECTED, Made
from plugins.incremental.workers import spread
from plugins.incremental.writer import OutputFolder

Bundles = Mapping[str, tuple[Bundle, bytes]]
"""Each bundle with its key, by its folder with a slash at its end."""


@dataclass(slots=True)
class Tally:
    """What was done, in files."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0


def split(
    made: Mapping[str, Made], bundles: Bundles
) -> tuple[dict[str, Made], dict[str, dict[str, Made]]]:
    """Return the files that belong to no bundle, and those of each bundle by its folder.

    `made` are those of the bundles that there were.
    """
    strays: dict[str, Made] = {}
    own: dict[str, dict[str, Made]] = {folder: {} for folder in bundles}
    for path, one in made.items():
        home = next((folder for folder in bundles if path.startswith(folder)), None)
        (strays if home is None else own[home])[path] = one
    return strays, own


def together(own: Mapping[str, Mapping[str, Made]]) -> dict[str, Made]:
    """Return the files of all bundles."""
    return {path: one for files in own.values() for path, one in files.items()}


def made_anew(  # noqa: PLR0913, PLR0917 -- the bundles, what they are made from, where they go
    bundles: Bundles,
    own: Mapping[str, Mapping[str, Made]],
    output: OutputFolder,
    fetch: Callable[[Any], Any],
    save: Callable[[dict[str, Made]], None],
    jobs: int,
    tick: Callable[[str, int, int], None],
) -> Tally:
    """Make those bundles anew whose key changed, as many at a time as there are `jobs`.

    `own` are the files of each as they stand; `tick` hears of bundles done and bundles in all.
    `save` hears of all their files: of new ones before the first of a bundle is written, so that
    a build which is killed leaves no file that the next one would not know to be ours.
    """
    tally = Tally()
    now = together(own)
    todo: list[tuple[str, Bundle, bytes]] = []
    for folder, (bundle, key) in bundles.items():
        before = own[folder]
        if before and all(one.key == key for one in before.values()):
            tally.unchanged += len(before)
        else:
            todo.append((folder, bundle, key))

    def work(some: Sequence[tuple[str, Bundle, bytes]]) -> list[dict[str, bytes]]:
        return [dict(bundle.make(*fetch(bundle.inputs))) for _, bundle, _ in some]

    if not todo:
        return tally
    output.begin()
    for start in range(0, len(todo), jobs):
        tick("bundles", start, len(todo))
        batch = todo[start : start + jobs]  # no more than that is held in memory
        made = [one for some in spread(work, batch, jobs, fewest=1) for one in some]
        files = {
            f"{folder}{name}": data
            for (folder, _, _), one in zip(batch, made, strict=True)
            for name, data in sorted(one.items())
        }
        save({**dict.fromkeys(files, EXPECTED), **now})
        for folder, _, key in batch:
            gone = own[folder].keys() - files.keys()
            tally.removed += output.remove(gone)
            for path in own[folder]:
                del now[path]
            for path in [path for path in files if path.startswith(folder)]:
                now[path], changed = output.write(path, files[path], key)
                tally.written += changed
                tally.unchanged += not changed
    output.end()
    save(now)
    return tally
