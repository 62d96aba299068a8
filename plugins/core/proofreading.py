"""One article or page after another, held against what all the other files say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath

from plugins.core.article_file import Parsed, links_of, parse_markdown, pictures_of
from plugins.core.faults import Fault
from plugins.core.names import Names
from plugins.core.nodes import Node
from plugins.core.records import Article, Column, Issue, Manuscript, Picture, StaticPage
from plugins.core.register import Register
from plugins.core.schema import ARTICLE, MOST_SLUG, PAGE, SLUG, FrontMatter, PageMatter
from plugins.core.spelling import nearest
from plugins.core.text import count_characters, summary_of

# What stands for a title or date that is missing or wrong, while the rest is looked at.
_FILLERS = {"title": "…", "date": date.min.isoformat()}


@dataclass(frozen=True, slots=True)
class World:
    """What an article is held against.

    `columns` are those that the register declares, None where it declares none; `existing` the
    paths of all files that are no sources, `sources` those of all that are; `now` an aware time
    in the site's zone; `romanise` makes an ASCII slug of a text.
    """

    register: Register
    columns: tuple[Column, ...] | None
    issues: Mapping[str, Issue]
    existing: Collection[str]
    sources: Collection[str]
    now: datetime
    romanise: Callable[[str], str]


class Proofreader:
    """Reads one file after another and holds it against what all the other files say."""

    def __init__(self, world: World, faults: list[Fault]) -> None:
        """Prepare for a world, and put what is wrong into `faults` as the files follow."""
        self._names = Names(world.register)
        self._world = world
        self._columns = {name: c.id for c in world.columns or () for name in (c.id, c.name)}
        self._faults = faults
        self.nodes: dict[str, Node] = {}  # by path, to find the place of what is wrong

    def article(self, path: str, data: bytes) -> tuple[Manuscript | None, bool]:
        """Return the manuscript, made of what is right in its front matter, or None.

        The second value tells whether all of the front matter was right.
        """
        parsed = parse_markdown(path, data, ARTICLE, _FILLERS)
        return self._manuscript(parsed), parsed.rest is None

    def page(self, path: str, data: bytes) -> StaticPage | None:
        """Return the single page, or None if its front matter has errors."""
        return self._page(parse_markdown(path, data, PAGE))

    def _manuscript(self, parsed: Parsed[FrontMatter]) -> Manuscript | None:
        self._faults += parsed.faults
        pictures, links = self._pictures(parsed), self._links(parsed)
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
            embargo = embargo.replace(tzinfo=self._world.now.tzinfo)
        article = Article(
            source=parsed.path,
            slug=matter.slug or self._slug(parsed.path),
            title=matter.title,
            date=matter.date,
            kicker=matter.kicker or "",
            subtitle=matter.subtitle or "",
            summary=matter.summary or summary_of(parsed.body),
            summarised=bool(matter.summary),
            issue=matter.issue,
            sheet=matter.sheet,
            column=self._column(parsed, matter),
            byline=matter.byline,
            status=matter.status,
            embargo=embargo,
            corrections=matter.corrections,
            aliases=matter.aliases,
            characters=count_characters(parsed.body),
            pictures=pictures,
        )
        return Manuscript(
            article, parsed.body, parsed.body_line, choices, column_name=matter.column, links=links
        )

    def _page(self, parsed: Parsed[PageMatter]) -> StaticPage | None:
        self._faults += parsed.faults
        pictures, links = self._pictures(parsed), self._links(parsed)
        if parsed.matter is None or parsed.node is None:
            return None
        self.nodes[parsed.path] = parsed.node
        slug = parsed.matter.slug or self._slug(parsed.path)
        title = parsed.matter.title
        return StaticPage(parsed.path, slug, title, parsed.body, parsed.body_line, pictures, links)

    def _fault(self, parsed: Parsed[FrontMatter], key: str, rule: str, **values: str) -> None:
        place = parsed.node.at((key,)) if parsed.node else (1, 1)
        self._faults.append(Fault(parsed.path, *place, rule, values))

    def _check_dates(self, parsed: Parsed[FrontMatter], matter: FrontMatter) -> None:
        tomorrow = (self._world.now + timedelta(days=1)).date()
        if matter.date > tomorrow and matter.status == "published" and not matter.embargo:
            self._fault(parsed, "date", "date-future", value=str(matter.date))

    def _check_issue(self, parsed: Parsed[FrontMatter], matter: FrontMatter) -> None:
        if matter.issue is None:
            return
        issue = self._world.issues.get(matter.issue)
        if issue is None:
            near = nearest(matter.issue, self._world.issues) or "、".join(
                list(self._world.issues)[-3:]
            )
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
        if self._world.columns is None:
            return self._world.romanise(name) or "lanmu"
        id_ = self._columns.get(name)
        if id_ is None:
            known = [column.name for column in self._world.columns]
            near = nearest(name, known) or "、".join(known)
            self._fault(parsed, "column", "column-unknown", value=name, near=near)
        return id_

    def _slug(self, path: str) -> str:
        name = path.rpartition("/")[2]
        stem = name.rpartition(".")[0] or name
        plain = stem.lower().replace("_", "-")
        return (
            plain
            if SLUG.fullmatch(plain) and len(plain) <= MOST_SLUG
            else self._world.romanise(stem)
        )

    def _like(self, path: str) -> str:
        """Return the file whose name is most like that of `path`."""
        names = {PurePosixPath(one).name: one for one in sorted(self._world.existing)}
        return names.get(nearest(PurePosixPath(path).name, names) or "", "images/…")

    def _pictures(self, parsed: Parsed[FrontMatter] | Parsed[PageMatter]) -> tuple[Picture, ...]:
        found = []
        for one in pictures_of(parsed.body, parsed.path, parsed.body_line):
            rule, values = "", {"path": one.source}
            if one.target is None:
                rule = (
                    "picture-host" if ":" in one.source or "//" in one.source else "picture-outside"
                )
            elif one.target not in self._world.existing:
                rule = "picture-missing"
                values["near"] = "/" + self._like(one.target)
            if rule:
                self._faults.append(Fault(parsed.path, one.line, one.column, rule, values))
            if not one.alt:
                values = {"path": one.source}
                self._faults.append(Fault(parsed.path, one.line, one.column, "picture-alt", values))
            if not rule and one.target:
                found.append(Picture(one.target, one.alt))
        return tuple(dict.fromkeys(found))

    def _links(self, parsed: Parsed[FrontMatter] | Parsed[PageMatter]) -> tuple[str, ...]:
        found = []
        for link in links_of(parsed.body, parsed.path, parsed.body_line):
            if link.target is None:
                continue
            found.append(link.target)
            if link.target not in self._world.sources:
                near = nearest(link.target, self._world.sources) or "…"
                values = {"path": link.source, "near": near}
                self._faults.append(
                    Fault(parsed.path, link.line, link.column, "link-missing", values)
                )
        return tuple(dict.fromkeys(found))
