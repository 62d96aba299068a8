"""The records that flow from the sources to every page: frozen, slotted, cheap to keep."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NamedTuple

from plugins.core.labels import Choices, Labels

Status = Literal["published", "draft", "withdrawn"]


class Byline(NamedTuple):
    """Who made the article, by part (记者, 通讯员, 摄影)."""

    reporter: tuple[str, ...] = ()
    correspondent: tuple[str, ...] = ()
    photographer: tuple[str, ...] = ()


class Correction(NamedTuple):
    """A published change (更正): the day it was made and what was wrong."""

    date: date
    text: str


class Shape(NamedTuple):
    """How a picture is published: its size in pixels as shown, and its renditions.

    Every one of `widths` is there in each of `kinds` ("avif", "webp") and as `fallback`, which
    every browser shows; where `own`, the widest fallback is the file at the picture's own address.
    """

    width: int
    height: int
    widths: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    fallback: str = ""
    own: bool = True

    def ending(self, width: int, kind: str) -> str:
        """Return what follows the picture's address in that of a rendition."""
        widest = width == self.width and kind == self.fallback
        return "" if widest and self.own else f".{width}.{kind}"

    @property
    def endings(self) -> tuple[str, ...]:
        """What follows the picture's address in that of each file, its own among them."""
        kinds = (*self.kinds, self.fallback)
        found = ["", *(self.ending(width, kind) for kind in kinds for width in self.widths)]
        return tuple(dict.fromkeys(found))


class Picture(NamedTuple):
    """A picture that an article shows; `path` is relative to the content folder.

    `shape` is known of the pictures that public pages show, once they have been made ready.
    """

    path: str
    alt: str
    shape: Shape | None = None


class Article(NamedTuple):
    """One report (稿件), without its body: what lists, links, feeds and tables need of it."""

    source: str  # path below the content folder, with forward slashes
    slug: str
    title: str
    date: date
    kicker: str = ""
    subtitle: str = ""
    summary: str = ""  # as written, or the beginning of the text
    summarised: bool = False  # whether the summary was written
    issue: str | None = None  # id of the issue
    sheet: int | None = None  # number of the printed page
    column: str | None = None  # id of the column
    byline: Byline = Byline()
    status: Status = "published"
    embargo: datetime | None = None  # aware, in the site's time zone
    corrections: tuple[Correction, ...] = ()
    aliases: tuple[str, ...] = ()  # earlier addresses, "/old/url/"
    characters: int = 0  # length of the body as `text.count_characters` counts it
    pictures: tuple[Picture, ...] = ()
    labels: Labels = Labels()

    @property
    def url(self) -> str:
        """Address below the site's root, with a trailing slash and no leading one."""
        return f"articles/{self.date.year}/{self.slug}/"


class Manuscript(NamedTuple):
    """An article as it was read: its record, the Markdown of its body, the editor's choices.

    `body_line` is the line of the source file (from 1) on which the body begins; `column_name`
    how the editor wrote the column; `links` the sources that the body links to.
    """

    article: Article
    body: str
    body_line: int = 1
    choices: Choices = Choices()
    column_name: str | None = None
    links: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text that labels are read from: the three headline lines, then the body."""
        heads = (self.article.kicker, self.article.title, self.article.subtitle)
        return "\n".join(line for line in heads if line) + "\n\n" + self.body


class Body(NamedTuple):
    """The rendered body of an article or a page."""

    html: str
    toc: tuple[tuple[int, str, str], ...] = ()  # level, id, text of each section head


class Sheet(NamedTuple):
    """One printed page of an issue (版)."""

    number: int
    name: str = ""


class Area(NamedTuple):
    """A place on a printed page that opens an article, as the editor wrote it.

    `box` is left, top, right and bottom in percent of the page; an empty one stands for "none".
    """

    sheet: int
    article: str  # its slug
    box: tuple[int, ...] = ()


class Issue(NamedTuple):
    """One published number of the newsletter (期)."""

    id: str
    date: date
    number: int | None = None  # 第N期
    total: int | None = None  # 总第N期
    sheets: tuple[Sheet, ...] = ()
    masthead: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    original: str | None = None  # scan or print file, below the content folder
    areas: tuple[Area, ...] = ()  # on the original, in place of those that are found
    source: str = ""

    @property
    def url(self) -> str:
        """Address below the site's root."""
        return f"issues/{self.id}/"


class Column(NamedTuple):
    """A standing section of the paper (栏目)."""

    id: str
    name: str

    @property
    def url(self) -> str:
        """Address below the site's root."""
        return f"columns/{self.id}/"


class StaticPage(NamedTuple):
    """A page that belongs to no issue (`content/pages/*.md`), such as 关于本站."""

    source: str
    slug: str
    title: str
    body: str
    body_line: int = 1
    pictures: tuple[Picture, ...] = ()
    links: tuple[str, ...] = ()  # the sources that the body links to

    @property
    def url(self) -> str:
        """Address below the site's root."""
        return f"{self.slug}/"


class Story(NamedTuple):
    """A whole article or single page with its rendered body."""

    record: Article | StaticPage
    body: Body
