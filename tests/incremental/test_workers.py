"""Work spread over processes gives what one process gives, or an error, and never half of it."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from plugins.core.faults import Fault, SourceFaults
from plugins.incremental.standby import Standby
from plugins.incremental.workers import Shared, WorkerLost, spread
from tests.incremental.sites import ChangingSite
from tests.site.small import article, tree

ITEMS = list(range(500))


def squares(some: Sequence[int]) -> list[int]:
    """Do something with every item."""
    return [item * item for item in some]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_stand_in_the_order_of_the_pieces(jobs: int) -> None:
    """Whoever was first; and every item is counted once."""
    done: list[int] = []
    results = spread(squares, ITEMS, jobs, done.append)
    assert [one for piece in results for one in piece] == squares(ITEMS)
    assert sum(done) == len(ITEMS)


@pytest.mark.parametrize("jobs", [1, 3])
def test_an_exception_of_the_work_is_raised_here(jobs: int) -> None:
    """With all that it carries."""
    faults = (Fault("articles/a.md", 3, 1, "front-missing"),)

    def work(some: Sequence[int]) -> None:
        if 400 in some:
            raise SourceFaults(faults)

    with pytest.raises(SourceFaults) as raised:
        spread(work, ITEMS, jobs, lambda _count: None)
    assert raised.value.faults == faults


def test_a_process_that_dies_is_noticed() -> None:
    """Its part of the work is not missing without a word."""
    here = os.getpid()
    dying, tell = os.pipe()

    def work(some: Sequence[int]) -> list[int]:
        if os.getpid() != here:
            os.write(tell, bytes(len(ITEMS)))
            os._exit(3)
        os.read(dying, 1)  # this process does nothing before the other one has taken its part
        return list(some)

    with pytest.raises(WorkerLost):
        spread(work, ITEMS, 2, lambda _count: None)


@pytest.mark.parametrize("forked", [True, False])
def test_who_stands_by_does_what_it_is_asked(tmp_path: Path, *, forked: bool) -> None:
    """Another process, or this one; with a question that no pipe could hold."""
    here = os.getpid()
    standby: Standby[bytes, tuple[int, int]] = Standby(
        (),
        lambda: None,
        lambda data: (os.getpid(), len(data)),
        tmp_path / "asked",
        forked=forked,
    )
    standby.ask(b"x" * 1_000_000)
    who, length = standby.result()
    standby.dismiss()
    assert ((who == here), length) == (not forked, 1_000_000)


@pytest.mark.parametrize("forked", [True, False])
def test_who_stands_by_tells_first_what_it_saw(tmp_path: Path, *, forked: bool) -> None:
    """As often as it is asked, before the work and after; or never."""
    looks = (lambda: [7], lambda: [8])

    def standby() -> Standby[int, int]:
        return Standby(looks, lambda: None, lambda job: job + 1, tmp_path / "asked", forked=forked)

    asked = standby()
    assert asked.saw(0) == [7]
    asked.ask(1)
    assert (asked.result(), asked.saw(1), asked.saw(0), asked.saw(1)) == (2, [8], [7], [8])
    unasked = standby()
    unasked.ask(1)
    assert unasked.result() == 2
    for one in (asked, unasked):
        one.dismiss()


@pytest.mark.parametrize("forked", [True, False])
def test_each_shared_item_is_taken_once(tmp_path: Path, *, forked: bool) -> None:
    """By this process or by the other one."""
    items = Shared(ITEMS)
    other: Standby[None, None] = Standby(
        (lambda: list(items),), lambda: None, lambda _: None, tmp_path / "asked", forked=forked
    )
    here = list(items)
    assert sorted([*here, *other.saw(0)]) == ITEMS
    assert list(items) == []
    other.dismiss()
    items.close()


@pytest.mark.parametrize("forked", [True, False])
def test_what_goes_wrong_at_first_is_raised_here(tmp_path: Path, *, forked: bool) -> None:
    """Not swallowed with the process."""

    def look() -> None:
        raise ZeroDivisionError

    standby: Standby[int, int] = Standby(
        (look,), lambda: None, lambda job: job, tmp_path / "asked", forked=forked
    )
    with pytest.raises(ZeroDivisionError):
        standby.saw(0)
    standby.dismiss()


@pytest.mark.parametrize("asked", [True, False])
def test_who_stood_by_leaves_no_file_open(tmp_path: Path, *, asked: bool) -> None:
    """A preview builds for days in one process."""
    open_files = Path("/proc/self/fd")
    before = sorted(open_files.iterdir())
    standby: Standby[int, int] = Standby(
        (), lambda: None, lambda job: job, tmp_path / "asked", forked=True
    )
    if asked:
        standby.ask(1)
        assert standby.result() == 1
    standby.dismiss()
    assert sorted(open_files.iterdir()) == before


def test_who_stands_by_for_nothing_is_sent_home(tmp_path: Path) -> None:
    """However busy it is getting ready; and if it cannot, that is told when it is asked."""
    idle: Standby[int, int] = Standby(
        (), lambda: time.sleep(600), lambda job: job, tmp_path / "a", forked=True
    )
    assert idle._child is not None  # noqa: SLF001 -- whose end is waited for
    number = idle._child._pid  # noqa: SLF001 -- the same
    idle.dismiss()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)

    def unable_to() -> None:
        raise ZeroDivisionError

    unable: Standby[int, int] = Standby((), unable_to, lambda job: job, tmp_path / "b", forked=True)
    assert unable._child is not None  # noqa: SLF001 -- whose end is waited for
    os.waitid(os.P_PID, unable._child._pid, os.WEXITED | os.WNOWAIT)  # noqa: SLF001 -- the same
    unable.ask(1)
    with pytest.raises(ZeroDivisionError):
        unable.result()
    unable.dismiss()


def test_parallel_equals_serial(tmp_path: Path) -> None:
    """Law 3: enough articles for several processes, read and made by one, two and five."""
    outputs = []
    site = ChangingSite(tmp_path)
    for n in range(150):
        body = f"第一车间党支部与北图联合开展第{n}次读书。见[前一篇](more-{max(0, n - 1)}.md)。"
        day = f"2023-{n % 12 + 1:02}-{n % 28 + 1:02}"
        site.write(f"articles/2023/more-{n}.md", article(f"第{n}次读书", day, body))
    for jobs in (1, 2, 5):
        site.jobs = jobs
        output = tmp_path / f"by-{jobs}"
        assert site.build(output).run().read >= 150
        outputs.append(tree(output))
    assert outputs[0] == outputs[1] == outputs[2]
