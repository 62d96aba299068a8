"""Bodies rendered the short way where they are plain, by Python-Markdown where they are not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from plugins.archive.plain import Plain
from plugins.core.records import Body

if TYPE_CHECKING:
    from plugins.archive.markdown import Renderer

# The extensions whose signs `plain` knows; others may give any sign a meaning.
_KNOWN = frozenset({"markdown.extensions.extra", "markdown.extensions.sane_lists"})


class Bodies:
    """Renders one body after another; the library is loaded when the first one needs it."""

    def __init__(self, options: Mapping[str, Any], base: str, urls: Mapping[str, str]) -> None:
        """Take Pelican's MARKDOWN setting, the site's path, and the address of each source."""
        self._full_of = (options, base, urls)
        self._full: Renderer | None = None
        known = _KNOWN.issuperset(options.get("extension_configs", {}))
        self._plain = Plain(base) if known else None

    def render(self, text: str, source: str) -> Body:
        """Return the HTML of `text`, the body of the file `source` below the content folder."""
        body = self._plain.render(text, source) if self._plain else None
        if body is not None:
            return body
        if self._full is None:
            from plugins.archive.markdown import Renderer

            self._full = Renderer(*self._full_of)
        return self._full.render(text, source)
