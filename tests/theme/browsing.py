"""A local server for a finished site and a Chromium to read it with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from plugins.desk import building
from tests.site.small import write_small_site
from tests.theme.kinds import Kind

CONTENT = Path(__file__).resolve().parents[2] / "content"
BASE = "/newsletter"  # every site here stands below a sub-path: the harder place to be in
ADDRESS = f"https://paper.example{BASE}"
LONG = 70  # articles of the long site: lists of three pages
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def build(content: Path, output: Path) -> Path:
    """Build `content` for the address of these tests, and return `output`."""
    status = building.run(content, output, True, None, False, None, "zh", site_url=ADDRESS)  # noqa: FBT003 -- the command's own order
    assert status == 0
    return output


def build_long(folder: Path) -> Path:
    """Build the long site below `folder` and return its output."""
    return build(write_small_site(folder / "content", LONG), folder / "site")


class _Handler(SimpleHTTPRequestHandler):
    """Files below the sub-path, and the site's own page for what is not there."""

    def translate_path(self, path: str) -> str:
        if not path.startswith(f"{BASE}/"):
            return str(Path(self.directory) / "outside" / "the" / "site")
        return super().translate_path(path.removeprefix(BASE))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the library's name
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a finished site below the sub-path; yield the address of its root, with a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{BASE}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium; nothing is downloaded."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


def address_of(kind: Kind, roots: dict[str, str]) -> str:
    """Return the full address of a kind's example; `roots` are those of the served sites."""
    return roots[kind.site] + kind.example
