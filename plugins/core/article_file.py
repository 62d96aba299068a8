"""One Markdown file: its front matter, its body, and the pictures and links in the body."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import unquote

from plugins.core.decode import decode
from plugins.core.faults import Fault
from plugins.core.forms import Form
from plugins.core.full_width import mend_keys
from plugins.core.nodes import Node
from plugins.core.patterns import regex
from plugins.core.plain_yaml import plain_mapping
from plugins.core.validation import salvage, validate

Matter = TypeVar("Matter")
MOST_FRONT = 65_536
_ODD_FENCE = regex(r"[-—–－─]{2,}\s*$")
_FENCE_LIKE = regex(r"\n[-—–－─]")
_FENCE = regex(r"^ {0,3}(`{3,}|~{3,})")
_SPAN = regex(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_PICTURE = regex(
    r"!\[(?P<alt>(?:[^\[\]\\]|\\.|\[[^\[\]]*\]){0,500})\]\("
    r"\s*(?P<src><[^<>\n]*>|(?:[^\s()]|\([^\s()]*\))*)"
    r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
)
_LINK = regex(r"(?<!!)\[[^\[\]\n]{0,500}\]\(\s*(?P<src>[^\s()<>]+\.md)(?:#[^\s()]*)?\s*\)")

_ELSEWHERE = regex(r"[a-zA-Z][\w+.-]*:|//")


@dataclass(frozen=True, slots=True)
class Parsed(Generic[Matter]):
    """A Markdown file as it stands: its front matter as a record (None if it has errors)."""

    path: str
    matter: Matter | None
    node: Node | None
    body: str
    body_line: int
    faults: tuple[Fault, ...]
    rest: Parsed[Matter] | None = None  # without what is wrong, to hold against the other files


class Mention(NamedTuple):
    """A picture or link in a body: `target` is its path below the content folder, if it has one."""

    source: str
    target: str | None
    alt: str
    line: int
    column: int


def parse_markdown(
    path: str, data: bytes, form: Form[Matter], fillers: Mapping[str, str] | None = None
) -> Parsed[Matter]:
    """Read one Markdown file by itself; nothing here depends on any other file.

    With `fillers` for what is required, the rest of a file with faults is read as well.
    """
    text, faults = decode(data, path)
    if text is None:
        return Parsed(path, None, None, "", 1, tuple(faults))
    front, body, body_line, more = _split(text, path)
    faults += more
    if front is None:
        return Parsed(path, None, None, body, body_line, tuple(faults))
    node, more = plain_mapping(front, first_line=2), []
    if node is None:
        from plugins.core.yaml_nodes import parse  # noqa: PLC0415 -- the library, for few of them

        front, more = mend_keys(front, path, first_line=2)
        faults += more
        node, more = parse(front, path, first_line=2)
        faults += more
    matter, rest = None, None
    if node is not None and not any(f.rule == "yaml-duplicate" for f in more):
        matter, more = validate(node, form, path)
        faults += more
    elif node is None and not more:
        faults.append(Fault(path, 1, 1, "front-empty"))
    if matter is None and node is not None and fillers is not None:
        saved = salvage(node, form, fillers)
        rest = saved and Parsed(path, saved[1], saved[0], body, body_line, ())
    return Parsed(path, matter, node, body, body_line, tuple(faults), rest)


def pictures_of(body: str, path: str, first_line: int = 1) -> Iterator[Mention]:
    """Yield the pictures of a body, those in code left out."""
    return _mentions(_PICTURE, "![", body, path, first_line)


def links_of(body: str, path: str, first_line: int = 1) -> Iterator[Mention]:
    """Yield the links of a body to other Markdown files, those in code left out."""
    return _mentions(_LINK, ".md", body, path, first_line)


def _split(text: str, path: str) -> tuple[str | None, str, int, list[Fault]]:
    """Return front matter, body, the body's first line and the faults of the two fences."""
    head, fence, body = text.partition("\n---\n")
    if (
        fence
        and head.startswith("---\n")
        and len(head) < MOST_FRONT
        and _FENCE_LIKE.search(head) is None
    ):  # as nearly always
        return f"{head[4:]}\n", body, head.count("\n") + 3, []
    lines = text.split("\n")
    first = lines[0].rstrip()
    if first != "---":
        odd = bool(_ODD_FENCE.fullmatch(first))
        rule = "front-fence" if odd else "front-missing"
        return None, text, 1, [Fault(path, 1, 1, rule, {"value": first[:20]})]
    for index in range(1, len(lines)):
        line = lines[index].rstrip()
        if line == "---":
            front = "\n".join(lines[1:index]) + "\n"
            if len(front) > MOST_FRONT:
                return None, "", 1, [Fault(path, 2, 1, "front-too-big")]
            return front, "\n".join(lines[index + 1 :]), index + 2, []
        if _ODD_FENCE.fullmatch(line) and not line.startswith("--"):
            return None, "", 1, [Fault(path, index + 1, 1, "front-fence", {"value": line[:20]})]
    return None, "", 1, [Fault(path, 1, 1, "front-open")]


def _mentions(
    pattern: re.Pattern[str], sign: str, body: str, path: str, first_line: int
) -> Iterator[Mention]:
    """Yield what matches `pattern`, which nothing does without `sign`."""
    if sign not in body:
        return
    lines = _unfenced if "```" in body or "~~~" in body else _lines_with
    for number, line in lines(sign, body, first_line):
        shown = _SPAN.sub(lambda m: " " * len(m[0]), line) if "`" in line else line
        for match in pattern.finditer(shown):
            src = match["src"].strip("<>")
            alt = match.groupdict().get("alt", "") or ""
            yield Mention(src, _below(src, path), alt.strip(), number, match.start() + 1)


def _lines_with(sign: str, body: str, number: int) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold `sign`, each after its number; the others are not looked at."""
    counted = 0
    at = body.find(sign)
    while at >= 0:
        low, high = body.rfind("\n", 0, at) + 1, body.find("\n", at)
        line = body[low:] if high < 0 else body[low:high]
        number += body.count("\n", counted, low)
        counted = low
        yield number, line
        at = body.find(sign, low + len(line))


def _unfenced(sign: str, body: str, first_line: int) -> Iterator[tuple[int, str]]:
    """Yield them where there may be fenced code, in which they are left out."""
    fence = ""
    for number, line in enumerate(body.split("\n"), start=first_line):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence and sign in line:
            yield number, line


def _below(src: str, path: str) -> str | None:
    """Return the path below the content folder that `src` in the file `path` names."""
    address = unquote(src.split("#", 1)[0].split("?", 1)[0])
    if not address or _ELSEWHERE.match(address):
        return None
    joined = (
        address.lstrip("/")
        if address.startswith("/")
        else posixpath.join(posixpath.dirname(path), address)
    )
    normal = posixpath.normpath(joined)
    return None if normal.startswith("..") or normal == "." else normal
