"""Pelican's generator for the whole archive: sources in, every capability's pages out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from pelican.generators import Generator

from plugins.archive.assets import assets_of
from plugins.archive.config import site_of
from plugins.archive.filters import filters
from plugins.archive.markdown import Renderer
from plugins.archive.pages import sitemap
from plugins.core.archive import Archive, archive_of, is_public, labelled, written_labels
from plugins.core.faults import SourceFaults
from plugins.core.folder import gather
from plugins.core.labels import Labels
from plugins.core.page import Page
from plugins.core.reading import Reading, read
from plugins.core.records import Manuscript
from plugins.core.register import Register


class OutputWriter(Protocol):
    """What is asked of the writer beyond Pelican's own."""

    def begin(self, paths: set[str]) -> None:
        """Announce every file that this build makes, below the output folder."""

    def write_file(self, name: str, template: Any, context: dict[str, Any]) -> None:
        """Render a template into a file."""

    def write_bytes(self, name: str, data: bytes) -> None:
        """Write a file as it is."""

    def finish(self) -> None:
        """Remove what an earlier build made and this one did not."""


class ArchiveGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Reads, checks and labels the sources; writes all pages, pictures and the theme's files."""

    def generate_context(self) -> None:
        """Read the sources into `context["archive"]`; raise SourceFaults if one has an error."""
        self.site = site_of(self.settings)
        now = self.settings.get("NOW") or datetime.now(ZoneInfo(self.site.timezone))
        reading = self._read(now)
        make_labeller: Callable[[Register], Callable[[Manuscript], Labels]] | None
        make_labeller = self.settings.get("LABELLER")
        label = make_labeller(reading.register) if make_labeller else _written
        public = {
            m.article.source: m.article.url
            for m in reading.manuscripts
            if is_public(m.article, now)
        } | {page.source: page.url for page in reading.pages}
        renderer = Renderer(self.settings["MARKDOWN"], self.site.base, public)
        self.archive: Archive = archive_of(
            manuscripts=labelled(
                (m for m in reading.manuscripts if m.article.status != "draft"), label
            ),
            pages=reading.pages,
            issues=reading.issues,
            columns=reading.columns,
            register=reading.register,
            render=renderer.render,
            now=now,
        )
        self.context["archive"] = self.archive

    def generate_output(self, writer: OutputWriter) -> None:
        """Write all files; those of an earlier build that are no longer made are removed."""
        addresses, theme_files = assets_of(_files_below(Path(self.theme) / "static"))
        pictures = self._pictures()
        pages = self._pages()
        writer.begin({page.path for page in pages} | set(theme_files) | set(pictures))
        self._prepare_templates(addresses)
        for page in pages:
            template = self.env.get_template(page.template)
            writer.write_file(page.path, template, {**page.context, "page": page})
        for path, data in theme_files.items():
            writer.write_bytes(path, data)
        for path, source in pictures.items():
            writer.write_bytes(path, source.read_bytes())
        writer.finish()

    def _read(self, now: datetime) -> Reading:
        files, existing, unreadable = gather(Path(self.path))
        reading = read(files, existing=existing, now=now, romanise=self.settings["ROMANISE"])
        faults = (*unreadable, *reading.faults)
        errors = tuple(f for f in faults if f.level == "error")
        if errors:
            raise SourceFaults(tuple(sorted(errors, key=lambda f: f.place)))
        return reading

    def _pages(self) -> list[Page]:
        """Return everybody's pages in the order of their paths, whatever the plugins' order."""
        pages = [
            page
            for make in self.settings.get("PAGE_MAKERS", ())
            for page in make(self.archive, self.site)
        ]
        pages.append(sitemap(pages))
        pages.sort(key=lambda page: page.path)
        for one, other in pairwise(pages):
            if one.path == other.path:
                raise ValueError(f"two pages for {one.path}: {one.template}, {other.template}")
        return pages

    def _pictures(self) -> dict[str, Path]:
        """Return the pictures and originals that public articles and pages use, and no other."""
        archive = self.archive
        used = {picture.path for article in archive.articles for picture in article.pictures}
        used |= {picture.path for page in archive.pages for picture in page.pictures}
        used |= {issue.original.lstrip("/") for issue in archive.issues if issue.original}
        return {path: Path(self.path) / path for path in sorted(used)}

    def _prepare_templates(self, addresses: dict[str, str]) -> None:
        """Give the templates what every page may show; nothing here changes with an article."""
        base = self.site.base
        self.env.filters.update(filters(self.site))
        self.env.globals.update(
            site=self.site,
            register=self.archive.register,
            columns=self.archive.column,
            asset=lambda name: f"{base}/{addresses[name]}",
        )


def _written(manuscript: Manuscript) -> Labels:
    return written_labels(manuscript.choices)


def _files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
