"""`./jianbao build`: Pelican with our settings, and its result told in one line."""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path
from typing import Any

from plugins.core.faults import SourceFaults
from plugins.core.messages import say
from plugins.desk.report import as_text

ROOT = Path(__file__).resolve().parents[2]
# What `build` makes without --output; ours alone, so --clean may empty it even if nothing is noted.
OWN_OUTPUT = ROOT / "output"


def run(  # noqa: PLR0913, PLR0917 -- the options of the command
    content: Path,
    output: Path,
    production: bool,  # noqa: FBT001
    jobs: int | None,  # noqa: ARG001 -- one process is enough until the build works in parallel
    clean: bool,  # noqa: FBT001
    settings: Path | None,
    language: str,
    site_url: str | None = None,
) -> int:
    """Build the site of `content` into `output` and return the exit status.

    0: done; 1: the sources have faults, which stand on stderr, and nothing was written;
    2: a folder or the settings cannot be used. `site_url` overrides SITEURL.
    """
    started = time.perf_counter()
    if not content.is_dir():
        _tell(say("build.no-content", language, path=content))
        return 2
    if _overlap(content, output):
        _tell(say("build.overlap", language, content=content, output=output))
        return 2
    if output.exists() and not output.is_dir():
        _tell(say("build.not-a-folder", language, path=output))
        return 2
    file = settings or ROOT / ("publishconf.py" if production else "pelicanconf.py")
    overrides: dict[str, Any] = {
        "PATH": str(content.resolve()),
        "OUTPUT_PATH": str(output.resolve()),
    }
    if site_url:
        overrides["SITEURL"] = site_url
    try:
        pelican = _pelican(file, overrides)
        if clean:
            _empty(pelican.settings, content, output)
        output.mkdir(parents=True, exist_ok=True)
        pelican.run()
    except SourceFaults as found:
        _tell(as_text(found.faults, language))
        _tell(say("build.refused", language, count=len(found.faults)))
        return 1
    except _Unusable as problem:
        _tell(str(problem))
        return 2
    tally = pelican.settings["TALLY"]
    _tell(
        say(
            "build.done",
            language,
            written=tally.written,
            unchanged=tally.unchanged,
            removed=tally.removed,
            seconds=f"{time.perf_counter() - started:.2f}",
        )
    )
    return 0


class _Unusable(Exception):  # noqa: N818 -- the message is the whole of it
    """The settings cannot be used; the message says why."""


def _pelican(file: Path, overrides: dict[str, Any]) -> Any:
    """Return Pelican with all its plugins; raise _Unusable where it would go on without one."""
    from pelican import Pelican, console, read_settings

    from plugins.archive.config import SettingError, site_of

    sys.path.insert(0, str(ROOT))
    # Pelican's own lines ("Done: Processed 0 articles") speak of its stock generators.
    logging.getLogger("pelican").setLevel(logging.ERROR)
    console.quiet = True
    if not file.is_file():
        raise _Unusable(f"{file}: 没有这个设置文件 / no such settings file")
    settings = read_settings(str(file), override=overrides)
    wanted = list(settings["PLUGINS"])
    try:
        site_of(settings)
    except SettingError as error:
        raise _Unusable(f"{file}: {error}") from error
    pelican = Pelican(settings)
    missing = [name for name in wanted if name not in settings["PLUGINS"]]
    if missing:
        raise _Unusable(f"{file}: PLUGINS: 不能载入 / cannot be loaded: {', '.join(missing)}")
    return pelican


def _empty(settings: dict[str, Any], content: Path, output: Path) -> None:
    """Remove all that builds made in `output`; in our own output folder, all there is."""
    import shutil

    from plugins.incremental.state import Outputs

    if output.resolve() == OWN_OUTPUT:
        shutil.rmtree(output, ignore_errors=True)
        return
    known = Outputs(Path(settings["CACHE_PATH"]), content, output).load()
    for name in known:
        target = output / name
        if target.resolve().is_relative_to(output.resolve()):
            target.unlink(missing_ok=True)


def _overlap(content: Path, output: Path) -> bool:
    one, other = content.resolve(), output.resolve()
    return one.is_relative_to(other) or other.is_relative_to(one)


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)  # noqa: T201 -- speaking to the person
