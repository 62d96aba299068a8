"""The data files say what the archive holds, by their schemas."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from plugins.core.page import File
from plugins.data.files import files
from tests.makers import SITE, archive, article, labels


def read(site: Path, name: str) -> Any:
    """Return a data file of the built site."""
    return json.loads((site / "data" / name).read_bytes())


def test_every_file_keeps_its_schema(site: Path) -> None:
    """Each names its schema, which stands on the site itself and is one."""
    found = sorted((site / "data").glob("*.json"))
    assert {file.stem for file in found} >= {"index", "issues", "columns", "organisations", "pacts"}
    for file in found:
        data = json.loads(file.read_bytes())
        name = data["$schema"].rpartition("/")[2]
        schema = read(site, f"schema/{name}")
        assert schema["$id"] == data["$schema"]
        Draft202012Validator.check_schema(schema)
        faults = [error.message for error in Draft202012Validator(schema).iter_errors(data)]
        assert faults == [], file.name


def test_a_schema_refuses_what_the_files_never_hold(site: Path) -> None:
    """A record without its url, an unknown key, a day that is none."""
    articles = read(site, "articles-2023.json")
    schema = Draft202012Validator(read(site, "schema/articles.json"))
    first = articles["articles"][0]
    for wrong in (
        {key: value for key, value in first.items() if key != "url"},
        {**first, "colour": "red"},
        {**first, "date": "18 May"},
    ):
        assert not schema.is_valid({**articles, "articles": [wrong]})


def test_the_index_leads_to_every_file(site: Path) -> None:
    """And every file is listed once."""
    listed = [one["url"].rpartition("/")[2] for one in read(site, "index.json")["files"]]
    there = {file.name for file in (site / "data").glob("*.json")} - {"index.json"}
    assert sorted(listed) == sorted(there)


def test_ids_and_addresses_lead_on(site: Path) -> None:
    """From articles and pacts to organisations, issues and columns; every url is a page."""
    ids = {one["id"] for one in read(site, "organisations.json")["organisations"]}
    issues = {one["id"] for one in read(site, "issues.json")["issues"]}
    columns = {one["id"] for one in read(site, "columns.json")["columns"]}
    articles = read(site, "articles-2023.json")["articles"]
    assert len(articles) > 10
    for one in articles:
        assert {*one.get("branches", []), *one.get("partners", [])} <= ids
        assert one.get("issue") in issues | {None}
        assert one.get("column") in columns | {None}
    root = read(site, "index.json")["files"][0]["url"].partition("data/")[0]
    for one in articles:
        assert (site / one["url"].removeprefix(root) / "index.html").is_file()
    pacts = read(site, "pacts.json")["pacts"]
    assert {(p["branch"], p["partner"]) for p in pacts} >= {("jiguan-zhibu", "xinhua-shuiwu")}
    assert {p["article"] for p in pacts} <= {one["url"] for one in articles}


def test_an_article_touches_the_file_of_its_year_alone() -> None:
    """Locality: closed years keep their inputs, a reworded one leaves the pacts alone."""
    old = article(1, on=date(2022, 5, 1), labels=labels("a", "x", pacts=(("a", "x"),)))
    new = article(2, on=date(2023, 5, 1))

    def inputs(*some: Any) -> dict[str, Any]:
        made = files(archive(*some), SITE)
        return {one.path: one.inputs for one in made if isinstance(one, File)}

    before = inputs(old)
    after = inputs(old, new)
    assert {path for path in after if after[path] != before.get(path)} == {
        "data/articles-2023.json",
        "data/index.json",
    }
    reworded = inputs(article(1, on=old.date, labels=old.labels, summary="另一种说法"))
    assert {path for path in before if before[path] != reworded[path]} == {
        "data/articles-2022.json"
    }


@pytest.mark.parametrize("key", ["kicker", "issue", "sheet", "branches"])
def test_what_is_absent_stays_absent(key: str) -> None:
    """No empty texts, no nulls."""
    made = {one.path: one for one in files(archive(article(1)), SITE) if isinstance(one, File)}
    file = made["data/articles-2023.json"]
    (row,) = json.loads(file.make(*file.inputs))["articles"]
    assert key not in row
