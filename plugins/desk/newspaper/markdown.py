"""Blocks of a report to Markdown, so that what was printed shows and nothing of it is markup."""

from __future__ import annotations

import re

from plugins.desk.newspaper.report import Block

CAPTION = "图片说明："
_INSIDE = re.compile(r"[\\`*_\[\]{}|]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_FIRST = re.compile(r"[#>+\-](?=.)|[#>+\-]$|[~:=!]")
_NUMBERED = re.compile(r"(\d+)\.(?=\s|$)")
_MARKED = re.compile("^(?:图片说明|图片)[：:] ?")


def body(blocks: tuple[Block, ...]) -> str:
    """Return the Markdown of `blocks`: one block a line, an empty line between, a line end last."""
    return "\n\n".join(_block(block) for block in blocks) + "\n" if blocks else ""


def _block(block: Block) -> str:
    if block.kind == "head":
        return f"## {escape(block.text)}"
    if block.kind == "caption":
        return f"*{CAPTION}{escape(_MARKED.sub('', block.text))}*"
    return _first(escape(block.text))


def escape(text: str) -> str:
    """Mark every character of `text` that Markdown or HTML would take for its own."""
    escaped = _INSIDE.sub(r"\\\g<0>", text).replace("\\|", "&#124;")
    return _ENTITY.sub("&amp;", escaped).replace("<", "&lt;")


def _first(text: str) -> str:
    """Mark what makes a list, a head, a quotation or a fence at the beginning of a line."""
    found = _FIRST.match(text)
    if found:
        mark = text[0]
        return (f"\\{mark}" if mark in "#>+-!" else f"&#{ord(mark)};") + text[1:]
    return _NUMBERED.sub(r"\1\\.", text, count=1) if _NUMBERED.match(text) else text
