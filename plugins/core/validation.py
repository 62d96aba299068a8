"""Holds a tree of YAML nodes against a model and says every fault with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from plugins.core.faults import Fault
from plugins.core.yaml_nodes import Node

Model = TypeVar("Model", bound=BaseModel)
_NOTHING: Mapping[str, str] = {}
_MOST_ROUNDS = 4  # a mapping without what it needs goes too, then perhaps the one around it

# What editors write for our keys and values, and what they should write.
KEYS = {
    "标题": "title", "题目": "title", "主题": "title", "引题": "kicker", "肩题": "kicker",
    "副题": "subtitle", "副标题": "subtitle", "日期": "date", "时间": "date", "期": "issue",
    "期号": "issue", "版": "sheet", "版面": "sheet", "栏目": "column", "摘要": "summary",
    "提要": "summary", "署名": "byline", "作者": "byline", "author": "byline",
    "authors": "byline", "记者": "reporter", "通讯员": "correspondent", "摄影": "photographer",
    "党支部": "branches", "支部": "branches", "共建单位": "partners", "共建": "pacts",
    "状态": "status", "定时发布": "embargo", "更正": "corrections", "别名": "aliases",
    "旧网址": "aliases", "category": "column", "tags": "branches", "name": "name", "名称": "name",
    "编号": "id", "上级": "parent", "说明": "note", "网址": "url", "内容": "text",
}  # fmt: skip
VALUES = {
    "草稿": "draft", "已发布": "published", "发布": "published", "公开": "published",
    "撤稿": "withdrawn", "撤回": "withdrawn", "hidden": "draft", "public": "published",
}  # fmt: skip
# pydantic's own kinds of error, for those that no validator of ours comes before.
_RULES = {
    "missing": "key-missing",
    "extra_forbidden": "key-unknown",
    "literal_error": "value-unknown",
    "model_type": "mapping-wanted",
    "model_attributes_type": "mapping-wanted",
    "list_type": "list-wanted",
}


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like `word`, if any is near."""
    pool = list(known)
    lower = {one.lower(): one for one in pool}
    found = get_close_matches(word.lower(), lower, n=1, cutoff=0.5)
    return lower[found[0]] if found else None


def validate(node: Node, model: type[Model], path: str) -> tuple[Model | None, list[Fault]]:
    """Return the record that `node` describes, or None and all of its faults."""
    if not isinstance(node.value, dict):
        return None, [Fault(path, node.line, node.column, "mapping-wanted")]
    try:
        return model.model_validate(node.plain()), []
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
    return None, [
        _fault(node, model, path, problem["type"], problem["loc"], problem.get("ctx") or {})
        for problem in problems
    ]


def salvage(
    node: Node, model: type[Model], fillers: Mapping[str, str] = _NOTHING
) -> tuple[Node, Model] | None:
    """Return what is right in `node`: all that breaks the schema taken out, with its record.

    `fillers` stand for required values that are missing or wrong. The rest of a file with faults
    can so be held against the other files, and every fault is found in one run.
    """
    for _ in range(_MOST_ROUNDS):
        if not isinstance(node.value, dict):
            return None
        try:
            return node, model.model_validate(node.plain())
        except ValidationError as error:
            problems = error.errors(include_url=False, include_input=False)
        gone: set[tuple[int | str, ...]] = set()
        for problem in problems:
            steps = problem["loc"][:-1] if problem["type"] == "missing" else problem["loc"]
            if steps:
                gone.add(_existing(node, steps))
            elif problem["loc"][0] in fillers:
                key = str(problem["loc"][0])
                node.value[key] = Node(fillers[key], node.line, node.column)
            else:
                return None
        node = _without(node, gone, ())
    return None


def _existing(node: Node, steps: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Return the beginning of `steps` that leads to a node."""
    for count, step in enumerate(steps):
        following = _walk(node, (step,))
        if following is node:
            return steps[:count]
        node = following
    return steps


def _without(node: Node, gone: set[tuple[int | str, ...]], at: tuple[int | str, ...]) -> Node:
    value = node.value
    if isinstance(value, list):
        value = [
            _without(item, gone, (*at, index))
            for index, item in enumerate(value)
            if (*at, index) not in gone
        ]
    elif isinstance(value, dict):
        value = {
            key: _without(item, gone, (*at, key))
            for key, item in value.items()
            if (*at, key) not in gone
        }
    return Node(value, node.line, node.column, node.keys)


def _fault(  # noqa: PLR0913, PLR0917 -- the parts of one of pydantic's errors
    node: Node,
    model: type[BaseModel],
    path: str,
    kind: str,
    steps: tuple[int | str, ...],
    context: dict[str, object],
) -> Fault:
    rule = _RULES.get(kind, kind)
    values = {name: str(value) for name, value in context.items()}
    key = str(steps[-1]) if steps else ""
    parent = _walk(node, steps[:-1])
    place = node.at(steps)
    if rule == "key-unknown":
        known = _keys(model, steps[:-1])
        near = KEYS.get(key) if KEYS.get(key) in known else nearest(key, known)
        values = {"key": key, "near": near or "、".join(known)}
        place = parent.keys.get(key, place)
    elif rule == "key-missing":
        values = {"key": key}
        place = (parent.line, parent.column)
    elif rule == "value-unknown":
        written = str(_walk(node, steps).value)
        known = ["published", "draft", "withdrawn"]
        near = VALUES.get(written) or nearest(written, known) or "、".join(known)
        values = {"key": key, "value": written, "near": near}
    elif rule == "list-wanted":
        values.setdefault("near", "[…]")
    named = next((str(step) for step in reversed(steps) if isinstance(step, str)), key)
    values.setdefault("key", named)
    return Fault(path, *place, rule, values)


def _walk(node: Node, steps: tuple[int | str, ...]) -> Node:
    for step in steps:
        if isinstance(node.value, dict) and step in node.value:
            node = node.value[str(step)]
        elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
    return node


def _keys(model: type[BaseModel], steps: tuple[int | str, ...]) -> list[str]:
    """Return the keys that may stand in the mapping at `steps` of a `model`."""
    current: type[BaseModel] = model
    for step in steps:
        if isinstance(step, str) and step in current.model_fields:
            inner = _model_in(current.model_fields[step].annotation)
            current = inner or current
    return [field.alias or name for name, field in current.model_fields.items()]


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _model_in(part)
        if found is not None:
            return found
    return None
