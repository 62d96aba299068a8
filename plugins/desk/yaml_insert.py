"""One more item in a list of a YAML file, and not a byte of the rest changed.

A YAML library that loads and dumps keeps the comments but moves them and sets the file anew;
here the new lines are put into the text at the place that the parser names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

import yaml

from plugins.desk.frontmatter import scalar

_ID = re.compile("[a-z][a-z-]*")
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})  # YAML 1.1

Value = str | Mapping[str, str | Sequence[str]]


def insert(
    text: str, keys: tuple[str, ...], item: Value, into: Literal["list", "mapping"] = "list"
) -> str:
    """Return `text` with `item` as the last one of the list at `keys`; missing keys are made.

    The item is written as its neighbours are: on one line in braces, or one key a line. Line
    ends stay. `into="mapping"` makes it the value of the key itself, which must not be there.
    ValueError where the text is no mapping, or what stands at `keys` is not what is wanted.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    try:
        root = yaml.compose(plain, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    if into == "mapping":
        return _Text(plain).with_mapping(root, keys[0], item).replace("\n", end)
    return _Text(plain).with_item(root, keys, item).replace("\n", end)


class _Text:
    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0]
        for line in text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)

    def with_mapping(self, root: yaml.Node | None, key: str, item: Value) -> str:
        """Return the text with a new key at its end."""
        if isinstance(item, str) or (
            root is not None
            and (
                not isinstance(root, yaml.MappingNode)
                or root.flow_style
                or any(k.value == key for k, _ in root.value)
            )
        ):
            raise ValueError(key)
        rows = "".join(f"  {name}: {_value(value)}\n" for name, value in item.items())
        words = f"{key}:\n{rows}"
        if root is None:
            return self._below(words)
        return self._after(root, words)

    def with_item(self, root: yaml.Node | None, keys: tuple[str, ...], item: Value) -> str:
        """Return the text with one more item in the list at `keys`."""
        if root is None:
            return self._below(_nested(keys, item, 0))
        node = root
        for depth, key in enumerate(keys):
            if not isinstance(node, yaml.MappingNode):
                raise ValueError(f"{key}: no mapping")  # noqa: TRY004 -- it is the file's value
            found = next(((k, v) for k, v in node.value if k.value == key), None)
            if found is None:
                return self._with_key(node, keys[depth:], item)
            name, node = found
            if isinstance(node, yaml.ScalarNode) and node.value in {"", "~", "null"}:
                return self._filled(name, node, keys[depth + 1 :], item)
        if not isinstance(node, yaml.SequenceNode):
            raise ValueError(f"{keys[-1]}: no list")  # noqa: TRY004 -- it is the file's value
        if not node.value:
            return self._filled(name, node, (), item)
        if node.flow_style:
            return self._spliced(self._end(node.value[-1]), f", {_flow(item)}")
        dash, last = node.start_mark.column, node.value[-1]
        flow = not isinstance(last, yaml.MappingNode) or bool(last.flow_style)
        within = last.start_mark.column - dash
        return self._after(node, _block(item, dash, within, flow=flow))

    def _with_key(self, node: yaml.MappingNode, keys: tuple[str, ...], item: Value) -> str:
        """Put a key that is not there yet at the end of a mapping."""
        if node.flow_style:
            inner = _flow_nested(keys, item)
            if not node.value:
                return self._spliced(self._index(node.start_mark) + 1, inner)
            return self._spliced(self._end(node.value[-1][1]), f", {inner}")
        return self._after(node, _nested(keys, item, node.start_mark.column))

    def _filled(self, name: yaml.Node, node: yaml.Node, keys: tuple[str, ...], item: Value) -> str:
        """Give a key that stands without a value, or with an empty list, its first item."""
        start, end = self._index(node.start_mark), self._index(node.end_mark)
        indent = name.start_mark.column
        if keys or not isinstance(item, str):
            kept = _Text(self.text[:start].rstrip(" ") + self.text[end:])
            words = _nested(keys, item, indent + 2) if keys else _block(item, indent + 2, 2)
            return kept.with_lines(name.start_mark.line, words)
        gap = "" if self.text[:start].endswith(" ") else " "
        return f"{self.text[:start]}{gap}[{_flow(item)}]{self.text[end:]}"

    def with_lines(self, line: int, words: str) -> str:
        """Return the text with whole lines after a line of it."""
        end = min(self._starts[line + 1], len(self.text))
        gap = "" if self.text[:end].endswith("\n") else "\n"
        return f"{self.text[:end]}{gap}{words}{self.text[end:]}"

    def _below(self, words: str) -> str:
        gap = "" if not self.text or self.text.endswith("\n") else "\n"
        return f"{self.text}{gap}{words}"

    def _after(self, node: yaml.Node, words: str) -> str:
        """Put lines after the last one that belongs to a block; comments below it stay below."""
        end = self._end(node)
        line = self.text.count("\n", 0, end)
        if end and self.text[end - 1] == "\n":
            line -= 1  # a literal text ends with its line
        return self.with_lines(line, words)

    def _spliced(self, index: int, words: str) -> str:
        return self.text[:index] + words + self.text[index:]

    def _end(self, node: yaml.Node) -> int:
        """Return where a node ends; a block ends with its last leaf, not before what follows."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            if isinstance(node, yaml.SequenceNode):
                return self._end(last)
            key, value = last
            return max(self._index(key.end_mark) + 1, self._end(value))
        return self._index(node.end_mark)

    def _index(self, mark: yaml.Mark) -> int:
        return self._starts[mark.line] + mark.column


def _flow(item: Value) -> str:
    if isinstance(item, str):
        return _quoted(item)
    return "{" + ", ".join(f"{key}: {_value(value)}" for key, value in item.items()) + "}"


def _value(value: str | Sequence[str]) -> str:
    if isinstance(value, str):
        return _quoted(value)
    return "[" + ", ".join(map(_quoted, value)) + "]"


def _quoted(text: str) -> str:
    """Return a scalar; ids too are plain, unless YAML reads the word as something else."""
    return text if _ID.fullmatch(text) and text not in _WORDS else scalar(text)


def _block(item: Value, dash: int, within: int, *, flow: bool = False) -> str:
    """Return the lines of one item of a block list whose dash stands in column `dash`."""
    if flow or isinstance(item, str):
        return f"{' ' * dash}- {_flow(item)}\n"
    rows = [f"{key}: {_value(value)}" for key, value in item.items()]
    first, rest = f"{' ' * dash}-{' ' * (within - 1)}", " " * (dash + within)
    return first + f"\n{rest}".join(rows) + "\n"


def _nested(keys: tuple[str, ...], item: Value, column: int) -> str:
    """Return the lines of a list of one item below keys that are not there yet."""
    lines = [f"{' ' * (column + 2 * depth)}{key}:" for depth, key in enumerate(keys)]
    if isinstance(item, str):
        return "\n".join(lines) + f" [{_flow(item)}]\n"
    return "\n".join(lines) + "\n" + _block(item, column + 2 * len(keys), 2)


def _flow_nested(keys: tuple[str, ...], item: Value) -> str:
    inner = f"[{_flow(item)}]"
    for key in reversed(keys[1:]):
        inner = f"{{{key}: {inner}}}"
    return f"{keys[0]}: {inner}"
