"""`./jianbao soak --files`: damaged files through check, label, import and build, in batches.

Each batch runs in a process of its own. No exception may leave a command, none may take longer
than five seconds for a file, none may write outside the folders that it was given.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from plugins.core.folder import gather
from plugins.core.messages import say
from plugins.desk import building, checking, importing, labelling
from plugins.desk.soaking import Change, changes

BATCH = 200  # files that one process takes: starting it and building cost as much as fifty
LONGEST = 5  # seconds of the processor, for one file
_USUAL = 0.1  # seconds for one file through all four, and more than it takes
_SHOWN = 10  # failures of a batch that are told one by one
_KINDS = (".md", ".txt", "", ".markdown", ".text")
# Names that programs take for something else: an option, a folder above, a line, another order.
_NAMES = ("-rf", "..md", "a\nb", "\u202egpj", "字" * 80, "a b", "%2e%2e", "{{x}}", "$(x)", "con")
_SLUG = re.compile(rb"^slug:[ ]*[a-z0-9-]+", re.MULTILINE)
_SETTINGS = "from pelicanconf import *  # noqa: F403\n\nCACHE_PATH = {cache!r}\n"


class _Outside(BaseException):
    """Something was about to be written outside the scratch folder; nobody may catch this."""


def run(content: Path, count: int, seed: int, language: str) -> int:
    """Put `count` damaged copies of the sources in `content` through all four; return 0 or 1.

    Prints one line with the outcome. `content` is not touched. 2 if it is no folder.
    """
    if not content.is_dir():
        _tell(say("build.no-content", language, path=content))
        return 2
    files, _existing, _faults = gather(content)
    began, failures, built, slowest = time.monotonic(), 0, 0, 0.0
    pool = changes(files, count, seed)
    while batch := list(islice(pool, BATCH)):
        wrong, fine, seconds = _batch(content, batch, len(batch) * _USUAL + LONGEST)
        built += fine
        if wrong:  # which file it was
            alone = [(one, _batch(content, [one], LONGEST)) for one in batch]
            guilty = [(one, found[0]) for one, found in alone if found[0]] or [(batch[0], wrong)]
            failures += len(guilty)
            for one, why in guilty[:_SHOWN]:
                _tell(f"#{one.number} {one.path}: {'+'.join(one.steps)}\n{why}")
        slowest = max(slowest, seconds / len(batch))
    values = {"count": count, "failed": failures, "built": built, "slowest": f"{slowest:.2f}"}
    taken = f"{time.monotonic() - began:.0f}"
    print(say("soak.files", language, seconds=taken, **values))  # noqa: T201 -- the result
    return 1 if failures else 0


def _batch(content: Path, batch: Sequence[Change], limit: float) -> tuple[str, int, float]:
    """Run a batch in a process of its own.

    Returns what went wrong, how many files had no fault, and the seconds of its processor.
    """
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder).resolve()
        told = scratch / "told"
        told.touch()
        child = os.fork()
        if child == 0:
            try:
                resource.setrlimit(resource.RLIMIT_CPU, (int(limit) + 1, int(limit) + 1))
                told.write_text(f"{_through_all(content, batch, scratch)}", "utf-8")
            except BaseException:  # noqa: BLE001 -- this is what is looked for
                told.write_text(traceback.format_exc(), "utf-8", "replace")
                os._exit(1)
            os._exit(0)
        _, status, used = os.wait4(child, 0)
        seconds = used.ru_utime + used.ru_stime
        if os.WIFSIGNALED(status):
            return f"{signal.Signals(os.WTERMSIG(status)).name}, {seconds:.1f} s", 0, seconds
        text = told.read_text("utf-8")
        return (text, 0, seconds) if status else ("", int(text), seconds)


def _through_all(content: Path, batch: Sequence[Change], scratch: Path) -> int:
    """Check, label, import and build; return how many files had no fault and were built.

    AssertionError where the four contradict each other.
    """
    os.chdir(scratch)
    tempfile.tempdir = str(scratch)
    sys.dont_write_bytecode = True  # the program's own, beside its modules, is not what is meant
    site, loose, drafts = scratch / "content", scratch / "loose", scratch / "drafts"
    shutil.copytree(content, site)
    shutil.rmtree(site / "articles")  # the damaged copies would clash with them
    (drafts / "articles").mkdir(parents=True)
    loose.mkdir()
    settings = scratch / "settings.py"
    settings.write_text(_SETTINGS.format(cache=str(scratch / "cache")), "utf-8")
    random = Random(batch[0].number)  # noqa: S311 -- names, no secrets
    year = site / "articles" / "2023"
    year.mkdir(parents=True, exist_ok=True)
    for one in batch:
        own = _SLUG.sub(rb"\g<0>-%d" % one.number, one.data, count=1)
        (year / f"damaged-{one.number}.md").write_bytes(own)
        (loose / f"{random.choice(_NAMES)}-{one.number}{random.choice(_KINDS)}").write_bytes(
            one.data
        )
    sys.addaudithook(_within(scratch))
    with _silent() as out:
        faulty = _faulty(site, out)
        for path in faulty:
            (site / path).unlink()
        labelling.run([loose], None, content, "json", "zh")
        importing.run(sorted(loose.iterdir()), drafts, None, "json", "zh")
        written = [path for path in drafts.rglob("*") if path.is_file()]
        assert all(path.parent.parent == drafts / "articles" for path in written), written  # noqa: S101 -- what is looked for
        status = building.run(site, scratch / "site", False, 1, False, settings, "zh")  # noqa: FBT003 -- the command's order
        more = _faulty(site, out) if status else []
    # What is left after the faulty files went may refer to them; otherwise it must build.
    assert status == (1 if more else 0), f"build: {status}, check: {more}"  # noqa: S101
    return 0 if status else sum(1 for _ in year.iterdir())


def _faulty(site: Path, out: io.StringIO) -> list[str]:
    """Return the files that `check` finds errors in."""
    out.seek(0)
    out.truncate()
    checking.run([], site, False, "json", "zh")  # noqa: FBT003 -- the command's order
    found = json.loads(out.getvalue())
    return sorted({fault["path"] for fault in found if fault["level"] == "error"})


def _within(scratch: Path) -> Callable[[str, tuple[Any, ...]], None]:
    """Return an audit hook that lets nothing be written outside `scratch`."""
    above = f"{scratch}/"
    free = {"/dev/null", "/dev/shm"}  # noqa: S108 -- where semaphores of workers live

    def look(path: object) -> None:
        if not isinstance(path, str | bytes | os.PathLike):
            return  # a file that is open already
        place = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 -- links are not followed
        if not place.startswith(above) and not any(place.startswith(one) for one in free):
            raise _Outside(place)

    def hook(event: str, words: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(words[2], int):
            if words[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                look(words[0])
        elif event in {"os.mkdir", "os.remove", "os.rmdir", "os.truncate"}:
            look(words[0])
        elif event in {"os.rename", "os.link", "os.symlink"}:
            look(words[1])

    return hook


@contextlib.contextmanager
def _silent() -> Iterator[io.StringIO]:
    out = io.StringIO()
    with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(out):
        yield out


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 -- speaking to the person
