"""`./jianbao serve`: build, show at this machine, build again on every change.

Each build is a process of its own (see `builder`), so that nothing of one build is left over
for the next; a changed plugin or setting takes effect like a changed article.
"""

from __future__ import annotations

import signal
import sys
import threading
from hashlib import sha256
from typing import TYPE_CHECKING

from watchfiles import watch

from plugins.core.messages import say
from plugins.desk.builder import Builder
from plugins.desk.webserver import Board, Server

if TYPE_CHECKING:
    from pathlib import Path

WRONG_USE = 2
PORTS = range(8000, 8020)  # tried in turn where none was asked for
PROGRAM = ("plugins", "pelicanconf.py")  # what a builder has loaded
WATCHED = ("theme", *PROGRAM)  # beside the content


def run(root: Path, content: Path, port: int | None, language: str) -> int:
    """Show the site of the folder `content`, built by the checkout at `root`, until Ctrl-C.

    Returns 0 after Ctrl-C or SIGTERM, 2 where there is no such folder or no free port.
    """
    content = content.absolute()
    if not content.is_dir():
        _tell(say("serve.no-content", language, path=content))
        return WRONG_USE
    # Each content folder has an output and so an incremental state of its own.
    name = sha256(str(content).encode()).hexdigest()[:12]
    site = root / ".cache" / "serve" / name
    board = Board(say("serve.overlay", language))
    server = _open(port, site, board, language)
    if server is None:
        return WRONG_USE
    url = f"http://localhost:{server.server_port}"
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site.mkdir(parents=True, exist_ok=True)
    builder = Builder(root, content, site, url)
    try:
        _build(builder, board, language)
        _tell(say("serve.ready", language, url=f"{url}/"))
        places = [content, *(p for p in (root / name for name in WATCHED) if p.exists())]
        program = tuple(str(root / name) for name in PROGRAM)
        # A moment of quiet: an editor's program that saves ten files causes one build.
        for changes in watch(*places, stop_event=stop, step=40, debounce=400):
            _tell(say("serve.changed", language))
            if any(path.startswith(program) for _, path in changes):
                builder.stop()
                builder = Builder(root, content, site, url)
            _build(builder, board, language)
    except KeyboardInterrupt:  # Ctrl-C is the way to end it, whatever it does just now
        pass
    builder.stop()
    board.close()
    server.shutdown()
    server.server_close()
    return 0


def _open(port: int | None, site: Path, board: Board, language: str) -> Server | None:
    """Open the port asked for or the first free one; None, and told, if there is none."""
    nothing_yet = say("serve.nothing-yet", language)
    for candidate in PORTS if port is None else (port,):
        try:
            return Server(candidate, site, board, nothing_yet)
        except OSError as error:
            if port is not None:
                _tell(
                    say(
                        "serve.taken",
                        language,
                        port=port,
                        next=PORTS[0] if port != PORTS[0] else PORTS[-1],
                        reason=error.strerror,
                    )
                )
                return None
    _tell(say("serve.none-free", language, first=PORTS[0], last=PORTS[-1]))
    return None


def _build(builder: Builder, board: Board, language: str) -> None:
    """Build once; post the result to the open pages and repeat the faults in the terminal."""
    outcome = builder.build()
    failed = outcome.status != 0
    if failed:
        _tell(outcome.told.rstrip())
    board.post(built=not failed, faults=outcome.told if failed else "")
    _tell(say("serve.failed" if board.faults else "serve.built", language))


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)  # noqa: T201 -- speaking to the person
