"""Runs Pagefind on prepared pages: the one place that knows its command and its files."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from plugins.search.chunks import ENTRY, cut, unpacked
from plugins.search.prepare import SIGNS

VERSION = version("pagefind-bin")
SCRIPT = "pagefind.js"  # the same for every index of one version
_KEPT = (ENTRY, "wasm.en.pagefind", SCRIPT)


class IndexFailed(Exception):  # noqa: N818 -- what happened to it
    """Pagefind did not make an index; the message is its own."""


def index(pages: Iterable[tuple[str, str]], scratch: Path) -> dict[str, bytes]:
    """Return the files of an index of pages, given as address and HTML, by their paths in it.

    English stands for "words between blanks, and no dictionary". The work is done in a folder of
    its own below `scratch`, which is gone afterwards; raises IndexFailed.
    """
    from pagefind_bin import get_executable  # noqa: PLC0415 -- named where it is run

    scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch, prefix="index-") as name:
        folder = Path(name).resolve()
        for url, html in pages:
            file = folder / "pages" / url / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(html, encoding="utf-8")
        command = [
            str(get_executable()), "--site", str(folder / "pages"),
            "--output-path", str(folder / "index"), "--force-language", "en",
            "--include-characters", SIGNS, "--quiet",
        ]  # fmt: skip
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 -- a command of our own
        if done.returncode != 0 or not (folder / "index" / _KEPT[0]).is_file():
            raise IndexFailed(f"pagefind {VERSION}: {done.stderr or done.stdout}")
        return cut(dict(_kept(folder / "index")))


def addresses(files: dict[str, bytes]) -> dict[str, str]:
    """Return the id that Pagefind gave to each page of an index, by the page's address."""
    found = {}
    for path, data in files.items():
        if path.startswith("fragment/"):
            fragment = json.loads(unpacked(data))
            found[fragment["url"].strip("/") + "/"] = path[len("fragment/") :].partition(".")[0]
    return found


def _kept(folder: Path) -> Iterable[tuple[str, bytes]]:
    """Yield the files that a search loads; the user interfaces that come along are not ours."""
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if file.is_file() and (
            path in _KEPT or file.suffix in {".pf_meta", ".pf_index", ".pf_fragment"}
        ):
            yield path, file.read_bytes()
