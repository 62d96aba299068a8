"""Other names: what else to look for when an organisation is searched by a short or old name."""

from __future__ import annotations

from plugins.core.register import Organisation, Register


def aliases_of(register: Register) -> dict[str, list[str]]:
    """Return for each alias, former name and name of a predecessor the names it stands for.

    四分 stands for 第四分公司党支部; the name of an organisation that was merged away stands for
    that of its successor, and so on to the end of the line. One alias may stand for several.
    """
    found: dict[str, dict[str, None]] = {}
    for entry in register.entries:
        line = _line(entry, register)
        for name in entry.names:
            others = [one.name for one in line if one.name != name.text]
            found.setdefault(name.text, {}).update(dict.fromkeys(others))
    return {name: list(others) for name, others in sorted(found.items()) if others}


def _line(entry: Organisation, register: Register) -> list[Organisation]:
    """Return an organisation and its successors, in their order."""
    line = [entry]
    while (following := line[-1].successor) is not None:
        successor = register.get(following)
        if successor is None or successor in line:
            break
        line.append(successor)
    return line
