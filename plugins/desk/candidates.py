"""`./jianbao register candidates`: who acts in the archive and stands in no register."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from plugins.core.messages import say
from plugins.core.register import Register
from plugins.desk.archive import Labelled, labelled, register_errors, sources_of
from plugins.desk.founding import FEWEST, houses_in, units_of
from plugins.desk.report import as_text

Place = Literal["company", "unit", "branch", "partner"]
_SHOWN = 3  # sentences of each candidate on a terminal; the JSON has all


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place in the archive that names a candidate."""

    path: str
    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name for the register: where it belongs, every place that shows it, whom it resembles.

    `near` are registered organisations, by id and name; `alike` other candidates.
    """

    name: str
    side: Place
    sightings: tuple[Sighting, ...]
    near: tuple[tuple[str, str], ...] = ()
    alike: tuple[str, ...] = ()

    @property
    def articles(self) -> int:
        """The number of articles that name it."""
        return len({sighting.path for sighting in self.sightings})


def run(content: Path, fmt: Literal["text", "json"], language: str) -> int:
    """Print what the archive below `content` proposes for its register.

    Returns 1 if the register has errors, 2 if there is no such folder.
    """
    if not content.is_dir():
        _tell(say("build.no-content", language, path=content))
        return 2
    sources = sources_of(content)
    reading = sources.read()
    errors = register_errors(reading)
    if errors:
        _tell(as_text(errors, language))
        return 1
    read = {manuscript.article.source for manuscript in reading.manuscripts}
    skipped = [p for p in sources.files if p.startswith("articles/") and p not in read]
    if skipped:
        _tell(say("register.skipped", language, count=len(skipped)))
    found = propose(labelled(reading, sources.files), reading.register)
    if fmt == "json":
        sys.stdout.write(json.dumps([_plain(p) for p in found], ensure_ascii=False, indent=1))
        sys.stdout.write("\n")
    elif found:
        sys.stdout.write("\n".join(_lines(found, language)) + "\n")
    else:
        _tell(say("register.no-candidates", language))
    return 0


def propose(archive: Sequence[Labelled], register: Register) -> list[Proposal]:
    """Return the candidates of all articles, the most frequent first."""
    sightings: defaultdict[tuple[str, Place], dict[Sighting, None]] = defaultdict(dict)
    near: dict[tuple[str, Place], tuple[str, ...]] = {}
    for one in archive:
        for candidate in one.labels.candidates:
            key = (candidate.name, candidate.side)
            near[key] = candidate.near
            for proof in candidate.evidence:
                sighting = Sighting(one.path, one.line(proof.start), proof.sentence)
                sightings[key][sighting] = None
    found = [
        Proposal(name, side, tuple(places), tuple((i, register[i].name) for i in near[name, side]))
        for (name, side), places in sightings.items()
    ]
    found.sort(key=lambda p: (-p.articles, -len(p.sightings), p.name))
    alike = _alike([p.name for p in found])
    found = [replace(p, alike=tuple(sorted(alike[p.name]))) for p in found]
    return [*_own(found, archive, register), *found]


def _own(
    found: Sequence[Proposal], archive: Sequence[Labelled], register: Register
) -> Iterator[Proposal]:
    """Yield the company, if the register has none and the texts are of one mind, and its units."""
    by_name = {p.name: p for p in found if p.side == "branch"}
    registered = [branch.name for branch in register.branches]
    units = dict(units_of((*by_name, *registered)))
    if register.company is None:
        houses: defaultdict[str, dict[Sighting, None]] = defaultdict(dict)
        for one in archive:
            text = one.manuscript.text
            for house, offset in houses_in(text, units):
                sentence = _sentence(text, offset)
                houses[house][Sighting(one.path, one.line(offset), sentence)] = None
        ranked = sorted(
            (Proposal(name, "company", tuple(places)) for name, places in houses.items()),
            key=lambda p: (-p.articles, p.name),
        )
        agreed = ranked and 2 * ranked[0].articles > sum(p.articles for p in ranked)
        if agreed and ranked[0].articles >= FEWEST:
            yield ranked[0]
    for unit, branch in units.items():
        if unit not in register.own_units and branch in by_name:
            yield Proposal(unit, "unit", by_name[branch].sightings)


def _sentence(text: str, offset: int) -> str:
    start = max(text.rfind(sign, 0, offset) for sign in "。！？\n") + 1
    ends = [i + 1 for i in (text.find(sign, offset) for sign in "。！？\n") if i >= 0]
    return text[start : min(ends, default=len(text))].strip()


def _alike(names: Iterable[str]) -> defaultdict[str, set[str]]:
    """Return for each name those of the same length that differ in one character.

    Names that become equal without one of their places; linear in the number of names.
    """
    holes: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for name in names:
        for index in range(len(name)):
            holes[name[:index], name[index + 1 :]].add(name)
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for some in holes.values():
        for name in some:
            alike[name] |= some - {name}
    return alike


def _plain(proposal: Proposal) -> dict[str, object]:
    return {
        "name": proposal.name,
        "side": proposal.side,
        "articles": proposal.articles,
        "near": [{"id": id_, "name": name} for id_, name in proposal.near],
        "alike": list(proposal.alike),
        "sentences": [
            {"path": s.path, "line": s.line, "sentence": s.sentence} for s in proposal.sightings
        ],
    }


def _lines(found: Sequence[Proposal], language: str) -> Iterator[str]:
    for proposal in found:
        side = say(f"register.side.{proposal.side}", language)
        count = say("register.count", language, count=proposal.articles)
        yield f"{proposal.name}（{side}，{count}）"
        for id_, name in proposal.near:
            yield f"    {say('label.near', language, name=name, id=id_)}"
        for name in proposal.alike:
            yield f"    {say('register.alike', language, name=name)}"
        for sighting in proposal.sightings[:_SHOWN]:
            yield f"    {sighting.path}:{sighting.line}: “{sighting.sentence}”"
        more = len(proposal.sightings) - _SHOWN
        if more > 0:
            yield f"    {say('register.more', language, count=more)}"
    first = found[0]
    side = f" --side {first.side}" if first.side in {"company", "unit"} else ""
    yield ""
    yield say("register.next", language, name=first.name, side=side)


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)  # noqa: T201 -- speaking to the person
