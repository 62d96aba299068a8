"""One shard of the index: its articles in, its files out."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from plugins.core.records import Article, Story
from plugins.search.fold import fold_table
from plugins.search.pagefind import addresses, index
from plugins.search.prepare import page_of, text_of

TABLE = "table.json"


def shard(stories: tuple[Story, ...]) -> dict[str, bytes]:
    """Return the files of the shard that holds these articles, by their paths in it.

    Beside Pagefind's own there is the table: for each article the id that Pagefind gave it, its
    day, and the numbers of what it can be chosen by. Pagefind counts for one phrase only; with
    the table the script counts for several, and sorts by date over all shards.
    """
    with tempfile.TemporaryDirectory(prefix="jianbao-search-") as scratch:
        files = index(_prepared(stories), Path(scratch))
    ids = addresses(files)
    values: dict[str, int] = {}
    rows = []
    for story in stories:
        article = _article(story)
        numbers = [values.setdefault(facet, len(values)) for facet in facets_of(article)]
        rows.append([ids[article.url], article.date.toordinal(), *numbers])
    # Everything in the order of the articles, so that the same articles give the same bytes.
    table = {"values": list(values), "rows": rows}
    files[TABLE] = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    return files


def facets_of(article: Article) -> list[str]:
    """Return what an article can be chosen by: `branch:id`, `partner:id`, `column:id`, `issue:id`.

    Its year follows from its day.
    """
    return [
        *(f"branch:{label.id}" for label in article.labels.branches),
        *(f"partner:{label.id}" for label in article.labels.partners),
        *([f"column:{article.column}"] if article.column else []),
        *([f"issue:{article.issue}"] if article.issue else []),
    ]


def _prepared(stories: tuple[Story, ...]) -> Iterator[tuple[str, str]]:
    fold = fold_table()
    for story in stories:
        article = _article(story)
        heads = f"{article.kicker} {article.subtitle}".strip()
        yield article.url, page_of(article.title, heads, text_of(story.body.html), fold)


def _article(story: Story) -> Article:
    if not isinstance(story.record, Article):
        raise TypeError(f"{story.record.source}: no article")
    return story.record
