"""`jianbao import`: text of printed reports becomes drafts that the editor confirms."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import yaml

from plugins.core.faults import Fault
from plugins.core.messages import say
from plugins.desk.drafts import OutsideError, free_slug, survey, write_new
from plugins.desk.newspaper.decode import UndecodableError, decode
from plugins.desk.newspaper.draft import compose
from plugins.desk.newspaper.recognise import recognise
from plugins.desk.newspaper.report import Report
from plugins.desk.pinyin import romanise

_KINDS = frozenset({".txt", ".text", ".md", ".markdown", ""})
_NAMELESS = "draft"  # slug where neither title nor file name holds a word
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_WORD = re.compile(r"[^\W_]")


class RefusedError(Exception):
    """A source cannot be imported; `fault` says why."""

    def __init__(self, path: Path, rule: str, **values: str) -> None:
        """Blame the whole file: nothing in it can be pointed at."""
        super().__init__(rule)
        self.fault = Fault(_shown(path), 1, 1, rule, values)


@dataclass(frozen=True, slots=True)
class _Order:
    """What the editor asked for: where drafts go, of which issue, and their date."""

    into: Path
    issue: str | None
    issued: date | None  # the issue's date, where its file gives one
    today: date


def run(  # noqa: PLR0913 - the arguments of the command
    files: list[Path],
    into: Path,
    issue: str | None,
    fmt: Literal["text", "json"],
    language: str,
    *,
    today: date | None = None,
) -> int:
    """Import each of `files` as a draft below `into`; return the exit status (0, or 1 on faults).

    stdout gets the paths of the drafts, one a line, or with `fmt` "json" one object
    `{"<source>": ["<draft>"]}` in which a refused source has an empty list; all else goes to
    stderr. A file that was imported before is not imported again: its draft is named instead.
    `today` stands where no date is printed.
    """
    order = _Order(into, issue, _issued(into, issue), today or datetime.now().astimezone().date())
    if issue and not (into / "issues" / f"{issue}.yaml").is_file():
        _tell(say("import.issue", language, folder=_shown(into / "issues"), issue=issue))
    shelf = survey(into)
    slugs, imported = set(shelf.slugs), dict(shelf.imported)
    results: dict[str, list[str]] = {}
    faults: list[Fault] = []
    for source in files:
        name = _shown(source)
        try:
            data = _read(source)
            digest = hashlib.sha256(data).hexdigest()
            rule = "import.again" if digest in imported else "import.done"
            if digest not in imported:
                imported[digest] = _import(source, data, digest, order, slugs)
                slugs.add(imported[digest].stem)
        except RefusedError as refused:
            results.setdefault(name, [])
            faults.append(refused.fault)
            continue
        draft = _shown(imported[digest])
        results[name] = [draft]
        _tell(say(rule, language, source=name, draft=draft))
    if fmt == "json":
        sys.stdout.write(json.dumps(results, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.writelines(f"{draft}\n" for drafts in results.values() for draft in drafts)
    for fault in faults:
        place = f"{fault.path}:{fault.line}:{fault.column}"
        _tell(f"{place}: {fault.message(language)}；{fault.fix(language)}")
    if any(results.values()):
        _tell(say("import.next", language))
    return 1 if faults else 0


def _read(source: Path) -> bytes:
    if source.suffix.lower() not in _KINDS and source.exists():
        raise RefusedError(source, "import.kind", kind=source.suffix.lower())
    try:
        return source.read_bytes()
    except FileNotFoundError as error:
        raise RefusedError(source, "import.missing") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise RefusedError(source, "import.unreadable", reason=_reason(error)) from error


def _import(source: Path, data: bytes, digest: str, order: _Order, slugs: set[str]) -> Path:
    """Write the draft of one source and return its path."""
    try:
        report = recognise(decode(data))
    except UndecodableError as error:
        raise RefusedError(source, "import.encoding") from error
    if not _says_something(report):
        raise RefusedError(source, "import.empty")
    slug = romanise(report.headline.title) or romanise(source.stem) or _NAMELESS
    slug = free_slug(slug, slugs)
    if report.printed:
        day, fixed = report.printed, "原文报头或单独一行印着这个日期"
    elif order.issued:
        day, fixed = order.issued, "取自这一期的出版日期"
    else:
        day, fixed = order.today, ""
    text = compose(
        report,
        source=_shown(Path(source.name)),
        digest=digest,
        slug=slug,
        issue=order.issue,
        day=day,
        fixed=fixed,
    )
    try:
        return write_new(order.into, day.year, slug, text)
    except OutsideError as error:
        raise RefusedError(source, "import.outside", folder=_shown(Path(str(error)))) from error
    except OSError as error:
        raise RefusedError(
            source, "import.write", folder=_shown(order.into), reason=_reason(error)
        ) from error


def _says_something(report: Report) -> bool:
    head = report.headline
    texts = (head.kicker, head.title, head.subtitle, *(block.text for block in report.blocks))
    return any(_WORD.search(text) for text in texts)


def _issued(into: Path, issue: str | None) -> date | None:
    """Return the date that the issue's file gives; whatever is wrong in it, `check` says."""
    if not issue or not _ID.fullmatch(issue):
        return None  # no id, so no path may be made of it
    try:
        entry = yaml.safe_load((into / "issues" / f"{issue}.yaml").read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return None
    day = entry.get("date") if isinstance(entry, dict) else None
    return day if isinstance(day, date) and not isinstance(day, datetime) else None


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _shown(path: Path) -> str:
    """Return the path as text that can be printed, whatever bytes its name holds."""
    return os.fsencode(path).decode("utf-8", "replace")


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")
