"""The plain part of Markdown, in a tenth of the time: what most articles are made of.

Paragraphs, heads, single pictures and flat lists, with bold words and links in them. A text
that holds anything else, or might, is left to Python-Markdown; for the others the result is the
same to the byte (a property test compares the two).
"""

from __future__ import annotations

import re

from plugins.archive.lines import joined, picture_path, split_credit
from plugins.core.patterns import regex
from plugins.core.records import Body

# Signs that begin what is not plain, wherever they stand; blanks at the edge of a line mean
# something in Markdown, and the library has its own uses for control characters.
_NOT_PLAIN = regex(r"[<>&`\\_|{}\0-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029]")
_EDGE = regex(r"\n(?:(?=[ \u3000])|(?<=[ \u3000]\n))")
_HEAD = regex(r"(#{1,6}) ([^\s#\"*\[\]!<][^\n#\"*\[\]!<]*)")
_WIDE_BLANK = regex(r"  |[^\S ]")  # the table of contents writes one blank for these
_PICTURE = regex(r"!\[([^\n\"*\[\]<]*)\]\(([^\s()\"*\[\]<]+)(?: \"([^\n\"*\[\]<]+)\")?\)")
_ITEMS = regex(r"(?:- (?!\d)[\w“‘《（【<][^\n]*\n?)+")
# A line that begins so may be a list, a rule, a quotation, a definition, or part of a table.
_MARKED = regex(r"[-+#>:=~!(]|\d+[.)]", re.ASCII)
# Each begins with a sign of its own, which is searched for many times faster than one of two.
_BOLD = regex(r"\*\*(\w(?:[^*\n\[\]]*\w)?)\*\*")
_LINK = regex(
    r"\[(?<!!\[)([^\s*\[\]<](?:[^*\n\[\]<]*[^\s*\[\]<])?)\]\(((?:https?:/)?/[\w./%?=#~:-]+)\)"
)
_LEFT_OVER = ("*", "[", "]")
_LISTED = {2, 3}  # levels of heads in the table of contents


class Plain:
    """Renders plain bodies."""

    def __init__(self, base: str) -> None:
        """Take the site's path below its host."""
        self._base = base

    def render(self, text: str, source: str) -> Body | None:
        """Return the body, or None where it is more than plain."""
        text = text.strip("\n")
        if _NOT_PLAIN.search(text) or text != text.strip() or _EDGE.search(text):
            return None
        # The marks of all blocks at once. No "<" stood there before: now it tells of a mark.
        text = _LINK.sub(self._link, _BOLD.sub(r"<strong>\1</strong>", text))
        html: list[str] = []
        heads: list[tuple[int, str, str]] = []
        for between in text.split("\n\n"):
            block = between.strip("\n")
            if not block:  # more than one blank line
                continue
            made = self._block(block, source, heads)
            # Two lists with a blank line between them are one list, set wider.
            if made is None or (html and made.startswith("<ul>") and html[-1].startswith("<ul>")):
                return None
            html.append(made)
        whole = "\n".join(html)
        if any(sign in whole for sign in _LEFT_OVER):
            return None
        return Body(whole, tuple([head for head in heads if head[0] in _LISTED]))

    def _link(self, mark: re.Match[str]) -> str:
        """Return a link in HTML, or as it stands, and so left over, where it is not plain."""
        text, href = mark.groups()
        if href.endswith(".md") or ".md#" in href or href.startswith("//"):
            return mark[0]  # an address of ours, which the full rendering knows
        base = self._base if href.startswith("/") else ""
        return f'<a href="{base}{href}">{text}</a>'

    def _block(self, block: str, source: str, heads: list[tuple[int, str, str]]) -> str | None:
        sign = block[0]
        if sign == "#":
            return _head(block, heads)
        if sign == "!":
            picture = _PICTURE.fullmatch(block)
            return picture and self._figure(picture[1], picture[2], picture[3], source)
        if sign == "-":
            items = block[2:].replace("\n- ", "</li>\n<li>")
            return f"<ul>\n<li>{items}</li>\n</ul>" if _ITEMS.fullmatch(block) else None
        if any(map(_MARKED.match, block.split("\n"))):
            return None
        return f"<p>{joined(block)}</p>"

    def _figure(self, alt: str, src: str, caption: str | None, source: str) -> str | None:
        path = picture_path(src, source)
        if path is None or "%" in src:
            return None
        image = f'<img alt="{alt}" decoding="async" loading="lazy" src="{self._base}/{path}">'
        if caption is None:
            return f'<figure class="figure">{image}</figure>'
        said, credit = split_credit(caption)
        below = f'{said}<span class="credit">{credit}</span>' if credit else said
        return f'<figure class="figure">{image}<figcaption>{below}</figcaption>\n</figure>'


def _head(block: str, heads: list[tuple[int, str, str]]) -> str | None:
    """Return a head, which is added to `heads` as level, id and text."""
    head = _HEAD.fullmatch(block)
    if head is None or _WIDE_BLANK.search(block):
        return None
    level, name = len(head[1]), head[2]
    id_ = f"section_{len(heads)}" if heads else "section"
    heads.append((level, id_, name))
    return f'<h{level} id="{id_}">{name}</h{level}>'
