"""Faults: what is wrong in a source, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from plugins.core.messages import say

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one source file.

    `path` is relative to the content folder; `line` and `column` count from 1, in code points;
    `rule` is a key of the message catalogue: its entry `<rule>` says what is wrong and
    `<rule>.fix` what to write instead, both filled in from `values`.
    """

    path: str
    line: int
    column: int
    rule: str
    values: Mapping[str, str] = field(default_factory=dict)
    level: Level = "error"

    @property
    def place(self) -> tuple[str, int, int, str]:
        """The order in which faults are listed."""
        return (self.path, self.line, self.column, self.rule)

    def message(self, language: str) -> str:
        """Say what is wrong."""
        return say(self.rule, language, **self.values)

    def fix(self, language: str) -> str:
        """Say what to write instead."""
        return say(f"{self.rule}.fix", language, **self.values)


class SourceFaults(Exception):  # noqa: N818 -- it carries faults, it is none itself
    """The sources hold errors; nothing may be built from them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep `faults`, in the order of their places."""
        super().__init__(f"{len(faults)} faults")
        self.faults = faults

    def __reduce__(self) -> tuple[type[SourceFaults], tuple[tuple[Fault, ...]]]:
        """Let another process raise it here."""
        return SourceFaults, (self.faults,)
