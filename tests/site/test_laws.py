"""The laws of the house, each on a real build of a small site."""

from __future__ import annotations

import gzip
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plugins.desk import building
from tests.conftest import ROOT, built
from tests.site.small import article, tree, write_small_site

SECRETS = ("还没有写完的稿", "秘而不宣", "以后才见报的稿", "届时再说", "收回的话", "draft.png")
BUILD = [sys.executable, str(ROOT / "tasks.py"), "build"]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return the content folder of a small site."""
    return write_small_site(tmp_path / "content")


def test_a_second_build_with_nothing_changed_writes_nothing(content: Path, tmp_path: Path) -> None:
    """Law 1, in bytes and in times."""
    output = built(content, tmp_path / "out")
    before = {p: p.stat().st_mtime_ns for p in output.rglob("*")}
    built(content, output)
    assert {p: p.stat().st_mtime_ns for p in output.rglob("*")} == before


def test_after_any_edits_the_output_is_that_of_a_clean_build(content: Path, tmp_path: Path) -> None:
    """Law 2: edited, added, renamed, removed, moved, register changed."""
    output = built(content, tmp_path / "out")
    articles = content / "articles" / "2023"

    def edit() -> None:
        path = articles / "report-1.md"
        path.write_text(path.read_text("utf-8").replace("大家", "全体党员"), encoding="utf-8")

    def add() -> None:
        text = article("新来的一篇", "2023-04-02", "正文。![桥](/images/seen.png)")
        (articles / "new.md").write_text(text, encoding="utf-8")

    def rename() -> None:
        (articles / "report-2.md").rename(articles / "renamed.md")

    def remove() -> None:
        (articles / "report-3.md").unlink()

    def move() -> None:
        path = articles / "report-4.md"
        path.write_text(
            path.read_text("utf-8").replace("issue: 2023-04-01", "issue: 2023-03-01"),
            encoding="utf-8",
        )

    def rename_partner() -> None:
        path = content / "register" / "partners.yaml"
        path.write_text(path.read_text("utf-8").replace("南溪学校", "南溪中学"), encoding="utf-8")

    for number, change in enumerate((edit, add, rename, remove, move, rename_partner)):
        change()
        built(content, output)
        assert tree(output) == tree(built(content, tmp_path / f"clean{number}")), change.__name__


def test_the_same_sources_give_the_same_bytes_elsewhere(content: Path, tmp_path: Path) -> None:
    """Law 4: another path, time zone, locale and hash seed."""
    here = tree(built(content, tmp_path / "out"))
    elsewhere = tmp_path / "另一个 地方"
    shutil.copytree(content, elsewhere / "content")
    environment = {**os.environ, "TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    options = ["--content", str(elsewhere / "content"), "--output", str(elsewhere / "out")]
    subprocess.run([*BUILD, *options], env=environment, check=True, cwd=tmp_path)
    assert tree(elsewhere / "out") == here


def test_plain_pelican_gives_the_same_bytes(content: Path, tmp_path: Path) -> None:
    """`pelican content -s pelicanconf.py` is no second way of building."""
    here = tree(built(content, tmp_path / "out"))
    command = [sys.executable, "-m", "pelican", str(content), "-s", "pelicanconf.py"]
    subprocess.run([*command, "-o", str(tmp_path / "plain")], cwd=ROOT, check=True)
    assert tree(tmp_path / "plain") == here


def test_nothing_unpublished_is_anywhere_in_the_output(content: Path, tmp_path: Path) -> None:
    """Law 5: drafts, embargoed and withdrawn articles, and pictures only they use."""
    files = tree(built(content, tmp_path / "out"))
    data = [gzip.decompress(d) if d[:2] == b"\x1f\x8b" else d for d in files.values()]
    names = [name.encode() for name in files]
    # The index holds texts with a blank after each character.
    everything = b"\n".join([*data, *names]).decode(errors="replace").replace(" ", "")
    withdrawn = files["articles/2023/gone/index.html"].decode()
    assert "本稿已撤回" in withdrawn
    assert not [secret for secret in SECRETS if secret in everything]


def test_an_embargoed_article_is_public_after_its_time(content: Path, tmp_path: Path) -> None:
    """The next build shows it."""
    path = content / "articles" / "2023" / "later.md"
    path.write_text(path.read_text("utf-8").replace("2099", "2024"), encoding="utf-8")
    assert "articles/2023/later/index.html" in tree(built(content, tmp_path / "out"))


def test_an_old_address_leads_to_the_new_one(content: Path, tmp_path: Path) -> None:
    """Law 6, for addresses that the editor lists."""
    path = content / "articles" / "2023" / "report-1.md"
    text = path.read_text("utf-8").replace("sheet: 1", "sheet: 1\naliases: [/old/one/, /two.html]")
    path.write_text(text, encoding="utf-8")
    files = tree(built(content, tmp_path / "out"))
    for name in ("old/one/index.html", "two.html"):
        assert "/articles/2023/report-1/" in files[name].decode()


def test_a_fault_leaves_the_last_output_as_it_was(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Law 7: faults are found before anything is written, and named."""
    output = built(content, tmp_path / "out")
    before = tree(output)
    path = content / "articles" / "2023" / "report-0.md"
    path.write_text(path.read_text("utf-8").replace("date:", "dete:"), encoding="utf-8")
    assert building.run(content, output, False, None, False, None, "zh") == 1  # noqa: FBT003
    assert tree(output) == before
    assert "articles/2023/report-0.md:" in capsys.readouterr().err


