"""The theme's own files under names that carry their content, so that caches never err."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import PurePosixPath

FOLDER = "theme"
_ORDER = "css/main.txt"
_IMPORT = re.compile(rb'^import {[^}]*} from "(\.{1,2}/[^"]+)";\n', re.MULTILINE)
_COMMENT = re.compile(rb"^ *//.*\n", re.MULTILINE)
_EXPORT = re.compile(rb"^export (?=const|function|async)", re.MULTILINE)


def assets_of(files: Mapping[str, bytes]) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return the address of each asset below the site's root, and the bytes at each address.

    `files` are those of the theme's static folder by their path in it. The stylesheets that
    `css/main.txt` lists are joined in its order to `main.css`, a script with those that it
    imports (`joined`); other files keep their names.
    """
    order = files.get(_ORDER, b"").decode().split()
    sources = {name: data for name, data in files.items() if not name.startswith("css/")}
    if order:
        sources["main.css"] = b"\n".join(files[f"css/{name}"] for name in order)
    imported: set[str] = set()
    for name in [name for name in sources if name.endswith(".js")]:
        sources[name], others = joined(name, files)
        imported |= others
    addresses: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    for name in sorted(sources.keys() - imported):
        path = PurePosixPath(name)
        digest = sha256(sources[name]).hexdigest()[:10]
        address = f"{FOLDER}/{path.with_stem(f'{path.stem}.{digest}')}"
        addresses[name] = address
        contents[address] = sources[name]
    return addresses, contents


def joined(name: str, files: Mapping[str, bytes]) -> tuple[bytes, set[str]]:
    """Return a script with all that it imports before it, and the names of these.

    One file loads sooner than seven and is packed smaller. Modules that are joined share one
    scope: what each calls its own must bear a name of its own, or browsers refuse the whole.
    Imports are named one by one, each line `import { a, b } from "./other.js";`. Lines that are
    a comment and nothing else are left out: readers load enough.
    """
    parts: dict[str, bytes] = {}

    def take(one: str) -> None:
        if one in parts:
            return
        parts[one] = b""  # so that a circle ends
        folder = posixpath.dirname(one)
        for other in _IMPORT.findall(files[one]):
            take(posixpath.normpath(posixpath.join(folder, other.decode())))
        script = _COMMENT.sub(b"", _IMPORT.sub(b"", files[one]))
        del parts[one]
        parts[one] = script if one == name else _EXPORT.sub(b"", script)

    take(name)
    return b"".join(parts.values()), parts.keys() - {name}
