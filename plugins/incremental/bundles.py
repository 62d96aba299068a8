"""Bundles: files that a tool makes together, made again together when their key changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from plugins.core.page import Bundle
from plugins.incremental.state import Made
from plugins.incremental.writer import OutputFolder

Bundles = Mapping[str, tuple[Bundle, bytes]]
"""Each bundle with its key, by its folder with a slash at its end."""


_EXPECTED = Made(b"", 0, 0, 0)


@dataclass(slots=True)
class Tally:
    """What was done, in files."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0


def split(
    made: Mapping[str, Made], bundles: Bundles
) -> tuple[dict[str, Made], dict[str, dict[str, Made]]]:
    """Return the files that belong to no bundle, and those of each bundle by its folder."""
    single: dict[str, Made] = {}
    own: dict[str, dict[str, Made]] = {folder: {} for folder in bundles}
    tops = {folder.split("/", 1)[0] for folder in bundles}
    for path, one in made.items():
        home = None
        if path.split("/", 1)[0] in tops:
            home = next((folder for folder in bundles if path.startswith(folder)), None)
        (single if home is None else own[home])[path] = one
    return single, own


def made_anew(  # noqa: PLR0913, PLR0917 -- the bundles, what they are made from, where they go
    bundles: Bundles,
    own: Mapping[str, Mapping[str, Made]],
    left: Mapping[str, Made],
    output: OutputFolder,
    fetch: Callable[[Any], Any],
    save: Callable[[Mapping[str, Made]], None],
) -> Tally:
    """Make those bundles anew whose key changed, one after another.

    `own` are the files of each as they stand, `left` all files of the output. `save` hears of new
    files before the first of a bundle is written, so that a build which is killed leaves no file
    that the next one would not know to be ours.
    """
    tally = Tally()
    now = dict(left)
    for folder, (bundle, key) in bundles.items():
        before = own[folder]
        if before and all(one.key == key for one in before.values()):
            tally.unchanged += len(before)
            continue
        made = bundle.make(*fetch(bundle.inputs))
        files = {f"{folder}{name}": data for name, data in sorted(made.items())}
        save({**dict.fromkeys(files, _EXPECTED), **now})
        tally.removed += output.remove(before.keys() - files.keys())
        for path in before:
            del now[path]
        for path, data in files.items():
            now[path], changed = output.write(path, data, key)
            tally.written += changed
            tally.unchanged += not changed
        save(now)
    return tally
