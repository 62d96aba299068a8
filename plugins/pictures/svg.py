"""Drawings (SVG) that do nothing but draw; any other is refused.

A drawing shown by `<img>` runs no script, but opened by its address it does, on the site's own
origin. So only what is known to be inert is published: elements and attributes that draw, and
references within the drawing itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET
from xml.parsers import expat

from plugins.core.faults import Fault
from plugins.core.records import Shape

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_OWN = (f"{_SVG} ", f"{_XLINK} ", "http://www.w3.org/XML/1998/namespace ")
_DRAWING = frozenset(
    """
    svg g defs symbol use title desc style switch path rect circle ellipse line polyline polygon
    text tspan textPath linearGradient radialGradient stop pattern clipPath mask marker view
    filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB
    feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight
    feSpecularLighting feSpotLight feTile feTurbulence metadata
    """.split()  # noqa: SIM905 -- a list that can be read
)
# In values and style sheets: an address that is not within the drawing, or a way to hide one.
_OUTSIDE = re.compile(
    r"url\(\s*(?!\s*[\"']?\s*#)|@import|image-set|(?<![\w-])src\s*\(|\\|javascript:|data:|//",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")
_STANDARD = (300, 150)  # what a browser takes for a drawing that names no size (CSS Images 3, 5.2)


def drawn(path: str, data: bytes) -> tuple[Shape, dict[str, bytes]] | list[Fault]:
    """Return an inert drawing's size and its bytes, or the fault that it is not inert.

    Comments and what drawing programs note (names of people, folders) are left out.
    """
    look = _Look()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.ordered_attributes = False
    parser.buffer_text = True

    def report(what: str) -> None:
        if not look.faults:
            line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
            values = {"path": path, "what": what}
            look.faults.append(Fault(path, line, column, "picture-svg", values))

    look.report = report
    parser.StartElementHandler = look.start
    parser.EndElementHandler = look.end
    parser.CharacterDataHandler = look.text
    parser.CommentHandler = look.note
    parser.StartDoctypeDeclHandler = lambda *_: report("<!DOCTYPE>")
    parser.ProcessingInstructionHandler = lambda target, _data: report(f"<?{target}?>")
    try:
        parser.Parse(data, True)  # noqa: FBT003 -- the library's own signature
    except expat.ExpatError as error:
        values = {"path": path, "what": expat.ErrorString(error.code)}
        return [Fault(path, error.lineno, error.offset + 1, "picture-svg", values)]
    if look.faults:
        return look.faults
    return Shape(*look.size), {"": _cleaned(data) if look.noted else data}


@dataclass(slots=True)
class _Look:
    """What is seen in one pass over a drawing."""

    report: Any = None
    faults: list[Fault] = field(default_factory=list)
    noted: bool = False  # something is in it that draws nothing
    size: tuple[int, int] = _STANDARD
    depth: int = 0
    styles: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at an element: whether it may be here, and leads nowhere out of the drawing."""
        self.depth += 1
        space, _, tag = name.rpartition(" ")
        if self.depth == 1:
            if name != f"{_SVG} svg":
                self.report(f"<{tag}>")
                return
            self.size = _size(attributes)
        if space != _SVG:
            self.noted = True
        elif tag not in _DRAWING:
            self.report(f"<{tag}>")
        self.noted = self.noted or tag == "metadata"
        self.styles += tag == "style"
        for key, value in attributes.items():
            self._attribute(key, value)

    def _attribute(self, key: str, value: str) -> None:
        own, _, plain = key.rpartition(" ")
        if own and f"{own} " not in _OWN:
            self.noted = True
        elif plain.lower().startswith("on") or (own == _XLINK and plain != "href"):
            self.report(f"{plain}=")
        elif plain.lower() == "href":
            if not value.strip().startswith("#"):
                self.report(f'{plain}="{value[:40]}"')
        elif _OUTSIDE.search(value):
            self.report(f'{plain}="{value[:40]}"')

    def end(self, name: str) -> None:
        """Leave an element."""
        self.depth -= 1
        self.styles -= name == f"{_SVG} style"

    def text(self, data: str) -> None:
        """Look at a style sheet."""
        if self.styles and (found := _OUTSIDE.search(data)):
            self.report(f"<style> {data[found.start() :][:40]}")

    def note(self, _data: str) -> None:
        """Note that there is a comment."""
        self.noted = True


def _size(attributes: Mapping[str, str]) -> tuple[int, int]:
    """Return width and height in CSS pixels: those that are named, or those of the view box."""
    named = [_LENGTH.fullmatch(attributes.get(key, "")) for key in ("width", "height")]
    if named[0] and named[1]:
        return max(1, round(float(named[0][1]))), max(1, round(float(named[1][1])))
    box = attributes.get("viewBox", "").replace(",", " ").split()
    try:
        width, height = float(box[2]), float(box[3])
    except (IndexError, ValueError):
        return _STANDARD
    return max(1, round(width)), max(1, round(height))


def _cleaned(data: bytes) -> bytes:
    """Return the drawing without comments, metadata and the parts of other vocabularies."""
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    root = ET.fromstring(data)  # noqa: S314 -- no document type, as has been made sure
    for parent in list(root.iter()):
        for child in list(parent):
            if not child.tag.startswith(f"{{{_SVG}}}") or child.tag.endswith("}metadata"):
                parent.remove(child)
        for key in list(parent.attrib):
            if key.startswith("{") and f"{key[1:].partition('}')[0]} " not in _OWN:
                del parent.attrib[key]
    cleaned: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return cleaned
