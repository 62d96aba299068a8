"""Which addresses may go, and what leads on from those that went."""

from __future__ import annotations

from plugins.publish.preflight.permanence import (
    address_of,
    dead,
    file_at,
    list_redirects,
    words_for_removal,
)


def test_addresses_and_files_belong_together() -> None:
    """Both ways."""
    for address, file in (("/", "index.html"), ("/a/b/", "a/b/index.html"), ("/x.xml", "x.xml")):
        assert (file_at(address), address_of(file)) == (file, address)


def test_only_what_names_itself_by_content_may_go_without_a_word() -> None:
    """Assets and pages of a list that is still there; nothing else."""
    before = [
        "search/2023/0a1b2c3d4e.bin",
        "images/a.png",
        "theme/a.css",
        "b/index.html",
        "b/page/1/index.html",
        "c/page/1/index.html",
        "d.xml",
    ]
    after = ["b/index.html"]
    assert dead(before, after, []) == ["c/page/1/index.html", "d.xml"]
    assert dead(before, after, ["/c/", "/d.xml"]) == []
    assert list(list_redirects(before, after)) == ["b/page/1/index.html"]
    assert words_for_removal("/a/ # 因为\n\n# 注\n") == ({"/a/": 1}, [])
