"""`./jianbao label`: what is labelled in some texts, why, and what is not."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from plugins.core.article_file import parse_markdown
from plugins.core.decode import decode
from plugins.core.faults import Fault
from plugins.core.messages import say
from plugins.core.names import Names
from plugins.core.near import NearNames
from plugins.core.records import Article, Manuscript
from plugins.core.register import Register
from plugins.core.register_file import read_register
from plugins.core.schema import ARTICLE
from plugins.desk.archive import REGISTER, sources_of
from plugins.desk.places import line_of
from plugins.desk.progress import tracked
from plugins.desk.report import as_text as faults_as_text
from plugins.labels.engine import Labeller
from plugins.labels.present import COLOURED, PLAIN, as_json, as_text

_TEXTS = frozenset({".md", ".markdown", ".txt"})
_UNDATED = date.min  # a text without front matter; its date is never shown


@dataclass(frozen=True, slots=True)
class _Text:
    """One file to label: its bytes, what it says (None if it cannot be read), its faults."""

    file: Path
    data: bytes
    manuscript: Manuscript | None
    faults: tuple[Fault, ...]


def run(
    paths: Sequence[Path],
    register: Path | None,
    content: Path,
    fmt: Literal["text", "json"],
    language: str,
) -> int:
    """Label the texts at `paths` (files, or folders of .md and .txt) and print the result.

    `register` is one file with the whole register; without it the content folder's is used.
    Returns 1 if the register or a text has faults (every other text is labelled all the same),
    2 if a path does not exist or holds no text.
    """
    problems = list(_problems(paths, register, language))
    if problems:
        _tell("\n".join(problems))
        return 2
    known, faults = _register(register, content)
    if faults:
        _tell(faults_as_text(faults, language))
    if any(fault.level == "error" for fault in faults):
        return 1
    labeller, names, near = Labeller(known), Names(known), NearNames(known)
    files = list(dict.fromkeys(file for path in paths for file in _texts(path)))
    keys = _keys(files, language)
    style = COLOURED if _coloured() else PLAIN
    status = 0
    results: dict[str, object] = {}
    for file in tracked(files, say("label.progress", language)):
        text = _read(file, names)
        if text.faults:
            _tell(faults_as_text(text.faults, language))
            status = max(status, int(any(fault.level == "error" for fault in text.faults)))
        manuscript = text.manuscript
        if manuscript is None:
            continue
        day = None if manuscript.article.date == _UNDATED else manuscript.article.date
        labels = labeller.explain(manuscript.text, day=day, choices=manuscript.choices)
        labels = near.fill(labels)
        if fmt == "json":

            def line(
                offset: int, manuscript: Manuscript = manuscript, data: bytes = text.data
            ) -> int:
                return line_of(manuscript, data, offset)

            results[keys[file]] = as_json(labels, known, language, line)
        else:
            shown = as_text(
                _shown(file), labels, known, language, text=manuscript.text, style=style
            )
            sys.stdout.write(shown + "\n\n")
    if fmt == "json":
        sys.stdout.write(json.dumps(results, ensure_ascii=False, indent=1) + "\n")
    return status


def _problems(paths: Sequence[Path], register: Path | None, language: str) -> Iterator[str]:
    for path in (*paths, *([register] if register else [])):
        if not path.exists():
            yield say("label.no-path", language, path=_shown(path))
        elif path.is_dir() and path != register:
            if not any(_texts(path)):
                yield say("label.no-texts", language, path=path)
        elif not path.is_file():
            yield say("label.odd", language, path=path)


def _register(file: Path | None, content: Path) -> tuple[Register, list[Fault]]:
    if file is not None:
        return read_register({str(file): file.read_bytes()})
    sources = sources_of(content)
    register, faults = read_register(sources.register)
    unreadable = [fault for fault in sources.unreadable if fault.path.startswith(REGISTER)]
    return register, [*unreadable, *faults]


def _texts(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.suffix.lower() in _TEXTS and not hidden and file.is_file():
            yield file


def _keys(files: Sequence[Path], language: str) -> dict[Path, str]:
    """Return the key of each file in the JSON: its stem, or its path if another has that stem."""
    stems = Counter(file.stem for file in files)
    for stem, count in stems.items():
        if count > 1:
            same = "、".join(_shown(file) for file in files if file.stem == stem)
            _tell(say("label.same-stem", language, stem=_shown(stem), paths=same))
    return {file: _shown(file.stem if stems[file.stem] == 1 else file) for file in files}


def _shown(path: Path | str) -> str:
    """Return a path as text; bytes of its name that are no UTF-8 are shown as such."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _read(file: Path, names: Names) -> _Text:
    """Read one file: an article with front matter, or a plain text with its title first."""
    path = _shown(file)
    try:
        data = file.read_bytes()
    except OSError as error:
        values = {"reason": error.strerror or str(error)}
        return _Text(file, b"", None, (Fault(path, 1, 1, "file-unreadable", values),))
    text, faults = decode(data, path)
    if text is None:
        return _Text(file, data, None, tuple(faults))
    parsed = parse_markdown(path, data, ARTICLE)
    if parsed.matter is not None:
        matter = parsed.matter
        choices, more = names.choices(parsed)
        article = Article(
            source=path,
            slug="",
            title=matter.title,
            date=matter.date,
            kicker=matter.kicker or "",
            subtitle=matter.subtitle or "",
        )
        manuscript = Manuscript(article, parsed.body, parsed.body_line, choices)
        return _Text(file, data, manuscript, (*parsed.faults, *more))
    if parsed.node is not None and isinstance(parsed.node.value, dict):
        return _Text(file, data, None, parsed.faults)
    # A rule --- at the top of a text is no front matter: what stands there are no keys.
    if any(fault.rule.startswith("yaml-") for fault in parsed.faults):
        return _Text(file, data, None, parsed.faults)
    title, _, rest = text.partition("\n")
    body = rest.lstrip("\n")
    manuscript = Manuscript(Article(path, "", title, _UNDATED), body, 2 + len(rest) - len(body))
    return _Text(file, data, manuscript, tuple(faults))


def _coloured() -> bool:
    """Tell whether stdout is a terminal that shows colours (no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)  # noqa: T201 -- speaking to the person
