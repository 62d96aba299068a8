"""Labels: which branches and partners an article is about, and the sentence that says so."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

Origin = Literal["explicit", "derived"]
Side = Literal["company", "branch", "partner"]


class Evidence(NamedTuple):
    """The place in the article that made a label.

    `start` and `end` are offsets in code points into the article's text as it stands in the
    source (headline lines and body, see `Manuscript.text`); `sentence` is that sentence as a
    reader would see it, without line breaks or markup; `rule` names the rule that fired.
    """

    rule: str
    sentence: str
    start: int
    end: int


class Label(NamedTuple):
    """One organisation that an article is about, by its register id."""

    id: str
    origin: Origin
    evidence: tuple[Evidence, ...] = ()


class Pact(NamedTuple):
    """A co-building relation between one of our organisations and one outside (共建).

    `branch` is the id of a branch, or of the company where the article ties no branch to it.
    """

    branch: str
    partner: str
    kind: str
    date: date | None
    origin: Origin
    evidence: tuple[Evidence, ...] = ()


class Candidate(NamedTuple):
    """A name that acts like a branch or a partner but stands in no register (候选).

    `near` are ids of registered organisations whose names differ from it in next to nothing
    (沧州分公司, 沧县分公司): pointed out so that nobody merges them.
    """

    name: str
    side: Side
    evidence: tuple[Evidence, ...] = ()
    near: tuple[str, ...] = ()


class Rejected(NamedTuple):
    """A name that was near to being a label, and why it is none; `id` if it is registered."""

    name: str
    id: str | None
    reason: str
    evidence: tuple[Evidence, ...] = ()


class Labels(NamedTuple):
    """All that labelling found in one article, each part sorted by first appearance."""

    branches: tuple[Label, ...] = ()
    partners: tuple[Label, ...] = ()
    pacts: tuple[Pact, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    rejected: tuple[Rejected, ...] = ()


class WrittenPact(NamedTuple):
    """A pact written by hand in the front matter; ids as in `Pact`."""

    branch: str
    partner: str
    kind: str
    date: date | None


class Choices(NamedTuple):
    """What the editor wrote in the front matter about labels, as register ids.

    `forced` are labels in any case, `forbidden` (a leading `-`) in none.
    """

    forced_branches: tuple[str, ...] = ()
    forced_partners: tuple[str, ...] = ()
    forbidden: frozenset[str] = frozenset()
    pacts: tuple[WrittenPact, ...] = ()
