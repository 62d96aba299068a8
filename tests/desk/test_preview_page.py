"""The script of the preview, in a real browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from plugins.desk.webserver import Board, Server

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]  # fmt: skip -- Chromium as root, without a screen, without calling home


@pytest.fixture
def board(tmp_path: Path) -> Iterator[tuple[Board, Path, int]]:
    """Give a served page, and the board that speaks to it."""
    file = tmp_path / "index.html"
    file.write_text("<!doctype html><title>x</title><body><p>旧</p></body>", "utf-8")
    server = Server(0, tmp_path, Board("有差错"), "还没有")
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server.board, file, server.server_port
    server.board.close()
    server.shutdown()
    server.server_close()


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[Page]:
    """Give an empty page of a browser."""
    page = browser.new_page()
    yield page
    page.close()


def test_an_open_page_shows_what_is_new_and_what_is_wrong(
    browser_page: Page, board: tuple[Board, Path, int]
) -> None:
    """The page reloads itself after a build; faults lie over it as text, and go when mended."""
    told, file, port = board
    browser_page.goto(f"http://localhost:{port}/")
    expect(browser_page.locator("p")).to_have_text("旧")

    file.write_text("<!doctype html><title>x</title><body><p>新</p></body>", "utf-8")
    told.post(built=True)
    expect(browser_page.locator("p")).to_have_text("新")

    told.post(built=False, faults="a.md:3:1: <b>错</b>")
    alert = browser_page.get_by_role("alert")
    expect(alert).to_contain_text("有差错")
    expect(alert).to_contain_text("a.md:3:1: <b>错</b>")
    expect(browser_page.locator("p")).to_have_text("新")

    told.post(built=True)
    expect(alert).to_have_count(0)
