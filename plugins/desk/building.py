"""`./jianbao build`: the fast build with our settings, and its result told in one line."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.core.faults import SourceFaults
from plugins.core.messages import say
from plugins.desk.progress import Progress
from plugins.desk.settings_file import offered, read_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from plugins.incremental.build import Report

ROOT = Path(__file__).resolve().parents[2]
# What `build` makes without --output; ours alone, so --clean may empty it even if nothing is noted.
OWN_OUTPUT = ROOT / "output"


def run(  # noqa: PLR0913, PLR0917 -- the options of the command, and its ends
    content: Path,
    output: Path,
    production: bool,  # noqa: FBT001
    jobs: int | None,
    clean: bool,  # noqa: FBT001
    settings: Path | None,
    language: str,
    site_url: str | None = None,
    standing: Callable[[], None] | None = None,
) -> int:
    """Build the site of `content` into `output` and return the exit status.

    0: done; 1: the sources have faults, which stand on stderr, and nothing was written;
    2: a folder or the settings cannot be used. `site_url` overrides SITEURL; `standing` is
    called when all pages stand, before the search index is made.
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
        "JOBS": jobs,
        "CLEAN": clean,
    }
    if site_url:
        overrides["SITEURL"] = site_url
    if clean and output.resolve() == OWN_OUTPUT:
        import shutil

        shutil.rmtree(output, ignore_errors=True)
    progress = Progress()
    try:
        report = _built(file, overrides, progress, language, standing)
    except (SourceFaults, _Unusable) as problem:
        progress.end()
        return _told(problem, language)
    progress.end()
    for note in report.notes:
        _tell(say(note, language))
    _tell(
        say(
            "build.done",
            language,
            read=report.read,
            rendered=report.rendered,
            written=report.written,
            unchanged=report.unchanged,
            removed=report.removed,
            seconds=f"{time.perf_counter() - started:.2f}",
        )
    )
    return 0


def explain(  # noqa: PLR0913, PLR0917 -- the options of the command
    path: str,
    content: Path,
    output: Path,
    production: bool,  # noqa: FBT001
    settings: Path | None,
    language: str,
) -> int:
    """Say whether the output file `path` would be made again, and why; exit status as of `run`.

    `path` is below the output folder, or leads into it.
    """
    from plugins.incremental.build import Build

    file = settings or ROOT / ("publishconf.py" if production else "pelicanconf.py")
    overrides = {"PATH": str(content.resolve()), "OUTPUT_PATH": str(output.resolve())}
    inside = Path(path).resolve().is_relative_to(output.resolve())
    name = Path(path).resolve().relative_to(output.resolve()).as_posix() if inside else path
    try:
        found = read_settings(ROOT, file, overrides)
        if not offered(found):
            _tell(f"{file}: PLUGINS: 有 Pelican 自己的插件 / plugins of Pelican's own")
            return 2
        changed = Build(ROOT, found).why(name)
    except SourceFaults as problem:
        return _told(problem, language)
    if changed is None:
        _tell(say("why.no-output", language, path=name))
        return 2
    words = [say(f"why.{w}", language) if w in {"site", "template", "make"} else w for w in changed]
    key = "same" if not changed else "new" if changed == ["new"] else "changed"
    line = say(f"why.{key}", language, path=name, names="、".join(words))
    print(line)  # noqa: T201 -- the result
    return 0


def _told(problem: Exception, language: str) -> int:
    """Say why there was no build, and return the exit status."""
    if not isinstance(problem, SourceFaults):
        _tell(str(problem))
        return 2
    from plugins.desk.report import as_text

    _tell(as_text(problem.faults, language))
    _tell(say("build.refused", language, count=len(problem.faults)))
    return 1


def warm_up(content: Path, output: Path, file: Path) -> bool:
    """Load what the builds of these settings take, so that forks of this process start at once.

    Tells whether it could: what is wrong with the settings, the build itself says.
    """
    from plugins.incremental.build import Build

    overrides = {"PATH": str(content.resolve()), "OUTPUT_PATH": str(output.resolve())}
    try:
        settings = read_settings(ROOT, file, overrides)
        if offered(settings):
            Build(ROOT, settings).warm_up()
    except Exception:  # noqa: BLE001 -- settings are a program: anything can go wrong in them
        return False
    finally:
        for name in ("pelicanconf", "publishconf"):
            sys.modules.pop(name, None)  # they may change without a line of the program
    return True


class _Unusable(Exception):  # noqa: N818 -- the message is the whole of it
    """The settings cannot be used; the message says why."""


def _built(
    file: Path,
    overrides: dict[str, Any],
    progress: Progress,
    language: str,
    standing: Callable[[], None] | None,
) -> Report:
    """Build, through Pelican only where a plugin needs it; the bytes are the same."""
    from plugins.archive.config import SettingError
    from plugins.incremental.build import Build

    if not file.is_file():
        raise _Unusable(f"{file}: 没有这个设置文件 / no such settings file")
    settings = read_settings(ROOT, file, overrides)
    try:
        if offered(settings):

            def tick(stage: str, done: int, total: int) -> None:
                if stage != "standing":
                    progress.show(say(f"build.{stage}", language), done, total)
                elif standing:
                    standing()

            build = Build(ROOT, settings, jobs=overrides["JOBS"], tick=tick)
            return build.run(clean=overrides["CLEAN"])
    except (SettingError, ImportError) as error:
        raise _Unusable(f"{file}: {error}") from error
    return _through_pelican(file, overrides)


def _through_pelican(file: Path, overrides: dict[str, Any]) -> Report:
    """Let Pelican run the build with all its plugins; raise _Unusable if one is missing."""
    import logging

    from pelican import Pelican, console
    from pelican import read_settings as pelican_settings

    # Pelican's own lines ("Done: Processed 0 articles") speak of its stock generators.
    logging.getLogger("pelican").setLevel(logging.ERROR)
    console.quiet = True
    settings = pelican_settings(str(file), override=overrides)
    wanted = list(settings["PLUGINS"])
    pelican = Pelican(settings)
    missing = [name for name in wanted if name not in settings["PLUGINS"]]
    if missing:
        raise _Unusable(f"{file}: PLUGINS: 不能载入 / cannot be loaded: {', '.join(missing)}")
    pelican.run()
    report: Report = settings["REPORT"]
    return report


def _overlap(content: Path, output: Path) -> bool:
    one, other = content.resolve(), output.resolve()
    return one.is_relative_to(other) or other.is_relative_to(one)


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)  # noqa: T201 -- speaking to the person
