"""`./jianbao register accept`: one more organisation in the register, the rest of it untouched."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.core.messages import say
from plugins.core.near import NearNames
from plugins.core.reading import Reading
from plugins.core.register import Organisation, Register
from plugins.core.register_file import read_register
from plugins.core.schema import MOST_SLUG
from plugins.core.yaml_nodes import parse
from plugins.desk.archive import Sources, labelled, register_errors, sources_of
from plugins.desk.candidates import Place, propose
from plugins.desk.founding import KIND, PARTY
from plugins.desk.pinyin import romanise
from plugins.desk.replacing import replace_file
from plugins.desk.report import as_text
from plugins.desk.yaml_insert import insert

_KEYS: dict[Place, tuple[str, ...]] = {
    "company": ("company",),
    "unit": ("company", "own_units"),
    "branch": ("branches",),
    "partner": ("partners",),
}


_LEGAL = re.compile("(?:有限责任|股份有限|有限)公司|集团|[（）()]")
_LONG = 14  # characters: the pinyin of more does not fit into an id


class RefusedError(Exception):
    """The entry cannot be written; the message says why, `status` is the exit status."""

    def __init__(self, message: str, status: int = 1) -> None:
        """Keep the message for the editor."""
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the editor asks for; the side and the id may be left to us."""

    name: str
    side: Place | None = None
    id: str | None = None
    kind: str | None = None
    aliases: Sequence[str] = ()


def run(wanted: Wanted, content: Path, language: str) -> int:
    """Write one entry into the register below `content` and print where it stands.

    Returns 1 if `check` would refuse the register afterwards (nothing is written then), 2 for
    wrong use: no such folder, or a name whose side cannot be told.
    """
    if not content.is_dir():
        return _refuse(say("build.no-content", language, path=content), 2)
    sources = sources_of(content)
    try:
        path, text, line = accepted(wanted, sources, language)
    except RefusedError as refused:
        return _refuse(str(refused), refused.status)
    target = content / path
    if not target.resolve().is_relative_to(content.resolve()):
        return _refuse(say("new.outside", language, folder=target.parent), 1)
    try:
        target.parent.mkdir(exist_ok=True)
        replace_file(target, text.encode())
    except OSError as error:
        return _refuse(say("new.write", language, folder=target, reason=error.strerror), 1)
    for entry in _close(wanted.name, sources):
        sys.stderr.write(say("register.close", language, name=entry.name, id=entry.id) + "\n")
    sys.stdout.write(f"{target}:{line}: {text.splitlines()[line - 1].strip(' -')}\n")
    return 0


def accepted(wanted: Wanted, sources: Sources, language: str) -> tuple[str, str, int]:
    """Return the file that takes the entry, its new text, and the line of the entry.

    Raises RefusedError where the register has errors now or would have any with the entry.
    """
    reading = sources.read()
    errors = register_errors(sources, reading)
    if errors:
        raise RefusedError(as_text(errors, language))
    before = reading.register
    name = " ".join(wanted.name.split())
    if not name or not name.isprintable():
        raise RefusedError(say("register.no-name", language), 2)
    for entry in before.entries:
        if any(one.text == name for one in entry.names):
            raise RefusedError(
                say("register.known", language, name=name, id=entry.id, entry=entry.name)
            )
    side = wanted.side or _side(name, sources, reading, language)
    if side == "company" and before.company is not None:
        raise RefusedError(say("register.company-there", language, name=before.company.name))
    if side == "unit" and before.company is None:
        raise RefusedError(say("register.no-company", language))
    item = name if side == "unit" else _entry(name, side, wanted, before)
    files = sources.register
    path = _file(side, files)
    old = files.get(path, b"").decode()
    try:
        new = insert(old, _KEYS[side], item, into="mapping" if side == "company" else "list")
    except ValueError as error:
        raise RefusedError(say("register.by-hand", language, path=path, reason=error)) from error
    files[path] = new.encode()
    after, faults = read_register(files)
    errors = [fault for fault in faults if fault.level == "error"]
    if errors:
        raise RefusedError(as_text(errors, language))
    if not _is_one_more(before, after, name):
        raise RefusedError(say("register.by-hand", language, path=path, reason=name))
    return path, new, _line_of(name, side, path, new)


def _side(name: str, sources: Sources, reading: Reading, language: str) -> Place:
    """Return the side on which the archive shows a name."""
    found = propose(labelled(reading, sources.files, language), reading.register)
    sides = list(dict.fromkeys(p.side for p in found if name in (p.name, *p.also)))
    if len(sides) != 1:
        raise RefusedError(say("register.which-side", language, name=name), 2)
    return sides[0]


def _entry(
    name: str, side: Place, wanted: Wanted, register: Register
) -> Mapping[str, str | Sequence[str]]:
    entry: dict[str, str | Sequence[str]] = {"id": wanted.id or _new_id(name, register)}
    entry["name"] = name
    if wanted.aliases:
        entry["aliases"] = list(wanted.aliases)
    told = KIND.search(name) if side == "branch" else None
    kind = wanted.kind or (told[0] if told else "")
    if kind:
        entry["kind"] = kind
    return entry


def _new_id(name: str, register: Register) -> str:
    """Return the pinyin of a name as an id that no entry has.

    Of a long name what tells it from others stands last and would be cut off: its legal form and
    its Party organisation are left out.
    """
    short = _LEGAL.sub("", PARTY.sub("", name)) if len(name) > _LONG else name
    base = romanise(short) or romanise(name) or "org"
    taken = {entry.id for entry in register.entries}
    number, id_ = 1, base
    while id_ in taken:
        number += 1
        tail = f"-{number}"
        id_ = base[: MOST_SLUG - len(tail)].rstrip("-") + tail
    return id_


def _file(side: Place, files: Mapping[str, bytes]) -> str:
    """Return the file that holds this side's list already, or the one that is to hold it."""
    key = _KEYS[side][0]
    usual = f"register/{key}.yaml"
    for path in (usual, *sorted(files)):
        node, _ = parse(files.get(path, b"").decode(), path)
        if node is not None and key in node.keys:
            return path
    return usual


def _is_one_more(before: Register, after: Register, name: str) -> bool:
    """Tell whether `after` is `before` with `name` and nothing else: the proof of the edit."""
    units = tuple(unit for unit in after.own_units if unit in before.own_units)
    entries = tuple(entry for entry in after.entries if before.get(entry.id))
    new = [entry.name for entry in after.entries if not before.get(entry.id)]
    new += [unit for unit in after.own_units if unit not in before.own_units]
    return (entries, units, new) == (before.entries, before.own_units, [name])


def _line_of(name: str, side: Place, path: str, text: str) -> int:
    """Return the line on which the entry of this name begins."""
    node, _ = parse(text, path)
    for key in _KEYS[side]:
        node = node.value[key] if node and isinstance(node.value, dict) else None
    for item in node.value if node and isinstance(node.value, list) else ():
        named = item.value.get("name") if isinstance(item.value, dict) else item
        if named is not None and named.value == name:
            return item.line
    return node.line if node else 1


def _close(name: str, sources: Sources) -> list[Organisation]:
    """Return the entries as they were whose names differ from `name` in one character."""
    before, _ = read_register(sources.register)
    return [before[id_] for id_ in NearNames(before).of(name)]


def _refuse(message: str, status: int) -> int:
    sys.stderr.write(message + "\n")
    return status
