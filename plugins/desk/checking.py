"""`./jianbao check`: every fault of every source in one run, as text, JSON or GitHub's lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal

from plugins.core.faults import Fault
from plugins.core.folder import PICTURES, read_source
from plugins.core.messages import say
from plugins.core.reading import Reading
from plugins.desk.advising import advice
from plugins.desk.archive import sources_of
from plugins.desk.report import as_text

Format = Literal["text", "json", "github"]


def run(
    paths: Sequence[Path],
    content: Path,
    fix: bool,  # noqa: FBT001
    fmt: Format,
    language: str,
) -> int:
    """Check the sources below `content` and return 1 if any fault is an error, else 0.

    With `paths` only these files or folders are mended, and their faults listed; all sources are
    read in any case, because they must fit each other. Returns 2 if `content` is no folder.
    """
    if not content.is_dir():
        _tell(say("build.no-content", language, path=content))
        return 2
    missing = [path for path in paths if not path.exists()]
    if missing:
        for one in missing:
            _tell(say("check.no-path", language, path=one))
        return 2

    def chosen(path: str) -> bool:
        return _wanted(content, path, paths)

    if fix:
        from plugins.desk.fixing import fix_folder

        for path, words in fix_folder(content, language, chosen):
            _tell(f"{path}: {words}")
    sources = sources_of(content)
    reading = sources.read()
    faults = [fault for fault in (*sources.unreadable, *reading.faults) if chosen(fault.path)]
    faults = sorted(
        [
            *faults,
            *picture_faults(content, reading, chosen),
            *advice(sources, reading, chosen, language),
        ],
        key=lambda fault: fault.place,
    )
    print(_render(faults, fmt, language, content), end="")  # noqa: T201 -- the result
    errors = sum(fault.level == "error" for fault in faults)
    if fmt == "text":
        counts = {"faults": errors, "warnings": len(faults) - errors}
        key = "check.faults" if faults else "check.clean"
        _tell(say(key, language, articles=len(reading.manuscripts), **counts))
    return 1 if errors else 0


def read_folder(content: Path) -> tuple[Reading, list[Fault]]:
    """Read the sources below `content` at this moment; also what could not be read at all."""
    sources = sources_of(content)
    return sources.read(), list(sources.unreadable)


def picture_faults(content: Path, reading: Reading, wanted: Callable[[str], bool]) -> list[Fault]:
    """Return why pictures that articles and pages show, and originals, cannot be published."""
    from plugins.issues import press
    from plugins.pictures.studio import faults_of

    pictures = [picture for m in reading.manuscripts for picture in m.article.pictures]
    pictures += [picture for page in reading.pages for picture in page.pictures]
    shown = {picture.path for picture in pictures}
    faults = []
    for path in sorted(shown):
        if path.lower().endswith(PICTURES) and wanted(path):
            data = read_source(content, path)
            faults += faults_of(path, data) if isinstance(data, bytes) else []
    for path in sorted({i.original for i in reading.issues if i.original}):
        if path.lower().endswith(".pdf") and wanted(path):
            data = read_source(content, path)
            faults += press.faults_of(path, data) if isinstance(data, bytes) else []
    return faults


def _render(faults: Sequence[Fault], fmt: Format, language: str, content: Path) -> str:
    if fmt == "json":
        return json.dumps(list(_objects(faults, language)), ensure_ascii=False, indent=1) + "\n"
    if fmt == "github":
        return "".join(_annotation(fault, language, content) + "\n" for fault in faults)
    return as_text(faults, language) + "\n" if faults else ""


def _objects(faults: Iterable[Fault], language: str) -> Iterable[dict[str, object]]:
    for fault in faults:
        yield {
            "path": fault.path,
            "line": fault.line,
            "column": fault.column,
            "level": fault.level,
            "rule": fault.rule,
            "message": fault.message(language),
            "fix": fault.fix(language),
        }


def _annotation(fault: Fault, language: str, content: Path) -> str:
    """Write a fault as a workflow command, so that it stands beside its line on GitHub."""
    path = (content / fault.path).resolve()
    here = Path.cwd().resolve()
    shown = path.relative_to(here).as_posix() if path.is_relative_to(here) else fault.path
    words = f"{fault.message(language)}。{fault.fix(language)}"
    place = f"file={_escaped(shown)},line={fault.line},col={fault.column}"
    message = words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{fault.level} {place}::{message}"


def _escaped(value: str) -> str:
    """Escape a property of a workflow command (GitHub, "Workflow commands")."""
    for sign, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        value = value.replace(sign, code)
    return value


def _wanted(content: Path, source: str, paths: Sequence[Path]) -> bool:
    if not paths:
        return True
    place = (content / source).resolve()
    return any(place.is_relative_to(path.resolve()) for path in paths)


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)  # noqa: T201 -- speaking to the person
