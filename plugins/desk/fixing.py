"""`check --fix`: what can be mended without a doubt, file by file, each replaced whole."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from plugins.core.article_file import parse_markdown
from plugins.core.folder import gather
from plugins.core.full_width import mend_keys
from plugins.core.messages import say
from plugins.core.schema import ARTICLE, suggested_day
from plugins.core.spelling import KEYS, VALUES
from plugins.desk.replacing import replace_file

_FENCE = re.compile(r"[-—–－─]{2,}[ \t]*")
_KEY = re.compile(r"^([\w一-鿿]{1,20})[ \t]*[:：][ \t]*(.*)$")
_LISTS = frozenset({"branches", "partners", "reporter", "correspondent", "photographer"})
_DAYS = frozenset({"date"})
_TEXTS = frozenset({"title", "kicker", "subtitle", "summary"})
_COLON = re.compile(r": ")
_QUOTED = re.compile(r"""["'|>]|.* #""")  # quoted, a block, or with a comment of the editor's


def fix_folder(
    content: Path, language: str, chosen: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """Mend the `chosen` sources below `content`; yield each mended path and what was done to it."""
    files, _, _ = gather(content)
    for path, data in files.items():
        if not chosen(path):
            continue
        mended, done = fix_file(path, data)
        if mended != data:
            replace_file(content / path, mended)
            yield path, "、".join(say(f"check.fixed.{step}", language) for step in done)


def fix_file(path: str, data: bytes) -> tuple[bytes, list[str]]:
    """Return the mended bytes of one source, and the steps taken (`encoding`, `front`).

    The encoding is mended for every source, the front matter for articles and pages, the colons
    after keys for register and issues. Line ends
    stay as they are. What is in doubt is left to the editor.
    """
    done = []
    text = _decoded(data)
    if text is None:
        return data, []
    if text.encode() != data:
        done.append("encoding")
    if path.endswith(".md") and parse_markdown(path, text.encode(), ARTICLE).faults:
        mended = _mend_front(text)
        if mended != text:
            text = mended
            done.append("front")
    if path.endswith(".yaml"):
        mended, faults = mend_keys(text, path)
        if faults:
            text = mended
            done.append("front")
    return text.encode(), done


def _decoded(data: bytes) -> str | None:
    """Return the text of UTF-8 (a BOM dropped) or GBK bytes, else None."""
    plain = data.removeprefix(codecs.BOM_UTF8)
    for encoding in ("utf-8", "gb18030"):
        try:
            text = plain.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _mend_front(text: str) -> str:
    """Mend fences, keys, dates, list commas and values of the front matter, line by line."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(end)
    if _FENCE.fullmatch(lines[0]):
        lines[0] = "---"
    if lines[0] != "---":
        return text
    for index in range(1, len(lines)):
        if _FENCE.fullmatch(lines[index]):
            lines[index] = "---"
            return end.join(lines)
        lines[index] = _mend_line(lines[index])
    return text  # no closing fence: where the front matter ends is the editor's to say


def _mend_line(line: str) -> str:
    match = _KEY.match(line)
    if match is None:
        return line
    key, value = match[1], match[2].rstrip()
    known = ARTICLE.keys
    key = key if key in known else KEYS.get(key, key.lower() if key.lower() in known else key)
    if key not in known:
        return line
    if key in _LISTS and value:
        value = _mend_list(value)
    elif key in _DAYS:
        value = suggested_day(value) or value
    elif key == "status":
        value = VALUES.get(value, value)
    elif key in _TEXTS and _COLON.search(value) and not _QUOTED.match(value):
        quote = "'" if '"' in value else '"'  # an unquoted “: ” is never right in YAML
        value = f"{quote}{value}{quote}"
    return f"{key}: {value}" if value else f"{key}:"


def _mend_list(value: str) -> str:
    if '"' in value or "'" in value:
        return value  # quoted commas may belong to a name
    inner = value.removeprefix("[").removeprefix("［").removesuffix("]").removesuffix("］")
    parts = [part.strip() for part in re.split(r"[,，、;；]", inner) if part.strip()]
    return f"[{', '.join(parts)}]"
