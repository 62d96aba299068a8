"""Forms: which keys a mapping may have, how each value is read, and the record that they make.

A reader takes a plain value (text, None, a list or a mapping) and returns what it means, or raises
Misfit. Forms are readers too, and go on after what is wrong, so that all of it is told at once.
No library does this for us: to load one takes longer than to read an article and label it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, NamedTuple, TypeVar

from plugins.core.spelling import KEYS, nearest

Value = TypeVar("Value")
Record_co = TypeVar("Record_co", covariant=True)
Reader = Callable[[object], object]
Steps = tuple[str | int, ...]
_AS_THEY_ARE: Mapping[str, str] = {}


class Problem(NamedTuple):
    """What is wrong with a value: the way to it, a rule of the catalogue and what it tells."""

    steps: Steps
    rule: str
    values: Mapping[str, str]


class Misfit(Exception):  # noqa: N818 -- it carries problems, as `SourceFaults` carries faults
    """A value cannot be read."""

    def __init__(self, *problems: Problem) -> None:
        """Keep all that is wrong with it."""
        super().__init__(*problems)
        self.problems = problems

    def below(self, step: str | int) -> list[Problem]:
        """Return the problems as they are seen from the list or mapping around the value."""
        return [problem._replace(steps=(step, *problem.steps)) for problem in self.problems]


def misfit(rule: str, **values: str) -> Misfit:
    """Return the error of a value that breaks one rule."""
    return Misfit(Problem((), rule, values))


def optional(read: Callable[[object], Value]) -> Callable[[object], Value | None]:
    """Return a reader to which nothing means None."""

    def read_any(value: object) -> Value | None:
        return None if value is None else read(value)

    return read_any


def plain_items(value: object) -> list[object]:
    """Return a list of anything as written, `[]` for nothing."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise misfit("list-wanted", near="[…]")
    return value


def many(
    read: Callable[[object], Value], items: Callable[[object], list[object]] = plain_items
) -> Callable[[object], tuple[Value, ...]]:
    """Return a reader of lists; `items` tells what is a list and `read` takes each of its items."""

    def read_all(value: object) -> tuple[Value, ...]:
        found: list[Value] = []
        problems: list[Problem] = []
        for index, item in enumerate(items(value)):
            try:
                found.append(read(item))
            except Misfit as error:
                problems += error.below(index)
        if problems:
            raise Misfit(*problems)
        return tuple(found)

    return read_all


class Form(Generic[Record_co]):
    """Reads mappings whose keys are known, each into a record.

    `needs` are the keys that must be there, `takes` those that may; what is absent is left to the
    record's defaults. `fields` names the record's field where it is not called like the key.
    """

    def __init__(
        self,
        record: Callable[..., Record_co],
        *,
        needs: Mapping[str, Reader],
        takes: Mapping[str, Reader],
        fields: Mapping[str, str] = _AS_THEY_ARE,
    ) -> None:
        """Take the record's class, and a reader for each key."""
        self.record = record
        self.needs = needs
        self.takes = takes
        self.fields = fields
        self.keys = {**needs, **takes}

    def __call__(self, value: object) -> Record_co:
        """Return the record that a mapping makes; Misfit with all that is wrong in it."""
        if not isinstance(value, dict):
            raise misfit("mapping-wanted")
        found: dict[str, object] = {}
        problems: list[Problem] = []
        for key, read in self.keys.items():
            if key in value:
                try:
                    found[self.fields.get(key, key)] = read(value[key])
                except Misfit as error:
                    problems += self._below(key, error)
            elif key in self.needs:
                problems.append(Problem((key,), "key-missing", {"key": key}))
        problems += [self._unknown(key) for key in value if key not in self.keys]
        if problems:
            raise Misfit(*problems)
        return self.record(**found)

    def _below(self, key: str, error: Misfit) -> list[Problem]:
        # To take the line of a key out that must be there would only be the next fault.
        empty = ((key,), "value-empty") if key in self.needs else None
        return [
            problem._replace(rule="value-required") if problem[:2] == empty else problem
            for problem in error.below(key)
        ]

    def _unknown(self, key: str) -> Problem:
        usual = KEYS.get(key)
        near = usual if usual in self.keys else nearest(key, self.keys)
        return Problem((key,), "key-unknown", {"key": key, "near": near or "、".join(self.keys)})
