"""The tasks of `./jianbao`: names, help and one call each; what a task needs it imports itself."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from plugins.core.messages import language, say
from plugins.desk import quick

ROOT = Path(__file__).resolve().parent


def _step(folder: Path, name: str) -> int:
    from pelicanconf import TIMEZONE
    from plugins.publish.host import command

    return command.run_step(folder, ROOT, name, zone=TIMEZONE, language=language())


if __name__ == "__main__":  # before Typer is loaded
    quick.build_if_plain(sys.argv[1:], ROOT)
    quick.step_if_plain(sys.argv[1:], _step)

import typer
from typer import Argument, Option

from plugins.desk import terminal

if TYPE_CHECKING:
    from collections.abc import Callable

VERSION = "0.1.0"
CONTENT = ROOT / "content"
LANGUAGE = language()
Call = TypeVar("Call", bound="Callable[..., object]")


def _(key: str) -> str:
    return say(f"task.{key}", LANGUAGE)


app = typer.Typer(
    cls=terminal.Tasks,
    help=_("app"),
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

ContentFolder = Annotated[Path, Option(quick.CONTENT, help=_("content"), show_default=False)]
Lines = Literal["text", "json"]


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"jianbao {VERSION}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    *,
    version: Annotated[  # noqa: ARG001 -- its callback answers
        bool, Option("--version", help=_("version"), callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Show the tasks where none was named."""
    _help(context)


