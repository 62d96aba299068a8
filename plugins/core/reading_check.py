"""What is wrong between files: two at one address, or a name whose own file cannot be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from plugins.core.decode import decode
from plugins.core.faults import Fault
from plugins.core.full_width import mend_keys
from plugins.core.nodes import Node
from plugins.core.reading_order import slugs_by_issue
from plugins.core.records import Article, Issue, Manuscript, StaticPage
from plugins.core.spelling import nearest
from plugins.core.yaml_nodes import parse

_OF_THE_REGISTER = frozenset({
    "organisation-unknown", "organisation-side", "column-unknown", "entry-unknown"
})  # fmt: skip


def addresses(
    manuscripts: Sequence[Manuscript], pages: Sequence[StaticPage], nodes: Mapping[str, Node]
) -> list[Fault]:
    """Two records must not stand at one address, nor an old address at a live one.

    `nodes` are the front matter by path, to find the place.
    """
    faults = []
    taken: dict[str, str] = {}
    records: list[Article | StaticPage] = [*(m.article for m in manuscripts), *pages]
    for record in records:
        if record.url in taken:
            values = {"slug": record.slug, "other": taken[record.url]}
            place = nodes[record.source].at(("slug",))
            faults.append(Fault(record.source, *place, "slug-duplicate", values))
        taken.setdefault(record.url, record.source)
    for manuscript in manuscripts:
        article = manuscript.article
        for index, alias in enumerate(article.aliases):
            url = alias.strip("/") + ("" if alias.endswith((".html", ".htm")) else "/")
            if url in taken:
                values = {"value": alias, "other": taken[url]}
                place = nodes[article.source].at(("aliases", index))
                faults.append(Fault(article.source, *place, "alias-taken", values))
            taken.setdefault(url, article.source)
    return faults


def areas(
    issues: Iterable[Issue], placed: Iterable[tuple[str | None, str]], files: Mapping[str, bytes]
) -> list[Fault]:
    """Each area of a printed original must open an article of its issue.

    `placed` are the issue and the slug of every article, `files` the issue files by path.
    """
    faults = []
    slugs = slugs_by_issue(placed)
    for issue in issues:
        known = slugs[issue.id]
        lost = [n for n, area in enumerate(issue.areas) if area.article not in known]
        if not lost:
            continue
        # Read once more for the places; records hold none, so that a new line changes no page.
        text, _ = decode(files[issue.source], issue.source)
        node, _ = parse(mend_keys(text or "", issue.source)[0] or "", issue.source)
        for index in lost:
            slug = issue.areas[index].article
            near = nearest(slug, sorted(known)) or "、".join(sorted(known)) or "…"
            place = node.at(("areas", index, "article")) if node else (1, 1)
            faults.append(
                Fault(issue.source, *place, "area-article", {"value": slug, "near": near})
            )
    return faults


def without_echoes(
    faults: list[Fault], unread: Collection[str], register: Mapping[str, bytes]
) -> list[Fault]:
    """Drop what is said of a name only because the file that holds it has faults of its own.

    `unread` are the paths of issues that became no record, `register` the register's files.
    """
    known = {PurePosixPath(path).stem for path in unread}
    faulty = {fault.path: fault.rule for fault in faults if fault.path in register}
    blind = any(rule.startswith(("yaml-", "encoding-")) for rule in faulty.values())
    held = b"\n".join(register[path] for path in faulty)

    def echoes(fault: Fault) -> bool:
        word = fault.values.get("value", "")
        if fault.rule == "issue-unknown":
            return word in known
        if fault.rule not in _OF_THE_REGISTER:
            return False
        return blind or (fault.path not in register and word.encode() in held)

    return [fault for fault in faults if not echoes(fault)]
