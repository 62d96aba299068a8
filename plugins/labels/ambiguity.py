"""Aliases of several entries, settled by what else the article says (P7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from plugins.core.patterns import regex
from plugins.core.register import Register
from plugins.labels.mentions import Mention
from plugins.labels.normalise import fold

MOST_LOOKS = 40  # searches of one article for the words that tell two entries apart
CLEARLY = 2  # times as far must the words of the other entry stand
Reject = Callable[[Mention, str], None]
_ENDS = regex(r"[。!?;\n]")
_COMMON = regex(r"^(?:公司|银行|支行|分公|党支|支部|党委|党总|总支|中国|集团|有限)$")


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
            shared = [name for name, some in owners.items() if some.issuperset(ids)]
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
                    and not any(pair in alias for alias in shared)
                    and not _COMMON.match(pair)
                )
                for id_ in ids
            }

    def decide(self, text: str, mentions: Sequence[Mention], reject: Reject) -> list[Mention]:
        """Return the mentions with one entry each; `reject` hears of those left to the editor."""
        if not any(len(m.ids) > 1 for m in mentions):
            return list(mentions)
        article = _Article(text, mentions, self._by_clues)
        decided = []
        for mention in mentions:
            if len(mention.ids) < 2:  # noqa: PLR2004 -- one is settled
                article.name(mention)
                decided.append(mention)
                continue
            id_ = article.meant(mention)
            if id_ is None:
                reject(mention, "ambiguous")
                decided.append(replace(mention, kind="several"))
            else:
                decided.append(replace(mention, ids=(id_,)))
        return decided

    def _by_clues(self, text: str, at: int, ids: tuple[str, ...]) -> str | None:
        """Return the entry whose own words stand in the text; of two, the clearly nearer one."""
        clues = self._clues.get(tuple(sorted(ids)), {})
        away = sorted(
            (min(distances), id_)
            for id_, words in clues.items()
            if (distances := [d for word in words if (d := _distance(text, at, word)) >= 0])
        )
        if not away:
            return None
        clear = len(away) == 1 or away[0][0] * CLEARLY < away[1][0]
        return away[0][1] if clear else None


class _Article:
    """What an article has said so far about the entries that share an alias."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        by_clues: Callable[[str, int, tuple[str, ...]], str | None],
    ) -> None:
        self._text = text
        self._by_clues = by_clues
        self._named = {m.ids[0] for m in mentions if len(m.ids) == 1}  # anywhere, by its own name
        self._latest: dict[str, int] = {}  # where each was last named, or meant, before
        self._told: dict[tuple[str, ...], str | None] = {}
        self._looks = 0

    def name(self, mention: Mention) -> None:
        """Note a naming that is settled."""
        if mention.ids:
            self._latest[mention.ids[0]] = mention.start

    def meant(self, mention: Mention) -> str | None:
        """Return the entry that a shared alias means.

        The words of its sentence decide, then whoever was last named, then whoever is named at
        all, then the words of the article.
        """
        id_ = self._in_sentence(mention)
        before = {self._latest[one]: one for one in mention.ids if one in self._latest}
        if id_ is None and before:
            id_ = _nearest(self._text, before)
        if id_ is not None:
            self._latest[id_] = mention.start
            return id_
        only = self._named.intersection(mention.ids)
        if len(only) == 1:
            return next(iter(only))
        if mention.ids not in self._told:
            self._told[mention.ids] = self._by_clues(self._text, mention.start, mention.ids)
        return self._told[mention.ids]

    def _in_sentence(self, mention: Mention) -> str | None:
        if self._looks >= MOST_LOOKS:
            return None
        self._looks += 1
        low = max(self._text.rfind(sign, 0, mention.start) for sign in "。!?\n") + 1
        end = _ENDS.search(self._text, mention.start)
        sentence = self._text[low : end.start() if end else len(self._text)]
        return self._by_clues(sentence, mention.start - low, mention.ids)


def _distance(text: str, at: int, word: str) -> int:
    """Return how far from `at` a word stands, in signs; -1 where it does not."""
    before, after = text.rfind(word, 0, at), text.find(word, at)
    places = [abs(at - place) for place in (before, after) if place >= 0]
    return min(places, default=-1)


def _nearest(text: str, before: dict[int, str]) -> str | None:
    """Return the entry named last; None where two were named in one breath."""
    places = sorted(before)
    if len(places) > 1 and _ENDS.search(text, places[-2], places[-1]) is None:
        return None
    return before[places[-1]]


def _pairs(names: str) -> set[str]:
    return {names[i : i + 2] for i in range(len(names) - 1) if "|" not in names[i : i + 2]}
