"""The whole content folder: bytes in, records and every fault out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath

from plugins.core.article_file import Parsed, links_of, parse_markdown, pictures_of
from plugins.core.decode import decode
from plugins.core.faults import Fault
from plugins.core.full_width import mend_keys
from plugins.core.names import Names
from plugins.core.reading_check import addresses, without_echoes
from plugins.core.records import (
    Article,
    Byline,
    Column,
    Correction,
    Issue,
    Manuscript,
    Picture,
    Sheet,
    StaticPage,
)
from plugins.core.register import Register
from plugins.core.register_file import read_register_and_columns
from plugins.core.schema import MOST_SLUG, SLUG, FrontMatter, IssueModel, PageMatter
from plugins.core.text import count_characters, summary_of
from plugins.core.validation import nearest, validate
from plugins.core.yaml_nodes import Node, parse

# What stands for a title or date that is missing or wrong, while the rest is looked at.
_FILLERS = {"title": "…", "date": date.min.isoformat()}


@dataclass(frozen=True, slots=True)
class Reading:
    """All records of a content folder, and all faults in the order of their places."""

    manuscripts: tuple[Manuscript, ...]
    pages: tuple[StaticPage, ...]
    issues: tuple[Issue, ...]
    columns: tuple[Column, ...]
    register: Register
    faults: tuple[Fault, ...]


def read(
    files: Mapping[str, bytes],
    *,
    existing: Collection[str],
    now: datetime,
    romanise: Callable[[str], str],
) -> Reading:
    """Read all sources.

    `files` are the sources' bytes by path below the content folder, `existing` the paths of all
    other files there, `now` an aware time in the site's zone; `romanise` makes an ASCII slug of
    a text. A file that cannot be read is named in a fault: none is lost without a word.
    """
    by_kind = _sorted_out(files)
    faults = [Fault(path, 1, 1, "file-kind", {"path": path}) for path in by_kind.pop("", {})]
    register, declared, more = read_register_and_columns(by_kind["register"])
    faults += more
    issues: dict[str, Issue] = {}
    for path, data in by_kind["issues"].items():
        issue, more = _issue(path, data, existing)
        faults += more
        if issue is None:
            continue
        if issue.id in issues:
            values = {"id": issue.id, "other": issues[issue.id].source}
            faults.append(Fault(path, 1, 1, "id-duplicate", values))
        issues.setdefault(issue.id, issue)
    desk = _Desk(register, declared, issues, existing, frozenset(files), now, romanise, faults)
    manuscripts: list[Manuscript] = []
    unready: list[Manuscript] = []
    for path, data in by_kind["articles"].items():
        parsed = parse_markdown(path, data, FrontMatter, _FILLERS)
        manuscript = desk.manuscript(parsed)
        if manuscript is not None:
            (manuscripts if parsed.rest is None else unready).append(manuscript)
    pages = []
    for path, data in by_kind["pages"].items():
        page = desk.page(parse_markdown(path, data, PageMatter))
        if page is not None:
            pages.append(page)
    dated = [m for m in unready if m.article.date != date.min]
    faults += addresses([*manuscripts, *dated], pages, desk.nodes)
    unread = set(by_kind["issues"]) - {issue.source for issue in issues.values()}
    faults = without_echoes(faults, unread, by_kind["register"])
    return Reading(
        manuscripts=tuple(manuscripts),
        pages=tuple(pages),
        issues=tuple(issues.values()),
        columns=tuple(desk.columns.values()),
        register=register,
        faults=tuple(sorted(set_of(faults), key=lambda f: f.place)),
    )


def set_of(faults: list[Fault]) -> list[Fault]:
    """Return the faults without repetitions: one word can break a rule in two ways of looking."""
    return list({(fault.place, str(dict(fault.values))): fault for fault in faults}.values())


def _sorted_out(files: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
    kinds: dict[str, dict[str, bytes]] = {
        kind: {} for kind in ("articles", "pages", "register", "issues", "")
    }
    for path in sorted(files):
        folder = path.split("/", 1)[0]
        wanted = ".md" if folder in {"articles", "pages"} else ".yaml"
        known = folder in kinds and PurePosixPath(path).suffix == wanted
        kinds[folder if known else ""][path] = files[path]
    return kinds


def _issue(path: str, data: bytes, existing: Collection[str]) -> tuple[Issue | None, list[Fault]]:
    text, faults = decode(data, path)
    text, more = mend_keys(text or "", path)
    faults += more
    node, more = parse(text, path)
    faults += more
    if node is None:
        return None, faults or [Fault(path, 1, 1, "front-empty")]
    model, more = validate(node, IssueModel, path)
    faults += more
    if model is None:
        return None, faults
    stem = PurePosixPath(path).stem
    if model.id != stem:
        values = {"id": model.id, "stem": stem}
        faults.append(Fault(path, *node.at(("id",)), "issue-id-name", values))
    original = model.original.lstrip("/") if model.original else None
    if original is not None and original not in existing:
        near = nearest(original, existing) or "/pdf/…"
        values = {"path": original, "near": near}
        faults.append(Fault(path, *node.at(("original",)), "file-missing", values))
    return (
        Issue(
            id=model.id,
            date=model.date,
            number=model.number,
            total=model.total,
            sheets=tuple(Sheet(s.number, s.name or "") for s in model.sheets),
            masthead=tuple(model.masthead),
            editors=tuple(model.editors),
            original=original,
            source=path,
        ),
        faults,
    )


class _Desk:
    """Holds one file after another against what all the other files say."""

    def __init__(  # noqa: PLR0913, PLR0917 -- all that a file is held against
        self,
        register: Register,
        declared: tuple[Column, ...] | None,
        issues: Mapping[str, Issue],
        existing: Collection[str],
        sources: frozenset[str],
        now: datetime,
        romanise: Callable[[str], str],
        faults: list[Fault],
    ) -> None:
        self._names = Names(register)
        self._declared = declared
        self.columns = {column.id: column for column in declared or ()}
        self._issues = issues
        self._existing = frozenset(existing)
        self._sources = sources
        self._now = now
        self._romanise = romanise
        self._faults = faults
        self.nodes: dict[str, Node] = {}  # by path, to find the place of what is wrong

    def manuscript(self, parsed: Parsed[FrontMatter]) -> Manuscript | None:
        """Return the manuscript, made of what is right in its front matter, or None."""
        self._faults += parsed.faults
        pictures = self._pictures(parsed)
        parsed = parsed.rest or parsed
        matter = parsed.matter
        if matter is None or parsed.node is None:
            return None
        self.nodes[parsed.path] = parsed.node
        choices, more = self._names.choices(parsed)
        self._faults += more
        self._check_dates(parsed, matter)
        self._check_issue(parsed, matter)
        embargo = matter.embargo
        if embargo is not None and embargo.tzinfo is None:
            embargo = embargo.replace(tzinfo=self._now.tzinfo)
        article = Article(
            source=parsed.path,
            slug=matter.slug or self._slug(parsed.path),
            title=matter.title,
            date=matter.date,
            kicker=matter.kicker or "",
            subtitle=matter.subtitle or "",
            summary=matter.summary or summary_of(parsed.body),
            issue=matter.issue,
            sheet=matter.sheet,
            column=self._column(parsed, matter),
            byline=Byline(
                tuple(matter.byline.reporter),
                tuple(matter.byline.correspondent),
                tuple(matter.byline.photographer),
            ),
            status=matter.status,
            embargo=embargo,
            corrections=tuple(Correction(c.date, c.text) for c in matter.corrections),
            aliases=tuple(matter.aliases),
            characters=count_characters(parsed.body),
            pictures=pictures,
        )
        return Manuscript(article, parsed.body, parsed.body_line, choices)

    def page(self, parsed: Parsed[PageMatter]) -> StaticPage | None:
        """Return the single page, or None if its front matter has errors."""
        self._faults += parsed.faults
        pictures = self._pictures(parsed)
        if parsed.matter is None or parsed.node is None:
            return None
        self.nodes[parsed.path] = parsed.node
        slug = parsed.matter.slug or self._slug(parsed.path)
        title = parsed.matter.title
        return StaticPage(parsed.path, slug, title, parsed.body, parsed.body_line, pictures)

    def _fault(self, parsed: Parsed[FrontMatter], key: str, rule: str, **values: str) -> None:
        place = parsed.node.at((key,)) if parsed.node else (1, 1)
        self._faults.append(Fault(parsed.path, *place, rule, values))

    def _check_dates(self, parsed: Parsed[FrontMatter], matter: FrontMatter) -> None:
        tomorrow = (self._now + timedelta(days=1)).date()
        if matter.date > tomorrow and matter.status == "published" and not matter.embargo:
            self._fault(parsed, "date", "date-future", value=str(matter.date))

    def _check_issue(self, parsed: Parsed[FrontMatter], matter: FrontMatter) -> None:
        if matter.issue is None:
            return
        issue = self._issues.get(matter.issue)
        if issue is None:
            near = nearest(matter.issue, self._issues) or "、".join(list(self._issues)[-3:])
            self._fault(parsed, "issue", "issue-unknown", value=matter.issue, near=near)
        elif matter.sheet is not None and issue.sheets:
            numbers = [sheet.number for sheet in issue.sheets]
            if matter.sheet not in numbers:
                near = "、".join(map(str, numbers))
                self._fault(parsed, "sheet", "sheet-unknown", value=str(matter.sheet), near=near)

    def _column(self, parsed: Parsed[FrontMatter], matter: FrontMatter) -> str | None:
        name = matter.column
        if name is None:
            return None
        for column in self.columns.values():
            if name in {column.id, column.name}:
                return column.id
        if self._declared is None:
            id_ = self._romanise(name) or "lanmu"
            self.columns[id_] = Column(id_, name)
            return id_
        known = [column.name for column in self._declared]
        near = nearest(name, known) or "、".join(known)
        self._fault(parsed, "column", "column-unknown", value=name, near=near)
        return None

    def _slug(self, path: str) -> str:
        stem = PurePosixPath(path).stem
        plain = stem.lower().replace("_", "-")
        return plain if SLUG.fullmatch(plain) and len(plain) <= MOST_SLUG else self._romanise(stem)

    def _like(self, path: str) -> str:
        """Return the file whose name is most like that of `path`."""
        names = {PurePosixPath(one).name: one for one in sorted(self._existing)}
        return names.get(nearest(PurePosixPath(path).name, names) or "", "images/…")

    def _pictures(self, parsed: Parsed[FrontMatter] | Parsed[PageMatter]) -> tuple[Picture, ...]:
        found = []
        for one in pictures_of(parsed.body, parsed.path, parsed.body_line):
            rule, values = "", {"path": one.source}
            if one.target is None:
                rule = (
                    "picture-host" if ":" in one.source or "//" in one.source else "picture-outside"
                )
            elif one.target not in self._existing:
                rule = "picture-missing"
                values["near"] = "/" + self._like(one.target)
            if rule:
                self._faults.append(Fault(parsed.path, one.line, one.column, rule, values))
            if not one.alt:
                values = {"path": one.source}
                self._faults.append(Fault(parsed.path, one.line, one.column, "picture-alt", values))
            if not rule and one.target:
                found.append(Picture(one.target, one.alt))
        for link in links_of(parsed.body, parsed.path, parsed.body_line):
            if link.target is not None and link.target not in self._sources:
                near = nearest(link.target, self._sources) or "…"
                values = {"path": link.source, "near": near}
                self._faults.append(
                    Fault(parsed.path, link.line, link.column, "link-missing", values)
                )
        return tuple(dict.fromkeys(found))
