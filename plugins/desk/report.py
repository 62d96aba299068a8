"""Faults as lines for a terminal: place, message, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.core.faults import Fault
from plugins.core.messages import say


def as_text(faults: Iterable[Fault], language: str) -> str:
    """Return each fault as `path:line:column: level: message`, its cure on the next line."""
    lines = []
    for fault in faults:
        level = say(f"level.{fault.level}", language)
        place = f"{fault.path}:{fault.line}:{fault.column}"
        lines.append(f"{place}: {level}: {fault.message(language)}")
        lines.append(f"    {fault.fix(language)}")
    return "\n".join(lines)
