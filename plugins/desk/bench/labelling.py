"""How many articles a second are labelled, with registers of a few names and of many."""

from __future__ import annotations

import time
from collections.abc import Iterator

from plugins.core.register import Name, Organisation, Register
from plugins.desk.bench.corpus import branches, partners, piece
from plugins.labels.engine import Labeller

LENGTH = 1_000  # characters of an article
ARTICLES = 100
SIZES = (250, 10_000)  # names in the register
TURNS = 5
_SIGNS = "甲乙丙丁戊己庚辛壬癸"


def rates(seed: int) -> dict[int, float]:
    """Return the articles a second of processor time by the number of names, best of some turns."""
    texts = list(_texts(seed))
    found = {}
    for size in SIZES:
        labeller = Labeller(_register(size))
        times = []
        for _ in range(TURNS):
            started = time.process_time()
            for text in texts:
                labeller.label(text)
            times.append(time.process_time() - started)
        found[size] = ARTICLES / min(times)
    return found


def _texts(seed: int) -> Iterator[str]:
    """Yield articles of running text in which two pacts and three more names are told."""
    ours, theirs = branches(), partners()
    for number in range(ARTICLES):
        one = ours[number % len(ours)]
        first, second, third = (theirs[(number * 7 + i * 31) % len(theirs)] for i in range(3))
        told = (
            f"{one}与{first}签订共建协议，{third}派人观摩。\n\n"
            f"{one}还同{second}联合开展志愿服务，党员们参观了{third}。\n\n"
        )
        yield told + piece(number, ARTICLES, seed).body[: LENGTH - len(told)]


def _register(names: int) -> Register:
    ours = tuple(_entry(f"b{i}", name, "branch") for i, name in enumerate(branches()))
    known = partners()
    more = (_made_up(number) for number in range(names - len(ours) - len(known)))
    theirs = tuple(_entry(f"p{i}", name, "partner") for i, name in enumerate([*known, *more]))
    return Register(None, (), ours, theirs)


def _entry(id_: str, name: str, side: str) -> Organisation:
    return Organisation(
        id_, name, "branch" if side == "branch" else "partner", (Name(name),), parent=None
    )


def _made_up(number: int) -> str:
    return "".join(_SIGNS[int(digit)] for digit in f"{number:05}") + "书院"
