"""The files below `data/`, each by a schema below `data/schema/`.

Articles stand in a file for each year: one more changes a small file, and closed years none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from plugins.core.archive import Archive
from plugins.core.cards import Card
from plugins.core.feeds import organisation_feed
from plugins.core.page import File, Page
from plugins.core.records import Column, Issue
from plugins.core.register import Name, Organisation
from plugins.core.settings import Site
from plugins.data.schema import SCHEMAS

Row = Mapping[str, Any]


def files(archive: Archive, site: Site) -> Iterator[Page | File]:
    """Yield every data file, the schema of each kind, and the page that explains them."""
    years = tuple(sorted(archive.by_year))
    for year in years:
        yield File(_of_year(year), articles_file, (site, year, archive.by_year[year]))
    yield File("data/issues.json", issues_file, (site, archive.issues))
    yield File("data/columns.json", columns_file, (site, archive.columns))
    yield File("data/organisations.json", organisations_file, (site, *archive.register.entries))
    yield File("data/pacts.json", pacts_file, (site, _pacts(archive)))
    yield File("data/index.json", index_file, (site, years))
    for name in SCHEMAS:
        yield File(f"data/schema/{name}.json", schema_file, (site, name))
    yield Page("data/index.html", "data.html", data_page, (years,))


def data_page(years: tuple[int, ...]) -> dict[str, Any]:
    """Return the years that have a file of articles, the newest first."""
    return {"years": tuple(reversed(years))}


def articles_file(site: Site, year: int, articles: tuple[Card, ...]) -> bytes:
    """Return the articles of a year, oldest first."""
    return _written(site, "articles", (_article(site, one) for one in articles), year=year)


def issues_file(site: Site, issues: tuple[Issue, ...]) -> bytes:
    """Return all issues, oldest first."""
    return _written(site, "issues", (_issue(site, one) for one in issues))


def columns_file(site: Site, columns: tuple[Column, ...]) -> bytes:
    """Return all columns."""
    rows = ({"id": c.id, "name": c.name, "url": _absolute(site, c.url)} for c in columns)
    return _written(site, "columns", rows)


def organisations_file(site: Site, *organisations: Organisation) -> bytes:
    """Return the register as readers know it."""
    return _written(site, "organisations", (_organisation(site, one) for one in organisations))


def pacts_file(site: Site, pacts: str) -> bytes:
    """Return every pact with the article that reports it, oldest report first.

    `pacts` has a line for each, its parts set apart by tabs (see `_pacts`).
    """
    names = ("branch", "partner", "kind", "date", "origin", "article", "reported")
    rows = (dict(zip(names, line.split("\t"), strict=True)) for line in pacts.splitlines())
    return _written(site, "pacts", ({**r, "article": _absolute(site, r["article"])} for r in rows))


def index_file(site: Site, years: tuple[int, ...]) -> bytes:
    """Return where each file and its schema stand."""
    rows: list[Row] = [{"kind": "articles", "year": y, "url": _of_year(y)} for y in years]
    rows += [
        {"kind": kind, "url": f"data/{kind}.json"}
        for kind in ("issues", "columns", "organisations", "pacts")
    ]
    found = (
        {**r, "url": _absolute(site, r["url"]), "schema": _schema_url(site, r["kind"])}
        for r in rows
    )
    return _written(site, "files", found, kind="index", name=site.name, language=site.language)


def schema_file(site: Site, name: str) -> bytes:
    """Return a schema under its own address."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _schema_url(site, name),
        **SCHEMAS[name],
    }
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def _article(site: Site, card: Card) -> Row:
    return {
        "url": _absolute(site, card.url),
        "title": card.title,
        "kicker": card.kicker,
        "subtitle": card.subtitle,
        "summary": card.summary,
        "date": card.date.isoformat(),
        "modified": card.modified.isoformat(),
        "issue": card.issue,
        "sheet": card.sheet,
        "column": card.column,
        "branches": list(card.branches),
        "partners": list(card.partners),
    }


def _issue(site: Site, issue: Issue) -> Row:
    return {
        "id": issue.id,
        "url": _absolute(site, issue.url),
        "date": issue.date.isoformat(),
        "number": issue.number,
        "total": issue.total,
        "sheets": [_present({"number": s.number, "name": s.name}) for s in issue.sheets],
        "editors": list(issue.editors),
        "original": _absolute(site, issue.original.lstrip("/")) if issue.original else None,
    }


def _organisation(site: Site, entry: Organisation) -> Row:
    return {
        "id": entry.id,
        "side": entry.side,
        "name": entry.name,
        "url": _absolute(site, entry.url),
        "feed": _absolute(site, organisation_feed(entry)),
        "aliases": [_name(name) for name in entry.names if name.kind == "alias"],
        "former_names": [_name(name) for name in entry.names if name.kind == "former"],
        "kind": entry.kind,
        "parent": entry.parent,
        "successor": entry.successor,
        "website": entry.url_of_its_own,
        "note": entry.note,
    }


def _name(name: Name) -> Row:
    since, until = (day.isoformat() if day else None for day in (name.since, name.until))
    return _present({"name": name.text, "from": since, "to": until})


def _pacts(archive: Archive) -> str:
    """Return plain lines: a reworded summary does not touch them, and thousands have one key."""
    return "\n".join(
        f"{p.branch}\t{p.partner}\t{p.kind}\t{p.date or ''}\t{p.origin}\t{card.url}\t{card.date}"
        for card in archive.articles
        for p in card.pacts
    )


def _of_year(year: int) -> str:
    return f"data/articles-{year}.json"


def _absolute(site: Site, path: str) -> str:
    return f"{site.url}/{path}"


def _schema_url(site: Site, kind: str) -> str:
    return _absolute(site, f"data/schema/{kind}.json")


def _present(row: Row) -> Row:
    """Leave out what is not known: absent stays absent."""
    return {key: value for key, value in row.items() if value not in (None, "", [])}


def _written(site: Site, key: str, rows: Iterable[Row], *, kind: str = "", **head: Any) -> bytes:
    """Write a file with one record a line, so that versions can be compared by eye."""
    first = {"$schema": _schema_url(site, kind or key), **head}
    lines = ",\n".join(json.dumps(_present(row), ensure_ascii=False) for row in rows)
    opened = json.dumps(first, ensure_ascii=False).removesuffix("}")
    return f'{opened}, "{key}": [\n{lines}\n]}}\n'.encode()
