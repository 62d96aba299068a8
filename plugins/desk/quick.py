"""The plainest calls, understood without Typer: loading it takes as long as a rebuild.

These are builds, and the steps that the hooks of an own server run. Whatever else is said, and
whatever is wrong in it, is Typer's (`tasks.py`), which takes the names of these options from here.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

CONTENT, OUTPUT, CLEAN, SETTINGS = "--content", "--output", "--clean", "--settings"
STEP = "--step"
STEPS = ("pre-receive", "post-receive", "publish")


def plain_build(words: Sequence[str]) -> dict[str, str] | None:
    """Return the options of a plain call of `build`, None if it is anything else."""
    if not words or words[0] != "build":
        return None
    found: dict[str, str] = {}
    rest = list(words[1:])
    while rest:
        word = rest.pop(0)
        if word in found:
            return None
        if word == CLEAN:
            found[word] = word
        elif word in {CONTENT, OUTPUT, SETTINGS} and rest and not rest[0].startswith("-"):
            found[word] = rest.pop(0)
        else:
            return None
    return found


def plain_step(words: Sequence[str]) -> tuple[str, str] | None:
    """Return folder and step of a hook's call of `host`, None if it is anything else."""
    match list(words):
        case ["host", folder, option, name] if option == STEP and name in STEPS:
            return None if folder.startswith("-") else (folder, name)
    return None


def step_if_plain(words: Sequence[str], step: Callable[[Path, str], int]) -> None:
    """Run a server's step and end the process if it was called plainly; return if not."""
    found = plain_step(words)
    if found is None:
        return
    from plugins.desk.guard import guarded

    status = guarded(lambda: step(Path(found[0]), found[1]))
    sys.stderr.flush()
    os._exit(status)


def build_if_plain(words: Sequence[str], root: Path) -> None:
    """Build and end the process if it was called plainly; return if not."""
    options = plain_build(words)
    if options is None:
        return
    gc.disable()  # until a build is done nothing worth collecting is dropped
    from plugins.core.messages import language
    from plugins.desk import building
    from plugins.desk.guard import guarded

    content = Path(options.get(CONTENT, root / "content"))
    output = Path(options.get(OUTPUT, root / "output"))
    clean = CLEAN in options
    settings = Path(options[SETTINGS]) if SETTINGS in options else None
    status = guarded(
        lambda: building.run(content, output, False, None, clean, settings, language())  # noqa: FBT003
    )
    sys.stderr.flush()
    os._exit(status)  # half a million small things need no burying one by one
