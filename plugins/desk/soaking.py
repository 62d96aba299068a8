"""`./jianbao soak`: sources damaged at random must be read or named, never crash, never be lost."""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from plugins.core.folder import gather
from plugins.core.messages import say
from plugins.core.reading import Reading, read
from plugins.desk import building
from plugins.desk.archive import ZONE
from plugins.desk.pinyin import romanise

_BUILD_EVERY = 100  # changes: a build takes a hundred times as long as a reading
_SHOWN = 10  # failures told one by one
_AWKWARD = (
    b"\xff", b"\0", b"---\n", "：".encode(), "，".encode(), b"[", b"{", b"&a ", b"*a", b"!!x ",
    b"\xef\xbb\xbf", b"\t", b"|", b"'", b'"', b"\n", b"\r", b"- ", b": ", b"#", b"<!--", b"](",
    b"\x07", "\u2028".encode(), b"2023-02-30", b"../",
)  # fmt: skip


def cut(data: bytes, random: Random) -> bytes:
    """Lose the end."""
    return data[: random.randrange(len(data) + 1)]


def drop(data: bytes, random: Random) -> bytes:
    """Lose a few bytes."""
    at = random.randrange(len(data) + 1)
    return data[:at] + data[at + random.randint(1, 5) :]


def flip(data: bytes, random: Random) -> bytes:
    """Change one bit."""
    if not data:
        return data
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]


def insert(data: bytes, random: Random) -> bytes:
    """Put something awkward in."""
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(_AWKWARD) + data[at:]


def recode(data: bytes, random: Random) -> bytes:
    """Save in another encoding, as an editor's program might."""
    encoding = random.choice(("gb18030", "utf-16", "utf-8-sig", "big5"))
    return data.decode("utf-8", "replace").encode(encoding, "replace")


def swap(data: bytes, random: Random) -> bytes:
    """Put one line in the place of another."""
    lines = data.split(b"\n")
    one, two = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def double(data: bytes, random: Random) -> bytes:
    """Write a line twice."""
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    return b"\n".join([*lines[: at + 1], *lines[at:]])


MUTATIONS: tuple[Callable[[bytes, Random], bytes], ...] = (
    cut, drop, flip, insert, recode, swap, double,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One source after one to three mutations, and how to make it again."""

    number: int
    path: str
    steps: tuple[str, ...]
    data: bytes


def changes(files: Mapping[str, bytes], count: int, seed: int) -> Iterator[Change]:
    """Yield `count` changes of `files`, the same ones for the same seed."""
    random = Random(seed)  # noqa: S311 -- must come out the same again, not be secret
    paths = sorted(files)
    for number in range(count):
        path = random.choice(paths)
        data, steps = files[path], []
        for mutation in random.choices(MUTATIONS, k=random.randint(1, 3)):
            data = mutation(data, random)
            steps.append(mutation.__name__)
        yield Change(number, path, tuple(steps), data)


def lost(reading: Reading, paths: Collection[str]) -> list[str]:
    """Return those sources among `paths` that became no record and are named by no fault.

    A register or a file of columns becomes no record by itself: read without a fault, it counts.
    """
    found = {fault.path for fault in reading.faults}
    found |= {one.article.source for one in reading.manuscripts}
    found |= {page.source for page in reading.pages} | {one.source for one in reading.issues}
    return [path for path in paths if path not in found and not path.startswith("register/")]


def run(content: Path, count: int, seed: int, language: str) -> int:
    """Damage one source of `content` at a time, `count` times, in memory, and read them all.

    Every hundredth change is also built in a scratch folder: exit status 0 with a site, or 1 with
    nothing written. Prints one line with the outcome; returns 1 if anything failed, 2 if
    `content` is no folder. The folder itself is not touched.
    """
    if not content.is_dir():
        _tell(say("build.no-content", language, path=content))
        return 2
    files, existing, _ = gather(content)
    began = time.monotonic()
    failed = faulty = 0
    for change in changes(files, count, seed):
        try:
            reading = _read(files, existing, change)
            faulty += bool(reading.faults)
            wrong = bool(lost(reading, files))
            if change.number % _BUILD_EVERY == 0:
                wrong |= _builds_wrongly(content, change, fine=not reading.faults)
            trace = ""
        except Exception:  # noqa: BLE001 -- this is what is looked for
            wrong, trace = True, traceback.format_exc()
        failed += wrong
        if wrong and failed <= _SHOWN:
            steps = "+".join(change.steps)
            _tell(f"#{change.number} {change.path}: {steps}\n{trace}")
    values = {"count": count, "faulty": faulty, "fine": count - faulty, "failed": failed}
    seconds = f"{time.monotonic() - began:.1f}"
    print(say("soak.done", language, seconds=seconds, **values))  # noqa: T201 -- the result
    return 1 if failed else 0


def _read(files: Mapping[str, bytes], existing: Collection[str], change: Change) -> Reading:
    sources = dict(files) | {change.path: change.data}
    reading = read(sources, existing=existing, now=datetime.now(ZONE), romanise=romanise)
    for fault in reading.faults:  # a message that lacks a value would raise
        fault.message("zh"), fault.fix("zh"), fault.message("en"), fault.fix("en")
    return reading


def _builds_wrongly(content: Path, change: Change, *, fine: bool) -> bool:
    """Build the changed folder; tell whether status and output disagree with its faults."""
    with tempfile.TemporaryDirectory() as folder:
        copy, output = Path(folder, "content"), Path(folder, "output")
        files, existing, _ = gather(content)
        for path in (*files, *existing):
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            (copy / path).write_bytes((content / path).read_bytes())
        (copy / change.path).write_bytes(change.data)
        with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            status = building.run(copy, output, False, None, False, None, "zh")  # noqa: FBT003 -- the command's order
        written = output.is_dir() and any(output.iterdir())
        return (status, written) != ((0, True) if fine else (1, False))


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 -- speaking to the person
