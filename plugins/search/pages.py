"""The search page, what its script needs to know, and the shards of the index."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from plugins.core.archive import Archive
from plugins.core.page import Bundle, File, Output, Page
from plugins.core.records import Column, Issue
from plugins.core.register import Organisation, Register
from plugins.core.settings import Site
from plugins.search.address import FOLD, INDEX, PAGE
from plugins.search.aliases import aliases_of
from plugins.search.fold import few_pairs, fold_pairs
from plugins.search.shard import shard
from plugins.search.shards import shards_of


def pages(archive: Archive, _site: Site) -> Iterator[Output]:
    """Yield the page with its indexes, the index of the index, and one bundle for each shard."""
    register, issues = archive.register, archive.issues
    shards = shards_of(archive.articles)
    yield Page(
        f"{PAGE}index.html",
        "search.html",
        search_page,
        (register, archive.columns, issues, tuple(sorted(archive.by_year))),
    )
    yield File(INDEX, index_file, (tuple(shards), register, archive.columns, issues))
    yield File(FOLD, fold_file)
    for name, cards in shards.items():
        yield Bundle(f"{PAGE}{name}", shard, (tuple([card.text for card in cards]),))


def search_page(
    register: Register,
    columns: tuple[Column, ...],
    issues: tuple[Issue, ...],
    years: tuple[int, ...],
) -> dict[str, Any]:
    """Return what can be looked up without a script: organisations, columns, issues, years."""
    by_year = groupby(reversed(issues), key=lambda issue: issue.date.year)
    return {
        "branches": register.branches,
        "partners": register.partners,
        "columns": columns,
        "issues": tuple((year, tuple(some)) for year, some in by_year),
        "years": tuple(reversed(years)),
    }


def index_file(
    shards: tuple[str, ...],
    register: Register,
    columns: tuple[Column, ...],
    issues: tuple[Issue, ...],
) -> bytes:
    """Return the shards, newest last, the names of what can be chosen, other names, `few_pairs`."""
    names = {
        "branch": _names(register.branches),
        "partner": _names(register.partners),
        "column": {column.id: column.name for column in columns},
        "issue": {issue.id: _issue_name(issue) for issue in issues},
    }
    aliases = aliases_of(register)
    return _json({"shards": shards, "names": names, "aliases": aliases, "fold": few_pairs()})


def fold_file() -> bytes:
    """Return the traditional characters, each followed by its simplified one."""
    return _json(fold_pairs())


def _names(organisations: tuple[Organisation, ...]) -> dict[str, str]:
    return {entry.id: entry.name for entry in organisations}


def _issue_name(issue: Issue) -> str:
    day = f"{issue.date.year}年{issue.date.month}月{issue.date.day}日"
    return day if issue.number is None else f"{day} 第{issue.number}期"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
