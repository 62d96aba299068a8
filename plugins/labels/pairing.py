"""Which of ours goes with which of theirs in one relation (the pacts of RULES: Pacts)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.core.patterns import regex
from plugins.labels.clauses import Sentence
from plugins.labels.mentions import Mention

TWO_PAIRS = 4  # mentions, the fewest that can stand in twos
_WITH = regex(r"(?:与|和|同|跟|联合|携手|——|对|/)")
_EACH = regex(r"分别|各自|依次")
_ROW = regex(r"(?:、|和|与|及|以及|,|联合|携手|同)")


def subjects(text: str, own: Sequence[Mention]) -> list[Mention]:
    """Return the first of ours in a clause and all that stand in a row with it."""
    row = [own[0]]
    for mention in own[1:]:
        if _ROW.fullmatch(text[row[-1].end : mention.start]):
            row.append(mention)
    return row


def pairs(
    text: str, sentence: Sentence, ours: Sequence[Mention], theirs: Sequence[Mention]
) -> Iterator[tuple[list[Mention], list[Mention]]]:
    """Yield our side with its other side: all with all, unless the words pair them.

    甲与A、乙与B pairs each with its neighbour; 甲、乙分别与A、B pairs in order; in 甲指导乙与A签约
    the one that stands beside the other side is meant.
    """
    inside = [m for m in ours if sentence.start <= m.start < sentence.end]
    row: list[Mention] = []
    if inside and len(inside) + len(theirs) >= TWO_PAIRS:
        row = sorted([*inside, *theirs], key=lambda m: m.start)
    if _in_twos(text, row):
        for one, other in zip(row[::2], row[1::2], strict=True):
            # Where neither is known to be ours, the left one is: a branch without an entry.
            yield ([other], [one]) if other in inside else ([one], [other])
        return
    if len(inside) < 2:  # noqa: PLR2004 -- one of ours goes with all of theirs
        yield list(ours), list(theirs)
    elif len(inside) == len(theirs) and _EACH.search(text, sentence.start, sentence.end):
        for one, other in zip(inside, theirs, strict=True):
            yield [one], [other]
    else:
        yield _beside(text, inside, theirs), list(theirs)


def _in_twos(text: str, row: Sequence[Mention]) -> bool:
    """Tell whether mentions stand in twos: 甲与A、乙与B."""
    if len(row) < TWO_PAIRS or len(row) % 2:
        return False
    return all(
        _TOGETHER.fullmatch(text[row[i].end : row[i + 1].start])
        and (i == 0 or _NEXT_PAIR.search(text[row[i - 1].end : row[i].start]))
        for i in range(0, len(row), 2)
    )


_TOGETHER = regex(
    r"(?:的?党员)?(?:又|也|还|先后|则|曾)?(?:与|和|同|跟|联合|携手|——|对|/)(?:驻地的?|属地的?)?"
)
_NEXT_PAIR = regex(r"[、,;]|以及")


def _beside(text: str, inside: list[Mention], theirs: Sequence[Mention]) -> list[Mention]:
    """Return those of ours in the row that 与 joins to the other side; all if there is none."""
    for index in range(len(inside) - 1, -1, -1):
        own = inside[index]
        joins = any(
            own.end < other.start and _WITH.fullmatch(text[own.end : other.start])
            for other in theirs
        )
        if joins:
            row = [own]
            for earlier in reversed(inside[:index]):
                if not _ROW.fullmatch(text[earlier.end : row[0].start]):
                    break
                row.insert(0, earlier)
            return row
    return inside
