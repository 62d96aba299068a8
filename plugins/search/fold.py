"""Traditional characters and the simplified ones they are searched as."""

from __future__ import annotations

from functools import cache

# CJK Unified Ideographs, Extension A, Compatibility Ideographs (Unicode 15, chapter 18).
_RANGES = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))


@cache
def fold_table() -> dict[str, str]:
    """Return for each character that is written otherwise in simplified script that other one.

    One character at a time, without regard to the word it stands in: 乾 is found as 干 too, which
    finds too much rather than too little. Those alone whose simplified side is in GB 2312: the
    characters that newspapers are set with, and few enough for a reader to load.
    """
    from opencc import OpenCC  # noqa: PLC0415 -- slow to load, and most builds do without

    signs = [chr(code) for start, end in _RANGES for code in range(start, end)]
    simple = OpenCC("t2s").convert("\n".join(signs)).split("\n")
    pairs = zip(signs, simple, strict=True)
    return {a: b for a, b in pairs if a != b and len(b) == 1 and _in_gb2312(b)}


def few_pairs() -> str:
    """Return the pairs of which both sides are in GB 2312 (乾干), one after another."""
    return _pairs(both=True)


def fold_pairs() -> str:
    """Return the other pairs: a script needs them for characters that GB 2312 does not have."""
    return _pairs(both=False)


def _pairs(*, both: bool) -> str:
    return "".join(a + b for a, b in fold_table().items() if _in_gb2312(a) is both)


def _in_gb2312(sign: str) -> bool:
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
