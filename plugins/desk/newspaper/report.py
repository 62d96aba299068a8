"""What was read from a printed report: plain values, before they become a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["paragraph", "head", "caption"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, section head or picture caption of the body, set as print wants it."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Headline:
    """The three parts of a newspaper's headline; what is absent is empty."""

    kicker: str = ""
    title: str = ""
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, by part; `quoted` is the line as it was printed.

    `named` is False where only a name was printed, so that the part is a guess.
    """

    quoted: str
    reporter: tuple[str, ...] = ()
    correspondent: tuple[str, ...] = ()
    photographer: tuple[str, ...] = ()
    named: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """One report as recognised.

    `masthead` are the paper's own lines, taken out of the body; `signatures` the lines taken
    out as bylines; `joins` the places ("…前" , "后…") where a sentence was mended across an
    empty line; `printed` the date that a line of its own fixes; `mentioned` all dates named.
    """

    headline: Headline
    blocks: tuple[Block, ...]
    masthead: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    joins: tuple[tuple[str, str], ...] = ()
    printed: date | None = None
    mentioned: tuple[date, ...] = ()