def _help(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def task(name: str) -> Callable[[Call], Call]:
    """Make a function the task `name`, with its help from the catalogue."""
    return app.command(name, help=_(name), cls=terminal.Task)


@task("build")
def build(
    *,
    content: ContentFolder = CONTENT,
    output: Annotated[Path, Option(quick.OUTPUT, help=_("build.output"), show_default=False)] = ROOT
    / "output",
    production: Annotated[bool, Option("--production", help=_("build.production"))] = False,
    jobs: Annotated[int | None, Option("--jobs", min=1, help=_("build.jobs"))] = None,
    clean: Annotated[bool, Option(quick.CLEAN, help=_("build.clean"))] = False,
    settings: Annotated[Path | None, Option(quick.SETTINGS, help=_("build.settings"))] = None,
    why: Annotated[str | None, Option("--why", metavar="PATH", help=_("build.why"))] = None,
) -> int:
    """Build the site."""
    from plugins.desk import building

    if why is not None:
        return building.explain(why, content, output, production, settings, LANGUAGE)
    return building.run(content, output, production, jobs, clean, settings, LANGUAGE)


@task("serve")
def serve(
    *,
    port: Annotated[int | None, Option("--port", min=1, max=65535, help=_("serve.port"))] = None,
    content: ContentFolder = CONTENT,
) -> int:
    """Build, show, watch."""
    from plugins.desk import serving

    return serving.run(ROOT, content, port, LANGUAGE)


@task("check")
def check(
    paths: Annotated[list[Path] | None, Argument(metavar="PATH", help=_("check.paths"))] = None,
    *,
    content: ContentFolder = CONTENT,
    fix: Annotated[bool, Option("--fix", help=_("check.fix"))] = False,
    fmt: Annotated[
        Literal["text", "json", "github"], Option("--format", help=_("format"))
    ] = "text",
) -> int:
    """Name every fault of every source."""
    from plugins.desk import checking

    return checking.run(paths or [], content, fix, fmt, LANGUAGE)


@task("new")
def new(
    *,
    title: Annotated[str, Option("--title", help=_("new.title"))],
    content: ContentFolder = CONTENT,
    issue: Annotated[str | None, Option("--issue", help=_("issue"))] = None,
    column: Annotated[str | None, Option("--column", help=_("new.column"))] = None,
    date: Annotated[
        datetime | None, Option("--date", formats=["%Y-%m-%d"], help=_("new.date"))
    ] = None,
) -> int:
    """Start an article."""
    from plugins.desk import new as drafting

    day = (date or datetime.now().astimezone()).date()
    return drafting.run(title, content, issue, column, day, LANGUAGE)


@task("import")
def import_(
    files: Annotated[list[Path], Argument(metavar="FILE", help=_("import.files"))],
    *,
    issue: Annotated[str | None, Option("--issue", help=_("issue"))] = None,
    into: Annotated[Path, Option("--into", help=_("import.into"), show_default=False)] = CONTENT,
    fmt: Annotated[Lines, Option("--format", help=_("format"))] = "text",
) -> int:
    """Turn old articles into drafts."""
    from plugins.desk import importing

    return importing.run(files, into, issue, fmt, LANGUAGE)


@task("label")
def label(
    paths: Annotated[list[Path], Argument(metavar="PATH", help=_("label.paths"))],
    *,
    register: Annotated[Path | None, Option("--register", help=_("label.register"))] = None,
    content: ContentFolder = CONTENT,
    fmt: Annotated[Lines, Option("--format", help=_("format"))] = "text",
) -> int:
    """Say what is labelled, and why."""
    from plugins.desk import labelling

    return labelling.run(paths, register, content, fmt, LANGUAGE)


register = typer.Typer(
    cls=terminal.Tasks,
    help=_("register"),
    rich_markup_mode=None,
    invoke_without_command=True,
    callback=_help,
)
app.add_typer(register, name="register")


@register.command("candidates", help=_("register.candidates"), cls=terminal.Task)
def candidates(
    *,
    content: ContentFolder = CONTENT,
    fmt: Annotated[Lines, Option("--format", help=_("format"))] = "text",
) -> int:
    """Collect the names that the archive proposes."""
    from plugins.desk import candidates as collecting

    return collecting.run(content, fmt, LANGUAGE)


@register.command("accept", help=_("register.accept"), cls=terminal.Task)
def accept(
    name: Annotated[str, Argument(metavar="NAME", help=_("register.name"))],
    *,
    side: Annotated[
        Literal["branch", "partner", "company", "unit"] | None,
        Option("--side", help=_("register.side")),
    ] = None,
    id_: Annotated[str | None, Option("--id", help=_("register.id"))] = None,
    kind: Annotated[str | None, Option("--kind", help=_("register.kind"))] = None,
    alias: Annotated[list[str] | None, Option("--alias", help=_("register.alias"))] = None,
    content: ContentFolder = CONTENT,
) -> int:
    """Write one organisation into the register."""
    from plugins.desk import accepting

    wanted = accepting.Wanted(name, side, id_, kind, alias or [])
    return accepting.run(wanted, content, LANGUAGE)


@register.command("diff", help=_("register.diff"), cls=terminal.Task)
def diff(
    changed: Annotated[Path | None, Argument(metavar="FILE", help=_("register.changed"))] = None,
    *,
    against: Annotated[str | None, Option("--against", help=_("register.against"))] = None,
    content: ContentFolder = CONTENT,
    fmt: Annotated[Lines, Option("--format", help=_("format"))] = "text",
) -> int:
    """Show what a changed register relabels."""
    from plugins.desk import relabelling

    return relabelling.run(changed, against, content, fmt, LANGUAGE)


@task("publish")
def publish(
    *,
    remote: Annotated[str, Option("--remote", help=_("publish.remote"))] = "origin",
    branch: Annotated[str, Option("--branch", help=_("publish.branch"))] = "gh-pages",
    dry_run: Annotated[bool, Option("--dry-run", help=_("publish.dry-run"))] = False,
    allow_dirty: Annotated[bool, Option("--allow-dirty", help=_("publish.allow-dirty"))] = False,
    any_size: Annotated[bool, Option("--any-size", help=_("publish.any-size"))] = False,
    again: Annotated[bool, Option("--again", help=_("publish.again"))] = False,
    history: Annotated[int | None, Option("--history", min=2, help=_("publish.history"))] = None,
) -> int:
    """Put the site on the web."""
    from pelicanconf import TIMEZONE
    from plugins.desk import building
    from plugins.publish import command

    def build_into(output: Path) -> int:
        return building.run(CONTENT, output, True, None, False, None, LANGUAGE)  # noqa: FBT003

    flags = (dry_run, allow_dirty, any_size, again)
    wishes = command.Wishes(remote, branch, *flags, history, TIMEZONE)
    return command.run(ROOT, build_into, wishes, LANGUAGE)


@task("rollback")
def rollback(
    back: Annotated[int, Argument(metavar="COUNT", min=1, help=_("rollback.back"))] = 1,
    *,
    remote: Annotated[str, Option("--remote", help=_("publish.remote"))] = "origin",
    branch: Annotated[str, Option("--branch", help=_("publish.branch"))] = "gh-pages",
    folder: Annotated[Path | None, Option("--host", help=_("rollback.host"))] = None,
) -> int:
    """Put an earlier release back."""
    from plugins.publish import rollback as earlier

    if folder is not None:
        return earlier.on_host(folder, back, LANGUAGE)
    return earlier.run(ROOT, back, remote=remote, branch=branch, language=LANGUAGE)


@task("soak")
def soak(
    *,
    content: ContentFolder = CONTENT,
    count: Annotated[int, Option("--count", min=1, help=_("soak.count"))] = 1000,
    seed: Annotated[int, Option("--seed", help=_("soak.seed"))] = 0,
    files: Annotated[int | None, Option("--files", min=1, help=_("soak.files"))] = None,
    publish: Annotated[int | None, Option("--publish", min=1, help=_("soak.publish"))] = None,
) -> int:
    """Damage sources, or kill publications, at random."""
    from plugins.desk import fuzzing, soaking, testing

    if files is not None:
        return fuzzing.run(content, files, seed, LANGUAGE)
    if publish is not None:
        return testing.soak_publishing(ROOT, publish, LANGUAGE)
    return soaking.run(content, count, seed, LANGUAGE)


@task("host")
def host(
    folder: Annotated[Path, Argument(metavar="DIR", help=_("host.folder"))],
    *,
    url: Annotated[str | None, Option("--url", help=_("host.url"))] = None,
    user: Annotated[str | None, Option("--user", help=_("host.user"))] = None,
    check: Annotated[bool, Option("--check", help=_("host.check"))] = False,
    step: Annotated[
        Literal["pre-receive", "post-receive", "publish"] | None,
        Option(quick.STEP, help=_("host.step")),
    ] = None,
) -> int:
    """Publish on push, on an own server."""
    from plugins.publish.host import command

    if step is not None:
        return _step(folder, step)
    return command.run(folder, ROOT, url=url, user=user, check=check, language=LANGUAGE)


@task("bench")
def bench(
    *,
    articles: Annotated[int, Option("--articles", min=10, help=_("bench.articles"))] = 1000,
    against: Annotated[str, Option("--against", help=_("bench.against"))] = "",
    rounds: Annotated[int, Option("--rounds", min=1, help=_("bench.rounds"))] = 3,
) -> int:
    """Measure builds side by side."""
    from plugins.desk.bench import command

    return command.run(ROOT, articles, against, rounds, LANGUAGE)


@task("audit")
def audit() -> int:
    """Look up known holes in what is locked."""
    from plugins.desk import auditing

    return auditing.run(ROOT, LANGUAGE)


@app.command(
    "test",
    help=_("test"),
    cls=terminal.Task,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def test(context: typer.Context) -> int:
    """Lint, types, all tests; unknown words go to pytest."""
    from plugins.desk import testing

    return testing.run(ROOT, context.args, LANGUAGE)


if __name__ == "__main__":
    sys.exit(terminal.run(app))
