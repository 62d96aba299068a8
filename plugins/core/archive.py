"""The archive: all records that may be public, in one order, with the indexes pages need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from plugins.core.labels import Choices, Label, Labels, Pact
from plugins.core.page import Page
from plugins.core.records import Article, Body, Column, Issue, Manuscript, StaticPage
from plugins.core.register import Register
from plugins.core.settings import Site

Key = TypeVar("Key")
PageMaker = Callable[["Archive", Site], Iterable[Page]]
"""What a capability offers: all its pages, from the archive and the site's settings alone."""


@dataclass(frozen=True)
class Archive:
    """What is public, and nothing else. Articles and issues stand oldest first."""

    articles: tuple[Article, ...]
    withdrawn: tuple[Article, ...]
    bodies: Mapping[str, Body]  # by the source of the article or page
    pages: tuple[StaticPage, ...]
    issues: tuple[Issue, ...]  # those with a public article
    columns: tuple[Column, ...]  # those with a public article, in the register's order
    register: Register

    @cached_property
    def by_issue(self) -> Mapping[str, tuple[Article, ...]]:
        """Articles of each issue in the order of print: sheet by sheet, then by file name."""
        groups = _group(self.articles, lambda a: (a.issue,) if a.issue else ())
        return {
            key: tuple(sorted(some, key=lambda a: (a.sheet is None, a.sheet or 0, a.source)))
            for key, some in groups.items()
        }

    @cached_property
    def by_column(self) -> Mapping[str, tuple[Article, ...]]:
        """Articles of each column id, oldest first."""
        return _group(self.articles, lambda a: (a.column,) if a.column else ())

    @cached_property
    def by_organisation(self) -> Mapping[str, tuple[Article, ...]]:
        """Articles labelled with each organisation id, oldest first."""
        return _group(self.articles, label_ids)

    @cached_property
    def by_year(self) -> Mapping[int, tuple[Article, ...]]:
        """Articles of each year, oldest first."""
        return _group(self.articles, lambda a: (a.date.year,))

    @cached_property
    def issue(self) -> Mapping[str, Issue]:
        """Each issue by its id."""
        return {issue.id: issue for issue in self.issues}

    @cached_property
    def column(self) -> Mapping[str, Column]:
        """Each column by its id."""
        return {column.id: column for column in self.columns}


def label_ids(article: Article) -> tuple[str, ...]:
    """Return the ids of all branches and partners of an article, branches first."""
    return tuple(label.id for label in (*article.labels.branches, *article.labels.partners))


def is_public(article: Article, now: datetime) -> bool:
    """Tell whether an article may be shown at `now` (aware)."""
    return article.status == "published" and (article.embargo is None or article.embargo <= now)


def written_labels(choices: Choices) -> Labels:
    """Return the labels that the front matter alone gives, for a site without derived labels."""
    return Labels(
        branches=tuple(Label(id_, "explicit") for id_ in choices.forced_branches),
        partners=tuple(Label(id_, "explicit") for id_ in choices.forced_partners),
        pacts=tuple(Pact(p.branch, p.partner, p.kind, p.date, "explicit") for p in choices.pacts),
    )


def labelled(
    manuscripts: Iterable[Manuscript], label: Callable[[Manuscript], Labels]
) -> tuple[Manuscript, ...]:
    """Return the manuscripts with their articles labelled."""
    return tuple(replace(m, article=replace(m.article, labels=label(m))) for m in manuscripts)


def archive_of(  # noqa: PLR0913 -- the parts of the archive, all named at the call
    *,
    manuscripts: Iterable[Manuscript],
    pages: tuple[StaticPage, ...],
    issues: Iterable[Issue],
    columns: Iterable[Column],
    register: Register,
    render: Callable[[str, str], Body],
    now: datetime,
) -> Archive:
    """Choose what is public at `now` and render it; `render` takes a body and its source."""
    articles: list[Article] = []
    withdrawn: list[Article] = []
    bodies: dict[str, Body] = {}
    for manuscript in manuscripts:
        article = manuscript.article
        if is_public(article, now):
            articles.append(article)
            bodies[article.source] = render(manuscript.body, article.source)
        elif article.status == "withdrawn":
            withdrawn.append(article)
    for page in pages:
        bodies[page.source] = render(page.body, page.source)
    articles.sort(key=lambda a: (a.date, a.issue or "", a.sheet or 0, a.source))
    used_issues = {a.issue for a in articles}
    used_columns = {a.column for a in articles}
    return Archive(
        articles=tuple(articles),
        withdrawn=tuple(sorted(withdrawn, key=lambda a: a.source)),
        bodies=bodies,
        pages=tuple(sorted(pages, key=lambda p: p.source)),
        issues=tuple(
            sorted((i for i in issues if i.id in used_issues), key=lambda i: (i.date, i.id))
        ),
        columns=tuple(c for c in columns if c.id in used_columns),
        register=register,
    )


def _group(
    articles: Iterable[Article], keys: Callable[[Article], Iterable[Key]]
) -> dict[Key, tuple[Article, ...]]:
    groups: defaultdict[Key, list[Article]] = defaultdict(list)
    for article in articles:
        for key in keys(article):
            groups[key].append(article)
    return {key: tuple(some) for key, some in groups.items()}
