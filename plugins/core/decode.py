"""Bytes to text: UTF-8 and nothing else, with the place of the first byte that is not."""

from __future__ import annotations

import codecs

from plugins.core.faults import Fault


def decode(data: bytes, path: str) -> tuple[str | None, list[Fault]]:
    """Return the text with one kind of line end, or None, and the faults of its encoding."""
    if data.startswith(codecs.BOM_UTF8):
        text, faults = decode(data[3:], path)
        return text, [Fault(path, 1, 1, "encoding-bom"), *faults]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None, [Fault(path, 1, 1, "encoding-utf16")]
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = _place(before)
        return None, [Fault(path, line, column, _guess(data))]
    if "\0" in text:
        return None, [Fault(path, *_place(text[: text.index("\0")]), "encoding-nul")]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def _guess(data: bytes) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "encoding-bytes"
    return "encoding-gbk"


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")
