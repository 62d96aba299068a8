"""The schemas of the data files (JSON Schema 2020-12), by kind."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string", "minLength": 1}
_DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_URL: Schema = {"type": "string", "pattern": "^https?://"}
_ID: Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_NUMBER: Schema = {"type": "integer", "minimum": 0}


def _said(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def _list(items: Schema, description: str = "") -> Schema:
    schema: Schema = {"type": "array", "items": items}
    return _said(schema, description) if description else schema


def _record(required: str, properties: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


def _file(title: str, key: str, items: Schema, **head: Schema) -> Schema:
    properties = {"$schema": _URL, **head, key: _list(items)}
    return {"title": title, **_record(" ".join(properties), properties)}


_NAMES = _list(_record("name", {"name": _TEXT, "from": _DAY, "to": _DAY}))

SCHEMAS: dict[str, Schema] = {
    "index": _file(
        "数据文件一览",
        "files",
        _record(
            "kind url schema",
            {
                "kind": {"enum": ["articles", "issues", "columns", "organisations", "pacts"]},
                "year": _NUMBER,
                "url": _URL,
                "schema": _URL,
            },
        ),
        name=_TEXT,
        language=_TEXT,
    ),
    "articles": _file(
        "一年的稿件，从旧到新",
        "articles",
        _record(
            "url title date modified",
            {
                "url": _said(_URL, "永久网址，也是稿件的标识"),
                "title": _TEXT,
                "kicker": _said(_TEXT, "引题"),
                "subtitle": _said(_TEXT, "副题"),
                "summary": _TEXT,
                "date": _DAY,
                "modified": _said(_DAY, "最后一次公开改动：见报或更正的日子"),
                "issue": _said(_ID, "期的编号，见 issues.json"),
                "sheet": _said(_NUMBER, "第几版"),
                "column": _said(_ID, "栏目的编号，见 columns.json"),
                "branches": _list(_ID, "党支部的编号，见 organisations.json"),
                "partners": _list(_ID, "共建单位的编号，见 organisations.json"),
            },
        ),
        year=_NUMBER,
    ),
    "issues": _file(
        "各期，从旧到新",
        "issues",
        _record(
            "id url date",
            {
                "id": _ID,
                "url": _URL,
                "date": _DAY,
                "number": _said(_NUMBER, "第几期"),
                "total": _said(_NUMBER, "总第几期"),
                "sheets": _list(_record("number", {"number": _NUMBER, "name": _TEXT}), "各版"),
                "editors": _list(_TEXT),
                "original": _said(_URL, "印刷原版"),
            },
        ),
    ),
    "columns": _file(
        "栏目", "columns", _record("id name url", {"id": _ID, "name": _TEXT, "url": _URL})
    ),
    "organisations": _file(
        "名册：本单位、党支部、共建单位",
        "organisations",
        _record(
            "id side name url feed",
            {
                "id": _ID,
                "side": {"enum": ["company", "branch", "partner"]},
                "name": _TEXT,
                "url": _URL,
                "feed": _URL,
                "aliases": _NAMES,
                "former_names": _NAMES,
                "kind": _TEXT,
                "parent": _said(_ID, "上级的编号"),
                "successor": _said(_ID, "后继的编号"),
                "website": _TEXT,
                "note": _TEXT,
            },
        ),
    ),
    "pacts": _file(
        "报道过的共建，从旧到新；同一对组织可以有许多条",
        "pacts",
        _record(
            "branch partner kind origin article reported",
            {
                "branch": _said(_ID, "党支部的编号；没有落实到党支部时是本单位"),
                "partner": _said(_ID, "共建单位的编号"),
                "kind": _TEXT,
                "date": _said(_DAY, "共建的日子；报道没有写就没有"),
                "origin": _said({"enum": ["explicit", "derived"]}, "编辑写明，或由正文得出"),
                "article": _said(_URL, "报道的网址"),
                "reported": _said(_DAY, "报道的日子"),
            },
        ),
    ),
}  # fmt: skip
