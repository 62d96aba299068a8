"""Own servers to push to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publish.host.server import Server, free_port


def new_server(folder: Path) -> Server:
    """Set up a server as its owner does; nothing is pushed to it yet."""
    server = Server(folder, free_port())
    done = server.host("--url", server.url)
    assert done.returncode == 0, done.stderr
    return server


@pytest.fixture
def server(tmp_path: Path) -> Server:
    """Give a server without a web server."""
    return new_server(tmp_path)


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give a server whose first issue is live behind nginx."""
    server = new_server(tmp_path_factory.mktemp("live host"))
    done = server.editor().first_issue().push()
    assert done.returncode == 0, done.stderr
    server.start()
    yield server
    server.stop()
