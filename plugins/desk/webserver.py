"""A web server for one reader at this machine: files as a real host gives them, and reloading.

The script that reloads a page is put into what is sent, never into the files.
"""

from __future__ import annotations

import base64
import json
import sys
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import os
    import socket

EVENTS = "/.jianbao/events"  # no page of a site begins with a dot
_KEEP_ALIVE = 15  # seconds between signs of life, so that a closed page is noticed

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".webmanifest": "application/manifest+json",
}

# %s: the version of the site that the page shows, and the address of the events, as JSON.
_SCRIPT = """<script>
(() => {
  const [version, address] = %s;
  const show = (news) => {
    document.getElementById("jianbao-faults")?.remove();
    if (!news.faults) return;
    const box = document.createElement("section");
    box.id = "jianbao-faults";
    box.setAttribute("role", "alert");
    box.style.cssText = "position:fixed;inset:auto 0 0;max-height:60vh;overflow:auto;" +
      "z-index:2147483647;padding:1rem;background:#fffdf8;color:#1c1a17;" +
      "border-top:.25rem solid #b3261e;font:16px/1.6 system-ui,sans-serif";
    const head = box.appendChild(document.createElement("strong"));
    head.textContent = news.title;
    const list = box.appendChild(document.createElement("pre"));
    list.style.cssText = "white-space:pre-wrap;margin:.5rem 0 0;font:inherit";
    list.textContent = news.faults;
    document.body.append(box);
  };
  new EventSource(address).onmessage = (event) => {
    const news = JSON.parse(event.data);
    if (news.version === version) show(news); else location.reload();
  };
})();
</script>
"""


@dataclass(slots=True)
class Board:
    """What the open pages are told: the version of the site, and its faults if it has any."""

    title: str  # stands above the faults
    version: int = 0
    faults: str = ""
    changed: Condition = field(default_factory=Condition)
    edition: int = 0  # counts every post, so that a waiting page misses none
    closed: bool = False

    def post(self, *, built: bool, faults: str = "") -> None:
        """Tell every open page that the site was built, or what hindered it."""
        with self.changed:
            self.version += built
            self.faults = faults
            self.edition += 1
            self.changed.notify_all()

    def close(self) -> None:
        """Let every waiting page go."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()

    def wait(self, seen: int) -> tuple[int, bytes] | None:
        """Return the next edition after `seen` and its server-sent event; None once closed.

        After a while without news the event is a sign of life, and the edition stays `seen`.
        """
        with self.changed:
            fresh = self.changed.wait_for(lambda: self.closed or self.edition != seen, _KEEP_ALIVE)
            if self.closed:
                return None
            if not fresh:
                return seen, b": still here\n\n"
            news = {"version": self.version, "title": self.title, "faults": self.faults}
            return self.edition, f"data: {json.dumps(news, ensure_ascii=False)}\n\n".encode()


class Server(ThreadingHTTPServer):
    """Serves the folder `site` on 127.0.0.1. OSError if the port is taken."""

    daemon_threads = True

    def __init__(self, port: int, site: Path, board: Board, nothing_yet: str) -> None:
        """Open the port; `nothing_yet` is the text shown while there is no site."""
        self.site = site
        self.board = board
        self.nothing_yet = nothing_yet
        super().__init__(("127.0.0.1", port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that hung up; everything else is told."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type] # as it came


class _Handler(SimpleHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def __init__(self, request: socket.socket, address: tuple[str, int], server: Server) -> None:
        super().__init__(request, address, server, directory=str(server.site))

    def do_GET(self) -> None:
        try:
            if self.path == EVENTS:
                self._events()
            elif "\0" in self.translate_path(self.path):  # no file system knows such a name
                self.send_error(HTTPStatus.NOT_FOUND)
            elif page := self._page():
                self._send_html(HTTPStatus.OK, page.read_text("utf-8"))
            else:
                del self.headers["If-Modified-Since"]  # no-store: the browser's copy never counts
                super().do_GET()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the reader went to another page

    def _page(self) -> Path | None:
        """Return the HTML file that is asked for, if it is one."""
        path = Path(self.translate_path(self.path))
        if self.path.split("?")[0].endswith("/"):
            path /= "index.html"
        return path if path.suffix == ".html" and path.is_file() else None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is not there with the site's own page, as a host does."""
        if code != HTTPStatus.NOT_FOUND or self.command != "GET":
            super().send_error(code, message, explain)
            return
        page = Path(self.server.site) / "404.html"
        empty = f"<!doctype html><title>404</title><body><p>{self.server.nothing_yet}</p></body>"
        self._send_html(HTTPStatus.NOT_FOUND, page.read_text("utf-8") if page.exists() else empty)

    def _send_html(self, status: HTTPStatus, page: str) -> None:
        version = json.dumps([self.server.board.version, EVENTS])
        before, end, after = page.rpartition("</body>")
        script = _SCRIPT % version
        body = (before + script + end + after if end else page + script).encode()
        body = _let_through(body, script)
        self.send_response(status)
        self.send_header("Content-Type", _TYPES[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _events(self) -> None:
        board = self.server.board
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        seen = -1
        while (told := board.wait(seen)) is not None:
            seen, event = told
            self.wfile.write(event)
            self.wfile.flush()

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Return the content type, with the encoding of everything that is text."""
        return _TYPES.get(Path(path).suffix.lower()) or super().guess_type(path)

    def list_directory(self, path: str | os.PathLike[str]) -> IO[bytes] | None:  # type: ignore[override] # typeshed wants its own BytesIO alias
        """Answer like a real host: a folder without a page is not there."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def end_headers(self) -> None:
        """Forbid keeping: what was just edited must be what is shown."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the library's name
        """Say nothing of each request: the terminal belongs to the faults."""


def _let_through(page: bytes, script: str) -> bytes:
    """Name our script in the page's own policy by its hash (CSP level 3, 6.7.3), and no other."""
    code = script.removeprefix("<script>").rpartition("</script>")[0]
    digest = base64.b64encode(sha256(code.encode()).digest()).decode()
    return page.replace(b"script-src 'self'", f"script-src 'self' 'sha256-{digest}'".encode(), 1)
