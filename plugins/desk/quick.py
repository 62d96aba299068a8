"""The plainest calls of `build`, understood without Typer: loading it takes as long as a rebuild.

Whatever else is said to `build`, and whatever is wrong in it, is Typer's (`tasks.py`), which
takes the names of these options from here.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

CONTENT, OUTPUT, CLEAN = "--content", "--output", "--clean"


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
        elif word in {CONTENT, OUTPUT} and rest and not rest[0].startswith("-"):
            found[word] = rest.pop(0)
        else:
            return None
    return found


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
    status = guarded(
        lambda: building.run(content, output, False, None, clean, None, language())  # noqa: FBT003
    )
    sys.stderr.flush()
    os._exit(status)  # half a million small things need no burying one by one
