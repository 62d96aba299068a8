"""The last line of every task: an exit status of house rules, and never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from plugins.core.messages import language, say

INTERRUPTED = 130  # 128 + SIGINT, what a shell reports for a program ended by Ctrl-C


def guarded(call: Callable[[], int]) -> int:
    """Return the status of `call`, or 130 after Ctrl-C, or 1 where it failed, and say so."""
    lang = language()
    try:
        status = call()
        sys.stdout.flush()
    except KeyboardInterrupt:
        _tell(say("run.interrupted", lang))
        status = INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough (`| head`). Python flushes once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    except Exception as error:  # noqa: BLE001 -- law 11: bad input never ends in a traceback
        if os.environ.get("JIANBAO_DEBUG") == "1":
            import traceback

            traceback.print_exc()
        else:
            _tell(say("run.unexpected", lang, kind=type(error).__name__, error=error))
        status = 1
    return status


def _tell(message: str) -> None:
    print(message, file=sys.stderr)  # noqa: T201 -- speaking to the person
