"""The edge between the commands and the person at the terminal.

Typer and the Click inside it speak English only; this module gives their help and their
complaints in Chinese, and ends every run with an exit status of house.md §5 and no traceback.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from typer import Abort, TyperException
from typer.core import TyperCommand, TyperGroup

from plugins.core.messages import CATALOGUE, language, say
from plugins.desk.guard import guarded

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer._click.core import Context  # what get_help is declared with

WRONG_USE = 2

# Click's own sentences, each with the catalogue's entry that says the same.
_COMPLAINTS = (
    (r"No such option: (?P<name>\S+)(?: \(Possible options: (?P<near>.+)\))?", "usage.option"),
    (r"No such command '(?P<name>.+?)'(?:\. Did you mean (?P<near>.+)\?|\.)", "usage.task"),
    (r"Missing command\.", "usage.no-task"),
    (r"Missing (?:argument|option|parameter) '(?P<name>.+?)'\..*", "usage.missing"),
    (r"Invalid value for '(?P<name>.+?)': .*valid integer.*", "usage.integer"),
    (
        r"Invalid value for '(?P<name>.+?)': .* (?P<sign>greater|less) than .* (?P<bound>\d+)",
        "usage.bound",
    ),
    (
        r"Invalid value for '(?P<name>.+?)': .*'(?P<value>.*)' is not one of (?P<choices>.+?)\.?",
        "usage.choice",
    ),
    (
        r"Invalid value for '(?P<name>.+?)': .*'(?P<value>.*)' does not match the format.*",
        "usage.date",
    ),
    (r"Invalid value for '(?P<name>.+?)': (?P<value>.+)", "usage.value"),
    (r"Got unexpected extra argument\(s\) \((?P<name>.+)\)", "usage.extra"),
    (r"Option '(?P<name>.+?)' requires .+", "usage.wants-value"),
    (r"Option '(?P<name>.+?)' does not take a value\.", "usage.takes-no-value"),
)

# Fixed words of Click's help pages, whole lines or parts, in catalogue entries `help.*`.
_HELP_WORDS = tuple(key for key in CATALOGUE if key.startswith("help."))


class Task(TyperCommand):
    """A task whose help is in the reader's language."""

    def get_help(self, ctx: Context) -> str:
        """Return the help page."""
        return translate_help(super().get_help(ctx), language())


class Tasks(TyperGroup):
    """The list of tasks, with its help in the reader's language."""

    def get_help(self, ctx: Context) -> str:
        """Return the help page."""
        return translate_help(super().get_help(ctx), language())


def translate_help(page: str, lang: str) -> str:
    """Return a help page with Click's fixed words in `lang`."""
    for key in _HELP_WORDS:
        # Click has wrapped the page by now: any blank may have become a line end.
        english = re.escape(say(key, "en")).replace(r"\ ", r"\s+")
        page = re.sub(english, say(key, lang), page)
    return page


def translate_complaint(sentence: str, lang: str) -> str:
    """Return what Click says about a wrong call in `lang`."""
    for pattern, key in _COMPLAINTS:
        match = re.fullmatch(pattern, sentence, re.DOTALL)
        if match:
            values = match.groupdict(default="")
            sign = values.pop("sign", "")
            near = values.pop("near", "").replace("'", "")
            hint = say("usage.near", lang, near=near) if near else ""
            return say(f"{key}.{sign}" if sign else key, lang, **values) + hint
    return say("usage.other", lang, sentence=sentence)


def run(app: Callable[..., object]) -> int:
    """Run the tasks and return the exit status: 0 done, 1 faults, 2 wrong use, 130 Ctrl-C."""
    return guarded(lambda: _call(app, language()))


def _call(app: Callable[..., object], lang: str) -> int:
    try:
        # Not standalone: Click then returns and raises instead of printing English and exiting.
        result = app(prog_name="jianbao", standalone_mode=False)
    except Abort:
        raise KeyboardInterrupt from None
    except TyperException as error:
        complaint = translate_complaint(error.format_message(), lang)
        _tell(complaint + "\n" + say("usage.help", lang, call=_call_path(error)))
        return WRONG_USE
    return result if isinstance(result, int) else 0


def _call_path(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    return context.command_path if context is not None else "jianbao"


def _tell(message: str) -> None:
    print(message, file=sys.stderr)  # noqa: T201 -- speaking to the person is this module's work
