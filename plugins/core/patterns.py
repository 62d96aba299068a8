"""Regular expressions that are compiled when they are first used.

The rules are made of some three hundred. An article needs a few dozen of them, and to compile
them all takes a third of the time in which the site stands again after an edit.
"""

from __future__ import annotations

import re
from typing import Any, cast

_LATE: list[_Late] = []


class _Late:
    """Has all that the compiled expression has."""

    def __init__(self, source: str, flags: int) -> None:
        self._given = (source, flags)
        _LATE.append(self)

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._given), name)
        setattr(self, name, value)  # next time this is not asked
        return value


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression as `re.compile` does; what is wrong in it shows when it is used.

    For modules to make on their first level: one that is made again and again would pile up.
    """
    return cast("re.Pattern[str]", _Late(source, flags))


def compile_all() -> int:
    """Compile all that modules have made so far, so that forks need not; return how many."""
    for one in _LATE:
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            getattr(one, method)
    return len(_LATE)
