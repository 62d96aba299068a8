"""Where the organisations of a register are named in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import ahocorasick_rs

from plugins.core.labels import Side
from plugins.core.register import Name, Register
from plugins.labels import cues
from plugins.labels.normalise import fold

SHORTEST = 4  # characters: a shorter rest would be a common word
_PARTY = re.compile(cues.PARTY)
_SUFFIX = re.compile(rf"{cues.PARTY}$")


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming: a span of the normal text, and the entries that may be meant by it."""

    start: int
    end: int
    side: Side
    ids: tuple[str, ...]
    name: str
    foreign: bool = False  # an outsider's organisation of the same short name (B6)


class Matcher:
    """Finds all names of a register in one pass over a text (P7: names in every form)."""

    def __init__(self, register: Register) -> None:
        """Build the automaton; its work grows with the text, not with the register."""
        self._owners: dict[str, list[tuple[str, Side, Name]]] = {}
        for entry in register.entries:
            for name in entry.names:
                key = fold(name.text)
                for form in dict.fromkeys((key, _bare(key) if entry.side == "partner" else key)):
                    if len(form) > 1:
                        self._owners.setdefault(form, []).append((entry.id, entry.side, name))
        self._forms = sorted(self._owners)
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )
        self._company = register.company.id if register.company else None

    def find(self, text: str, day: date | None) -> list[Mention]:
        """Return the mentions in a normal text, in order; names not in use on `day` are none."""
        return list(self._find(text, day))

    def _find(self, text: str, day: date | None) -> Iterator[Mention]:
        previous_end, previous_company = -1, False
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            form = self._forms[index]
            owners = [o for o in self._owners[form] if o[2].valid_on(day)]
            if not owners:
                continue
            sides = {side for _, side, _ in owners}
            side: Side = "partner" if "partner" in sides else min(sides)
            ids = tuple(dict.fromkeys(id_ for id_, own, _ in owners if own == side))
            whole = end
            if side != "branch":
                tail = _PARTY.match(text, end)
                whole = tail.end() if tail else end
            after_company = previous_company and previous_end == start
            foreign = side != "partner" and not after_company and _foreign(text, start, side)
            if side == "company" and whole > end:
                # 市政公司党支部 and the like: an organisation of ours that has no entry
                previous_end, previous_company = end, not foreign
                yield Mention(start, end, side, ids, form, foreign)
                continue
            if side == "partner" and _goes_on(text, whole):
                continue
            yield Mention(start, whole, side, ids, form, foreign)
            previous_end, previous_company = whole, side == "company" and not foreign


_OUR_WORDS = ("公司",)
_GROUP = re.compile(r"[^。!?;\n]{0,20}?(?P<group>(?:临时|联合)?(?:党支部|党小组))")


def groups_of_units(text: str, register: Register, taken: list[tuple[int, int]]) -> list[Mention]:
    """Return the branches that a sentence names in two parts: a unit of ours, then its group.

    物业公司在小区里成立临时党小组 speaks of 物业公司临时党小组 (B1), if the register holds an entry
    of just that name.
    """
    spans = [span for span in taken if span[1] > span[0]]
    branches = {fold(branch.name): branch for branch in register.branches}
    found = []
    for unit in register.own_units:
        for match in re.finditer(re.escape(fold(unit)), text):
            group = _GROUP.match(text, match.end())
            if (
                group is None
                or _foreign_unit(text, match.start(), register)
                or any(match.start() < b and a < group.end() for a, b in spans)
            ):
                continue
            branch = branches.get(fold(unit) + group["group"])
            if branch is not None:
                found.append(
                    Mention(match.start(), group.end(), "branch", (branch.id,), branch.name)
                )
    return found


def _foreign(text: str, start: int, side: Side) -> bool:
    """Tell whether one of our names is part of an outsider's; 廊坊市政公司 is not 市政公司."""
    sign = text[start - 1 : start]
    if side == "company":
        return "\u3400" <= sign <= "\u9fff" and sign not in cues.BOUNDARY
    return _within_a_longer_name(text, start)


def _foreign_unit(text: str, start: int, register: Register) -> bool:
    """Tell whether a unit's name is the end of an outsider's: 中铁九局第一分公司 (B6)."""
    company = register.company
    own = company is not None and any(
        text.endswith(
            (fold(name.text), fold(name.text) + "下属", fold(name.text) + "所属"), 0, start
        )
        for name in company.names
    )
    return not own and _within_a_longer_name(text, start)


def _bare(name: str) -> str:
    """Return a partner's name without its Party suffix: the entry stands for the whole (P9)."""
    bare = _SUFFIX.sub("", name)
    return bare if len(bare) >= SHORTEST else name


def _within_a_longer_name(text: str, start: int) -> bool:
    """Tell whether the name at `start` is the end of an outsider's: 某局机关党支部 (B6).

    A name that begins with 公司, or is the company's own, may follow words of the language only;
    any other may follow anything but the end of an organisation's or a place's name.
    """
    sign = text[start - 1 : start]
    if not "\u3400" <= sign <= "\u9fff":
        return False
    if text.startswith(_OUR_WORDS, start):
        return sign not in cues.BOUNDARY
    if text.endswith("公司", 0, start) and not _within_a_longer_name(text, start - len("公司")):
        return False  # 公司园林公司党支部: the company's, said in general words
    return sign in cues.ENDS_OF_NAMES


_LONGER = re.compile(r"[^\W\d_]{0,4}?(?:分公司|支公司|支行|分行|分局)")


def _goes_on(text: str, end: int) -> bool:
    """Tell whether a longer organisation's name goes on here: 分公司, 分局 are others (P9)."""
    following = text[end : end + 8]
    starts_anew = following[:1] in cues.BOUNDARY or following[:1] in {"第", "给"}
    return not starts_anew and bool(_LONGER.match(following))
