"""From sources to what is kept of them: read, held against each other, labelled, rendered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from plugins.core.archive import written_labels
from plugins.core.cards import Card, card_of, digested
from plugins.core.digest import digest_of, digest_of_bytes
from plugins.core.faults import Fault
from plugins.core.folder import read_source
from plugins.core.labels import Labels
from plugins.core.offers import Render
from plugins.core.proofreading import Proofreader, World
from plugins.core.records import Body, Manuscript, StaticPage, Story
from plugins.incremental.filed import Columns, Filed, columns_of
from plugins.incremental.state import Stories, packed

Urls = Mapping[str, str]
Found = tuple[Columns, list[bytes], list[Fault]]
"""What can be kept, the digest of each file, every fault."""


class SourceReader:
    """Reads articles and single pages, one after another; pieces of them in any process."""

    def __init__(  # noqa: PLR0913 -- the parts that reading is put together from
        self,
        *,
        content: Path,
        world: World,
        label: Callable[[Manuscript], Labels] | None,
        render: Callable[[Urls], Render],
        render_key: bytes,
        urls: Urls,
        known: Mapping[str, Filed],
        stories: Stories,
    ) -> None:
        """Take what reading needs.

        `render_key` is the digest of all that rendering depends on beside body and links;
        `known` what was kept of the sources at the last build, for bodies that need no rendering.
        """
        self._content = content
        self._faults: list[Fault] = []
        self._desk = Proofreader(world, self._faults)
        self._label = label or (lambda manuscript: written_labels(manuscript.choices))
        self._render = render(urls)
        self._render_key = render_key
        self._urls = urls
        self._known = known
        self._stories = stories

    def read(self, paths: Sequence[str]) -> Found:
        """Return what can be kept, the digest of each file, and every fault."""
        found: list[tuple[Filed, bytes]] = []
        digests: list[bytes] = []
        self._faults.clear()
        for path in paths:
            data = read_source(self._content, path)
            if isinstance(data, Fault):
                self._faults.append(data)
                digests.append(b"")
                continue
            digests.append(digest_of_bytes(data))
            one = self._article(path, data) if _is_article(path) else self._page(path, data)
            if one is not None:
                found.append(one)
        self._desk.nodes.clear()  # where each word stood: much memory, and of no use here
        places = self._stories.append([story for _, story in found]) if found else []
        filed = [one._replace(place=place) for (one, _), place in zip(found, places, strict=True)]
        return columns_of(filed), digests, list(self._faults)

    def _article(self, path: str, data: bytes) -> tuple[Filed, bytes] | None:
        manuscript, ready = self._desk.article(path, data)
        if manuscript is None or not ready:
            return None
        article = manuscript.article
        body, key, linked = Body(""), b"", None
        if article.status == "published":  # an embargoed one will be shown some day
            article = article._replace(labels=self._label(manuscript))
            body, key, linked = self._body(path, manuscript.body, manuscript.links)
        story = packed(Story(article, body))
        card = card_of(article, digest_of_bytes(story))
        filed = Filed(
            card,
            article.status,
            article.embargo,
            manuscript.column_name,
            manuscript.links,
            linked,
            key,
            (0, 0),
        )
        return filed, story

    def _page(self, path: str, data: bytes) -> tuple[Filed, bytes] | None:
        page = self._desk.page(path, data)
        if page is None:
            return None
        body, key, linked = self._body(path, page.body, page.links)
        story = packed(Story(page._replace(body=""), body))
        card = _card_of_page(page, digest_of_bytes(story))
        filed = Filed(card, "published", None, None, page.links, linked, key, (0, 0))
        return filed, story

    def _body(
        self, source: str, text: str, links: tuple[str, ...]
    ) -> tuple[Body, bytes, tuple[str | None, ...]]:
        """Return the rendered body, its key, and where its links led."""
        linked = tuple([self._urls.get(link) for link in links])
        whole = digest_of_bytes(text.encode())  # `digest_of` would spell it out
        key = digest_of((self._render_key, source, whole, linked))
        was = self._known.get(source)
        if was is not None and was.body_key == key:
            return self._stories.read(was.place, was.card.whole).body, key, linked
        return self._render(text, source), key, linked


def _is_article(path: str) -> bool:
    return path.startswith("articles/")


def _card_of_page(page: StaticPage, whole: bytes) -> Card:
    card = Card(
        page.source, page.url, page.title, date.min, "", "", "", None, None, None,
        (), (), (), page.pictures, (), date.min,
    )  # fmt: skip
    return digested(card, whole)
