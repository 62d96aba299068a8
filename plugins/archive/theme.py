"""The theme made ready: Jinja with our filters, and the theme's files under lasting names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from plugins.archive.assets import assets_of
from plugins.archive.colours import colour_sheet
from plugins.archive.config import SettingError
from plugins.archive.wording import own_language, translations
from plugins.core.digest import digest_of
from plugins.core.page import File, Page, as_it_is
from plugins.core.settings import Site

_TOKENS = "css/tokens.css"


class Theme:
    """One theme for one site. Jinja is imported when the first page is rendered."""

    def __init__(self, folder: Path, site: Site, cache: Path) -> None:
        """Read the theme's static files and the words of the interface's language.

        `cache` is a folder for compiled templates. Raises SettingError where the theme does not
        speak the language.
        """
        self._folder = folder
        self._site = site
        self._cache = cache
        self._environment: Any = None
        files = _files_below(folder / "static")
        if _TOKENS in files:
            files[_TOKENS] += colour_sheet(site.masthead)
        names, contents = assets_of(files)
        self.names: Mapping[str, str] = names
        self.files = tuple(File(path, as_it_is, (data,)) for path, data in contents.items())
        self.words = b"" if own_language(site.interface) else _words(folder, site.interface)

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
        from jinja2 import FileSystemLoader, StrictUndefined
        from markupsafe import Markup, escape

        from plugins.archive.filters import Kept, filters
        from plugins.archive.templates import Bytecode, Environment

        site = self._site
        words = translations(self.words, site.interface)
        word = _remembering(words.gettext)
        # Only the words of the interface differ from the language of the page (WCAG 3.1.2).
        foreign = site.interface != site.language
        fixed = {
            "site": site,
            "asset": lambda name: f"{site.base}/{self.names[name]}",
            "wording": Markup(' lang="{}"').format(escape(site.interface)) if foreign else "",
        }
        self._cache.mkdir(parents=True, exist_ok=True)
        compiled_in = digest_of((site, sorted(self.names.items()), self.words, _own_program()))
        environment = Environment(
            {**fixed, "_": words.gettext},
            loader=FileSystemLoader(self._folder / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=Bytecode(
                str(self._cache), f"{digest_of(site).hex()}-%s.cache", compiled_in
            ),
            extensions=["jinja2.ext.i18n"],
        )
        environment.filters.update(filters(site))
        environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]  # the extension's
        environment.globals.update(fixed, kept=Kept(), gettext=word, _=word)
        return environment


def _own_program() -> bytes:
    """Return the bytes of the modules that decide what templates are compiled to."""
    return b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py")))


def _remembering(gettext: Callable[[str], str]) -> Callable[..., Any]:
    """Return what Jinja's own gettext is, which looks each word up on every page anew."""
    from markupsafe import Markup

    @cache
    def bare(text: str) -> Markup:
        return Markup(gettext(text))  # noqa: S704 -- the catalogue's words are the theme's own

    @cache
    def word(text: str) -> Markup:
        return bare(text) % {}

    def translated(text: str, **values: Any) -> Markup:
        return bare(text) % values if values else word(text)

    return translated


def _words(folder: Path, language: str) -> bytes:
    file = folder / "translations" / f"{language}.po"
    if not file.is_file():
        there = "、".join(["zh-CN", *sorted(one.stem for one in file.parent.glob("*.po"))])
        raise SettingError(f"INTERFACE_LANG: 主题没有这种语言：{language!r}（有{there}）")
    return file.read_bytes()


def _files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
