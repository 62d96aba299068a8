"""Holds a tree of YAML nodes against a form and says every fault with its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from plugins.core.faults import Fault
from plugins.core.forms import Form, Misfit, Problem, Steps
from plugins.core.nodes import Node

Record = TypeVar("Record")
_NOTHING: Mapping[str, str] = {}
_MOST_ROUNDS = 4  # a mapping without what it needs goes too, then perhaps the one around it


def validate(node: Node, form: Form[Record], path: str) -> tuple[Record | None, list[Fault]]:
    """Return the record that `node` describes, or None and all of its faults."""
    try:
        return form(node.plain()), []
    except Misfit as error:
        return None, [_fault(node, problem, path) for problem in error.problems]


def salvage(
    node: Node, form: Form[Record], fillers: Mapping[str, str] = _NOTHING
) -> tuple[Node, Record] | None:
    """Return what is right in `node`: all that breaks the form taken out, with its record.

    `fillers` stand for required values that are missing or wrong. The rest of a file with faults
    can so be held against the other files, and every fault is found in one run.
    """
    for _ in range(_MOST_ROUNDS):
        if not isinstance(node.value, dict):
            return None
        try:
            return node, form(node.plain())
        except Misfit as error:
            problems = error.problems
        gone: set[Steps] = set()
        for problem in problems:
            steps = problem.steps[:-1] if problem.rule == "key-missing" else problem.steps
            if steps:
                gone.add(_existing(node, steps))
            elif problem.steps[0] in fillers:
                key = str(problem.steps[0])
                node.value[key] = Node(fillers[key], node.line, node.column)
            else:
                return None
        node = _without(node, gone, ())
    return None


def _existing(node: Node, steps: Steps) -> Steps:
    """Return the beginning of `steps` that leads to a node."""
    for count, step in enumerate(steps):
        following = _walk(node, (step,))
        if following is node:
            return steps[:count]
        node = following
    return steps


def _without(node: Node, gone: set[Steps], at: Steps) -> Node:
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


def _fault(node: Node, problem: Problem, path: str) -> Fault:
    """Return a problem as a fault with its place, and with the key it belongs to."""
    steps, rule, values = problem
    place = node.at(steps)
    if rule == "key-unknown":
        place = _walk(node, steps[:-1]).keys.get(str(steps[-1]), place)
    keys = [step for step in steps if isinstance(step, str)]
    return Fault(path, *place, rule, {"key": keys[-1], **values} if keys else values)


def _walk(node: Node, steps: Steps) -> Node:
    for step in steps:
        if isinstance(node.value, dict) and step in node.value:
            node = node.value[str(step)]
        elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
    return node
