"""Markdown to HTML for Chinese newspaper text, with Python-Markdown and one extension of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.extensions.toc import TocExtension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AtomicString

from plugins.archive.allowed import clean
from plugins.archive.lines import joined, picture_path, split_credit
from plugins.core.patterns import regex
from plugins.core.records import Body

_COMMENT = regex(r"<!--.*?-->", re.DOTALL)
# The signs without which each of the library's inline patterns matches nothing; a pattern that
# is not listed is always tried.
_SIGNS: dict[str, tuple[str, ...]] = {
    "backtick": ("`",), "escape": ("\\",), "footnote": ("[^",), "reference": ("[",),
    "link": ("[",), "image_link": ("![",), "image_reference": ("![",),
    "short_reference": ("[",), "short_image_ref": ("![",), "autolink": ("<",),
    "automail": ("<",), "linebreak": ("  \n",), "entity": ("&",), "em_strong": ("*", "_"),
}  # fmt: skip
_ANY_SIGN = regex(r"[`\\\[<&*_]|  \n")
_ALIGNED = regex(r"text-align: (left|center|right);")
_VERBATIM = frozenset({"pre", "code"})
_SAFE_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})


class Renderer:
    """Turns the Markdown of a body into HTML.

    `options` is Pelican's MARKDOWN setting; `base` the site's path below its host; `urls` the
    address below the site's root of each public source, for links from one to another.
    """

    def __init__(self, options: Mapping[str, Any], base: str, urls: Mapping[str, str]) -> None:
        """Make one long-lived Markdown instance: making one costs more than an article."""
        configs = dict(options.get("extension_configs", {}))
        self._tree = _Tree(base, urls)
        self._markdown = Markdown(
            extensions=[
                *configs,
                # Numbered ids: Chinese heads have no Latin slug, and a reworded head keeps its id.
                TocExtension(slugify=lambda _text, _separator: "section", toc_depth="2-3"),
                self._tree,
            ],
            extension_configs=configs,
            output_format="html",
        )
        # Raw HTML is shown as text: an editor's `<` is a sign, and nobody's script runs.
        self._markdown.preprocessors.deregister("html_block")
        # After fenced code (25), whose text is out of the way by then.
        self._markdown.preprocessors.register(_Comments(self._markdown), "comments", 22)
        self._markdown.inlinePatterns.deregister("html")
        self._markdown.treeprocessors.register(_Inline(self._markdown), "inline", 20)

    def render(self, text: str, source: str) -> Body:
        """Return the HTML of `text`, the body of the file `source` below the content folder."""
        self._tree.source = source
        self._markdown.reset()
        html = clean(self._markdown.convert(text))
        tokens: list[dict[str, Any]] = getattr(self._markdown, "toc_tokens", [])
        return Body(html=html, toc=tuple(_heads(tokens)))


def _heads(tokens: list[dict[str, Any]]) -> Iterator[tuple[int, str, str]]:
    for token in tokens:
        yield (token["level"], token["id"], token["name"])
        yield from _heads(token["children"])


class _Inline(InlineProcessor):
    """Python-Markdown's own, without looking for patterns that cannot occur in a text.

    Most Chinese paragraphs hold none of the signs that begin one, and a pattern whose sign is
    not there need not be searched for.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._signs: list[tuple[str, ...]] = []
        self._all_listed = False

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 -- the library's names
        """Replace what patterns match by placeholders, as the library does."""
        if not self._signs:  # every extension has registered its patterns by now
            registry: Any = self.md.inlinePatterns
            names = [item.name for item in registry._priority]  # noqa: SLF001 -- they are nowhere else
            self._signs = [_SIGNS.get(name, ("",)) for name in names]
            self._all_listed = all(name in _SIGNS for name in names)
        if isinstance(data, AtomicString) or (self._all_listed and not _ANY_SIGN.search(data)):
            return data
        index, start = patternIndex, 0
        while index < len(self._signs):
            matched = False
            if any(sign in data for sign in self._signs[index]):
                data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                    self.inlinePatterns[index], data, index, start
                )
            if not matched:
                index, start = index + 1, 0
        return data


