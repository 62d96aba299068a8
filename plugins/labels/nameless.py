"""Which sentences that name none of the register's organisations have to be read all the same."""

from __future__ import annotations

from collections.abc import Sequence

from plugins.core.patterns import regex
from plugins.labels.clauses import LONGEST_CLAUSE, Word
from plugins.labels.lexicon import RELATIONS, Category
from plugins.labels.polarity import LIFTING, in_doubt
from plugins.labels.reference import may_refer
from plugins.labels.rows import NO_SUBJECT

_MATTER: frozenset[Category] = LIFTING | {"organisation", "both", "sign", "pair", "learn"}
# With one of these words a sentence tells of a pair that was spoken of before, or of an alliance.
_TELLS: frozenset[Category] = RELATIONS - {"joint"} | {"both"}
# Right before a name in general words it makes that the name of one spoken of: 其党委, 该市图书馆.
_THEIR = regex(r"(?:[其该]|他们|对方)[\u3400-\u9fff()]{2,30}$")
REACH = 32  # signs before the last word of a name in which that may stand
_SEPARATORS = ",:—"  # of clauses


def matters(text: str, start: int, end: int, words: Sequence[Word]) -> bool:
    """Tell whether a sentence could name or mean an outsider, or deny what was told before it.

    `words` are those of the lexicon in it; no name of the register stands in it.
    """
    return (
        not _MATTER.isdisjoint([kind for kind, _ in words])
        or may_refer(text, start, end)
        or in_doubt(text, start, end)
    )


def means_somebody(text: str, start: int, end: int, words: Sequence[Word]) -> bool:
    """Tell whether a sentence that names nobody could itself tell something of a registered one.

    One that could not changes at most what later sentences mean, and is not worth reading
    behind the last of those.
    """
    if end - start > LONGEST_CLAUSE:
        return True  # its clauses are cut anywhere
    for kind, at in words:
        if (
            kind in _TELLS
            or (kind == "joint" and _goes_on(text, start, at))
            or (kind == "organisation" and _THEIR.search(text, max(start, at - REACH), at))
        ):
            return True
    return (
        text.find("党", start, end) >= 0  # 社区党支部
        or text.find("作为", start, end) >= 0  # 作为…,它…
        or may_refer(text, start, end)
    )


def _goes_on(text: str, start: int, at: int) -> bool:
    """Tell whether the clause of a word has no subject before it: 随后一起参观."""
    low = max(start, *(text.rfind(sign, start, at) + 1 for sign in _SEPARATORS))
    return NO_SUBJECT.fullmatch(text, low, at) is not None
