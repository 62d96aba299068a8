"""How an article is cited: GB/T 7714-2015, newspaper articles (4.6) and electronic ones (4.7)."""

from __future__ import annotations

from plugins.core.records import Article

_MOST_AUTHORS = 3  # 8.1.2: of more, three are named, then 等


def printed(article: Article, paper: str) -> str:
    """Return the entry of a reference list for the printed article ([N])."""
    return f"{_head(article)}[N]. {_place(article, paper)}."


def online(article: Article, paper: str, address: str) -> tuple[str, str]:
    """Return the entry for the article on the web ([N/OL]), cut where the day of reading stands."""
    return f"{_head(article)}[N/OL]. {_place(article, paper)}[", f"]. {address}."


def _head(article: Article) -> str:
    people = [*article.byline.reporter, *article.byline.correspondent]
    named = ", ".join(people[:_MOST_AUTHORS]) + (", 等" if len(people) > _MOST_AUTHORS else "")
    title = f"{article.title}: {article.subtitle}" if article.subtitle else article.title
    return f"{named}. {title}" if named else title


def _place(article: Article, paper: str) -> str:
    sheet = f"({article.sheet})" if article.sheet is not None else ""
    return f"{paper}, {article.date.isoformat()}{sheet}"
