"""Holds the related articles of the sample against what an editor would call related.

.venv/bin/python -m tests.site.related    # the table of docs/theme.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from plugins.core.cards import Card, card_of, in_order
from plugins.core.related import WEIGHTS, Weights, related
from plugins.desk.archive import labelled, sources_of
from tests.makers import archive
from tests.theme.browsing import CONTENT

TOP = 3
VARIANTS = {
    "标签": Weights(label=1, column=0, wording=0),
    "标签、栏目": WEIGHTS._replace(wording=0),
    "标签、栏目，同栏即相关": WEIGHTS._replace(wording=1e-9, least=0),
    "标签、栏目、用词": WEIGHTS,
}
# Pairs that we, having read the sample, would send a reader from one to the other; judged by
# the texts alone, before any of these ways of choosing was run.
JUDGED = {
    "overview": "tax-office-pact mobile-cangxian-pact telecom-cloud-pact what-for honours "
    "committee-four-tasks site-party-groups estate-party-groups discipline-exam nine-applicants "
    "party-birthday-cards",
    "what-for": "tax-office-pact mobile-cangxian-pact telecom-cloud-pact",
    "tax-office-pact": "mobile-cangxian-pact telecom-cloud-pact",
    "mobile-cangxian-pact": "telecom-cloud-pact two-mobile-branches",
    "committee-four-tasks": "site-party-groups estate-party-groups discipline-exam "
    "nine-applicants party-birthday-cards",
    "site-party-groups": "estate-party-groups",
    "discipline-exam": "party-birthday-cards",
    "nine-applicants": "party-birthday-cards",
    "how-to-write": "house-style where-labels-come-from",
    "house-style": "two-mobile-branches",
    "where-labels-come-from": "reading-ledger two-mobile-branches",
}
PAIRS = {frozenset((one, other)) for one, others in JUDGED.items() for other in others.split()}


class Tally(NamedTuple):
    """Of the first three of every list: how many are shown, how many of these are right.

    `possible` counts what could have been right: articles before or of the same issue.
    `empty` counts the articles with no list at all.
    """

    shown: int
    right: int
    possible: int
    empty: int


def cards_of_the_sample() -> tuple[Card, ...]:
    """Return the cards of the sample's public articles, oldest first."""
    sources = sources_of(CONTENT)
    return in_order(
        card_of(one.manuscript.article._replace(labels=one.labels), b"")
        for one in labelled(sources.read(), sources.files, "zh")
        if one.manuscript.article.status == "published" and not one.manuscript.article.embargo
    )


def tally(cards: tuple[Card, ...], weights: Weights) -> Tally:
    """Count what these weights choose."""
    lists = [some[:TOP] for some in related(replace(archive(), articles=cards), weights)]
    return Tally(
        shown=sum(map(len, lists)),
        right=sum(_judged(c, o) for c, some in zip(cards, lists, strict=True) for o in some),
        possible=sum(min(TOP, sum(1 for _ in _choice(cards, at))) for at in range(len(cards))),
        empty=lists.count(()),
    )


def _choice(cards: tuple[Card, ...], at: int) -> Iterator[Card]:
    """Yield the related articles that one may lead to."""
    for index, other in enumerate(cards):
        reached = index < at or other.issue == cards[at].issue
        if reached and _judged(cards[at], other):
            yield other


def _judged(one: Card, other: Card) -> bool:
    return frozenset((one.slug, other.slug)) in PAIRS


def main() -> None:
    """Print the table."""
    cards = cards_of_the_sample()
    lines = [
        f"| {len(cards)} 篇 | 前三篇里相关的 | 该有而有的 | 一篇也没有的 |",
        "|---|---|---|---|",
    ]
    for name, weights in VARIANTS.items():
        shown, right, possible, empty = tally(cards, weights)
        lines.append(f"| {name} | {right}/{shown} | {right}/{possible} | {empty} |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
