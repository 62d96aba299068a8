"""The plain part of YAML, in a third of the time: what most front matter is made of.

One key on each line with its value behind it: a text of everyday signs, a text in double quotes
without escapes, or a list or mapping of such values in brackets. What holds anything else, or
might, is left to the library; for the others the result is the same (a property test compares
the two).
"""

from __future__ import annotations

from plugins.core.nodes import Node
from plugins.core.patterns import regex

# Signs that mean nothing to YAML within a text; fewer may begin one.
_SIGN = r"-\w“”‘’《》（）【】、，。：；！？—…·～％/."
_TEXT = rf"[\w/“‘《（【](?:[{_SIGN}]| (?=[{_SIGN}]))*"
# Within quotes all half-width signs mean nothing but the quotes themselves and what escapes.
_QUOTED = rf"[{_SIGN} !#-\[\]-~]*"
_SCALAR = regex(rf'({_TEXT})|"({_QUOTED})"')
_KEY = regex(r"([a-z]+): ")
_COMMA = regex(r", *")
_MOST_DEPTH = 3  # the whole, a mapping in it, a list in that


class _NotPlainError(Exception):
    """Raised where the library has to be asked."""


def plain_mapping(text: str, first_line: int) -> Node | None:
    """Return the mapping that `text` holds, or None where it is more than plain.

    `text` begins on `first_line` of its file and ends with a line end.
    """
    values: dict[str, Node] = {}
    root = Node(values, first_line, 1)
    try:
        for row, line in enumerate(text[:-1].split("\n"), start=first_line):
            if _pair(root, values, line, (row, 0), 1) != len(line):
                return None
    except _NotPlainError:
        return None
    return root


def _pair(
    node: Node, values: dict[str, Node], line: str, place: tuple[int, int], depth: int
) -> int:
    """Put what stands at a place, row and offset, into a mapping; return where it ends."""
    row, at = place
    match = _KEY.match(line, at)
    if match is None or match[1] in values:
        raise _NotPlainError
    value, end = _value(line, row, match.end(), depth)
    values[match[1]] = value
    node.keys[match[1]] = (row, at + 1)
    return end


def _value(line: str, row: int, at: int, depth: int) -> tuple[Node, int]:
    """Return the value that begins at `at`, and where it ends."""
    scalar = _SCALAR.match(line, at)
    if scalar is not None:
        text, quoted = scalar.groups()
        value = quoted if text is None else None if text == "null" else text
        return Node(value, row, at + 1), scalar.end()
    sign = line[at : at + 1]
    if depth == _MOST_DEPTH or sign not in {"[", "{"}:
        raise _NotPlainError
    items: list[Node] = []
    values: dict[str, Node] = {}
    node = Node(items if sign == "[" else values, row, at + 1)
    closing = "]" if sign == "[" else "}"
    at += 1
    while line[at : at + 1] != closing:
        if items or values:
            comma = _COMMA.match(line, at)
            if comma is None:
                raise _NotPlainError
            at = comma.end()
        if sign == "[":
            item, at = _value(line, row, at, depth + 1)
            items.append(item)
        else:
            at = _pair(node, values, line, (row, at), depth + 1)
    return node, at + 1
