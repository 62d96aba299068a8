"""The whole content folder: bytes in, records and every fault out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath

from plugins.core.decode import decode
from plugins.core.faults import Fault
from plugins.core.full_width import mend_keys
from plugins.core.issue_schema import ISSUE
from plugins.core.proofreading import Proofreader, World
from plugins.core.reading_check import addresses, areas, without_echoes
from plugins.core.reading_order import by_id, columns_of, sorted_out
from plugins.core.records import Column, Issue, Manuscript, StaticPage
from plugins.core.register import Register
from plugins.core.register_file import read_register_and_columns
from plugins.core.spelling import nearest
from plugins.core.validation import validate
from plugins.core.yaml_nodes import parse


@dataclass(frozen=True, slots=True)
class Reading:
    """All records of a content folder, and all faults in the order of their places."""

    manuscripts: tuple[Manuscript, ...]
    pages: tuple[StaticPage, ...]
    issues: tuple[Issue, ...]
    columns: tuple[Column, ...]
    register: Register
    faults: tuple[Fault, ...]


def read(
    files: Mapping[str, bytes],
    *,
    existing: Collection[str],
    now: datetime,
    romanise: Callable[[str], str],
) -> Reading:
    """Read all sources.

    `files` are the sources' bytes by path below the content folder, `existing` the paths of all
    other files there, `now` an aware time in the site's zone; `romanise` makes an ASCII slug of
    a text. A file that cannot be read is named in a fault: none is lost without a word.
    """
    by_kind = sorted_out(files)
    faults = [Fault(path, 1, 1, "file-kind", {"path": path}) for path in by_kind[""]]
    register, declared, more = read_register_and_columns(
        {path: files[path] for path in by_kind["register"]}
    )
    faults += more
    existing = frozenset(existing)
    found = []
    for path in by_kind["issues"]:
        issue, more = read_issue(path, files[path], existing)
        faults += more
        if issue is not None:
            found.append(issue)
    issues, more = by_id(found)
    faults += more
    world = World(register, declared, issues, existing, frozenset(files), now, romanise)
    desk = Proofreader(world, faults)
    manuscripts: list[Manuscript] = []
    unready: list[Manuscript] = []
    for path in by_kind["articles"]:
        manuscript, ready = desk.article(path, files[path])
        if manuscript is not None:
            (manuscripts if ready else unready).append(manuscript)
    pages = [
        page for path in by_kind["pages"] if (page := desk.page(path, files[path])) is not None
    ]
    dated = [m for m in unready if m.article.date != date.min]
    faults += addresses([*manuscripts, *dated], pages, desk.nodes)
    placed = [(m.article.issue, m.article.slug) for m in (*manuscripts, *unready)]
    faults += areas(issues.values(), placed, files)
    unread = set(by_kind["issues"]) - {issue.source for issue in issues.values()}
    faults = without_echoes(faults, unread, {path: files[path] for path in by_kind["register"]})
    return Reading(
        manuscripts=tuple(manuscripts),
        pages=tuple(pages),
        issues=tuple(issues.values()),
        columns=columns_of(declared, ((m.article.column, m.column_name) for m in manuscripts)),
        register=register,
        faults=tuple(sorted(set_of(faults), key=lambda f: f.place)),
    )


def set_of(faults: list[Fault]) -> list[Fault]:
    """Return the faults without repetitions: one word can break a rule in two ways of looking."""
    return list({(fault.place, str(dict(fault.values))): fault for fault in faults}.values())


def read_issue(
    path: str, data: bytes, existing: Collection[str]
) -> tuple[Issue | None, list[Fault]]:
    """Read one issue file; `existing` are the paths of all files that are no sources."""
    text, faults = decode(data, path)
    text, more = mend_keys(text or "", path)
    faults += more
    node, more = parse(text, path)
    faults += more
    if node is None:
        return None, faults or [Fault(path, 1, 1, "front-empty")]
    issue, more = validate(node, ISSUE, path)
    faults += more
    if issue is None:
        return None, faults
    stem = PurePosixPath(path).stem
    if issue.id != stem:
        values = {"id": issue.id, "stem": stem}
        faults.append(Fault(path, *node.at(("id",)), "issue-id-name", values))
    original = issue.original.lstrip("/") if issue.original else None
    if original is not None and original not in existing:
        near = nearest(original, existing) or "/pdf/…"
        values = {"path": original, "near": near}
        faults.append(Fault(path, *node.at(("original",)), "file-missing", values))
    return issue._replace(original=original, source=path), faults
