"""The last look at a finished site before it is published; reads it from its folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plugins.publish import links

if TYPE_CHECKING:
    from pathlib import Path

REQUIRED = ("index.html", "404.html", "sitemap.xml")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What keeps a site from being published; `ok` when nothing does."""

    missing: tuple[str, ...]
    unnamed: bool  # the front page does not say what the site's address is
    broken: tuple[links.Broken, ...]

    @property
    def ok(self) -> bool:
        """Tell whether the site may be published."""
        return not (self.missing or self.unnamed or self.broken)


def verify(output: Path) -> Verdict:
    """Look for the files every site has, and for references that lead nowhere."""
    files = {p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file()}
    missing = tuple(name for name in REQUIRED if name not in files)
    pages = {
        name: links.read((output / name).read_text("utf-8"))
        for name in sorted(files)
        if name.endswith(".html")
    }
    front = pages.get("index.html")
    if front is None or not front.home.startswith(("http://", "https://")):
        return Verdict(missing, front is not None, ())
    sitemap = "" if "sitemap.xml" in missing else (output / "sitemap.xml").read_text("utf-8")
    return Verdict(missing, False, tuple(links.broken(pages, files, front.home, sitemap)))  # noqa: FBT003 -- a field
