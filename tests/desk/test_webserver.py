"""The preview's web server: files as a host gives them, pages that reload, faults on top."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from plugins.desk.webserver import EVENTS, Board, Server

FILES = {
    "index.html": "<!doctype html><html><body><p>首页</p></body></html>",
    "404.html": "<!doctype html><html><body><p>没有这一页</p></body></html>",
    "a/index.html": "<p>甲</p>",
    "empty/x.txt": "文",
    "style.css": "p{}",
    "feed.xml": "<feed/>",
    "data.json": "{}",
    "script.js": "0",
    "picture.webp": "x",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give a small site in a folder beside a file that is no part of it."""
    (tmp_path / "secret.txt").write_text("密", "utf-8")
    for name, text in FILES.items():
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path / "site"


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    """Give a running server of that site, on any free port."""
    running = Server(0, site, Board("有差错"), "还没有")
    threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
    yield running
    running.board.close()
    running.shutdown()
    running.server_close()


def get(server: Server, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
    """Ask for a path exactly as written."""
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    return connection.getresponse()


def next_news(events: HTTPResponse) -> dict[str, object]:
    """Read one server-sent event."""
    line = events.readline().decode()
    assert events.readline() == b"\n"
    news: dict[str, object] = json.loads(line.removeprefix("data: "))
    return news


def test_it_listens_to_this_machine_only(server: Server) -> None:
    """Unpublished articles are shown to no one else on the network."""
    assert server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/a/", "text/html; charset=utf-8"),
        ("/a/?x=1", "text/html; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/data.json", "application/json; charset=utf-8"),
        ("/script.js", "text/javascript; charset=utf-8"),
        ("/empty/x.txt", "text/plain; charset=utf-8"),
        ("/picture.webp", "image/webp"),
    ],
)
def test_each_file_has_its_content_type_and_is_never_kept(
    server: Server, path: str, kind: str
) -> None:
    """What the browser shows is what was saved last, in the right encoding."""
    answer = get(server, path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_copy_of_the_browser_never_counts(server: Server) -> None:
    """Even a browser that asks "newer than" gets the file."""
    newest = "Fri, 31 Dec 2999 23:59:59 GMT"
    assert get(server, "/style.css", If_Modified_Since=newest).status == 200


def test_pages_are_sent_with_the_script_and_files_stay_without(server: Server) -> None:
    """The script that reloads is in what is sent, before the end of the body, never on disk."""
    page = get(server, "/").read().decode()
    assert page.startswith("<!doctype html><html><body><p>首页</p><script>")
    assert page.endswith("</script>\n</body></html>")
    assert "EventSource" in get(server, "/a/").read().decode()
    assert (server.site / "index.html").read_text("utf-8") == FILES["index.html"]
    assert get(server, "/script.js").read() == b"0"


@pytest.mark.parametrize(
    "path", ["/none/", "/none.html", "/empty/", "/../secret.txt", "/%2e%2e/secret.txt", "/%00"]
)
def test_what_is_not_there_is_answered_with_the_sites_own_page(server: Server, path: str) -> None:
    """No listing of folders, nothing outside the site: 404.html with status 404."""
    answer = get(server, path)
    assert answer.status == 404
    assert "没有这一页" in answer.read().decode()


def test_a_folder_without_its_slash_is_led_to_it(server: Server) -> None:
    """/a goes to /a/, as on a real host, so that relative links work."""
    answer = get(server, "/a")
    assert answer.status == 301
    assert answer.headers["Location"].endswith("/a/")


def test_before_the_first_build_a_page_waits(server: Server) -> None:
    """Without any site there is a page that says so and reloads once there is one."""
    (server.site / "404.html").unlink()
    (server.site / "index.html").unlink()
    page = get(server, "/").read().decode()
    assert "还没有" in page
    assert "EventSource" in page


def test_an_open_page_hears_of_builds_and_faults(server: Server) -> None:
    """A build raises the version, at which pages reload; faults are told and leave it alone."""
    events = get(server, EVENTS)
    assert events.headers["Content-Type"] == "text/event-stream"
    first = {"version": 0, "title": "有差错", "faults": ""}
    assert next_news(events) == first
    server.board.post(built=True)
    assert next_news(events) == {**first, "version": 1}
    server.board.post(built=False, faults="第 3 行：\n</script>")
    assert next_news(events) == {**first, "version": 1, "faults": "第 3 行：\n</script>"}
    server.board.post(built=True)
    assert next_news(events) == {**first, "version": 2}


def test_a_page_opened_later_hears_of_the_faults_at_once(server: Server) -> None:
    """Faults are not only for pages that were open when they arose."""
    server.board.post(built=False, faults="坏")
    assert next_news(get(server, EVENTS))["faults"] == "坏"


def test_a_reader_who_leaves_hurts_no_one(server: Server) -> None:
    """A closed page is forgotten; the next one is served."""
    events = get(server, EVENTS)
    next_news(events)
    events.close()
    server.board.post(built=True)
    server.board.post(built=True)
    assert get(server, "/").status == 200
