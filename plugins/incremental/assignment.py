"""What reading sources takes, in values that one process can hand to another."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plugins.core.offers import Offers, Settings
from plugins.core.patterns import compile_all
from plugins.core.records import Column, Issue
from plugins.core.register import Register
from plugins.core.settings import Site
from plugins.incremental.filed import Filed
from plugins.incremental.state import Stories

if TYPE_CHECKING:
    from plugins.incremental.sources import Found, SourceReader


class Assignment(NamedTuple):
    """What the sources are held against, and where all of it lies."""

    content: Path
    store: Path  # of stories
    register: Register
    columns: tuple[Column, ...] | None
    issues: Mapping[str, Issue]
    existing: str  # paths of files that are no sources, with a NUL between them
    sources: str  # theirs, in the same way: texts are handed over in no time, sets are not
    now: datetime
    render_key: bytes


class Means(NamedTuple):
    """What both processes have."""

    settings: Settings
    offers: Offers
    site: Site


def load(means: Means) -> None:
    """Load what reading most articles takes."""
    from plugins.incremental import sources  # noqa: F401 -- to be there

    if means.offers.labeller is not None:
        means.offers.labeller(Register())


def load_aside(means: Means) -> None:
    """Load it in a process of its own, which gives way to those that may find it is not needed."""
    os.nice(5)
    load(means)


def warm_up(means: Means) -> None:
    """Load all that reading may take; forks of this process need not."""
    from plugins.core import yaml_nodes  # noqa: F401 -- to be there

    load(means)
    if means.offers.renderer is not None:
        means.offers.renderer(means.settings, means.site, {})("`a`", "articles/a.md")
    compile_all()


def reader_of(
    given: Assignment,
    means: Means,
    stories: Stories,
    urls: Mapping[str, str],
    known: Mapping[str, Filed],
) -> SourceReader:
    """Return a reader of sources; `urls` and `known` as it takes them."""
    from plugins.core.proofreading import World
    from plugins.incremental.sources import SourceReader

    settings, offers, site = means
    renderer = offers.renderer
    if renderer is None:
        raise ValueError("PLUGINS: plugins.archive.adapter is missing")
    world = World(
        register=given.register,
        columns=given.columns,
        issues=given.issues,
        existing=frozenset(filter(None, given.existing.split("\0"))),
        sources=frozenset(filter(None, given.sources.split("\0"))),
        now=given.now,
        romanise=settings["ROMANISE"],
    )
    return SourceReader(
        content=given.content,
        world=world,
        label=offers.labeller and offers.labeller(given.register),
        render=lambda links: renderer(settings, site, links),
        render_key=given.render_key,
        urls=urls,
        known=known,
        stories=stories,
    )


def read_alone(given: Assignment, means: Means, paths: list[str]) -> Found:
    """Read some sources in a process of its own, which knows no address of any other.

    Where they link to others they are read again, when all are known.
    """
    stories = Stories(given.store)
    try:
        return reader_of(given, means, stories, {}, {}).read(paths)
    finally:
        stories.close()
