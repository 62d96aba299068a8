"""Names that act like branches or partners and stand in no register (候选)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plugins.core.labels import Side
from plugins.labels import cues

# A name holds none of the small words that join names to the rest of a sentence.
_WORD = r"[^\W\d_a-zA-Z是将为到在把被了着的向从对让使给]"
_ORGANISATION = re.compile(
    rf"(?:{_WORD}{{2,24}}?(?:有限责任公司|有限公司|分公司|集团|公司|银行|支行|分行|税务局|公安局|派出所|局|学院|大学|中学|"
    r"小学|学校|医院|社区|街道|村|大队|消防站|事务所|研究院|中心|协会|图书馆|博物馆|法院|检察院)"
    rf"(?:{_WORD}{{0,8}}?(?:{cues.PARTY}))?|{_WORD}{{4,20}}?(?:{cues.PARTY}))"
)
_OPENERS = '与和同跟、由邀及联合携手,:“”"(的'
_OUTSIDER = re.compile(r"[局院行校委处站团司]$")
_GENERIC = re.compile(
    r"^(?:该|本|我|各|党员|群众|双方|两|三|多家|有关|兄弟|合作|业务|共建|所在|全|某|等|其|分|总|子|市政|下属|基层|一|几)"
)


def candidates_in(
    text: str,
    sentences: Sequence[tuple[int, int, str, bool]],
    taken: Sequence[tuple[int, int]],
    own_units: Sequence[str],
) -> Iterator[tuple[str, Side, int, int]]:
    """Yield each unknown organisation that a sentence binds to ours: name, side, span.

    `sentences` are (start, end, text, asserts a relation), `taken` the spans of known names.
    """
    seen: set[str] = set()
    units = "".join("|" + re.escape(unit) for unit in own_units)
    ours = re.compile(
        rf"(?:第[一二三四五六七八九十]+分公司{units}|{_WORD}{{2,6}}项目部?)"
        r"(?:临时|联合)?(?:党支部|党总支|党小组)"
    )
    for match in ours.finditer(text):
        low, high = match.span()
        before = text[max(0, low - 2) : low]
        inside = any(a < high and low < b for a, b in taken)
        if (
            not inside
            and not _OUTSIDER.search(before)
            and not cues.PLANNED_BRANCH.search(text[max(0, low - 16) : low])
            and match[0] not in seen
        ):
            seen.add(match[0])
            yield match[0], "branch", low, high
    for start, _, words, asserted in sentences:
        if not asserted or cues.NOT_YET.search(words):
            continue
        for part in re.finditer(r"[^与和同跟、由邀及,:;“”\"'()的。!?\n]+", words):
            known = _ORGANISATION.match(part[0])
            if known is None or _GENERIC.match(known[0]):
                continue
            first = start + part.start()
            last = first + known.end()
            if any(low < last and first < high for low, high in taken):
                continue
            opener = text[first - 1] if first else ""
            if opener in _OPENERS and opener and known[0] not in seen:
                seen.add(known[0])
                yield known[0], "partner", first, last
