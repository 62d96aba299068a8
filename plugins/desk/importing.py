"""`jianbao import`: text of printed reports becomes drafts that the editor confirms."""

from __future__ import annotations

import hashlib
import json
import re
import sys
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
        self.fault = Fault(str(path), 1, 1, rule, values)
        super().__init__(rule)


def run(  # noqa: PLR0913 - the command's own arguments
    files: list[Path],
    into: Path,
    issue: str | None,
    fmt: Literal["text", "json"],
    language: str,
    *,
    today: date | None = None,
) -> int:
    """Import each of `files` as a draft below `into`; return the exit status (0, or 1 on faults).

    Results go to stdout (`fmt` "json": `{"<source>": ["<draft>", …]}`, also for refused sources,
    with an empty list), everything else to stderr. A file that was imported before is not
    imported again: the draft it has is named instead. `today` stands in where no date is printed.
    """
    today = today or datetime.now().astimezone().date()
    day, known = _issue_date(into, issue)
    if issue and not known:
        _tell(say("import.issue", language, folder=into / "issues", issue=issue))
    shelf = survey(into)
    slugs, imported = set(shelf.slugs), dict(shelf.imported)
    results: dict[str, list[str]] = {}
    faults: list[Fault] = []
    written = 0
    for path in files:
        try:
            data = _read(path)
            digest = hashlib.sha256(data).hexdigest()
            rule = "import.again" if digest in imported else "import.done"
            if digest not in imported:
                report = _report(path, data)
                imported[digest] = _write(path, report, digest, into, issue, day or today, slugs,
                                          fixed=day is not None)
                written += 1
        except RefusedError as refused:
            results[str(path)] = []
            faults.append(refused.fault)
            continue
        draft = imported[digest]
        results[str(path)] = [str(draft)]
        line = say(rule, language, source=path, draft=draft)
        if rule == "import.again" or fmt == "json":
            _tell(line)
        if fmt == "text":
            sys.stdout.write(f"{draft}\n")
    if fmt == "json":
        sys.stdout.write(json.dumps(results, ensure_ascii=False, indent=2) + "\n")
    for fault in faults:
        place = f"{fault.path}:{fault.line}:{fault.column}"
        _tell(f"{place}: {fault.message(language)}；{fault.fix(language)}")
    if written:
        _tell(say("import.next", language))
    return 1 if faults else 0


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")
