"""The plan of a build: every output with a key made of all that it shows.

A key is a row of digests, one for each thing an output depends on: the site's settings and the
names of the theme's files, its template with all that this includes, the function that makes
it, and each of its inputs. Equal keys mean equal bytes; a differing one tells what changed.
The outputs of a group share one key beside: while that is the same, theirs are not computed.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from itertools import pairwise
from operator import attrgetter
from typing import Any, NamedTuple

from plugins.core.cards import Card
from plugins.core.digest import SIZE, digest_of, digest_of_bytes
from plugins.core.page import (
    Blob,
    Bundle,
    File,
    Group,
    Kept,
    Listed,
    Output,
    Page,
    Ref,
    as_it_is,
    listing,
)
from plugins.core.records import Story

_FIXED = ("site", "template", "make")  # what the first digests of a key stand for
_PLAIN = (str, int, bool, date)
_DIGESTED = frozenset({Card, Ref, Blob, Kept})  # they know their digests
_STAND_FOR = frozenset({Ref, Blob, Kept, tuple})  # tuples may hold the others
_CARDS = {Card}
_DIGEST = attrgetter("digest")
_BOTH = attrgetter("both")
_EMPTY = digest_of(())
_NONE = digest_of(None)


class Grouped(NamedTuple):
    """What is kept of a group: its key, and its outputs as lists of all show them."""

    key: bytes
    outputs: tuple[Listed, ...]


@dataclass(slots=True)
class Plan:
    """What a build is to make."""

    pages: dict[str, tuple[Page | File, bytes]] = field(default_factory=dict)  # with their keys
    same: set[str] = field(default_factory=set)  # paths of all outputs of groups that are the same
    same_groups: set[str] = field(default_factory=set)  # their names
    groups: dict[str, Grouped] = field(default_factory=dict)  # all of them, by name
    bundles: dict[str, tuple[Bundle, bytes]] = field(default_factory=dict)  # by folder and slash


class Keys:
    """Makes the keys of one build; a record that many pages show is digested once."""

    def __init__(self, site: bytes, templates: Mapping[str, bytes], program: bytes = b"") -> None:
        """Take the digests of the settings that all pages share, of each template, of our code.

        `all` is that of all settings and templates.
        """
        self._site = site
        self.all = digest_of((site, sorted(templates.items())))
        self._program = program.ljust(SIZE)
        self._templates = templates
        self._makers: dict[Callable[..., Any], bytes] = {}
        self._plain: dict[Any, bytes] = {}
        self._records: dict[int, tuple[Any, bytes]] = {}  # the record itself keeps its id taken

    def key_of_group(self, group: Group) -> bytes:
        """Return the key of a group, which any change of settings or templates changes."""
        digests = [self.all, self._maker(group.make)]
        self._spread(group.inputs, digests)
        return digest_of_bytes(b"".join(digests))

    def _spread(self, values: tuple[Any, ...], digests: list[bytes]) -> None:
        """Add the digests of all that stands in the inputs of a group, however deep.

        Cards count with their texts: from a card alone a group may make a page that shows the
        whole article.
        """
        digests.append(b"%d:" % len(values))
        if {*map(type, values)} == _CARDS:  # most of all that is spread: no loop of ours
            digests += map(_BOTH, values)
            return
        for value in values:
            kind = type(value)
            if kind is Card:
                digests.append(value.both)
            elif kind is tuple:
                self._spread(value, digests)
            elif kind in _DIGESTED:
                digests.append(value.digest)
            else:
                digests.append(self._part(value))

    def _maker(self, make: Callable[..., Any]) -> bytes:
        maker = self._makers.get(make)
        if maker is None:
            maker = self._makers[make] = digest_of((make.__module__, make.__qualname__))
        return maker

    def key_of(self, output: Page | File | Bundle) -> bytes:
        """Return the key of an output."""
        make = output.make
        maker = self._maker(make)
        if type(output) is Page:
            template = self._templates.get(output.template, b"?" * SIZE)
            head = self._site + template + maker
        elif make is as_it_is:  # no line of the program decides what a copy holds
            head = bytes(2 * SIZE) + maker
        elif type(output) is Bundle:  # the whole program may decide, and no setting
            head = bytes(SIZE) + self._program + maker
        else:
            head = self._site + bytes(SIZE) + maker
        return b"".join([head, *self._each(output.inputs)])

    def _row(self, values: tuple[Any, ...]) -> bytes:
        """Return the digest of a tuple; that of a single thing is the thing's own."""
        if not values:
            return _EMPTY
        only_cards = {*map(type, values)} == _CARDS
        digests = [*map(_DIGEST, values)] if only_cards else self._each(values)
        if len(digests) == 1:
            return digests[0]
        return blake2b(b"".join(digests), digest_size=SIZE).digest()

    def _each(self, values: tuple[Any, ...]) -> list[bytes]:
        """Return the digest of each value; there are many, hence no call but where needed."""
        records = self._records
        digests: list[bytes] = []
        for value in values:
            kind = type(value)
            if kind in _DIGESTED:
                digests.append(value.digest)
            elif kind is tuple:
                digests.append(self._row(value))
            elif (seen := records.get(id(value))) is not None:
                digests.append(seen[1])
            else:
                digests.append(self._part(value))
        return digests

    def _part(self, value: Any) -> bytes:
        """Return the digest of a record, kept while this lives, or of a plain value."""
        if value is None:
            return _NONE
        seen = self._records.get(id(value))
        if seen is not None:  # and is the same: what is in there is not buried yet
            return seen[1]
        kind = type(value)
        if kind in _PLAIN:
            known = self._plain.get((kind, value))
            if known is None:
                known = self._plain[kind, value] = digest_of(value)
            return known
        if kind is bytes:
            return digest_of_bytes(value)
        seen = self._records[id(value)] = (value, digest_of(value))
        return seen[1]


