"""A first register from an archive that has none: what our own house and its units are called.

Branches and partners come as candidates from labelling. The company and its units do not: they
are read off the names of the branches, and from who stands before the units in the texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_KIND = "(?:临时|联合)?(?:党支部|党总支|党委|党工委|党小组|党组)"
_PARTY = f"(?:第[一二三四五六七八九十]+)?(?:机关)?{_KIND}"
KIND = re.compile(f"{_KIND}$")
PARTY = re.compile(f"{_PARTY}$")
_UNIT = re.compile(r".(?:公司|厂|中心|院|部|队|站|所|车间)$")
_PROJECT = re.compile(r"项目部?$")
_HOUSE = r"(?<![\u3400-\u9fff])([\u3400-\u9fff]{2,24}?(?:公司|集团|厂|局|院|所|中心|学校|大学))"
FEWEST = 2  # articles that name the company before something of its own


def units_of(branches: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each unit that the name of a branch tells, with that name.

    第一分公司党支部 is the branch of 第一分公司. A project comes and goes: it is no unit.
    """
    seen = set()
    for name in branches:
        unit = PARTY.sub("", name)
        known = unit in seen or unit == name
        if not known and _UNIT.search(unit) and not _PROJECT.search(unit):
            seen.add(unit)
            yield unit, name


def houses_in(text: str, units: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield each organisation right before a unit of ours or a Party organisation, with its offset.

    Only a name that begins its clause counts: where it begins is certain there.
    """
    names = sorted(units, key=len, reverse=True)
    own = "|".join([*map(re.escape, names), _PARTY])
    for match in re.finditer(f"{_HOUSE}(?:{own})", text):
        yield match[1], match.start()