def test_a_killed_build_is_made_right_by_the_next(content: Path, tmp_path: Path) -> None:
    """Law 7: SIGKILL at any moment, then an ordinary build."""
    clean = tree(built(content, tmp_path / "clean"))
    output = tmp_path / "out"
    moments = random.Random(1)  # noqa: S311 -- moments, not secrets
    options = ["--content", str(content), "--output", str(output)]
    for _ in range(4):
        process = subprocess.Popen([*BUILD, *options], stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.3, 1.2))
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert tree(built(content, output)) == clean


def test_one_edit_changes_only_what_shows_it(content: Path, tmp_path: Path) -> None:
    """Law 10: a word at the beginning changes article, issue front, feeds, its shard; no more."""
    output = built(content, tmp_path / "out")
    before = tree(output)
    path = content / "articles" / "2023" / "report-1.md"
    path.write_text(path.read_text("utf-8").replace("一本书", "两本书"), encoding="utf-8")
    after = tree(built(content, output))
    changed = {name for name in after if after[name] != before.get(name)}
    assert {name for name in changed if not name.startswith("search/2023/")} == {
        "articles/2023/report-1/index.html",
        "issues/2023-03-01/index.html",
        "feeds/all.atom.xml",
        "feeds/all.json",
        "data/articles-2023.json",
        "feeds/branches/first.atom.xml",
        "feeds/branches/first.json",
        "feeds/partners/library.atom.xml",
        "feeds/partners/library.json",
    }


def test_a_site_of_two_lines_builds(tmp_path: Path) -> None:
    """Zero configuration: one article, no register, no issue."""
    path = tmp_path / "content" / "articles" / "one.md"
    path.parent.mkdir(parents=True)
    path.write_text(article("只有一篇", "2023-01-01", "正文。"), encoding="utf-8")
    files = tree(built(tmp_path / "content", tmp_path / "out"))
    assert "只有一篇" in files["articles/2023/one/index.html"].decode()
    assert "只有一篇" in files["index.html"].decode()


def test_each_capability_can_be_switched_off(content: Path, tmp_path: Path) -> None:
    """Without issues, labels, the chronicle, data or search the rest is built all the same."""
    for name in ("issues", "labels", "ledger", "data", "search"):
        settings = tmp_path / f"without_{name}.py"
        settings.write_text(
            f"from pelicanconf import *\nPLUGINS = [p for p in PLUGINS if {name!r} not in p]\n",
            encoding="utf-8",
        )
        output = tmp_path / name
        status = building.run(content, output, False, None, False, settings, "zh")  # noqa: FBT003
        assert status == 0
        assert (output / "articles/2023/report-0/index.html").exists()


def test_the_navigation_names_the_page_about_the_paper_where_there_is_one(
    content: Path, tmp_path: Path
) -> None:
    """A site without it has no dead link on every page; law 2 where the page comes and goes."""
    output = tmp_path / "out"
    about = content / "pages" / "about.md"
    about.parent.mkdir(exist_ok=True)
    about.write_text("---\ntitle: 关于\n---\n\n本刊。\n", "utf-8")
    built(content, output)
    assert "/about/" in (output / "index.html").read_text("utf-8")
    about.unlink()
    without = tree(built(content, output))
    assert not any(b"/about/" in data for data in without.values())
    assert without == tree(built(content, tmp_path / "clean"))


def test_one_address_leaves_nothing_behind_in_the_pages_of_another(
    content: Path, tmp_path: Path
) -> None:
    """Compiled templates are kept, and compiling writes what never changes into them."""
    cases = (("https://one.example", "/"), ("https://two.example/paper", "/paper/"))
    for number, (address, base) in enumerate(cases):
        output = tmp_path / str(number)
        status = building.run(content, output, False, None, False, None, "zh", site_url=address)  # noqa: FBT003
        assert status == 0
        page = (output / "articles/2023/report-0/index.html").read_text("utf-8")
        assert f'href="{base}feeds/all.atom.xml"' in page