class _Comments(Preprocessor):
    """Takes out `<!-- … -->`: what editors note for each other is not for readers."""

    def run(self, lines: list[str]) -> list[str]:
        return _COMMENT.sub("", "\n".join(lines)).split("\n")


class _Tree(Extension):
    """Our changes to the parsed tree: joined lines, figures, tables, addresses."""

    def __init__(self, base: str, urls: Mapping[str, str]) -> None:
        super().__init__()
        self.base = base
        self.urls = urls
        self.source = ""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- the library's name
        # After the inline patterns (20), so that links and pictures exist; before the table of
        # contents (5) reads the heads.
        md.treeprocessors.register(_Processor(md, self), "jianbao", 15)


class _Processor(Treeprocessor):
    def __init__(self, md: Markdown, tree: _Tree) -> None:
        super().__init__(md)
        self._settings = tree

    def run(self, root: Element) -> None:
        self._join_lines(root)
        for parent in list(root.iter()):
            for index, child in enumerate(list(parent)):
                if child.tag == "table":
                    parent[index] = _scrollable(child)
                elif child.tag == "p" and _only_picture(child) is not None:
                    _make_figure(child)
        for element in root.iter():
            if element.tag == "img":
                self._address_picture(element)
            elif element.tag == "a":
                self._address_link(element)
            elif element.tag in {"th", "td"}:
                _align(element)

    def _join_lines(self, element: Element) -> None:
        if element.tag in _VERBATIM:
            return
        if element.text:
            element.text = joined(element.text)
        for child in element:
            self._join_lines(child)
            if child.tail:
                child.tail = joined(child.tail)

    def _address_picture(self, element: Element) -> None:
        path = picture_path(element.get("src", ""), self._settings.source)
        if path is not None:
            element.set("src", f"{self._settings.base}/{path}")
        element.set("loading", "lazy")
        element.set("decoding", "async")

    def _address_link(self, element: Element) -> None:
        href = element.get("href", "")
        try:
            parts = urlsplit(href)
        except ValueError:  # an address no browser could follow either
            del element.attrib["href"]
            return
        if parts.scheme.lower() not in _SAFE_SCHEMES:
            del element.attrib["href"]
        elif not parts.scheme and not parts.netloc and parts.path.endswith(".md"):
            path = picture_path(href, self._settings.source)
            url = self._settings.urls.get(path or "")
            if url is None:  # the article is not public: keep the words, drop the dead link
                del element.attrib["href"]
            else:
                fragment = f"#{parts.fragment}" if parts.fragment else ""
                element.set("href", f"{self._settings.base}/{url}{fragment}")
        elif not parts.scheme and not parts.netloc and parts.path.startswith("/"):
            element.set("href", f"{self._settings.base}{href}")


def _only_picture(paragraph: Element) -> Element | None:
    """Return the picture of a paragraph that holds nothing else, or None."""
    if len(paragraph) != 1 or (paragraph.text or "").strip():
        return None
    child = paragraph[0]
    return child if child.tag == "img" and not (child.tail or "").strip() else None


def _make_figure(paragraph: Element) -> None:
    picture = paragraph[0]
    caption = picture.attrib.pop("title", "")
    paragraph.tag = "figure"
    paragraph.set("class", "figure")
    paragraph.text = None
    picture.tail = None
    if caption:
        said, credit = split_credit(caption)
        below = SubElement(paragraph, "figcaption")
        below.text = said
        if credit:
            SubElement(below, "span", {"class": "credit"}).text = credit


def _align(cell: Element) -> None:
    """Say by a class how a cell is aligned: the pages' policy forbids styles in elements."""
    match = _ALIGNED.fullmatch(cell.attrib.pop("style", ""))
    if match:
        cell.set("class", f"align-{match[1]}")


def _scrollable(table: Element) -> Element:
    """Wrap a table so that a wide one scrolls by itself, by keyboard too (WCAG 2.1.1)."""
    wrapper = Element(
        "div", {"class": "table", "role": "region", "tabindex": "0", "aria-label": "表格"}
    )
    wrapper.tail, table.tail = table.tail, None
    wrapper.append(table)
    return wrapper
