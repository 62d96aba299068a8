"""Labels as JSON and as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.core.labels import Evidence, Labels
from plugins.core.messages import say
from plugins.core.register import Register


def as_json(labels: Labels, register: Register, language: str) -> dict[str, object]:
    """Return the labels of one article as plain values, with names instead of ids."""
    evidence: list[dict[str, object]] = []
    for label in (*labels.branches, *labels.partners):
        evidence += [_evidence(register[label.id].name, e, language) for e in label.evidence]
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
        "evidence": evidence,
        "rejected": [
            {
                "name": register[one.id].name if one.id else one.name,
                "reason": one.reason,
                "why": say(f"label.reason.{one.reason}", language),
                "sentence": one.evidence[0].sentence,
            }
            for one in labels.rejected
        ],
    }


def as_text(title: str, labels: Labels, register: Register, language: str) -> str:
    """Return the labels of one article as lines: each with its rule and its sentence."""
    lines = [title]
    for key, found in (("branches", labels.branches), ("partners", labels.partners)):
        if found:
            lines.append(f"  {say(f'label.heading.{key}', language)}")
        for label in found:
            lines.append(f"    {register[label.id].name}")
            lines += _proofs(label.evidence[:1], language)
    if labels.pacts:
        lines.append(f"  {say('label.heading.pacts', language)}")
    for pact in labels.pacts:
        when = f" {pact.date.isoformat()}" if pact.date else ""
        pair = f"{register[pact.branch].name} × {register[pact.partner].name}"
        lines.append(f"    {pair}（{pact.kind}{when}）")
        lines += _proofs(pact.evidence[:1], language)
    if labels.candidates:
        lines.append(f"  {say('label.heading.candidates', language)}")
    lines += [f"    {candidate.name}" for candidate in labels.candidates]
    if labels.rejected:
        lines.append(f"  {say('label.heading.rejected', language)}")
    for one in labels.rejected:
        name = register[one.id].name if one.id else one.name
        lines.append(f"    {name}：{say(f'label.reason.{one.reason}', language)}")
        lines.append(f"      “{one.evidence[0].sentence}”")
    if len(lines) == 1:
        lines.append(f"  {say('label.nothing', language)}")
    return "\n".join(lines)


def _proofs(evidence: Iterable[Evidence], language: str) -> list[str]:
    lines = [f"      {say(f'label.rule.{e.rule}', language)}：“{e.sentence}”" for e in evidence]
    return lines or [f"      {say('label.explicit', language)}"]


def _evidence(name: str, evidence: Evidence, language: str) -> dict[str, object]:
    return {
        "name": name,
        "rule": evidence.rule,
        "why": say(f"label.rule.{evidence.rule}", language),
        "sentence": evidence.sentence,
        "start": evidence.start,
        "end": evidence.end,
    }
