"""Aliases of several entries, settled by what else the article says (P7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from plugins.core.register import Register
from plugins.labels.mentions import Mention
from plugins.labels.normalise import fold

Reject = Callable[[Mention, str], None]
_ENDS = re.compile(r"[。!?;\n]")
_COMMON = re.compile(r"^(?:公司|银行|支行|分公|党支|支部|党委|党总|总支|中国|集团|有限)$")


class Ambiguity:
    """Knows, for each entry that shares an alias, the words that tell it from its fellows."""

    def __init__(self, register: Register) -> None:
        """Compare the entries that share an alias; their number bounds the work."""
        owners: dict[str, set[str]] = {}
        for entry in register.partners:
            for name in entry.names:
                owners.setdefault(fold(name.text), set()).add(entry.id)
        self._clues: dict[tuple[str, ...], dict[str, frozenset[str]]] = {}
        for ids in {tuple(sorted(some)) for some in owners.values() if len(some) > 1}:
            words = {
                id_: "|".join(
                    fold(n.text) for n in register[id_].names if len(owners[fold(n.text)]) == 1
                )
                for id_ in ids
            }
            self._clues[ids] = {
                id_: frozenset(
                    pair
                    for pair in _pairs(words[id_])
                    if not any(pair in words[other] for other in ids if other != id_)
                    and not _COMMON.match(pair)
                )
                for id_ in ids
            }

    def decide(self, text: str, mentions: Sequence[Mention], reject: Reject) -> list[Mention]:
        """Return the mentions with one entry each; `reject` hears of those left to the editor."""
        several = [m for m in mentions if len(m.ids) > 1]
        if not several:
            return list(mentions)
        decided = []
        for mention in mentions:
            if len(mention.ids) < 2:  # noqa: PLR2004 -- one is settled
                decided.append(mention)
                continue
            id_ = self._chosen(text, mention, mentions)
            if id_ is None:
                reject(mention, "ambiguous")
                decided.append(replace(mention, kind="several"))
            else:
                decided.append(replace(mention, ids=(id_,)))
        return decided

    def _chosen(self, text: str, mention: Mention, mentions: Sequence[Mention]) -> str | None:
        """Return the entry named in full nearest before, or anywhere; else the one with clues."""
        named = [m for m in mentions if len(m.ids) == 1 and m.ids[0] in mention.ids]
        before = [m for m in named if m.start < mention.start]
        if before:
            # Both named in one breath: nobody can tell which of them is meant.
            breath = [m for m in before if not _ENDS.search(text, m.end, before[-1].start)]
            return before[-1].ids[0] if len({m.ids[0] for m in breath}) == 1 else None
        if named and len({m.ids[0] for m in named}) == 1:
            return named[0].ids[0]
        clues = self._clues.get(tuple(sorted(mention.ids)), {})
        around = text[: mention.start] + text[mention.end :]
        told = [id_ for id_, words in clues.items() if any(word in around for word in words)]
        return told[0] if len(told) == 1 else None


def _pairs(names: str) -> set[str]:
    return {
        names[i : i + 2] for i in range(len(names) - 1) if "|" not in names[i : i + 2]
    }
