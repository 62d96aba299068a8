"""Names that only end one given in full before: 马院党总支, 临时党支部 (B7, P7, P9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from plugins.core.patterns import regex
from plugins.core.register import Register
from plugins.labels.mentions import PARTY, Mention
from plugins.labels.normalise import fold
from plugins.labels.spans import Spans

LONGEST = 7  # signs of such an end before the Party word
SHORTEST = 2  # 马院
MOST_HEADS = 2_000  # Party words looked at in one article

_WORD = regex(r"党(?:支部|总支|工委|委|小组|组)")
_HEAD = regex(rf"{PARTY}$")
_PREFIX = 8  # signs of 机关第十二联合 before the Party word
_KIND = regex(r"(?:临时|联合)(?:党支部|党小组|党总支)|党小组")
_BEFORE = frozenset('日月年\n,。;:!?、“”"()与和同跟及由向对让被为是到在给了的也又还将把等从')
_PLAIN = regex(r"(?:支部委员会|党支部|党总支|党工委|党委|党小组|党组)$")


class Ends:
    """Knows the names of every entry without their Party word."""

    def __init__(self, register: Register) -> None:
        """Fold all names once."""
        self._names = {
            entry.id: tuple(dict.fromkeys(_PLAIN.sub("", fold(n.text)) for n in entry.names))
            for entry in register.entries
        }

        self._ends = {
            id_: frozenset(name[-SHORTEST:] for name in names) for id_, names in self._names.items()
        }

    def find(self, text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
        """Yield the Party organisations that only the end of an earlier name tells.

        A name before a Party word that no mention covers belongs to the last organisation before
        it whose name ends so; 临时党支部 alone to our last one of that kind.
        """
        ends = {m.end for m in mentions if not m.foreign}
        words = [w for w in islice(_WORD.finditer(text), MOST_HEADS) if w.end() not in ends]
        if not words:
            return  # each ends a name that is known, as most do
        busy = Spans((m.start, m.end) for m in mentions if not m.foreign)
        known = [m for m in mentions if len(m.ids) == 1 and not m.foreign]
        for word in words:
            if busy.hit(word.start(), word.end()):
                continue
            head = _HEAD.search(text, max(0, word.start() - _PREFIX), word.end())
            if head is None or busy.hit(head.start(), head.end()):
                continue
            earlier = [m for m in known if m.end <= head.start()][-40:]
            found = self._outside(text, head, earlier) or _ours(text, head, earlier)
            if found is not None and not busy.hit(found.start, found.end):
                yield found

    def _outside(
        self, text: str, head: re.Match[str], earlier: Sequence[Mention]
    ) -> Mention | None:
        before = text[max(0, head.start() - LONGEST) : head.start()]
        last = before[-SHORTEST:]
        if len(last) < SHORTEST:
            return None
        size = next((n for n, sign in enumerate(reversed(before)) if sign in _BEFORE), len(before))
        part = before[len(before) - size :]
        for mention in reversed(earlier):
            if mention.kind != "partner":
                continue
            # A part that was named behind the whole: 水务集团抢修一队, then 抢修一队党支部 (P9).
            if len(part) >= SHORTEST and text.startswith(part, mention.end):
                start = head.start() - len(part)
                return replace(mention, start=start, end=head.end(), party=True)
            if last not in self._ends[mention.ids[0]]:
                continue
            for name in self._names[mention.ids[0]]:
                if not name.endswith(last):
                    continue
                start = head.start() - _shared_end(name, before)
                if text[start - 1 : start] in _BEFORE:
                    return replace(mention, start=start, end=head.end(), party=True)
        return None


def _ours(text: str, head: re.Match[str], earlier: Sequence[Mention]) -> Mention | None:
    if text[head.start() - 1 : head.start()] in _BEFORE:
        for mention in reversed(earlier):
            if mention.kind == "branch" and text.startswith(head[0], mention.end):
                return replace(mention, start=head.start(), end=head.end(), party=True)
    if _KIND.fullmatch(head[0]) is None or text[head.start() - 1 : head.start()] not in _BEFORE:
        return None
    for mention in reversed(earlier):
        if mention.kind == "branch" and mention.name.endswith(head[0]):
            return replace(mention, start=head.start(), end=head.end(), party=True)
    return None


def _shared_end(name: str, before: str) -> int:
    size = 0
    while size < min(len(name), len(before)) and name[-1 - size] == before[-1 - size]:
        size += 1
    return size
