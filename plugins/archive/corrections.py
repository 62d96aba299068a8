"""The page of all corrections (更正): what was put right, when, and in which article."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from plugins.core.archive import Archive
from plugins.core.cards import Card
from plugins.core.page import Page
from plugins.core.records import Article, Story

URL = "corrections/"


class Corrected(NamedTuple):
    """One correction with the article that it puts right."""

    date: date
    text: str
    article: Card


def corrections_page(cards: tuple[Card, ...], *stories: Story) -> dict[str, Any]:
    """Return all corrections, newest first; those of one day in the order of their articles."""
    found = [
        Corrected(entry.date, entry.text, card)
        for card, story in zip(cards, stories, strict=True)
        if isinstance(story.record, Article)
        for entry in story.record.corrections
    ]
    return {"entries": tuple(sorted(found, key=lambda one: one.date, reverse=True))}


def page_of_corrections(archive: Archive) -> Page:
    """Return the page; it is there before the first correction, for its address is in the footer.

    Only corrected articles are its inputs: an edit of any other leaves it alone.
    """
    cards = tuple([card for card in archive.articles if card.corrected])
    inputs = (cards, *(card.text for card in cards))
    modified = max((card.modified for card in cards), default=None)
    return Page(f"{URL}index.html", "corrections.html", corrections_page, inputs, modified=modified)
