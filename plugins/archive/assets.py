"""The theme's own files under names that carry their content, so that caches never err."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import PurePosixPath

FOLDER = "theme"
_ORDER = "css/main.txt"


def assets_of(files: Mapping[str, bytes]) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return the address of each asset below the site's root, and the bytes at each address.

    `files` are those of the theme's static folder by their path in it. The stylesheets that
    `css/main.txt` lists are joined in its order to `main.css`; other files keep their names.
    """
    order = files.get(_ORDER, b"").decode().split()
    sources = {name: data for name, data in files.items() if not name.startswith("css/")}
    if order:
        sources["main.css"] = b"\n".join(files[f"css/{name}"] for name in order)
    addresses: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    for name in sorted(sources):
        path = PurePosixPath(name)
        digest = sha256(sources[name]).hexdigest()[:10]
        address = f"{FOLDER}/{path.with_stem(f'{path.stem}.{digest}')}"
        addresses[name] = address
        contents[address] = sources[name]
    return addresses, contents
