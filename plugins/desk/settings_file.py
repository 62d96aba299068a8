"""A settings file read as Pelican reads it, without importing Pelican."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

# Pelican's own values for what our capabilities read, where a settings file says nothing.
_DEFAULTS: dict[str, Any] = {
    "CACHE_PATH": "cache",
    "DEFAULT_LANG": "en",
    "DEFAULT_PAGINATION": False,
    "MARKDOWN": {"extension_configs": {}},
    "SITENAME": "",
    "SITEURL": "",
    "TIMEZONE": "UTC",
}
# Paths that a settings file may give relative to itself.
_PATHS = ("PATH", "OUTPUT_PATH", "THEME", "CACHE_PATH")


def read_settings(root: Path, file: Path, overrides: dict[str, Any]) -> dict[str, Any]:
    """Return the settings in `file` of a site that the program at `root` builds."""
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    names: dict[str, Any] = {"__file__": str(file), "__name__": file.stem}
    exec(compile(file.read_bytes(), str(file), "exec"), names)  # noqa: S102 -- settings are Python
    found = {name: value for name, value in names.items() if name.isupper()}
    settings = {**_DEFAULTS, **found, **overrides}
    for name in _PATHS:
        if isinstance(settings.get(name), str):
            settings[name] = str(file.parent / settings[name])
    return settings


def offered(settings: dict[str, Any]) -> bool:
    """Let every plugin add its offer; tell whether all of them could.

    One that knows no `offer` is a plugin of Pelican's: only Pelican can run it.
    """
    modules = [import_module(name) for name in settings["PLUGINS"] if isinstance(name, str)]
    if len(modules) < len(settings["PLUGINS"]) or not all(hasattr(m, "offer") for m in modules):
        return False
    for module in modules:
        module.offer(settings)
    return True
