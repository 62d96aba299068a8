"""Writing front matter by hand's rules: values that any YAML reader takes as the same text."""

from __future__ import annotations

import json
import re

# Begins with Han and holds nothing that YAML reads as more than text.
_PLAIN = re.compile("[一-鿿](?:[一-鿿A-Za-z0-9“”‘’《》（）、，。：；！？—…·]| (?=[^ ]))*")
_LINE_BREAK = re.compile("\\s*[\n\r\x85\u2028\u2029]\\s*")
_BESIDE_JSON = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def scalar(text: str) -> str:
    """Return `text` as a YAML scalar on one line, plain where that is safe, else in quotes."""
    if _PLAIN.fullmatch(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    # JSON leaves these as they are, YAML does not take them unescaped.
    return _BESIDE_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)


def sequence(values: tuple[str, ...]) -> str:
    """Return `values` as a YAML list on one line."""
    return "[" + ", ".join(json.dumps(value, ensure_ascii=False) for value in values) + "]"


def comment(text: str) -> str:
    """Return `text` as one YAML comment; a line break in it becomes a blank."""
    return f"# {_LINE_BREAK.sub(' ', text)}"
