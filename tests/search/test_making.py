"""When the index is made: after the pages, and no more of it than changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.desk.settings_file import offered, read_settings
from plugins.incremental.build import Build, Report
from plugins.search import shards
from tests.conftest import ROOT
from tests.search.conftest import SMALL
from tests.search.paper import write_paper
from tests.site.small import tree


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have several of them."""
    monkeypatch.setattr(shards, "MOST_CHARACTERS", SMALL)


class Watched:
    """A content folder and its output, with what stood there when the index was begun."""

    def __init__(self, folder: Path) -> None:
        """Write the paper."""
        self.folder = folder
        self.content = write_paper(folder / "content")
        self.output = folder / "site"
        self.before_the_index: dict[str, bytes] = {}

    def build(self, output: Path | None = None, jobs: int = 1) -> Report:
        """Build, and look at the output when the pages stand."""
        output = output or self.output
        paths = {
            "PATH": str(self.content),
            "OUTPUT_PATH": str(output),
            "CACHE_PATH": str(self.folder / "cache"),
        }
        settings = read_settings(ROOT, ROOT / "pelicanconf.py", paths)
        assert offered(settings)

        def tick(stage: str, done: int, _total: int) -> None:
            if (stage, done) == ("bundles", 0):
                self.before_the_index = tree(output)
                del self.before_the_index[".jianbao-part"]  # files are still to be written

        return Build(ROOT, settings, jobs=jobs, tick=tick).run()


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """Return a paper that is not built yet."""
    return Watched(tmp_path_factory.mktemp("watched"))


def in_shards(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return those files that belong to the shards."""
    return {path: data for path, data in files.items() if path.endswith(("table.json", ".bin"))}


def test_the_pages_stand_before_the_index_is_begun(paper: Watched) -> None:
    """Nobody who waits for a page waits for the index."""
    paper.build()
    finished = tree(paper.output)
    assert in_shards(finished)
    left = finished.keys() - in_shards(finished).keys()
    assert paper.before_the_index == {path: finished[path] for path in left}


def test_several_processes_make_what_one_makes(paper: Watched, tmp_path: Path) -> None:
    """Law 3, for shards too."""
    paper.build()
    paper.build(tmp_path / "site", jobs=3)
    assert in_shards(tree(tmp_path / "site")) == in_shards(tree(paper.output))


def test_an_edit_makes_one_shard_anew(paper: Watched) -> None:
    """The pages before it; what the other shards hold is not touched."""
    paper.build()
    before = tree(paper.output)
    file = paper.content / "articles/2020/a100.md"
    text = file.read_text("utf-8")
    file.write_text(text + "\n多出来的一段。\n", "utf-8")
    paper.build()
    after = tree(paper.output)
    page = "articles/2020/a100/index.html"
    assert "多出来的一段" in paper.before_the_index[page].decode()
    changed = [path for path, data in in_shards(after).items() if before.get(path) != data]
    assert len({path.split("/")[1] for path in changed}) == 1
    file.write_text(text, "utf-8")
    paper.build()
    assert tree(paper.output) == before


def test_a_build_without_changes_makes_none(paper: Watched) -> None:
    """Law 1: nothing is begun."""
    paper.build()
    paper.before_the_index = {}
    report = paper.build()
    assert report.written == 0
    assert paper.before_the_index == {}
