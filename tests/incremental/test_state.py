"""What was kept is believed only if it is whole; otherwise everything is made anew, and said."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from plugins.incremental.build import Report
from plugins.incremental.state import Damaged, Folder
from tests.incremental.sites import ChangingSite
from tests.site.small import tree


@pytest.fixture
def site(tmp_path: Path) -> ChangingSite:
    """Return a site that was built once."""
    site = ChangingSite(tmp_path)
    site.run()
    return site


def kept(site: ChangingSite, part: str) -> Path:
    """Return the file of a part of the state."""
    (found,) = (site.folder / "cache" / "builds").glob(f"*/{part}*")
    return found


def report_of(site: ChangingSite) -> Report:
    """Build, and return the report."""
    report = site.run()
    assert isinstance(report, Report)
    return report


@pytest.mark.parametrize("damage", [b"", b"jianbao 1 x\n", b"\0" * 4000])
def test_a_damaged_head_means_a_clean_build_that_says_so(site: ChangingSite, damage: bytes) -> None:
    """Cut off, of another version, or overwritten."""
    before = tree(site.output)
    kept(site, "head").write_bytes(damage)
    report = report_of(site)
    assert report.notes == ["build.damaged"]
    assert report.read > 0
    assert tree(site.output) == before


def test_one_wrong_byte_is_enough(tmp_path: Path) -> None:
    """Wherever it is."""
    folder = Folder(tmp_path, tmp_path / "content", tmp_path / "out")
    folder.save("part", {"a": (1, b"x" * 100)})
    (file,) = tmp_path.glob("builds/*/part")
    good = file.read_bytes()
    for at in range(len(good)):
        file.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        with pytest.raises(Damaged):
            folder.load("part")
    file.write_bytes(good)
    assert folder.load("part") == {"a": (1, b"x" * 100)}


def test_a_damaged_story_is_rendered_again_and_never_shown(site: ChangingSite) -> None:
    """Though it is read only when a page needs it."""
    file = kept(site, "stories-")
    file.write_bytes(file.read_bytes().replace("大家读了".encode(), "大家读子".encode()))
    template = site.theme / "templates" / "article.html"
    template.write_text(template.read_text("utf-8").replace("</article>", "</article >"), "utf-8")
    assert report_of(site).notes == ["build.damaged"]
    assert tree(site.output) == site.clean()


def test_a_build_that_ended_before_its_time_is_not_believed(
    site: ChangingSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page it made shows what was taken back since, though the sources are as they were."""
    file = site.content / "articles/2023/report-0.md"
    text, before = file.read_bytes(), tree(site.output)
    file.write_bytes(text + "\n\n一句误写的话。\n".encode())

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    build = site.build()
    monkeypatch.setattr(build, "_make_bundles", end)  # all pages stand then
    with pytest.raises(KeyboardInterrupt):
        build.run()
    assert tree(site.output) != before
    file.write_bytes(text)
    site.run()
    assert tree(site.output) == before


def test_without_the_list_of_outputs_nothing_is_removed(site: ChangingSite) -> None:
    """What is not known to be ours stays."""
    kept(site, "outputs").write_bytes(b"\xff{")
    (site.content / "articles/2023/report-1.md").unlink()
    report = report_of(site)
    assert (report.removed, report.notes) == (0, ["build.damaged"])
    assert "articles/2023/report-1/index.html" in tree(site.output)


def test_states_of_outputs_that_are_gone_are_dropped(site: ChangingSite) -> None:
    """A cache that only grew would fill the disk."""
    site.clean()
    shutil.rmtree(site.folder / "clean1")
    assert len(list((site.folder / "cache" / "builds").iterdir())) == 2
    site.clean()
    assert len(list((site.folder / "cache" / "builds").iterdir())) == 2


def test_a_state_is_kept_while_its_first_build_is_at_work(tmp_path: Path) -> None:
    """Its output is not there yet, as it is of a state that nobody needs."""
    ours = Folder(tmp_path, tmp_path / "content", tmp_path / "ours")
    theirs = Folder(tmp_path, tmp_path / "content", tmp_path / "theirs")
    with theirs.locked():
        theirs.tidy(tmp_path / "theirs")
        theirs.save("head", 1)
        with ours.locked():
            ours.tidy(tmp_path / "ours")
        assert theirs.load("head") == 1
    with ours.locked():
        ours.tidy(tmp_path / "ours")
    assert theirs.load("head") is None


def test_builds_that_tidy_at_once_do_not_trip_over_each_other(tmp_path: Path) -> None:
    """Each finds its own state as it left it, whatever the others drop meanwhile."""

    def build(turn: int) -> bool:
        output = tmp_path / f"output{turn % 5}"
        folder = Folder(tmp_path, tmp_path / "content", output)
        with folder.locked():
            folder.tidy(output)
            folder.save("head", turn)
            return bool(folder.load("head") == turn)

    with ThreadPoolExecutor(8) as builds:
        assert all(builds.map(build, range(400)))


def test_the_store_of_stories_does_not_grow_for_ever(
    site: ChangingSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is written anew when most of it is waste, and nothing is lost."""
    monkeypatch.setattr("plugins.incremental.update._SPARE", 0)
    path = site.content / "articles/2023/report-0.md"
    text = path.read_text("utf-8")
    first = kept(site, "stories-").stat().st_size
    for turn in range(20):
        path.write_text(text.replace("一本书", f"{turn}本书" * 50), "utf-8")
        report_of(site)
    assert kept(site, "stories-").stat().st_size < 4 * first
    assert tree(site.output) == site.clean()


def test_an_area_whose_article_is_renamed_is_told_by_the_next_build(site: ChangingSite) -> None:
    """Although the issue file itself has not changed; laws 2 and 11."""
    issue = site.content / "issues" / "2023-03-01.yaml"
    before = next(path for path in site.articles() if "issue: 2023-03-01" in text_of(site, path))
    slug = Path(before).stem
    issue.write_text(
        issue.read_text("utf-8") + f"areas: [{{sheet: 1, article: {slug}, box: []}}]\n", "utf-8"
    )
    assert isinstance(site.run(), Report)
    site.write(before, text_of(site, before).replace("---\n", "---\nslug: other\n", 1))
    assert site.run() == site.clean() == ("area-article",)


def text_of(site: ChangingSite, path: str) -> str:
    """Return the text of a source."""
    return (site.content / path).read_text("utf-8")
