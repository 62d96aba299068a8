"""The one catalogue of what the commands say to people: Chinese first, English beside it.

Each area keeps its own table below `catalogue/`; this module joins them and looks words up.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from plugins.core.catalogue import (
    advice,
    commands,
    faults,
    hosting,
    importing,
    labelling,
    labels,
    preflight,
    publishing,
)

CATALOGUE: dict[str, tuple[str, str]] = {
    **faults.MESSAGES,
    **advice.MESSAGES,
    **commands.MESSAGES,
    **importing.MESSAGES,
    **labels.MESSAGES,
    **labelling.MESSAGES,
    **publishing.MESSAGES,
    **hosting.MESSAGES,
    **preflight.MESSAGES,
}


def language(environment: Mapping[str, str] = os.environ) -> str:
    """Return "en" where the environment asks for English (LC_ALL, LC_MESSAGES, LANG), else "zh"."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


def say(key: str, lang: str, /, **values: object) -> str:
    """Return the message `key` in "zh" or "en", filled in; KeyError if there is none."""
    chinese, english = CATALOGUE[key]
    return (english if lang == "en" else chinese).format(**values)
