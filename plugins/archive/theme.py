"""The theme made ready: Jinja with our filters, and the theme's files under lasting names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.archive.assets import assets_of
from plugins.core.digest import digest_of
from plugins.core.page import File, Page, as_it_is
from plugins.core.settings import Site


class Theme:
    """One theme for one site. Jinja is imported when the first page is rendered."""

    def __init__(self, folder: Path, site: Site, cache: Path) -> None:
        """Read the theme's static files; `cache` is a folder for compiled templates."""
        self._folder = folder
        self._site = site
        self._cache = cache
        self._environment: Any = None
        names, contents = assets_of(_files_below(folder / "static"))
        self.names: Mapping[str, str] = names
        self.files = tuple(File(path, as_it_is, (data,)) for path, data in contents.items())

    def ready(self) -> None:
        """Load Jinja, so that this need not wait until the first page is rendered."""
        if self._environment is None:
            self._environment = self._prepared()

    def render(self, page: Page, context: Mapping[str, Any]) -> str:
        """Return the text of a page."""
        self.ready()
        template = self._environment.get_template(page.template)
        text: str = template.render(context, page=page)
        return text

    def _prepared(self) -> Any:
        """Give the templates what every page may show; nothing here changes with an article."""
        from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

        from plugins.archive.filters import Kept, filters

        self._cache.mkdir(parents=True, exist_ok=True)
        environment = Environment(
            loader=FileSystemLoader(self._folder / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            # What filters make of constants is compiled in: the addresses of this very site.
            bytecode_cache=FileSystemBytecodeCache(
                str(self._cache), f"{digest_of(self._site).hex()}-%s.cache"
            ),
        )
        base = self._site.base
        environment.filters.update(filters(self._site))
        environment.globals.update(
            site=self._site,
            asset=lambda name: f"{base}/{self.names[name]}",
            kept=Kept(),
        )
        return environment


def _files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
