"""Branches and partners as a drawing of two columns with a line for each pair, and as a matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from plugins.core.archive import Archive
from plugins.core.page import Page
from plugins.core.register import Organisation
from plugins.core.settings import Site

ROW, SIGN = 27, 16  # of a name: its line, and the width of a character
ASIDE = 10  # between a name and its lines
# Between the columns: with many rows lines are steep, and need room to be told apart.
NEAREST, FARTHEST = 120, 320
MOST_STROKE = 4.0
SWEEPS = 4  # more change next to nothing
LONGEST = 17  # characters of a name, more are cut

Pair = tuple[str, str, int]
"""The ids of a branch and a partner, and how many pacts of theirs were reported."""


class Node(NamedTuple):
    """An organisation in the drawing: `y` is the middle of its name's line."""

    organisation: Organisation
    y: float
    text: str  # the name, cut where it would not fit


class Line(NamedTuple):
    """A pair: the heights of its two ends, and how thick it is."""

    partner: Organisation
    total: int
    start: float
    end: float
    stroke: float


class Drawing(NamedTuple):
    """The branches with their lines on the left, the partners on the right."""

    width: int
    height: int
    left: int
    right: int
    branches: tuple[tuple[Node, tuple[Line, ...]], ...]
    partners: tuple[Node, ...]


class Matrix(NamedTuple):
    """The same as a table: a row for each partner with the number of pacts for each branch."""

    branches: tuple[Organisation, ...]
    rows: tuple[tuple[Organisation, tuple[int, ...]], ...]


def pages(archive: Archive, _site: Site) -> Iterator[Page]:
    """Yield the page of the network."""
    counts = Counter((p.branch, p.partner) for card in archive.articles for p in card.pacts)
    pairs = tuple(sorted((*pair, total) for pair, total in counts.items()))
    bound = {id_ for pair in counts for id_ in pair}
    # In the register's order, which is how people know them.
    organisations = tuple(one for one in archive.register.entries if one.id in bound)
    yield Page("network/index.html", "network.html", network_page, (pairs, organisations))


def network_page(
    pairs: tuple[Pair, ...], organisations: tuple[Organisation, ...]
) -> dict[str, Any]:
    """Return the drawing and the matrix of these pairs."""
    branches = tuple(one for one in organisations if one.side != "partner")
    partners = tuple(one for one in organisations if one.side == "partner")
    return {
        "drawing": drawn(pairs, branches, partners),
        "matrix": matrix(pairs, branches, partners),
        "total": sum(total for _, _, total in pairs),
        "pairs": len(pairs),
    }


def matrix(
    pairs: Sequence[Pair], branches: Sequence[Organisation], partners: Sequence[Organisation]
) -> Matrix:
    """Return the table of all pairs."""
    found = {(branch, partner): total for branch, partner, total in pairs}
    return Matrix(
        tuple(branches),
        tuple((p, tuple(found.get((b.id, p.id), 0) for b in branches)) for p in partners),
    )


def drawn(
    pairs: Sequence[Pair], branches: Sequence[Organisation], partners: Sequence[Organisation]
) -> Drawing:
    """Lay out both columns so that few lines cross, spread over the height of the longer one."""
    left, right = _untangled(pairs, branches, partners)
    rows = max(len(left), len(right))
    height = rows * ROW
    branch_nodes = _spread(left, height)
    partner_nodes = _spread(right, height)
    end = {node.organisation.id: node for node in partner_nodes}
    ends: dict[str, list[tuple[Node, int]]] = {one.id: [] for one in left}
    for branch, partner, total in pairs:
        ends[branch].append((end[partner], total))
    start = _widest(branch_nodes) + ASIDE
    place = start + min(FARTHEST, NEAREST + 2 * rows)
    return Drawing(
        width=place + ASIDE + _widest(partner_nodes),
        height=height,
        left=start,
        right=place,
        branches=tuple(
            (node, tuple(_fanned(node.y, ends[node.organisation.id]))) for node in branch_nodes
        ),
        partners=tuple(partner_nodes),
    )


def _fanned(y: float, ends: Sequence[tuple[Node, int]]) -> Iterator[Line]:
    """Let the lines of one branch leave it in the order of their ends."""
    room = min(ROW * 0.7, len(ends) * 2.0)
    step = room / len(ends)
    for index, (node, total) in enumerate(sorted(ends, key=lambda end: end[0].y)):
        start = round(y - room / 2 + step * (index + 0.5), 1)
        stroke = min(MOST_STROKE, 1 + (total - 1) * 0.75)
        yield Line(node.organisation, total, start, node.y, stroke)


def _untangled(
    pairs: Sequence[Pair], branches: Sequence[Organisation], partners: Sequence[Organisation]
) -> tuple[list[Organisation], list[Organisation]]:
    """Order both columns by the middle of whom each is bound to (the barycentre heuristic)."""
    left, right = list(branches), list(partners)
    of_branch: dict[str, list[str]] = {}
    of_partner: dict[str, list[str]] = {}
    for branch, partner, _ in pairs:
        of_branch.setdefault(branch, []).append(partner)
        of_partner.setdefault(partner, []).append(branch)
    for _ in range(SWEEPS):
        right = _by_middle(right, of_partner, left)
        left = _by_middle(left, of_branch, right)
    return left, right


def _by_middle(
    some: list[Organisation], bound: Mapping[str, Sequence[str]], others: list[Organisation]
) -> list[Organisation]:
    place = {one.id: index / len(others) for index, one in enumerate(others)}

    def middle(one: Organisation) -> float:
        places = [place[id_] for id_ in bound[one.id]]
        return sum(places) / len(places)

    return sorted(some, key=middle)


def _spread(some: Sequence[Organisation], height: int) -> list[Node]:
    step = height / len(some) if some else 0
    return [
        Node(one, round((index + 0.5) * step, 1), _cut(one.name)) for index, one in enumerate(some)
    ]


def _widest(nodes: Sequence[Node]) -> int:
    return SIGN * max((len(node.text) for node in nodes), default=0)


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
