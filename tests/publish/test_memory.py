"""What preflight remembers saves time and hides nothing."""

from __future__ import annotations

from pathlib import Path

from tests.publish.looking import PAGE, at, replace
from tests.site.small import PNG


def test_unchanged_files_are_not_read_again_and_changed_ones_are(folder: Path) -> None:
    """What preflight remembers makes it fast, never blind."""
    memory = folder / "memory.json"
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
    memory, site = folder / "memory.json", folder / "site"
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
