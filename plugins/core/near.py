"""Names that are nearly the same and mean two organisations: 沧州分公司 and 沧县分公司."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from plugins.core.labels import Labels
from plugins.core.register import Register

SHORTEST = 4  # characters: shorter names are near to too many
_FIGURES = frozenset("一二三四五六七八九十0123456789")


def alike(names: Iterable[str]) -> dict[str, set[str]]:
    """Return for each name those that differ from it in one character, put in or exchanged.

    Linear in the number of names. Figures are passed over: nobody takes the first branch for the
    second.
    """
    holes: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    every = set(names)
    others: dict[str, set[str]] = {name: set() for name in every}
    for name in every:
        for hole in _holes(name):
            holes[hole].add(name)
            shorter = "".join(hole)
            if shorter in every and len(shorter) >= SHORTEST:
                others[name].add(shorter)
                others[shorter].add(name)
    for some in holes.values():
        for name in some:
            others[name] |= some - {name}
    return others


class NearNames:
    """Finds the entries of a register whose names are nearly a given one."""

    def __init__(self, register: Register) -> None:
        """Index the names by what is left of them without one character."""
        self._whole: defaultdict[str, list[str]] = defaultdict(list)
        self._holes: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._shorter: defaultdict[str, list[str]] = defaultdict(list)
        for entry in register.entries:
            for name in entry.names:
                self._whole[name.text].append(entry.id)
                for hole in _holes(name.text):
                    self._holes[hole].append(entry.id)
                    self._shorter["".join(hole)].append(entry.id)

    def of(self, name: str) -> tuple[str, ...]:
        """Return the ids of the entries with a name that differs in one character."""
        ids: dict[str, None] = {}
        for hole in _holes(name):
            ids.update(
                dict.fromkeys((*self._holes.get(hole, ()), *self._whole.get("".join(hole), ())))
            )
        if len(name) >= SHORTEST:
            ids.update(dict.fromkeys(self._shorter.get(name, ())))
        for same in self._whole.get(name, ()):
            ids.pop(same, None)
        return tuple(ids)

    def fill(self, labels: Labels) -> Labels:
        """Return the labels with each candidate's near names, where it has none yet."""
        found = tuple(
            one if one.near else one._replace(near=self.of(one.name)) for one in labels.candidates
        )
        return labels._replace(candidates=found)


def _holes(name: str) -> Iterator[tuple[str, str]]:
    if len(name) >= SHORTEST:
        for index, sign in enumerate(name):
            if sign not in _FIGURES:
                yield name[:index], name[index + 1 :]
