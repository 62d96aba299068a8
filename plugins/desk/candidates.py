"""`./jianbao register candidates`: who acts in the archive and stands in no register."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from plugins.core.labels import Evidence
from plugins.core.messages import say
from plugins.core.near import alike
from plugins.core.register import Register
from plugins.desk.archive import Labelled, labelled, register_errors, sources_of
from plugins.desk.founding import FEWEST, PARTY, houses_in, units_of
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

    `also` are forms of the name with and without its Party organisation: one entry is enough.
    `near` are registered organisations, by id and name; `alike` other candidates.
    """

    name: str
    side: Place
    sightings: tuple[Sighting, ...]
    also: tuple[str, ...] = ()
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
    errors = register_errors(sources, reading)
    if errors:
        _tell(as_text(errors, language))
        return 1
    read = {manuscript.article.source for manuscript in reading.manuscripts}
    skipped = [p for p in sources.files if p.startswith("articles/") and p not in read]
    if skipped:
        _tell(say("register.skipped", language, count=len(skipped)))
    found = propose(labelled(reading, sources.files, language), reading.register)
    if fmt == "json":
        sys.stdout.write(json.dumps([_plain(p) for p in found], ensure_ascii=False, indent=1))
        sys.stdout.write("\n")
    elif found:
        sys.stdout.write("\n".join(_lines(found, language)) + "\n")
    else:
        _tell(say("register.no-candidates", language))
    return 0


def propose(archive: Sequence[Labelled], register: Register) -> list[Proposal]:
    """Return the candidates of all articles: the company first, then the most frequent."""
    sightings: defaultdict[tuple[str, Place], dict[Sighting, None]] = defaultdict(dict)
    near: dict[str, tuple[str, ...]] = {}
    for one in archive:
        for candidate in one.labels.candidates:
            near[candidate.name] = candidate.near
            places = _sightings(one, candidate.evidence)
            sightings[candidate.name, candidate.side].update(dict.fromkeys(places))
    single = [Proposal(name, side, tuple(places)) for (name, side), places in sightings.items()]
    found = []
    for one_entry in _entries(single):
        ids = dict.fromkeys(id_ for name in (one_entry.name, *one_entry.also) for id_ in near[name])
        found.append(replace(one_entry, near=tuple((id_, register[id_].name) for id_ in ids)))
    others = alike([proposal.name for proposal in found])
    found = [replace(one, alike=tuple(sorted(others[one.name]))) for one in found]
    units = [*_units(found, archive, register)]
    found += [unit for unit in units if unit.name not in register.own_units]
    company = None if register.company else _company(archive, [unit.name for unit in units], found)
    return [*([company] if company else []), *sorted(found, key=_rank)]


def _units(
    found: Iterable[Proposal], archive: Iterable[Labelled], register: Register
) -> Iterator[Proposal]:
    """Yield the unit of each branch, candidate or registered, that the archive shows."""
    branches = {one.name: one.sightings for one in found if one.side == "branch"}
    for one in archive:
        for label in one.labels.branches:
            name = register[label.id].name
            branches[name] = (*branches.get(name, ()), *_sightings(one, label.evidence))
    house = {name.text for name in register.company.names} if register.company else set()
    for unit, branch in units_of(branches):
        if unit in house:
            continue  # 青禾公司党委 is the company's own committee
        yield Proposal(unit, "unit", branches[branch])


def _sightings(one: Labelled, evidence: Iterable[Evidence]) -> Iterator[Sighting]:
    for proof in evidence:
        yield Sighting(one.path, one.line(proof.start), proof.sentence)


def _rank(proposal: Proposal) -> tuple[int, int, bool, str]:
    return (-proposal.articles, -len(proposal.sightings), proposal.side == "unit", proposal.name)


def _entries(single: Iterable[Proposal]) -> Iterator[Proposal]:
    """Join the forms of one outsider's name: an entry stands for its Party organisation too."""
    groups: defaultdict[tuple[str, Place], list[Proposal]] = defaultdict(list)
    for one in single:
        stem = PARTY.sub("", one.name) if one.side == "partner" else one.name
        groups[stem or one.name, one.side].append(one)
    for forms in groups.values():
        forms.sort(key=_rank)
        sightings = dict.fromkeys(sighting for form in forms for sighting in form.sightings)
        first, *others = (form.name for form in forms)
        yield replace(forms[0], name=first, also=tuple(others), sightings=tuple(sightings))


def _company(
    archive: Sequence[Labelled], units: Sequence[str], found: Sequence[Proposal]
) -> Proposal | None:
    """Return who stands before our units and Party organisations, if the texts are of one mind.

    That is: in two articles and more, and twice as often as anybody else. Neither outsiders that
    are candidates nor our units themselves are meant.
    """
    outside = {PARTY.sub("", name) for p in found for name in (p.name, *p.also)}
    houses: defaultdict[str, dict[Sighting, None]] = defaultdict(dict)
    for one in archive:
        text = one.manuscript.text
        for house, offset in houses_in(text, units):
            if not any(name.startswith(house) or house.endswith(name) for name in outside):
                sighting = Sighting(one.path, one.line(offset), _sentence(text, offset))
                houses[house][sighting] = None
    ranked = [Proposal(name, "company", tuple(places)) for name, places in houses.items()]
    ranked.sort(key=_rank)
    most, next_ = ([p.articles for p in ranked] + [0, 0])[:2]
    return ranked[0] if most >= max(FEWEST, 2 * next_) else None


def _sentence(text: str, offset: int) -> str:
    start = max(text.rfind(sign, 0, offset) for sign in "。！？\n") + 1
    ends = [i + 1 for i in (text.find(sign, offset) for sign in "。！？\n") if i >= 0]
    return text[start : min(ends, default=len(text))].strip()


def _plain(proposal: Proposal) -> dict[str, object]:
    return {
        "name": proposal.name,
        "side": proposal.side,
        "articles": proposal.articles,
        "also": list(proposal.also),
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
        if proposal.also:
            yield f"    {say('register.also', language, names='、'.join(proposal.also))}"
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
