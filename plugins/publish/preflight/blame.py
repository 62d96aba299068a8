"""From a finding in the site to the line of the source that causes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote

from plugins.publish.preflight.finding import Finding
from plugins.publish.preflight.manuscripts import Source, squeezed


def blamed(
    findings: Iterable[Finding], sources: Iterable[Source], texts: Callable[[], Mapping[str, str]]
) -> list[Finding]:
    """Return the findings with the source and line that cause each, as far as they can be told.

    `texts` gives every source's text. A finding of a page that no source explains keeps the page:
    its cause lies in the theme or the settings. The order is that of the places.
    """
    by_page = {f"{s.url}index.html": s.path for s in sources if s.url}
    known = texts()
    found = [_blame(finding, by_page, known) for finding in findings]
    return sorted(set_of(found), key=lambda f: (f.source or f.page, f.line, f.rule, f.needle))


def set_of(findings: Iterable[Finding]) -> list[Finding]:
    """Return one finding for each cause: a line at fault shows on many pages."""
    seen: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        page = "" if finding.source and finding.line else finding.page
        seen.setdefault((finding.rule, finding.source, finding.line, finding.needle, page), finding)
    return list(seen.values())


def _blame(finding: Finding, by_page: Mapping[str, str], texts: Mapping[str, str]) -> Finding:
    source = finding.source or by_page.get(finding.page, "")
    wanted = list(_forms(finding.needle))
    if source:
        line = _line(texts.get(source, ""), wanted) or (finding.line if finding.source else 0)
        if line or finding.source:
            return replace(finding, source=source, line=line or 1)
    # A picture is its own source; else whoever writes these very words.
    if finding.page in texts or not wanted:
        return finding
    for path in sorted(texts):
        line = _line(texts[path], wanted)
        if line:
            return replace(finding, source=path, line=line)
    return finding


def _forms(needle: str) -> Iterator[str]:
    """Yield what the source may hold where the site holds `needle`, the surest first."""
    if needle:
        yield squeezed(needle)
        plain = squeezed(unquote(needle))
        yield plain
        inner = plain.partition("#")[2] if "#" in plain else plain.strip("/").rpartition("/")[2]
        if len(inner) >= len("a.b"):
            yield inner


def _line(text: str, wanted: list[str]) -> int:
    lines = [squeezed(line) for line in text.split("\n")]
    for form in wanted:
        for number, line in enumerate(lines, 1):
            if form in line:
                return number
    return 0
