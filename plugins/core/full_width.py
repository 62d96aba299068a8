"""Full-width colons after keys, which YAML takes for text: told, and read as if half-width."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from plugins.core.faults import Fault
from plugins.core.forms import Form
from plugins.core.patterns import regex
from plugins.core.spelling import KEYS

_KEY = regex(r"^( *(?:- )?)([\w一-鿿]{1,20})[ \t]*：[ \t]*")
_BLOCK = regex(r":\s*[|>][+-]?\s*$")


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Return all keys: asked for where a line looks like one, which is seldom."""
    from plugins.core import issue_schema, register_schema, schema  # noqa: PLC0415 -- most files need none of them

    forms: tuple[Form[Any], ...] = (
        schema.ARTICLE, schema.BYLINE, schema.PACT, schema.CORRECTION, register_schema.REGISTER,
        register_schema.COMPANY, register_schema.COLUMN, register_schema.DATED_NAME,
        issue_schema.ISSUE, issue_schema.SHEET,
    )  # fmt: skip
    return frozenset(KEYS).union(*(form.keys for form in forms))


def mend_keys(text: str, path: str, first_line: int = 1) -> tuple[str, list[Fault]]:
    """Return YAML with half-width colons after its keys, and a fault for each that was not.

    `text` begins on `first_line` of the file `path`. An indented line counts only if it begins
    with a key of ours: it may go on with the text of the line above.
    """
    faults = []
    block = False
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if block and (line.startswith(" ") or not line):
            continue  # inside `summary: |` every colon is text
        block = bool(_BLOCK.search(line))
        match = _KEY.match(line)
        half = line.find(": ")
        if match is None or 0 <= half < match.end() or (match[1] and match[2] not in _known()):
            continue
        key = match[2]
        values = {"key": key, "near": KEYS.get(key, key.lower())}
        place = (index + first_line, len(match[1]) + len(key) + 1)
        faults.append(Fault(path, *place, "key-full-width", values))
        lines[index] = f"{match[1]}{values['near']}: {line[match.end() :]}"
    return "\n".join(lines), faults
