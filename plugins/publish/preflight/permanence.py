"""Law 6: an address that was ever public keeps answering.

What answers is a page, the redirect of an alias, or a withdrawal notice: any file of the new site
at the old address. `content/removed.txt` is the explicit word that an address may go.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from plugins.publish.preflight.finding import Finding

REMOVED = "removed.txt"
# Names that carry their content, and parts of the search index: pages name the new ones.
_PASSING = re.compile(r"(?:theme/|search/.+/)")
# Pages of a long list: when it shrinks, they go, and their address leads to the list.
_LIST_PAGE = re.compile(r"(.+/)page/\d+/index\.html")
_REDIRECT = """\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>此页已移动</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=../../">
</head>
<body><p>这份列表变短了，请看<a href="../../">它的首页</a>。</p></body>
</html>
"""
_STATE = frozenset({".nojekyll", "CNAME"})
# Pictures are parts of articles: they go with a withdrawal, or when another takes their place.
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg)$", re.IGNORECASE)
_ADDRESS = re.compile(r"/\S*")


def file_at(address: str) -> str:
    """Return the file of the site that answers at an address below the root, such as `/a/b/`."""
    path = address.lstrip("/")
    return path + "index.html" if not path or path.endswith("/") else path


def address_of(file: str) -> str:
    """Return the address of a file of the site, below its root, with a leading slash."""
    name = file.rpartition("/")[2]
    return "/" + (file.removesuffix(name) if name == "index.html" else file)


def list_page_of(file: str) -> str | None:
    """Return the file of the list that `…/page/N/` is a page of, or None for any other file."""
    match = _LIST_PAGE.fullmatch(file)
    return f"{match[1]}index.html" if match else None


def words_for_removal(text: str) -> tuple[dict[str, int], list[Finding]]:
    """Read `removed.txt`: one address a line, `#` begins a comment.

    Return the line of each address, and the faults.
    """
    addresses: dict[str, int] = {}
    faults = []
    for number, line in enumerate(text.splitlines(), 1):
        word = line.split("#", 1)[0].strip()
        if not word:
            continue
        if not _ADDRESS.fullmatch(word):
            values = {"value": word}
            faults.append(Finding("preflight.removed-form", "", number, word, values, REMOVED))
        else:
            addresses[word] = number
    return addresses, faults


def vanished(before: Iterable[str], after: Collection[str]) -> list[str]:
    """Return the files of the last release at whose addresses nothing answers any more."""
    return sorted(
        file
        for file in before
        if file not in after
        and file not in _STATE
        and not _PASSING.match(file)
        and not _PICTURE.search(file)
        and list_page_of(file) not in after
        # `/a` answers by `/a/`, and the other way round on no host: so only this.
        and f"{file}/index.html" not in after
    )


def dead(before: Iterable[str], after: Collection[str], allowed: Collection[str]) -> list[str]:
    """Return the vanished files for which there is no explicit word, and so no leave to go.

    The word for a list is the word for all its pages.
    """
    free = {file_at(address) for address in allowed}
    return [
        file
        for file in vanished(before, after)
        if file not in free and list_page_of(file) not in free
    ]


def list_redirects(before: Iterable[str], after: Collection[str]) -> dict[str, str]:
    """Return a page for each page of a list that has gone: it leads to the list."""
    return {file: _REDIRECT for file in before if file not in after and list_page_of(file) in after}
