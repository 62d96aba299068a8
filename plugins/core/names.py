"""Names in the front matter to ids of the register, with a fault for each that is not clear."""

from __future__ import annotations

from collections.abc import Sequence

from plugins.core.article_file import Parsed
from plugins.core.faults import Fault
from plugins.core.labels import Choices, Side, WrittenPact
from plugins.core.register import Organisation, Register
from plugins.core.schema import FrontMatter
from plugins.core.validation import nearest

_FORBIDS = ("-", "－", "—", "–")


class Names:
    """Looks names up; made once for a register."""

    def __init__(self, register: Register) -> None:
        """Index the register by every id, name and alias of each side."""
        self._known: dict[Side, dict[str, list[Organisation]]] = {
            "company": {},
            "branch": {},
            "partner": {},
        }
        for entry in register.entries:
            for word in dict.fromkeys((entry.id, *(name.text for name in entry.names))):
                self._known[entry.side].setdefault(word, []).append(entry)

    def choices(self, parsed: Parsed[FrontMatter]) -> tuple[Choices, list[Fault]]:
        """Return what the editor chose about labels, as ids, and the faults in it."""
        matter = parsed.matter
        if matter is None:
            return Choices(), []
        faults: list[Fault] = []
        forbidden: set[str] = set()
        forced: dict[str, list[str]] = {"branches": [], "partners": []}
        sides: tuple[tuple[str, Side, Sequence[str]], ...] = (
            ("branches", "branch", matter.branches),
            ("partners", "partner", matter.partners),
        )
        for key, side, words in sides:
            for index, word in enumerate(words):
                forbids = word.startswith(_FORBIDS)
                bare = word[1:].strip() if forbids else word
                id_ = self._resolve(parsed, bare, (side,), (key, index), faults)
                if id_ is not None and forbids:
                    forbidden.add(id_)
                elif id_ is not None:
                    forced[key].append(id_)
        pacts = []
        for index, pact in enumerate(matter.pacts):
            ours: tuple[Side, ...] = ("branch", "company")
            branch = self._resolve(parsed, pact.branch, ours, ("pacts", index, "branch"), faults)
            place = ("pacts", index, "partner")
            partner = self._resolve(parsed, pact.partner, ("partner",), place, faults)
            if branch is not None and partner is not None:
                pacts.append(WrittenPact(branch, partner, pact.kind, pact.date))
        return (
            Choices(
                tuple(dict.fromkeys(forced["branches"])),
                tuple(dict.fromkeys(forced["partners"])),
                frozenset(forbidden),
                tuple(pacts),
            ),
            faults,
        )

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
