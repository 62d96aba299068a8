"""What preflight remembers saves time and hides nothing."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.publish.preflight import memory as kept
from tests.publish.looking import PAGE, at, replace
from tests.site.small import PNG, article


def test_unchanged_files_are_not_read_again_and_changed_ones_are(folder: Path) -> None:
    """What preflight remembers makes it fast, never blind."""
    memory = folder / "memory.db"
    assert at(folder, memory=memory).findings == ()
    replace(PAGE, "<body>", '<body onload="x()">')(folder)
    assert [f.rule for f in at(folder, memory=memory).findings] == ["preflight.markup.inline"]
    replace(PAGE, '<body onload="x()">', "<body>秘而不宣的话都在这里")(folder)
    assert [f.rule for f in at(folder, memory=memory).findings] == ["preflight.leak"]
    assert [f.rule for f in at(folder, memory=memory).findings] == ["preflight.leak"]
    replace(PAGE, "<body>秘而不宣的话都在这里", '<body onload="x()">今后才保密的那些话')(folder)
    assert [f.rule for f in at(folder, memory=memory).findings] == ["preflight.markup.inline"]
    replace(PAGE, '<body onload="x()">', "<body>")(folder)
    assert at(folder, memory=memory).findings == ()
    path = folder / "content" / "articles" / "2023" / "draft.md"
    path.write_text(path.read_text("utf-8") + "\n今后才保密的那些话。\n", "utf-8")
    assert [f.rule for f in at(folder, memory=memory).findings] == ["preflight.leak"]
    replace(PAGE, "<body>今后才保密的那些话", '<body onload="x()">')(folder)
    memory.write_text("{broken", "utf-8")
    assert [f.rule for f in at(folder, memory=memory).findings] == ["preflight.markup.inline"]


def test_what_changes_elsewhere_shows_on_pages_that_stay_the_same(folder: Path) -> None:
    """With a memory as without: a page, a picture, a place that goes takes links along."""
    memory, site = folder / "memory.db", folder / "site"
    page = site / PAGE
    links = '<p><a href="/about/#here">a</a><img src="/images/p.png" alt=""></p></body>'
    page.write_text(page.read_text("utf-8").replace("</body>", links), "utf-8")
    about, picture = site / "about" / "index.html", site / "images" / "p.png"
    text = about.read_text("utf-8")
    placed = text.replace("</body>", '<p id="here">b</p></body>')
    about.write_text(placed, "utf-8")
    picture.parent.mkdir(exist_ok=True)
    picture.write_bytes(PNG)
    assert at(folder, memory=memory).findings == ()
    for file, other in ((about, text.encode()), (picture, b"")):
        data = file.read_bytes()
        file.write_bytes(other) if other else file.unlink()
        for state in (memory, None):
            found = at(folder, memory=state).findings
            assert {f.rule for f in found} == {"preflight.link"}, found
            assert PAGE in {f.page for f in found}
        file.write_bytes(data)
        assert at(folder, memory=memory).findings == ()
    about.unlink()
    with_memory, without = (at(folder, memory=state).findings for state in (memory, None))
    assert with_memory == without != ()


def test_words_that_a_public_source_stops_saying_are_found_on_old_pages(folder: Path) -> None:
    """A page was excused by a source that said the same: it is not excused for ever."""
    memory = folder / "memory.db"
    replace(PAGE, "<body>", "<body>秘而不宣的话都在这里")(folder)
    said = folder / "content" / "articles" / "2023" / "said.md"
    text = article("说过的稿", "2023-04-01", "秘而不宣的话都在这里。", status="published")
    said.write_text(text, "utf-8")
    for _ in range(2):
        assert at(folder, memory=memory).findings == ()
    said.unlink()
    assert [f.rule for f in at(folder, memory=memory).findings] == ["preflight.leak"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("notes.txt", "今后才保密的那些话".encode()),
        ("data/more.json", b'["\\u4eca' + "后才保密的那些话".encode() + b'"]'),
        ("search/x.bin", b"\xff\x00" + "今后才保密的那些话".encode() + b"\xfe"),
    ],
)
def test_words_hidden_later_are_looked_for_in_every_old_file(
    folder: Path, name: str, data: bytes
) -> None:
    """Whatever kind of file: what was read once is searched again."""
    memory, file = folder / "memory.db", folder / "site" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    assert at(folder, memory=memory).findings == ()
    path = folder / "content" / "articles" / "2023" / "draft.md"
    path.write_text(path.read_text("utf-8") + "\n今后才保密的那些话。\n", "utf-8")
    assert [f.page for f in at(folder, memory=memory).findings] == [name]


def _edits(folder: Path) -> list[Callable[[random.Random], None]]:
    """Return what a broken or a sound build and an editor may do to site and content."""
    site, articles = folder / "site", folder / "content" / "articles" / "2023"
    pages = [PAGE, "about/index.html", "index.html", "404.html"]
    words = ("今后才保密的那些话", "谁也不该看见的句子", "都可以看的一句闲话")

    def mark(file: Path, text: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def body(dice: random.Random) -> None:
        page = site / dice.choice(pages)
        link = dice.choice(
            ["/x.txt", "/about/#here", "/about/#there", "/p/", "/data/f.json#a", "#o"]
        )
        parts = [f'<p><a href="{link}">a</a></p>', '<p id="here">b</p>', '<p id="o">b</p>', ""]
        more = "".join(dice.sample(parts, 2)) + dice.choice([*words, *[""] * 6])
        text = page.read_text("utf-8").partition("<!--cut-->")[0].replace("</body></html>", "")
        mark(page, f"{text.rstrip()}<!--cut-->{more}</body></html>")

    def other(dice: random.Random) -> None:
        name = dice.choice(["x.txt", "p/index.html", "data/f.json"])
        (site / name).unlink(missing_ok=True)
        home = "https://www.example.org/p/"
        page = f'<!DOCTYPE html><html><head><title>p</title><link rel="canonical" href="{home}">'
        page += f"</head><body>{dice.choice(words)}</body></html>"
        feed = '{"version": "https://jsonfeed.org/version/1.1", "items": []}'
        if dice.random() < 0.6:
            kinds = {"x": ["x", *words], "p": [page], "d": ["{}", feed]}
            mark(site / name, dice.choice(kinds[name[0]]))

    def source(dice: random.Random) -> None:
        name, status = dice.choice("abc"), dice.choice(["draft", "published", "withdrawn"])
        said = "。".join(dice.sample(words, 2))
        mark(articles / f"{name}.md", article("一篇" * 3, "2023-04-01", said, status=status))
        if dice.random() < 0.5:
            (articles / f"{name}.md").unlink()

    return [body, body, other, source]


@pytest.mark.parametrize("seed", range(4))
def test_after_any_changes_the_memory_finds_what_a_fresh_look_finds(
    folder: Path, seed: int
) -> None:
    """No fault is missed because a page did not change; none is told that is over."""
    memory, dice = folder / "memory.db", random.Random(seed)  # noqa: S311 -- to be repeated
    for name in (PAGE, "about/index.html", "index.html", "404.html"):  # one form of the end
        file = folder / "site" / name
        text = file.read_text("utf-8").replace("</html>", "").rstrip().removesuffix("</body>")
        file.write_text(f"{text}</body></html>", "utf-8")
    assert at(folder, memory=memory).findings == ()
    edits = _edits(folder)
    clean = 0
    for _ in range(25):
        backup = folder.with_name("backup")
        shutil.rmtree(backup, ignore_errors=True)
        shutil.copytree(folder, backup)
        for _ in range(dice.randint(1, 2)):
            dice.choice(edits)(dice)
        fresh = at(folder)
        assert at(folder, memory=memory) == fresh
        clean += not fresh.findings
        if fresh.findings:  # refused, and put right
            shutil.rmtree(folder)
            shutil.copytree(backup, folder)
    assert 5 < clean < 22


def test_a_memory_of_another_program_or_address_is_not_believed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another version did not see may be there."""
    memory = folder / "memory.db"
    assert at(folder, memory=memory).findings == ()
    opened = kept.Memory(memory)
    assert PAGE in opened.marks()
    opened.close()
    monkeypatch.setattr(kept, "_version", lambda: "another")
    opened = kept.Memory(memory)
    assert opened.marks() == {}
    opened.close()
    data = bytearray(memory.read_bytes())
    data[200:] = b"\x55" * (len(data) - 200)
    memory.write_bytes(data)
    assert at(folder, memory=memory).findings == ()


def test_only_what_changed_is_read(folder: Path) -> None:
    """A look remembers all it has seen, not only what it read itself."""
    memory = folder / "memory.db"
    page = folder / "site" / PAGE
    for number in range(3):
        page.write_text(page.read_text("utf-8") + f"<!-- {number} -->", "utf-8")
        assert at(folder, memory=memory).findings == ()
        opened = kept.Memory(memory)
        files = [p for p in (folder / "site").rglob("*") if p.is_file()]
        assert len(opened.marks()) == len(files)
        opened.close()
