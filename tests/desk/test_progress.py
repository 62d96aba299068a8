"""A long task shows that it lives; a short one says nothing."""

from __future__ import annotations

from io import StringIO

from plugins.desk.progress import tracked


class Terminal(StringIO):
    """A stream that is one."""

    def isatty(self) -> bool:
        """Say so."""
        return True


class Clock:
    """Goes on by so many seconds whenever it is read."""

    def __init__(self, step: float) -> None:
        """Begin at nought."""
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        """Return the time."""
        self.now += self.step
        return self.now


def test_a_short_task_says_nothing() -> None:
    """All items come, in order, and the stream stays empty."""
    stream = Terminal()
    assert list(tracked(range(10), "标注", stream, Clock(0.01))) == list(range(10))
    assert not stream.getvalue()


def test_a_terminal_shows_one_line_that_moves_and_goes() -> None:
    """It is wiped when the task is done, so that the result stands alone."""
    stream = Terminal()
    list(tracked(range(4), "标注", stream, Clock(0.6)))
    states = stream.getvalue().removeprefix("\r").removesuffix("\x1b[K\r\x1b[K").split("\x1b[K\r")
    assert [state.split(" ")[1] for state in states] == ["1/4", "2/4", "3/4"]
    assert [state.count("█") for state in states] == [6, 12, 18]


def test_elsewhere_there_are_plain_lines_now_and_then() -> None:
    """A log is not filled."""
    stream = StringIO()
    list(tracked(range(8), "标注", stream, Clock(1.0)))
    assert stream.getvalue() == "标注 0/8\n标注 5/8\n"
