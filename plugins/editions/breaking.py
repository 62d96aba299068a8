"""Headlines set in lines as clreq asks (W3C, Requirements for Chinese Text Layout).

3.1.3: no line begins with closing punctuation or ends with opening punctuation. 3.1.4: dashes and
ellipses of two characters, numbers and Latin words are not broken. Beyond that a line ends where
the headline can be breathed, and lines are about as long as each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

_NO_START = "，。、：；！？…—～·”’）》】〉」』〕％%)!?,.:;"
_NO_END = "“‘（《【〈「『〔("
_UNIT = re.compile(
    rf"[{re.escape(_NO_END)}]*(?:——|……|[A-Za-z0-9%.,:/@_+-]+|\S)[{re.escape(_NO_START)}]*|\s+"
)
Measure = Callable[[str], float]
_TORN = 0.35  # the price of a line end inside a clause, as a part of the line, squared


def units(text: str) -> list[str]:
    """Cut text into what must not be broken; joined they are the text again."""
    return _UNIT.findall(text)


def lines(clauses: Sequence[str], width: float, most: int, measure: Measure) -> list[str] | None:
    """Return the clauses of a headline in the fewest lines of at most `width`, well divided.

    None if more than `most` lines are needed. `measure` returns how wide a text is set.
    """
    parts = [
        (unit, index == len(cut) - 1)
        for cut in map(units, clauses)
        for index, unit in enumerate(cut)
    ]
    widths = [measure(unit) for unit, _ in parts]
    if any(one > width for one in widths):
        return None
    for count in range(1, most + 1):
        found = _best(parts, widths, width, count)
        if found is not None:
            return found
    return None


def whole(clauses: Sequence[str], rows: Sequence[str]) -> bool:
    """Tell whether every line ends where a clause does."""
    ends, at = set(), 0
    for clause in clauses:
        at += len("".join(clause.split()))
        ends.add(at)
    at = 0
    for row in rows:
        at += len("".join(row.split()))
        if at not in ends:
            return False
    return True


def _best(
    parts: Sequence[tuple[str, bool]], widths: Sequence[float], width: float, count: int
) -> list[str] | None:
    """Return the best division into exactly `count` lines: the least sum of squared gaps."""
    size = len(parts)
    ideal = sum(widths) / count
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for row in range(1, count + 1):
        found: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in best[-1].items():
            total = 0.0
            for end in range(start + 1, size + 1):
                total += widths[end - 1]
                if total > width:
                    break
                if row == count and end != size:
                    continue
                torn = 0.0 if end == size or parts[end - 1][1] else _TORN
                price = cost + ((total - ideal) / width) ** 2 + torn**2
                if end not in found or price < found[end][0]:
                    found[end] = (price, start)
        best.append(found)
    if size not in best[-1]:
        return None
    ends = [size]
    for row in range(count, 0, -1):
        ends.append(best[row][ends[-1]][1])
    ends.reverse()
    texts = ["".join(unit for unit, _ in parts[a:b]) for a, b in pairwise(ends)]
    return [text.strip() for text in texts]