def planned(outputs: Iterable[Page | File], keys: Keys) -> dict[str, tuple[Page | File, bytes]]:
    """Return every output with its key by path, in order; ValueError if two want one path."""
    found = sorted(outputs, key=lambda output: output.path)
    for one, other in pairwise(found):
        if one.path == other.path:
            raise ValueError(f"two outputs for {one.path}: {one.make}, {other.make}")
    return {output.path: (output, keys.key_of(output)) for output in found}


def plan_of(
    outputs: Iterable[Output],
    lists_of_all: Callable[[list[Listed]], Iterable[Page]],
    keys: Keys,
    known: Mapping[str, Grouped],
    altered: Collection[str],
) -> Plan:
    """Return the plan for these outputs; ValueError if two want one path, or one name.

    `known` is what was kept of the groups: those with the same key are left as they are, but
    for those with an output among the paths that were `altered` since.
    """
    plan = Plan()
    single: list[Page | File] = []
    listed: list[Listed] = []
    altered = frozenset(altered)
    for output in outputs:
        if isinstance(output, Bundle):
            plan.bundles[f"{output.folder}/"] = (output, keys.key_of(output))
        elif isinstance(output, Group):
            if output.name in plan.groups:
                raise ValueError(f"two groups of the name {output.name}")
            key, was = keys.key_of_group(output), known.get(output.name)
            paths = [one[0] for one in was.outputs] if was else []
            if was and was.key == key and altered.isdisjoint(paths):
                group = was
                plan.same_groups.add(output.name)
                _add(plan.same, paths)
            else:
                own = list(output.make(*output.inputs))
                single += own
                group = Grouped(key, tuple(map(listing, own)))
            plan.groups[output.name] = group
            listed += group.outputs
        else:
            single.append(output)
            listed.append(listing(output))
    single += lists_of_all(listed)
    plan.pages = planned(single, keys)
    _add(plan.same.copy(), plan.pages)
    return plan


def _add(paths: set[str], more: Collection[str]) -> None:
    if not paths.isdisjoint(more):
        raise ValueError(f"two outputs for one path: {sorted(paths.intersection(more))}")
    paths.update(more)


def why(output: Output, key: bytes, before: bytes | None) -> list[str]:
    """Return the names of what changed in an output since the build that made it.

    They are `site`, `template`, `make`, and the names of the parameters of its `make`; an empty
    list means that nothing did. "new" stands alone where no build made it before.
    """
    if before is None:
        return ["new"]
    names = [*_FIXED, *_parameters(output)]
    now = [key[at : at + SIZE] for at in range(0, len(key), SIZE)]
    then = [before[at : at + SIZE] for at in range(0, len(before), SIZE)]
    if len(now) != len(then):
        return ["make"]
    return [name for name, one, other in zip(names, now, then, strict=False) if one != other]


def _parameters(output: Output) -> list[str]:
    names: list[str] = []
    for parameter in inspect.signature(output.make).parameters.values():
        if parameter.kind is parameter.VAR_POSITIONAL:
            names += [parameter.name] * (len(output.inputs) - len(names))
        else:
            names.append(parameter.name)
    return names


def fetched(
    value: Any, story: Callable[[Ref], Story], content: Callable[[Blob | Kept], bytes]
) -> Any:
    """Return an input with every reference in it replaced by what it stands for."""
    if type(value) is Ref:
        return story(value)
    if type(value) is Blob or type(value) is Kept:
        return content(value)
    if type(value) is tuple and not _STAND_FOR.isdisjoint([type(item) for item in value]):
        return tuple([fetched(item, story, content) for item in value])
    return value
