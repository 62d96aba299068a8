"""Related articles: those that share the most branches and partners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from plugins.core.archive import label_ids
from plugins.core.records import Article

MOST_RELATED = 5
# Only so many earlier articles of each label are weighed, so that the work grows with the
# archive's length and not with its square.
LOOK_BACK = 40


def related(
    articles: Sequence[Article], same_issue: Mapping[str, Sequence[Article]]
) -> dict[str, tuple[Article, ...]]:
    """Return for each article's source its related ones, the nearest first.

    `articles` stand oldest first. Only earlier articles and those of the same issue are
    chosen: a new article then changes no page but those of its own issue.
    """
    seen: dict[str, list[int]] = {}
    place = {article.source: index for index, article in enumerate(articles)}
    found: dict[str, tuple[Article, ...]] = {}
    for index, article in enumerate(articles):
        ids = label_ids(article)
        score: Counter[int] = Counter()
        for id_ in ids:
            earlier = seen.setdefault(id_, [])
            score.update(earlier[-LOOK_BACK:])
            earlier.append(index)
        for other in same_issue.get(article.issue or "", ()):
            shared = len(set(ids).intersection(label_ids(other)))
            if shared and other is not article:
                score[place[other.source]] = shared
        nearest = sorted(score, key=lambda i: (-score[i], -i))[:MOST_RELATED]
        found[article.source] = tuple(articles[i] for i in nearest if i != index)
    return found
