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
_EDGES = (" \n", "\n ", "\u3000\n", "\n\u3000")
_HEAD = regex(r"(#{1,6}) ([^\s#\"*\[\]!][^\n#\"*\[\]!]*)")
_WIDE_BLANK = regex(r"  |[^\S ]")  # the table of contents writes one blank for these
_PICTURE = regex(r"!\[([^\n\"*\[\]]*)\]\(([^\s()\"*\[\]]+)(?: \"([^\n\"*\[\]]+)\")?\)")
_ITEMS = regex(r"(?:- (?!\d)[\w“‘《（【*\[][^\n]*\n?)+")
# A line that begins so may be a list, a rule, a quotation, a definition, or part of a table.
_MARKED = regex(r"(?:[-+#>:=~!(]|\*(?!\*\w)|\d+[.)])", re.ASCII)
_MARKS = regex(
    r"\*\*(?P<bold>\w(?:[^*\n\[\]]*\w)?)\*\*"
    r"|\[(?P<text>[^\s*\[\]](?:[^*\n\[\]]*[^\s*\[\]])?)\]\((?P<href>(?:https?:/)?/[\w./%?=#~:-]+)\)",
    re.UNICODE,
)
_LEFT_OVER = regex(r"[*\[\]]")


class Plain:
    """Renders plain bodies."""

    def __init__(self, base: str) -> None:
        """Take the site's path below its host."""
        self._base = base

    def render(self, text: str, source: str) -> Body | None:
        """Return the body, or None where it is more than plain."""
        text = text.strip("\n")
        if _NOT_PLAIN.search(text) or text != text.strip() or any(e in text for e in _EDGES):
            return None
        html: list[str] = []
        heads: list[tuple[int, str, str]] = []
        count = 0
        for between in text.split("\n\n"):
            block = between.strip("\n")
            if not block:  # more than one blank line
                continue
            if (head := _HEAD.fullmatch(block)) and not _WIDE_BLANK.search(block):
                level, name = len(head[1]), head[2]
                id_ = f"section_{count}" if count else "section"
                count += 1
                if level in {2, 3}:
                    heads.append((level, id_, name))
                html.append(f'<h{level} id="{id_}">{name}</h{level}>')
                continue
            made = self._block(block, source)
            # Two lists with a blank line between them are one list, set wider.
            if made is None or (made.startswith("<ul>") and html and html[-1].startswith("<ul>")):
                return None
            html.append(made)
        return Body("\n".join(html), tuple(heads))

    def _block(self, block: str, source: str) -> str | None:
        if picture := _PICTURE.fullmatch(block):
            return self._figure(picture[1], picture[2], picture[3], source)
        if block.startswith("- ") and _ITEMS.fullmatch(block):
            items = [self._inline(line[2:]) for line in block.split("\n")]
            if any(item is None for item in items):
                return None
            return "\n".join(("<ul>", *(f"<li>{item}</li>" for item in items), "</ul>"))
        if any(_MARKED.match(line) for line in block.split("\n")):
            return None
        inline = self._inline(block)
        return None if inline is None else f"<p>{inline}</p>"

    def _inline(self, text: str) -> str | None:
        if "*" not in text and "[" not in text:
            return None if "]" in text else joined(text)
        if "![" in text:
            return None
        pieces = []
        at = 0
        for mark in _MARKS.finditer(text):
            pieces.append(joined(text[at : mark.start()]))
            if mark["bold"] is not None:
                pieces.append(f"<strong>{mark['bold']}</strong>")
            else:
                href = mark["href"]
                if href.endswith(".md") or ".md#" in href or href.startswith("//"):
                    return None  # an address of ours, which the full rendering knows
                base = self._base if href.startswith("/") else ""
                pieces.append(f'<a href="{base}{href}">{mark["text"]}</a>')
            at = mark.end()
        pieces.append(joined(text[at:]))
        left_over = _LEFT_OVER.search("".join(pieces[::2]))
        return None if left_over else "".join(pieces)

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
