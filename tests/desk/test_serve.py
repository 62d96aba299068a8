"""`./jianbao serve` as an editor uses it: started, edited under, broken, mended, ended."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from plugins.desk.webserver import EVENTS
from tests.site.small import write_small_site

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds that a busy machine may take for a build


# A shell that runs the tests in its background has them ignore Ctrl-C; an editor's does not.
HEED_CTRL_C = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def serve(*words: str) -> subprocess.Popen[str]:
    """Start the command as a terminal would."""
    command = [str(PROJECT / "tasks.py"), "serve", *words]
    return subprocess.Popen(
        [sys.executable, "-c", HEED_CTRL_C, *command],
        env={**os.environ, "LANG": "zh_CN.UTF-8", "LC_ALL": "", "LC_MESSAGES": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def free_port() -> int:
    """Return a port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Preview:
    """A running preview of a small site, with the events of one open page."""

    content: Path
    port: int
    process: subprocess.Popen[str]
    events: HTTPResponse

    def get(self, path: str) -> str:
        """Return the page at `path`."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path)
        return connection.getresponse().read().decode("utf-8", "replace")

    def indexed(self) -> str:
        """Return the first characters of what the search index holds, if there is one yet."""
        try:
            table = json.loads(self.get("/search/2023/table.json"))
            files = [self.get(f"/search/2023/{name}.bin") for _, name in table["words"]]
            heads = [json.loads(file.split("\n", 1)[0]) for file in files]
        except ValueError:  # a page that says that nothing is there
            return ""
        return "".join(first for head in heads for first, *_ in head)

    def news(self) -> dict[str, str]:
        """Return what the open page is told next."""
        while not (line := self.events.readline().decode()).startswith("data: "):
            assert line, "the preview ended"
        news: dict[str, str] = json.loads(line.removeprefix("data: "))
        return news


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """Give a preview that has built its site."""
    content, port = write_small_site(tmp_path / "content"), free_port()
    process = serve("--port", str(port), "--content", str(content))
    assert process.stderr is not None
    lines: list[str] = []
    while not (lines and lines[-1].startswith("预览：")):
        lines.append(process.stderr.readline())
        assert lines[-1], "".join(lines)
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", EVENTS)
    running = Preview(content, port, process, connection.getresponse())
    assert running.news()["faults"] == "", "".join(lines)
    yield running
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=PATIENCE)


def test_what_is_saved_is_shown_and_what_is_broken_is_told(preview: Preview) -> None:
    """An edit appears; a fault is told over the last good page; mending brings the page up."""
    article = preview.content / "articles" / "2023" / "report-0.md"
    good = article.read_text("utf-8")
    assert "大家读了一本书" in preview.get("/articles/2023/report-0/")

    article.write_text(good.replace("一本书", "两本书"), "utf-8")
    second = preview.news()
    assert second["faults"] == ""
    assert "大家读了两本书" in preview.get("/articles/2023/report-0/")

    article.write_text(good.replace("title:", "titel:"), "utf-8")
    broken = preview.news()
    assert "articles/2023/report-0.md:2:1" in broken["faults"]
    assert broken["version"] == second["version"]
    assert "大家读了两本书" in preview.get("/articles/2023/report-0/")

    article.write_text(good, "utf-8")
    mended = preview.news()
    assert mended["faults"] == ""
    assert mended["version"] != second["version"]
    assert "大家读了一本书" in preview.get("/articles/2023/report-0/")


def test_the_search_index_follows_the_last_of_several_edits(preview: Preview) -> None:
    """The page is told before the index is made; the next edit does not wait for it either."""
    article = preview.content / "articles" / "2023" / "report-0.md"
    good = article.read_text("utf-8")
    for words in ("两", "三", "廿"):
        article.write_text(good.replace("一本书", f"{words}本书"), "utf-8")
        assert preview.news()["faults"] == ""
        assert f"{words}本书" in preview.get("/articles/2023/report-0/")
    deadline = time.monotonic() + PATIENCE
    while "廿" not in preview.indexed():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_ctrl_c_ends_it_quietly(preview: Preview) -> None:
    """Ctrl-C is the way to end a preview: exit status 0, no traceback."""
    preview.process.send_signal(signal.SIGINT)
    _, err = preview.process.communicate(timeout=PATIENCE)
    assert preview.process.returncode == 0
    assert "Traceback" not in err


def test_ctrl_c_ends_it_while_it_builds(preview: Preview) -> None:
    """Nobody waits for the end of a build that is no longer wanted, and none is a fault."""
    assert preview.process.stderr is not None
    article = preview.content / "articles" / "2023" / "report-0.md"
    article.write_text(article.read_text("utf-8").replace("一本书", "两本书"), "utf-8")
    while "有改动" not in (line := preview.process.stderr.readline()):
        assert line, "the preview ended"
    preview.process.send_signal(signal.SIGINT)
    _, err = preview.process.communicate(timeout=PATIENCE)
    assert preview.process.returncode == 0
    assert "Traceback" not in err


def test_links_point_to_the_preview_itself(preview: Preview) -> None:
    """Nothing in the preview leads to the published site."""
    assert f"http://localhost:{preview.port}" in preview.get("/")
    assert "jianbao.example" not in preview.get("/")


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    """Exit status 2, and the option that chooses another."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        process = serve("--port", str(port), "--content", str(tmp_path))
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert str(port) in err
    assert "--port" in err


def test_a_missing_content_folder_is_named(tmp_path: Path) -> None:
    """Exit status 2, and the folder that is not there."""
    process = serve("--content", str(tmp_path / "无"))
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert str(tmp_path / "无") in err
