"""The words of the templates in other languages, from the theme's gettext catalogue."""

from __future__ import annotations

from gettext import NullTranslations
from io import BytesIO
from typing import Any


def own_language(language: str) -> bool:
    """Tell whether the templates are written in `language` themselves."""
    return language.split("-", maxsplit=1)[0] == "zh"


def translations(catalogue: bytes, language: str) -> NullTranslations:
    """Return the translations of a catalogue (.po); the templates' own words where it is empty.

    What the catalogue lacks or marks as doubtful (`fuzzy`) stays as the templates have it.
    """
    if not catalogue:
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po
    from babel.support import Translations

    compiled = BytesIO()
    read: Any = read_po(BytesIO(catalogue), locale=language.replace("-", "_"))
    write_mo(compiled, read)
    compiled.seek(0)
    return Translations(compiled)
