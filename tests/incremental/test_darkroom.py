"""Pictures made ready before the pages are planned: early or late, it comes to the same."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from PIL import Image

from plugins.core.archive import Archive
from plugins.core.cards import Card
from plugins.core.digest import digest_of_bytes
from plugins.core.page import Blob
from plugins.incremental.darkroom import Darkroom
from plugins.incremental.public import archive_of
from tests.incremental.sites import NOW, ChangingSite
from tests.site.small import article


def photograph(colour: str) -> bytes:
    """Return a picture that is wide enough for several sizes."""
    file = io.BytesIO()
    Image.new("RGB", (1200, 800), colour).save(file, "JPEG")
    return file.getvalue()


def site_with_photographs(folder: Path) -> ChangingSite:
    """Return a site that was not built yet, with two articles that show one each."""
    site = ChangingSite(folder)
    for name, colour in (("a", "red"), ("b", "blue")):
        (site.content / f"images/{name}.jpg").write_bytes(photograph(colour))
        text = article(f"第{name}篇", "2023-04-02", f"读书。\n\n![图](/images/{name}.jpg)")
        site.write(f"articles/2023/with-{name}.md", text)
    return site


def test_what_was_prepared_is_what_would_be_made(tmp_path: Path) -> None:
    """Of pictures that are ready, of one that changed since, and of articles without any."""
    site = site_with_photographs(tmp_path)
    site.run()
    (site.content / "images/b.jpg").write_bytes(photograph("green") + b"\0")
    build = site.build()
    reader = build._look(build._head(), build._lookout(forked=False))  # noqa: SLF001 -- as a build does
    shelf = reader.updated()
    files = reader.digests_of_others()
    archive = archive_of(shelf, files, {}, NOW, 1)

    def developed(*, early: bool) -> Archive:
        darkroom = Darkroom(build._offers, build._settings, content, 1)  # noqa: SLF001 -- the same
        if early:
            darkroom.prepare([one.card for one in shelf.filed.values()], files)
        return darkroom.developed(archive, lambda *_: None)

    def content(blob: Blob) -> bytes:
        data = (site.content / blob.path).read_bytes()
        assert digest_of_bytes(data) == blob.digest
        return data

    first, second = developed(early=True), developed(early=False)
    assert first == second
    assert {"images/a.jpg", "images/b.jpg"} <= first.shapes.keys()
    assert replace(first, articles=(), shapes={}) == replace(archive, articles=(), shapes={})
    shaped = {p.path: p.shape for card in first.articles for p in card.pictures}
    assert shaped["images/a.jpg"] == first.shapes["images/a.jpg"]
    assert shaped["images/b.jpg"] == first.shapes["images/b.jpg"]


def test_kept_cards_are_those_of_a_clean_build(tmp_path: Path) -> None:
    """With the shapes of their pictures: of one that changed since, and of one that did not."""
    site = site_with_photographs(tmp_path)
    site.run()
    before = kept_cards(site)
    Image.new("RGB", (900, 300)).save(site.content / "images/b.jpg")
    site.run()
    after = kept_cards(site)
    site.build().run(clean=True)
    assert after == kept_cards(site)
    changed = {source for source, card in after.items() if card != before[source]}
    assert changed == {"articles/2023/with-b.md"}
    (picture,) = after["articles/2023/with-b.md"].pictures
    assert picture.shape
    assert (picture.shape.width, picture.shape.height) == (900, 300)


def kept_cards(site: ChangingSite) -> dict[str, Card]:
    """Return the cards that the last build kept, by their sources."""
    build = site.build()
    reader = build._look(build._head(), build._lookout(forked=False))  # noqa: SLF001 -- as a build does
    return {source: one.card for source, one in reader.updated().filed.items()}
