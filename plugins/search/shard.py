"""One shard of the index: its articles in, its files out."""

from __future__ import annotations

import json
from hashlib import sha256

from plugins.core.records import Article, Story
from plugins.search.postings import files_of, postings_of
from plugins.search.text import line_of, text_of

TABLE = "table.json"
ENDING = ".bin"


def shard(stories: tuple[Story, ...]) -> dict[str, bytes]:
    """Return the files of the shard that holds these articles, by their paths in it.

    The postings are those of all the articles as one text. The table tells of each article in
    turn its address, its day, the length of its line and the numbers of what it can be chosen by,
    and of each file of postings its first pair and its name, which is made from what it holds: a
    browser may keep it for ever.
    """
    values: dict[str, int] = {}
    rows = []
    lines = []
    for story in stories:
        article = _article(story)
        numbers = [values.setdefault(facet, len(values)) for facet in facets_of(article)]
        heads = f"{article.kicker} {article.subtitle}".strip()
        line = line_of(article.title, heads, text_of(story.body.html))
        rows.append([article.url, article.date.toordinal(), len(line), *numbers])
        lines.append(line)
    files = {}
    words = []
    for first, data in files_of(postings_of("".join(lines))):
        name = sha256(data).hexdigest()[:10]
        files[name + ENDING] = data
        words.append([first, name])
    # Everything in the order of the articles, so that the same articles give the same bytes.
    table = {"values": list(values), "rows": rows, "words": words}
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


def _article(story: Story) -> Article:
    if not isinstance(story.record, Article):
        raise TypeError(f"{story.record.source}: no article")
    return story.record
