"""YAML with the line and column of every key and value kept; every plain value stays text."""

from __future__ import annotations

import re

import yaml

from plugins.core.faults import Fault
from plugins.core.nodes import Node
from plugins.core.patterns import regex

MOST_DEPTH = 20
_BEGINS = (
    yaml.BlockSequenceStartToken,
    yaml.BlockMappingStartToken,
    yaml.FlowSequenceStartToken,
    yaml.FlowMappingStartToken,
)
_ENDS = (yaml.BlockEndToken, yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
# What libyaml says, as a rule of ours; True: blame the place where the thing begins.
_PROBLEMS = (
    ("tab character", "yaml-tab", False),
    ("quoted scalar found unexpected end", "yaml-quote", True),
    ("a flow ", "yaml-bracket", True),
    ("did not find expected key", "yaml-after", False),
    ("could not find expected ':'", "yaml-key", True),
    ("cannot start any token", "yaml-start", False),
    ("mapping values are not allowed", "yaml-colon", False),
)
_CONTROL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_PAIR = regex(r"\s*(?:- )?([^\s:]+): +(.*?)\s*")
_SIGNS = (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken)


class _Loader(yaml.CSafeLoader):
    """Looks for no kinds of plain values: all of them stay text."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 -- as there


def parse(text: str, path: str, first_line: int = 1) -> tuple[Node | None, list[Fault]]:
    """Read one YAML document that begins on `first_line` of the file `path`.

    None where nothing could be read. Anchors, tags, repeated keys and nesting beyond 20 are
    faults: none of our formats needs them, and they are how small files grow large.
    """
    try:
        fault = _control(text, path, first_line) or _forbidden(text, path, first_line)
        if fault is not None:
            return None, [fault]
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        return None, [_unreadable(error, text, path, first_line)]
    except yaml.YAMLError as error:
        return None, [Fault(path, first_line, 1, "yaml-syntax", {"problem": str(error)[:80]})]
    except RecursionError:
        return None, [Fault(path, first_line, 1, "yaml-deep")]
    if root is None:
        return None, []
    faults: list[Fault] = []
    return _node(root, path, first_line, faults, 0), faults


def _control(text: str, path: str, first_line: int) -> Fault | None:
    """Return the fault of the first character that YAML cannot carry."""
    found = _CONTROL.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start())
    column = found.start() - text.rfind("\n", 0, found.start())
    return Fault(path, line + first_line, column, "yaml-control")


def _unreadable(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Fault:
    """Return the parser's complaint as a fault that an editor understands."""
    problem = (error.problem or "").strip()
    said = f"{error.context or ''} {problem}".replace("while scanning", "").replace("  ", " ")
    rule, begins = next(
        ((rule, begins) for words, rule, begins in _PROBLEMS if words in said),
        ("yaml-syntax", False),
    )
    mark = (begins and error.context_mark) or error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    values = {"problem": problem}
    whole = (text.split("\n")[line : line + 1] or [""])[0]
    comma = re.search("[，、；]", whole)
    if rule == "yaml-bracket" and comma is not None:
        rule, column = "yaml-comma", comma.start()
    if rule == "yaml-start":
        values["value"] = whole[column : column + 1]
    if rule == "yaml-colon":
        pair = _PAIR.fullmatch(whole)
        if pair is None or column < pair.start(2):
            rule = "yaml-indent"
        else:
            quote = "'" if '"' in pair[2] else '"'
            values["near"] = f"{pair[1]}: {quote}{pair[2]}{quote}"
    return Fault(path, line + first_line, column + 1, rule, values)


def _forbidden(text: str, path: str, first_line: int) -> Fault | None:
    """Return the fault of the first sign or depth that our formats do not know.

    The scanner does not recurse; the composer does, and would run out of stack.
    """
    if _is_shallow(text):
        return None
    depth = 0
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        rule = ""
        if isinstance(token, _BEGINS):
            depth += 1
            rule = "yaml-deep" if depth > MOST_DEPTH else ""
        elif isinstance(token, _ENDS):
            depth -= 1
        elif isinstance(token, _SIGNS):
            rule = "yaml-anchor"
        if rule:
            mark = token.start_mark
            return Fault(path, mark.line + first_line, mark.column + 1, rule)
    return None


def _is_shallow(text: str) -> bool:
    """Tell by its signs alone that a text can hold nothing forbidden; most need no more.

    A block takes at least a column for each second level, a flow a bracket for each.
    """
    if any(sign in text for sign in "&*!"):
        return False
    brackets = text.count("[") + text.count("{")
    columns = max(len(line) - len(line.lstrip(" -?")) for line in text.split("\n"))
    return brackets + 2 * (columns + 1) <= MOST_DEPTH


def _node(raw: yaml.Node, path: str, first: int, faults: list[Fault], depth: int) -> Node:
    line, column = raw.start_mark.line + first, raw.start_mark.column + 1
    if depth > MOST_DEPTH:
        faults.append(Fault(path, line, column, "yaml-deep"))
        return Node(None, line, column)
    if isinstance(raw, yaml.SequenceNode):
        return Node(
            [_node(item, path, first, faults, depth + 1) for item in raw.value], line, column
        )
    if isinstance(raw, yaml.MappingNode):
        values: dict[str, Node] = {}
        node = Node(values, line, column)
        for key, value in raw.value:
            place = (key.start_mark.line + first, key.start_mark.column + 1)
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            if name in node.keys:
                faults.append(Fault(path, *place, "yaml-duplicate", {"key": name}))
            node.keys[name] = place
            values[name] = _node(value, path, first, faults, depth + 1)
        return node
    empty = not getattr(raw, "style", None) and raw.value in {"", "~", "null"}
    return Node(None if empty else raw.value, line, column)
