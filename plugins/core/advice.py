"""Where what an editor wrote and what the text says disagree, and aliases that are too wide.

All of it is pointed out and none of it refused: what is written stands in any case.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from plugins.core.faults import Fault
from plugins.core.labels import Evidence, Label, Labels, Pact, WrittenPact
from plugins.core.names import Wishes
from plugins.core.register import Name, Register

_LONGEST = 60  # characters of a sentence in a message
_UNSPECIFIC = "共建"  # a kind that contradicts no other
_FEWEST = 20  # articles: of fewer, a tenth says nothing
_TENTH = 10
_MARKS = str.maketrans("", "", "*_`")
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Derived:
    """One article: its text, what the text alone says, and the line of an offset in it."""

    path: str
    text: str
    labels: Labels
    line_of: Callable[[int], int]


def disagreements(wishes: Wishes, article: Derived, register: Register) -> Iterator[Fault]:
    """Yield a warning for each point on which front matter and text disagree.

    A list that names anybody is taken as meant to be complete: what the text gives beyond it is
    pointed out. A list that only forbids is a correction, and is not.
    """
    labels = article.labels
    derived = {one.id for one in (*labels.branches, *labels.partners)}
    near = {one.id for one in labels.rejected}
    forced = {one.id for one in wishes.labels if not one.forbids}
    text = plain(article.text)
    for written in wishes.labels:
        name = register[written.id].name
        if written.forbids:
            if written.id in forced:
                yield _warn(article, written.place, "label-both", name=name)
            elif written.id not in derived:
                yield _warn(article, written.place, "label-idle", word=written.word)
        elif written.id not in derived and written.id not in near:
            names = register[written.id].names
            if not any(_form(one.text) in text for one in names):
                yield _warn(article, written.place, "label-unseen", name=name)
    forbidden = {one.id for one in wishes.labels if one.forbids}
    for pact, place in wishes.pacts:
        for id_ in sorted(forbidden.intersection((pact.branch, pact.partner))):
            yield _warn(article, place, "pact-forbidden", name=register[id_].name)
    for key, found in (("branches", labels.branches), ("partners", labels.partners)):
        yield from _added(key, found, wishes, article, register)
    yield from _pacts(wishes, article, register)


def _added(
    key: str, found: Sequence[Label], wishes: Wishes, article: Derived, register: Register
) -> Iterator[Fault]:
    if not any(one.key == key and not one.forbids for one in wishes.labels):
        return
    known = {one.id for one in wishes.labels} | {id_ for _, id_ in wishes.implied}
    for label in found:
        if label.id not in known:
            name = register[label.id].name
            proof = _proof(label.evidence, article)
            yield _warn(article, wishes.places[key], "label-added", name=name, **proof)


def _pacts(wishes: Wishes, article: Derived, register: Register) -> Iterator[Fault]:
    if not wishes.pacts:
        return
    forbidden = {one.id for one in wishes.labels if one.forbids}
    written = {(pact.branch, pact.partner): (pact, place) for pact, place in wishes.pacts}
    for pact in article.labels.pacts:
        pair = (pact.branch, pact.partner)
        words = f"{register[pact.branch].name} × {register[pact.partner].name}"
        values = {"pair": words, "derived": _words(pact), **_proof(pact.evidence, article)}
        if pair not in written:
            if not forbidden.intersection(pair):
                yield _warn(article, wishes.places["pacts"], "pact-added", **values)
            continue
        own, place = written[pair]
        if _contradict(own, pact):
            yield _warn(article, place, "pact-differs", written=_words(own), **values)


def _contradict(written: WrittenPact, derived: Pact) -> bool:
    kinds = {written.kind, derived.kind}
    dates = {written.date, derived.date}
    return (len(kinds) > 1 and _UNSPECIFIC not in kinds) or (len(dates) > 1 and None not in dates)


def is_wide(count: int, total: int) -> bool:
    """Tell whether an alias in `count` of `total` articles is in more than a tenth of them.

    Archives of fewer than 20 articles say nothing about an alias.
    """
    return total >= _FEWEST and count * _TENTH > total


def wide_aliases(
    articles: Sequence[Derived],
    total: int,
    register: Register,
    places: Mapping[tuple[str, str], tuple[str, int, int]],
) -> Iterator[Fault]:
    """Yield a warning for each alias that labels more than a tenth of the archive.

    `articles` are at least those that name a wide alias, of `total` in the archive; `places` says
    where an alias, by the id of its entry and its text, stands in the register.
    """
    uses: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for article in articles:
        for label in (*article.labels.branches, *article.labels.partners):
            names = register[label.id].names
            for proof in label.evidence:
                name = _named(article.text[proof.start : proof.end], names)
                if name is not None and name.kind != "name":
                    place = f"{article.path}:{article.line_of(proof.start)}“{_cut(proof.sentence)}”"
                    uses[label.id, name.text].setdefault(article.path, place)
    for key, some in uses.items():
        if is_wide(len(some), total):
            values = {
                "name": key[1],
                "count": str(len(some)),
                "total": str(total),
                "places": "；".join(list(some.values())[:_SAMPLES]),
            }
            yield Fault(*places[key], "alias-wide", values, "warning")


def _named(span: str, names: Sequence[Name]) -> Name | None:
    """Return the longest name with which a span begins; a Party suffix may follow it."""
    words = plain(span)
    fitting = [name for name in names if words.startswith(_form(name.text))]
    return max(fitting, key=lambda name: len(name.text), default=None)


def _warn(article: Derived, place: tuple[int, int], rule: str, **values: str) -> Fault:
    return Fault(article.path, *place, rule, values, "warning")


def _proof(evidence: Sequence[Evidence], article: Derived) -> dict[str, str]:
    if not evidence:
        return {"line": "?", "sentence": "…"}
    first = evidence[0]
    return {"line": str(article.line_of(first.start)), "sentence": _cut(first.sentence)}


def _cut(sentence: str) -> str:
    return sentence if len(sentence) <= _LONGEST else sentence[:_LONGEST] + "…"


def _words(pact: Pact | WrittenPact) -> str:
    return f"{pact.kind} {pact.date.isoformat()}" if pact.date else pact.kind


@lru_cache(maxsize=65_536)
def _form(name: str) -> str:
    return plain(name)


def plain(text: str) -> str:
    """Return a text as names are looked for: half width, no blanks, no marks of emphasis."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_MARKS).split())
