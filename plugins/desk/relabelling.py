"""`./jianbao register diff`: what a changed register relabels, sentence by sentence."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from plugins.core.labels import Evidence, Label, Pact
from plugins.core.messages import say
from plugins.core.reading import Reading
from plugins.core.register import Register
from plugins.desk.archive import (
    REGISTER,
    Labelled,
    Sources,
    labelled,
    register_errors,
    sources_of,
)
from plugins.desk.report import as_text
from plugins.desk.revision import RevisionError, files_at


@dataclass(frozen=True, slots=True)
class Change:
    """One label or pact that an article gains or loses, and what says so.

    `line` and `sentence` are those of its evidence (0 and "" where the editor wrote it); `why` is
    the rule that fired, or for a loss the reason why it is none under the changed register.
    """

    sign: Literal["+", "-"]
    what: Literal["branch", "partner", "pact"]
    name: str
    why: str
    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class _Side:
    """The archive under one register."""

    title: str
    register: Register
    articles: Mapping[str, Labelled]


def run(
    changed: Path | None,
    against: str | None,
    content: Path,
    fmt: Literal["text", "json"],
    language: str,
) -> int:
    """Print what relabels when the register changes, and return the exit status.

    From: the register at the revision `against`, by default HEAD; with a register file `changed`,
    the one in the folder. To: the register in the folder, or `changed`. A file that is called
    like one of the register's takes that one's place, any other the whole register's. 1 if one of
    the two registers has errors, 2 for wrong use.
    """
    if not content.is_dir():
        return _refuse(say("build.no-content", language, path=content), 2)
    if changed is not None and not changed.is_file():
        return _refuse(say("label.no-path", language, path=changed), 2)
    sources = sources_of(content)
    here = str(content / REGISTER)
    before: tuple[str, dict[str, bytes]] = (here, sources.register)
    if against is not None or changed is None:
        revision = against or "HEAD"
        try:
            before = (revision, files_at(content, revision, REGISTER))
        except RevisionError as error:
            return _refuse(say("register.no-revision", language, name=revision, reason=error), 2)
    after = (here, sources.register)
    if changed is not None:
        after = (str(changed), _replaced(sources.register, changed))
    sides = []
    for title, files in (before, after):
        reading = sources.read({p: d for p, d in files.items() if p.endswith(".yaml")})
        errors = register_errors(sources, reading)
        if errors:
            return _refuse(f"{title}\n{as_text(errors, language)}", 1)
        sides.append(_side(title, reading, sources, language))
    old, new = sides
    changes = {path: some for path in old.articles if (some := compare(old, new, path, language))}
    if fmt == "json":
        sys.stdout.write(_json(sides, changes))
    else:
        sys.stdout.write("\n".join(_lines(sides, changes, language)) + "\n")
    return 0


def compare(before: _Side, after: _Side, path: str, language: str) -> list[Change]:
    """Return what one article loses and gains, in the order of its text."""
    old, new = before.articles[path], after.articles[path]
    lost, gained = _facts(old, before.register), _facts(new, after.register)
    changes = []
    for key in lost.keys() - gained.keys():
        fact = lost[key]
        changes.append(_change("-", fact, old, _why_lost(key, fact, old, new, after, language)))
    for key in gained.keys() - lost.keys():
        fact = gained[key]
        proof = fact.evidence[:1]
        why = say(f"label.rule.{proof[0].rule}", language) if proof else ""
        changes.append(_change("+", fact, new, why or say("label.explicit", language)))
    order = {"branch": 0, "partner": 1, "pact": 2}
    return sorted(changes, key=lambda c: (order[c.what], c.sign == "+", c.line, c.name))


def _why_lost(  # noqa: PLR0913, PLR0917 -- all that a loss is held against
    key: _Key, fact: _Fact, old: Labelled, new: Labelled, after: _Side, language: str
) -> str:
    """Return why a label is none any more, "" where nothing plain can be said."""
    entries = [after.register.get(id_) for id_ in key[1:3] if id_]
    if None in entries:
        return say("register.gone", language)
    reason = next((one.reason for one in new.labels.rejected if one.id == key[1]), None)
    if reason is not None:
        return say(f"label.reason.{reason}", language)
    text = old.manuscript.text
    spans = [text[proof.start : proof.end] for proof in fact.evidence]
    names = [name.text for entry in entries if entry for name in entry.names]
    if fact.what != "pact" and not any(name in span for name in names for span in spans):
        return say("register.name-gone", language)
    return ""


@dataclass(frozen=True, slots=True)
class _Fact:
    what: Literal["branch", "partner", "pact"]
    name: str
    evidence: tuple[Evidence, ...]


_Key = tuple[str, str, str, str, str]


def _facts(one: Labelled, register: Register) -> dict[_Key, _Fact]:
    """Return all labels and pacts of an article by what makes them the same in two registers."""
    sides: tuple[tuple[Literal["branch", "partner"], Sequence[Label]], ...] = (
        ("branch", one.labels.branches),
        ("partner", one.labels.partners),
    )
    facts: dict[_Key, _Fact] = {}
    for what, labels in sides:
        for label in labels:
            fact = _Fact(what, register[label.id].name, label.evidence)
            facts[what, label.id, "", "", ""] = fact
    for pact in one.labels.pacts:
        key = ("pact", pact.branch, pact.partner, pact.kind, str(pact.date or ""))
        facts[key] = _Fact("pact", _words(pact, register), pact.evidence)
    return facts


def _words(pact: Pact, register: Register) -> str:
    day = f" {pact.date.isoformat()}" if pact.date else ""
    return f"{register[pact.branch].name} × {register[pact.partner].name}（{pact.kind}{day}）"


def _change(sign: Literal["+", "-"], fact: _Fact, article: Labelled, why: str) -> Change:
    line, sentence = 0, ""
    if fact.evidence:
        line, sentence = article.line(fact.evidence[0].start), fact.evidence[0].sentence
    return Change(sign, fact.what, fact.name, why, line, sentence)


def _replaced(register: Mapping[str, bytes], file: Path) -> dict[str, bytes]:
    own = next((path for path in register if path.rsplit("/", 1)[-1] == file.name), None)
    data = file.read_bytes()
    return {**register, own: data} if own else {f"{REGISTER}{file.stem}.yaml": data}


def _side(title: str, reading: Reading, sources: Sources, language: str) -> _Side:
    articles = {one.path: one for one in labelled(reading, sources.files, language)}
    return _Side(title, reading.register, articles)


def _json(sides: Sequence[_Side], changes: Mapping[str, Sequence[Change]]) -> str:
    values = {
        "from": sides[0].title,
        "to": sides[1].title,
        "articles": [
            {
                "path": path,
                "changes": [
                    {
                        "change": "added" if one.sign == "+" else "removed",
                        "what": one.what,
                        "name": one.name,
                        "why": one.why,
                        "line": one.line,
                        "sentence": one.sentence,
                    }
                    for one in some
                ],
            }
            for path, some in changes.items()
        ],
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _lines(
    sides: Sequence[_Side], changes: Mapping[str, Sequence[Change]], language: str
) -> Iterator[str]:
    yield say("register.from-to", language, before=sides[0].title, after=sides[1].title)
    for path, some in changes.items():
        yield path
        for one in some:
            what = say(f"register.what.{one.what}", language)
            why = f"：{one.why}" if one.why else ""
            yield f"  {one.sign} {what} {one.name}{why}"
            if one.sentence:
                yield f"      {path}:{one.line}: “{one.sentence}”"
    signs = [one.sign for some in changes.values() for one in some]
    key = "register.changes" if changes else "register.no-changes"
    counts = {"added": signs.count("+"), "removed": signs.count("-"), "articles": len(changes)}
    yield say(key, language, **counts)


def _refuse(message: str, status: int) -> int:
    sys.stderr.write(message + "\n")
    return status
