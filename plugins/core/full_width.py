"""Full-width colons after keys, which YAML takes for text: told, and read as if half-width."""

from __future__ import annotations

import re

from plugins.core import schema
from plugins.core.faults import Fault
from plugins.core.validation import KEYS

_KEY = re.compile(r"^( *(?:- )?)([\w一-鿿]{1,20})[ \t]*：[ \t]*")
_BLOCK = re.compile(r":\s*[|>][+-]?\s*$")
_MODELS = (
    schema.FrontMatter, schema.BylineModel, schema.PactModel, schema.CorrectionModel,
    schema.RegisterModel, schema.CompanyModel, schema.ColumnModel, schema.DatedName,
    schema.IssueModel, schema.SheetModel,
)  # fmt: skip
_KNOWN = frozenset(KEYS) | {
    field.alias or name for model in _MODELS for name, field in model.model_fields.items()
}


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
        if match is None or 0 <= half < match.end() or (match[1] and match[2] not in _KNOWN):
            continue
        key = match[2]
        values = {"key": key, "near": KEYS.get(key, key.lower())}
        place = (index + first_line, len(match[1]) + len(key) + 1)
        faults.append(Fault(path, *place, "key-full-width", values))
        lines[index] = f"{match[1]}{values['near']}: {line[match.end() :]}"
    return "\n".join(lines), faults
