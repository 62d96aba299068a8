"""Any bytes in any source end in a listed fault, never in a traceback or a lost file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.core.folder import gather
from plugins.core.reading import read
from plugins.desk.pinyin import romanise
from tests.site.small import write_small_site

NOW = datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
BITS = (
    b"\xff",
    b"\0",
    b"---\n",
    "：".encode(),
    b"[",
    b"{",
    b"&a ",
    b"*a",
    b"\xef\xbb\xbf",
    b"\t",
    b"|",
    b"'",
)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], set[str]]:
    """Return the files of a small site."""
    files, existing, _ = gather(write_small_site(tmp_path_factory.mktemp("mutated")))
    return files, existing


def cut(data: bytes, at: int) -> bytes:
    """Lose the end."""
    return data[: at % (len(data) + 1)]


def drop(data: bytes, at: int) -> bytes:
    """Lose a byte."""
    at %= len(data)
    return data[:at] + data[at + 1 :]


def flip(data: bytes, at: int) -> bytes:
    """Change a byte."""
    at, bit = at % len(data), at % 8
    return data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :]


def insert(data: bytes, at: int) -> bytes:
    """Put something awkward in."""
    bit = BITS[at % len(BITS)]
    at %= len(data)
    return data[:at] + bit + data[at:]


def recode(data: bytes, at: int) -> bytes:
    """Save in another encoding."""
    return data.decode().encode(("gbk", "utf-16", "utf-8-sig")[at % 3])


MUTATIONS: tuple[Callable[[bytes, int], bytes], ...] = (cut, drop, flip, insert, recode)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(which=st.integers(0, 10_000), how=st.sampled_from(MUTATIONS), at=st.integers(0, 10_000))
def test_a_mutated_source_is_read_or_named(
    sources: tuple[dict[str, bytes], set[str]],
    which: int,
    how: Callable[[bytes, int], bytes],
    at: int,
) -> None:
    """Each file becomes a record, or a fault names it."""
    files, existing = dict(sources[0]), sources[1]
    path = sorted(files)[which % len(files)]
    files[path] = how(files[path], at)
    reading = read(files, existing=existing, now=NOW, romanise=romanise)
    read_in = {m.article.source for m in reading.manuscripts}
    read_in |= {page.source for page in reading.pages} | {i.source for i in reading.issues}
    named = {fault.path for fault in reading.faults}
    lost = set(files) - read_in - named
    assert all(name.startswith("register/") for name in lost)
    for fault in reading.faults:
        assert fault.message("zh")
        assert fault.fix("en")


@settings(max_examples=150, deadline=None)
@given(data=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)))
def test_any_bytes_as_a_source_are_read_or_named(data: bytes) -> None:
    """As article, page, issue and register."""
    for path in ("articles/a.md", "pages/a.md", "issues/a.yaml", "register/partners.yaml"):
        for content in (data, b"---\n" + data + b"\n---\n", b"title: " + data):
            reading = read({path: content}, existing=(), now=NOW, romanise=romanise)
            assert reading.faults or reading.manuscripts or reading.pages or "register" in path


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{" * 100_000, "- " * 50_000, "? " * 50_000, "a: &a [*a]"]
)
def test_deep_nesting_is_refused_and_never_crashes(text: str) -> None:
    """Nor does it take long."""
    data = f"---\ntitle: x\ndate: 2023-01-01\nkicker: {text}\n---\n".encode()
    reading = read({"articles/a.md": data}, existing=(), now=NOW, romanise=romanise)
    assert reading.faults
    reading = read({"issues/a.yaml": text.encode()}, existing=(), now=NOW, romanise=romanise)
    assert reading.faults


def test_names_that_are_no_articles_are_ignored_or_named(tmp_path: Path) -> None:
    """What editors' programs leave behind is no source; anything else is never lost silently."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in (".DS_Store", "a.md~", ".a.md.swp", "a.docx"):
        (folder / name).write_bytes(b"x")
    files, existing, faults = gather(tmp_path)
    assert (set(files), existing, faults) == ({"articles/a.docx"}, set(), [])
    reading = read(files, existing=existing, now=NOW, romanise=romanise)
    assert [fault.rule for fault in reading.faults] == ["file-kind"]
