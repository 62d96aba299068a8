"""Where in a source file a place of the labelled text stands."""

from __future__ import annotations

from plugins.core.article_file import parse_markdown
from plugins.core.records import Manuscript
from plugins.core.schema import ARTICLE


def line_of(manuscript: Manuscript, data: bytes, offset: int) -> int:
    """Return the line, from 1, of an offset into `manuscript.text` in its file, `data`.

    Headline lines come from the front matter, wherever they stand there; a text without front
    matter has its title on the first line.
    """
    text = manuscript.text
    body = len(text) - len(manuscript.body)
    if offset >= body:
        return manuscript.body_line + manuscript.body.count("\n", 0, offset - body)
    article = manuscript.article
    heads = {"kicker": article.kicker, "title": article.title, "subtitle": article.subtitle}
    keys = [key for key, line in heads.items() if line]
    key = keys[min(text.count("\n", 0, offset), len(keys) - 1)]
    node = parse_markdown(article.source, data, ARTICLE).node
    return node.at((key,))[0] if node else 1
