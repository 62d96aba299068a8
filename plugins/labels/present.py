"""Labels as JSON for programs, and as a marked text with its reasons for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from plugins.core.labels import Evidence, Labels, Rejected
from plugins.core.messages import say
from plugins.core.register import Organisation, Register

LineOf = Callable[[int], int]
# Control and direction signs, which a text must not send to a terminal; line end and tab may.
_CONTROLS = {
    code: "\ufffd"
    for code in (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    if chr(code) not in "\n\t"
}


@dataclass(frozen=True, slots=True)
class Style:
    """How spans stand out: what is written before a span of each section, and after any."""

    before: Mapping[str, str]
    after: str


PLAIN = Style(dict.fromkeys(("branches", "partners", "candidates", "rejected"), "【"), "】")
# Bold red and blue are labels, yellow are candidates, dim is what was not taken. The numbers tell
# them apart too: colour is never the only signal.
COLOURED = Style(
    {
        "branches": "\x1b[1;31m",
        "partners": "\x1b[1;34m",
        "candidates": "\x1b[33m",
        "rejected": "\x1b[2m",
    },
    "\x1b[0m",
)


@dataclass(frozen=True, slots=True)
class _Item:
    """One entry of the list below a text: its section, its words, its spans and its proofs.

    A proof is what is said and the sentence it is said of; either may be empty.
    """

    section: str
    words: str
    proofs: tuple[tuple[str, str], ...]
    spans: tuple[tuple[int, int], ...] = ()


def as_json(
    labels: Labels, register: Register, language: str, line_of: LineOf = lambda _: 1
) -> dict[str, object]:
    """Return the labels of one article as plain values, with names instead of ids.

    `line_of` gives the line in the source file of an offset in the text.
    """

    def place(one: Evidence) -> dict[str, object]:
        line = line_of(one.start)
        return {"sentence": one.sentence, "start": one.start, "end": one.end, "line": line}

    proved = [
        *(("branch", register[one.id].name, one.evidence) for one in labels.branches),
        *(("partner", register[one.id].name, one.evidence) for one in labels.partners),
        *(("pact", _pair(one.branch, one.partner, register), one.evidence) for one in labels.pacts),
        *(("candidate", one.name, one.evidence) for one in labels.candidates),
    ]
    return {
        "branches": [register[label.id].name for label in labels.branches],
        "partners": [register[label.id].name for label in labels.partners],
        "pacts": [
            {
                "branch": register[pact.branch].name,
                "partner": register[pact.partner].name,
                "kind": pact.kind,
                "date": pact.date.isoformat() if pact.date else None,
            }
            for pact in labels.pacts
        ],
        "unregistered": [candidate.name for candidate in labels.candidates],
        "evidence": [
            {
                "of": of,
                "name": name,
                "rule": one.rule,
                "why": say(f"label.rule.{one.rule}", language),
                **place(one),
            }
            for of, name, evidence in proved
            for one in evidence
        ],
        "explicit": [
            register[label.id].name
            for label in (*labels.branches, *labels.partners)
            if label.origin == "explicit"
        ],
        "candidates": [
            {
                "name": one.name,
                "side": one.side,
                "near": [{"id": id_, "name": register[id_].name} for id_ in one.near],
            }
            for one in labels.candidates
        ],
        "rejected": [
            {
                "name": register[one.id].name if one.id else one.name,
                "may_be": [{"id": e.id, "name": e.name} for e in _possible(one, register)],
                "reason": one.reason,
                "why": say(f"label.reason.{one.reason}", language),
                **(place(one.evidence[0]) if one.evidence else {}),
            }
            for one in labels.rejected
        ],
    }


def as_text(  # noqa: PLR0913 -- what is shown, and how
    title: str,
    labels: Labels,
    register: Register,
    language: str,
    *,
    text: str = "",
    style: Style = PLAIN,
) -> str:
    """Return one article for a terminal: its text with the spans marked, then the reasons.

    `text` is what was labelled. The number behind a marked span leads to the list below, where
    every label stands with the rule that fired and its sentence, and every name that was near
    to being one with the reason why it is none.
    """
    items = tuple(_items(labels, register, language))
    marked = tuple(item for item in items if item.spans)
    numbers = {id(item): number for number, item in enumerate(marked, 1)}
    lines = [title]
    if text:
        lines += ["", _marked(text, marked, style).strip("\n"), ""]
    section = ""
    before: tuple[tuple[str, str], ...] = ()
    for item in items:
        if item.section != section:
            section, before = item.section, ()
            lines.append(f"  {say(f'label.heading.{section}', language)}")
        mark = f"[{numbers[id(item)]}] " if text and item.spans else ""
        lines.append(f"    {mark}{item.words.translate(_CONTROLS)}")
        for words, sentence in item.proofs:
            # In an enumeration one sentence proves many: it is shown once.
            same = (words, sentence) in before
            shown = say("label.same-sentence", language) if same else f"“{sentence}”"
            parts = [words, *([shown] if sentence else [])]
            lines.append(f"      {'：'.join(p for p in parts if p).translate(_CONTROLS)}")
        before = item.proofs
    if not items:
        lines.append(f"  {say('label.nothing', language)}")
    return "\n".join(lines)


def _items(labels: Labels, register: Register, language: str) -> Iterator[_Item]:
    explicit = ((say("label.explicit", language), ""),)
    for section, found in (("branches", labels.branches), ("partners", labels.partners)):
        for label in found:
            proofs = _proofs(label.evidence, language) or explicit
            yield _Item(section, register[label.id].name, proofs, _spans(label.evidence))
    for pact in labels.pacts:
        when = f" {pact.date.isoformat()}" if pact.date else ""
        words = f"{_pair(pact.branch, pact.partner, register)}（{pact.kind}{when}）"
        proofs = _proofs(pact.evidence, language) or explicit
        yield _Item("pacts", words, proofs)
    for candidate in labels.candidates:
        words = f"{candidate.name}（{say(f'label.side.{candidate.side}', language)}）"
        near = tuple(
            (say("label.near", language, name=register[id_].name, id=id_), "")
            for id_ in candidate.near
        )
        proofs = _proofs(candidate.evidence, language) + near
        yield _Item("candidates", words, proofs, _spans(candidate.evidence))
    for one in labels.rejected:
        name = register[one.id].name if one.id else one.name
        words = f"{name}：{say(f'label.reason.{one.reason}', language)}"
        proofs = tuple(("", proof.sentence) for proof in one.evidence[:1])
        if possible := _possible(one, register):
            names = "、".join(f"{entry.name}（{entry.id}）" for entry in possible)
            proofs = (*proofs, (say("label.may-be", language, names=names), ""))
        yield _Item("rejected", words, proofs, _spans(one.evidence))


def _possible(one: Rejected, register: Register) -> tuple[Organisation, ...]:
    """Return whom a name may mean that was left to the editor: it belongs to several entries."""
    if one.id is not None:
        return ()
    return tuple(e for e in register.entries if any(n.text == one.name for n in e.names))


def _proofs(evidence: Iterable[Evidence], language: str) -> tuple[tuple[str, str], ...]:
    """Return each rule that fired with the first sentence in which it did."""
    first = {one.rule: one for one in reversed(tuple(evidence))}
    ordered = sorted(first.values(), key=lambda one: one.start)
    return tuple((say(f"label.rule.{one.rule}", language), one.sentence) for one in ordered)


def _spans(evidence: Iterable[Evidence]) -> tuple[tuple[int, int], ...]:
    return tuple(dict.fromkeys((one.start, one.end) for one in evidence))


def _marked(text: str, items: Sequence[_Item], style: Style) -> str:
    """Return the text with every span marked; of two that overlap, the first and longest is."""
    text = text.translate(_CONTROLS)  # one sign for one, so that offsets stay true
    numbers: dict[tuple[int, int], list[int]] = {}
    for number, item in enumerate(items, 1):
        for span in item.spans:
            numbers.setdefault(span, []).append(number)
    parts = []
    done = 0
    for start, end in sorted(numbers, key=lambda span: (span[0], -span[1])):
        if start < done:
            continue
        some = numbers[start, end]
        before = style.before[items[some[0] - 1].section]
        parts += [text[done:start], before, text[start:end], style.after]
        parts.append(f"[{','.join(map(str, some))}]")
        done = end
    return "".join([*parts, text[done:]])


def _pair(branch: str, partner: str, register: Register) -> str:
    return f"{register[branch].name} × {register[partner].name}"
