"""`./jianbao label`: what is labelled in some texts, why, and what is not."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from plugins.core.article_file import parse_markdown
from plugins.core.decode import decode
from plugins.core.folder import gather
from plugins.core.labels import Choices
from plugins.core.messages import say
from plugins.core.names import Names
from plugins.core.records import Article, Manuscript
from plugins.core.register_file import read_register
from plugins.core.schema import FrontMatter
from plugins.desk.report import as_text as faults_as_text
from plugins.labels.engine import Labeller
from plugins.labels.present import as_json, as_text


def run(
    paths: Sequence[Path],
    register: Path | None,
    content: Path,
    fmt: Literal["text", "json"],
    language: str,
) -> int:
    """Label the texts at `paths` (files, or folders of .md and .txt) and print the result.

    `register` is one file with the whole register; without it the content folder's is used.
    Returns 1 if the register or a text has faults, 2 if a path does not exist.
    """
    missing = [path for path in (*paths, *([register] if register else [])) if not path.exists()]
    if missing:
        for path in missing:
            _tell(say("label.no-path", language, path=path))
        return 2
    if register is not None:
        files = {register.name: register.read_bytes()}
    else:
        sources, _, _ = gather(content)
        files = {path: data for path, data in sources.items() if path.startswith("register/")}
    known, faults = read_register(files)
    if faults:
        _tell(faults_as_text(faults, language))
        return 1
    labeller, names, status = Labeller(known), Names(known), 0
    results: dict[str, dict[str, object]] = {}
    lines = []
    for file in _texts(paths):
        manuscript, choices = _manuscript(file, names)
        if manuscript is None:
            _tell(say("label.unreadable", language, path=file))
            status = 1
            continue
        day = manuscript.article.date if manuscript.article.date.year > 1 else None
        labels = labeller.label(manuscript.text, day=day, choices=choices)
        results[_key(file, results)] = as_json(labels, known, language)
        lines.append(as_text(str(file), labels, known, language))
    if fmt == "json":
        print(json.dumps(results, ensure_ascii=False, indent=1))  # noqa: T201 -- the result
    else:
        print("\n\n".join(lines))  # noqa: T201 -- the result
    return status


def _texts(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (p for p in sorted(path.rglob("*")) if p.suffix in {".md", ".txt"})
        else:
            yield path


def _key(file: Path, taken: dict[str, dict[str, object]]) -> str:
    """Return the file's stem, or its whole path where the stem is taken."""
    return file.stem if file.stem not in taken else str(file)


def _manuscript(file: Path, names: Names) -> tuple[Manuscript | None, Choices]:
    """Return the text of a file; front matter is used if it can be read, else it is text."""
    data = file.read_bytes()
    text, _ = decode(data, file.name)
    if text is None:
        return None, Choices()
    # A text without front matter has no date: year 1 stands for "unknown" and is never shown.
    unknown = date.min
    if text.startswith("---\n"):
        parsed = parse_markdown(file.name, data, FrontMatter)
        if parsed.matter is not None:
            matter = parsed.matter
            choices, _ = names.choices(parsed)
            article = Article(
                source=file.name,
                slug="",
                title=matter.title,
                date=matter.date,
                kicker=matter.kicker or "",
                subtitle=matter.subtitle or "",
            )
            return Manuscript(article, parsed.body, choices=choices), choices
        text = parsed.body or text
    title, _, body = text.partition("\n")
    return Manuscript(Article(file.name, "", title, unknown), body), Choices()


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)  # noqa: T201 -- speaking to the person
