"""What a capability asks to be made: one output file, as a function of the inputs it names.

An output that shows what did not change is not made again. So that this cannot go wrong by
forgetting, `make` is a function of its module that sees its inputs and nothing else: what a page
shows is among its inputs, and the key of the output is made from them (`incremental/plan.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple


class Ref(NamedTuple):
    """Stands for a whole article or single page with its body; `make` gets its `Story` instead."""

    source: str
    digest: bytes


class Blob(NamedTuple):
    """Stands for a file of the content folder; `make` gets its bytes instead."""

    path: str
    digest: bytes


class Kept(NamedTuple):
    """Stands for a file that a capability keeps below the cache; `make` gets its bytes instead.

    `digest` is that of all that the bytes follow from.
    """

    path: str
    digest: bytes


class Page(NamedTuple):
    """One output file made by a template.

    `path` is below the output folder (`branches/x/index.html`); `template` is a file of the
    theme; `make` returns the template's context from `inputs`: records, plain values, and tuples
    of these. A page that is `listed` stands in the sitemap, with `modified` as its last change
    if known. One that is a feed tells the title and the address of what it `follows`.
    """

    path: str
    template: str
    make: Callable[..., Mapping[str, Any]]
    inputs: tuple[Any, ...] = ()
    listed: bool = True
    modified: date | None = None
    follows: tuple[str, str] | None = None

    @property
    def url(self) -> str:
        """Address below the site's root: the folder of an index page, else the file."""
        return self.path.removesuffix("index.html")


class File(NamedTuple):
    """One output file made without a template: `make` returns its bytes from `inputs`."""

    path: str
    make: Callable[..., bytes]
    inputs: tuple[Any, ...] = ()


class Bundle(NamedTuple):
    """Output files that a tool makes together, under names that it alone knows beforehand.

    `make` returns their bytes by their paths below `folder`, which holds nothing else. Bundles
    are made when all pages stand in their places: none has to wait for them.
    """

    folder: str
    make: Callable[..., Mapping[str, bytes]]
    inputs: tuple[Any, ...] = ()


class Group(NamedTuple):
    """Outputs that show much the same, planned together under a `name` that no other group has.

    `make` is a function of its module too, and returns them from `inputs`, in which references
    stay references. So long as the inputs are the same, the outputs are: neither is `make` called
    nor any of their keys computed. After an edit in a large archive that is most of the work.
    """

    name: str
    make: Callable[..., Iterable[Page | File]]
    inputs: tuple[Any, ...] = ()


class Listed(NamedTuple):
    """What lists of all outputs show of one; the fields are those of `Page`."""

    path: str
    listed: bool
    modified: str  # as ISO 8601 has it, "" where it is not known
    follows: tuple[str, str] | None

    @property
    def url(self) -> str:
        """As `Page.url`."""
        return self.path.removesuffix("index.html")


Output = Page | File | Bundle | Group


def listing(output: Page | File) -> Listed:
    """Return what lists of all outputs show of one."""
    if isinstance(output, File):
        return Listed(output.path, listed=False, modified="", follows=None)
    modified = output.modified.isoformat() if output.modified else ""
    return Listed(output.path, output.listed, modified, output.follows)


def nothing() -> dict[str, Any]:
    """Return the context of a page that shows nothing of its own."""
    return {}


def as_it_is(data: bytes) -> bytes:
    """Return the bytes of a file that is copied."""
    return data
