"""Names in the front matter to ids of the register, with a fault for each that is not clear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from plugins.core.article_file import Parsed
from plugins.core.faults import Fault
from plugins.core.labels import Choices, Side, WrittenPact
from plugins.core.register import Organisation, Register
from plugins.core.schema import FrontMatter
from plugins.core.spelling import nearest

_FORBIDS = ("-", "－", "—", "–")


class Written(NamedTuple):
    """One organisation that `branches` or `partners` names; `word` as it is written."""

    key: str
    id: str
    word: str
    forbids: bool
    place: tuple[int, int]


class Wishes(NamedTuple):
    """What the front matter says about labels, each with its line and column.

    `implied` are the branches and partners of the pacts, by key and id: whoever writes a pact
    says that the article is about both. `places` are those of the keys `branches`, `partners`
    and `pacts`.
    """

    labels: tuple[Written, ...] = ()
    pacts: tuple[tuple[WrittenPact, tuple[int, int]], ...] = ()
    implied: tuple[tuple[str, str], ...] = ()
    places: Mapping[str, tuple[int, int]] = MappingProxyType({})

    def __bool__(self) -> bool:
        """Tell whether anything is said at all."""
        return bool(self.labels or self.pacts)

    @property
    def choices(self) -> Choices:
        """The same as ids alone, each once; what is forbidden is not implied by a pact."""
        forbidden = frozenset(one.id for one in self.labels if one.forbids)

        def forced(key: str) -> tuple[str, ...]:
            ids = [one.id for one in self.labels if one.key == key and not one.forbids]
            ids += [id_ for other, id_ in self.implied if other == key and id_ not in forbidden]
            return tuple(dict.fromkeys(ids))

        return Choices(
            forced("branches"),
            forced("partners"),
            forbidden,
            tuple(pact for pact, _ in self.pacts),
        )


class Names:
    """Looks names up; made once for a register."""

    def __init__(self, register: Register) -> None:
        """Index the register by every id, name and alias of each side."""
        self._known: dict[Side, dict[str, list[Organisation]]] = {
            "company": {},
            "branch": {},
            "partner": {},
        }
        self._companies = {register.company.id} if register.company else set()
        for entry in register.entries:
            for word in dict.fromkeys((entry.id, *(name.text for name in entry.names))):
                self._known[entry.side].setdefault(word, []).append(entry)

    def choices(self, parsed: Parsed[FrontMatter]) -> tuple[Choices, list[Fault]]:
        """Return what the editor chose about labels, as ids, and the faults in it."""
        wishes, faults = self.wishes(parsed)
        return wishes.choices, faults

    def wishes(self, parsed: Parsed[FrontMatter]) -> tuple[Wishes, list[Fault]]:
        """Return what the front matter says about labels, with places, and the faults in it."""
        matter, node = parsed.matter, parsed.node
        if matter is None or node is None:
            return Wishes(), []
        faults: list[Fault] = []
        labels: list[Written] = []
        sides: tuple[tuple[str, Side, Sequence[str]], ...] = (
            ("branches", "branch", matter.branches),
            ("partners", "partner", matter.partners),
        )
        for key, side, words in sides:
            for index, word in enumerate(words):
                forbids = word.startswith(_FORBIDS)
                bare = word[1:].strip() if forbids else word
                id_ = self._resolve(parsed, bare, (side,), (key, index), faults)
                if id_ is not None:
                    labels.append(Written(key, id_, word, forbids, node.at((key, index))))
        pacts = []
        implied = []
        for index, pact in enumerate(matter.pacts):
            ours: tuple[Side, ...] = ("branch", "company")
            branch = self._resolve(parsed, pact.branch, ours, ("pacts", index, "branch"), faults)
            place = ("pacts", index, "partner")
            partner = self._resolve(parsed, pact.partner, ("partner",), place, faults)
            if branch is not None and partner is not None:
                written = WrittenPact(branch, partner, pact.kind, pact.date)
                pacts.append((written, node.at(("pacts", index))))
                if branch not in self._companies:
                    implied.append(("branches", branch))
                implied.append(("partners", partner))
        keys = {key: node.at((key,)) for key in ("branches", "partners", "pacts")}
        return Wishes(tuple(labels), tuple(pacts), tuple(implied), keys), faults

    def _resolve(
        self,
        parsed: Parsed[FrontMatter],
        word: str,
        sides: tuple[Side, ...],
        steps: tuple[str | int, ...],
        faults: list[Fault],
    ) -> str | None:
        found = {e.id: e for side in sides for e in self._known[side].get(word, ())}
        if len(found) == 1:
            return next(iter(found))
        rule, values = "organisation-unknown", {"value": word}
        if found:
            rule = "organisation-ambiguous"
            values["near"] = "；".join(f"{e.id}（{e.name}）" for e in found.values())
        elif others := [e for pool in self._known.values() for e in pool.get(word, ())]:
            rule = "organisation-side"
            values["near"] = {"partner": "partners", "branch": "branches"}.get(
                others[0].side, "pacts"
            )
        else:
            known = [name for side in sides for name in self._known[side]]
            values["near"] = nearest(word, known) or "、".join(known[1:6:2]) or "…"
        place = parsed.node.at(steps) if parsed.node else (1, 1)
        faults.append(Fault(parsed.path, *place, rule, values))
        return None
