"""What a file of ours says, with the line and column of every key and value."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Node:
    """One value: text, None, a list or a mapping of nodes; `line` and `column` count from 1."""

    value: str | list[Node] | dict[str, Node] | None
    line: int
    column: int
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)  # where each key stands

    def plain(self) -> object:
        """Return the value as plain strings, lists and dictionaries."""
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        if isinstance(self.value, dict):
            return {key: item.plain() for key, item in self.value.items()}
        return self.value

    def at(self, steps: tuple[str | int, ...]) -> tuple[int, int]:
        """Return where the value at `steps` stands, or the nearest thing above it."""
        node = self
        for step in steps:
            if isinstance(node.value, dict) and step in node.value:
                node = node.value[str(step)]
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            else:
                break
        return node.line, node.column
