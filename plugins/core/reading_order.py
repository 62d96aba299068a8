"""What many files decide together: kinds of sources, issues by id, columns in use."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from plugins.core.faults import Fault
from plugins.core.records import Column, Issue

_ENDINGS = {"articles": ".md", "pages": ".md", "register": ".yaml", "issues": ".yaml"}


def by_id(issues: Iterable[Issue]) -> tuple[dict[str, Issue], list[Fault]]:
    """Return the issues by their ids, and a fault for each id that two files claim."""
    known: dict[str, Issue] = {}
    faults = []
    for issue in issues:
        first = known.setdefault(issue.id, issue)
        if first is not issue:
            values = {"id": issue.id, "other": first.source}
            faults.append(Fault(issue.source, 1, 1, "id-duplicate", values))
    return known, faults


def columns_of(
    declared: tuple[Column, ...] | None, used: Iterable[tuple[str | None, str | None]]
) -> tuple[Column, ...]:
    """Return the columns: those declared, or else those used, by (id, name as written).

    `used` follows the order of the files; the first name that is more than the id is shown.
    """
    if declared is not None:
        return declared
    names: dict[str, str] = {}
    for id_, name in used:
        if id_ is not None and names.setdefault(id_, name or id_) == id_ and name:
            names[id_] = name
    return tuple(Column(id_, name) for id_, name in names.items())


def slugs_by_issue(placed: Iterable[tuple[str | None, str]]) -> defaultdict[str, set[str]]:
    """Return the slugs of each issue's articles, none for an issue without any."""
    slugs: defaultdict[str, set[str]] = defaultdict(set)
    for issue, slug in placed:
        slugs[issue or ""].add(slug)
    return slugs


def sorted_out(paths: Iterable[str]) -> dict[str, list[str]]:
    """Return the paths of sources by their folder, in order; under "" those of no known kind."""
    in_order = sorted(paths)
    kinds: dict[str, list[str]] = {}
    for folder, ending in _ENDINGS.items():
        # What lies below one folder stands together; "0" is the sign that follows "/".
        start, end = (bisect_left(in_order, folder + sign) for sign in "/0")
        kinds[folder] = [path for path in in_order[start:end] if path.endswith(ending)]
    known = set().union(*kinds.values())
    kinds[""] = [path for path in in_order if path not in known]
    return kinds
