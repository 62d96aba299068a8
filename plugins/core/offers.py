"""What capabilities offer to the build, gathered before it starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from plugins.core.archive import PageMaker, Sizes
from plugins.core.faults import Fault
from plugins.core.labels import Labels
from plugins.core.page import File, Listed, Page
from plugins.core.records import Body, Manuscript, Shape
from plugins.core.register import Register
from plugins.core.settings import Site

Settings = Mapping[str, Any]


class Theme(Protocol):
    """A theme made ready: its own files for the output, and its templates."""

    @property
    def files(self) -> tuple[File, ...]:
        """The files that it brings along."""

    @property
    def names(self) -> Mapping[str, str]:
        """Where each of them stands below the site's root."""

    def ready(self) -> None:
        """Load what rendering takes, ahead of the first page."""

    @property
    def words(self) -> bytes:
        """The catalogue that the templates' words are translated with; empty if they are not."""

    def render(self, page: Page, context: Mapping[str, Any]) -> str:
        """Return the text of a page."""


class Press(Protocol):
    """Takes printed originals apart, and keeps the parts."""

    def shape(self, path: str, digest: bytes) -> Sizes | None:
        """Return the size of each page's picture in pixels, None if it is not ready."""

    def make(self, path: str, digest: bytes, data: bytes) -> list[Fault]:
        """Make an original ready, in any process; return why it cannot be published."""


class Studio(Protocol):
    """Makes pictures ready to be published, and keeps what it made for the next build."""

    def shape(self, path: str, digest: bytes) -> Shape | None:
        """Return how a picture with this digest is published, None if it is not ready."""

    def make(self, path: str, digest: bytes, data: bytes) -> list[Fault]:
        """Make a picture ready, in any process; return why it cannot be published."""


ListsOfAll = Callable[[list[Listed]], list[Page]]
"""What all capabilities make in, the pages that list it out."""
Render = Callable[[str, str], Body]
"""Markdown and its source's path in, the rendered body out."""


@dataclass(slots=True)
class Offers:
    """The parts that a build is put together from; each belongs to one capability."""

    # References to what makes pages (`plugins.ledger.pages:pages`): where nothing changed, none of
    # it is loaded.
    page_makers: list[str] = field(default_factory=list)
    lists_of_all: str = ""
    site: Callable[[Settings], Site] | None = None
    # The settings, the site, and the address of each public source, for links between them.
    renderer: Callable[[Settings, Site, Mapping[str, str]], Render] | None = None
    theme: Callable[[Path, Site, Path], Theme] | None = None  # its folder; a folder to cache in
    notes: list[str] = field(default_factory=list)  # messages that a build is to say
    studio: Callable[[Settings], Studio] | None = None
    press: Callable[[Settings], Press] | None = None
    labeller: Callable[[Register], Callable[[Manuscript], Labels]] | None = None


class Makers(NamedTuple):
    """What makes the pages, loaded: one of each capability, and what lists the pages of all."""

    pages: tuple[PageMaker, ...]
    lists_of_all: ListsOfAll


def load_makers(offers: Offers) -> Makers:
    """Load what makes the pages."""
    return Makers(tuple(map(_load, offers.page_makers)), _load(offers.lists_of_all))


def _load(reference: str) -> Any:
    """Return what a reference names: `module:function`, as the entry points of packages do."""
    module, _, name = reference.partition(":")
    return getattr(import_module(module), name)


def offers_in(settings: dict[str, Any]) -> Offers:
    """Return the offers of these settings, to add to."""
    offers: Offers = settings.setdefault("OFFERS", Offers())
    return offers
