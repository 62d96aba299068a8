"""Bytes of a text file to clean text, whatever a Chinese office's programs have saved."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a Chinese newspaper prints: ASCII, Han, CJK and full-width punctuation, quotes and dashes.
_PRINTED = re.compile("[\t\n\r -~一-鿿　-〿！-￮‐-‧“”‘’·×°①-⓿■-◿]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What YAML cannot carry (YAML 1.2, c-printable), and marks that are invisible in print.
_UNWRITABLE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200b-\u200f\u2060\ufeff\xad]"
)
_SAMPLE = 20_000
_READABLE = 0.9  # share of printed characters from which a guess of the encoding is believed


class UndecodableError(ValueError):
    """The bytes are no text in UTF-8, GB18030 or UTF-16."""


def decode(data: bytes) -> str:
    """Return the text of `data`, with one kind of line end and without control characters.

    UTF-8, GB18030 (which holds GBK and GB2312) and UTF-16 are told apart by their byte order
    mark, else by which of them reads as printed Chinese. Raises UndecodableError.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _clean(_strictly(data[len(mark) :], encoding))
    if b"\0" not in data:
        try:
            return _clean(data.decode("utf-8"))
        except UnicodeDecodeError:
            pass  # an older encoding, then
    guesses: list[tuple[float, str]] = []
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        try:
            guess = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        guesses.append((_readable(guess), guess))
    share, text = max(guesses, key=lambda pair: pair[0], default=(0.0, ""))
    if share < _READABLE:
        raise UndecodableError
    return _clean(text)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError from error


def _readable(text: str) -> float:
    sample = text[:_SAMPLE]
    return len(_PRINTED.findall(sample)) / len(sample) if sample else 0.0


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", _LINE_END.sub("\n", text))
