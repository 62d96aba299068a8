"""Prints one issue of the sample as a PDF, from the sample's own articles.

.venv/bin/python -m tests.site.print_sample    # content/pdf/2023-05-18.pdf

The sample so has what a paper with printed originals has; needs Debian's fonts-noto-cjk.
"""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import typst

from plugins.core.records import Issue, Manuscript
from plugins.core.text import clauses
from plugins.desk.checking import read_folder

CONTENT = Path(__file__).resolve().parents[2] / "content"
ISSUE = "2023-05-18"
FITTING = 11  # characters of a headline that stand in one line
PARAGRAPHS = 9  # of an article, as many as fit with the others on an A4 sheet
_SPECIAL = tuple("#|!-:>[`<*0123456789 ")
_MARKUP = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])|[*`]|\[\^\w+\]")
HEAD = """
#set document(title: "简报", date: none)
#set page(paper: "a4", margin: (x: 16mm, y: 16mm), columns: 2)
#set text(font: ("Noto Serif CJK SC",), size: 12.5pt, lang: "zh", region: "cn")
#set par(justify: true, leading: 0.75em, spacing: 0.75em)
#set par(first-line-indent: (amount: 2em, all: true))
#let article(kicker, title, subtitle, body) = block(spacing: 1.6em)[
  #set par(first-line-indent: 0em, justify: false)
  #set par(leading: 0.6em)
  #if kicker != "" [#text(size: 12pt, kicker) \\ ]
  #text(size: 21pt, weight: "bold", title)
  #if subtitle != "" [ \\ #text(size: 12pt, subtitle)]
  #set par(first-line-indent: (amount: 2em, all: true), justify: true, leading: 0.75em)
  #body
]
"""


def typst_source(issue: Issue, manuscripts: list[Manuscript]) -> str:
    """Return the whole paper as Typst markup, one page for each sheet."""
    names = {sheet.number: sheet.name for sheet in issue.sheets}
    pages = []
    for sheet, some in groupby(manuscripts, key=lambda one: one.article.sheet or 0):
        head = (
            f"简报　第{issue.number}期　{sheet}版　{names.get(sheet, '')}　{issue.date.isoformat()}"
        )
        pages.append(
            '#place(top, scope: "parent", float: true, clearance: 1.2em)'
            f"[#text(size: 10pt, {_text(head)}) #v(-0.2em) #line(length: 100%, stroke: 0.5pt)]\n"
            + "\n".join(_article(one) for one in some)
        )
    return HEAD + "\n#pagebreak()\n".join(pages)


def _article(manuscript: Manuscript) -> str:
    article = manuscript.article
    body = "\n\n".join(f"#{_text(one)}" for one in paragraphs(manuscript.body)[:PARAGRAPHS])
    parts = "".join(
        f"#box({_text(part)})" if len(part) <= FITTING else f"#{_text(part)}"
        for part in clauses(article.title)
    )
    heads = f"{_text(article.kicker)}, [{parts}], {_text(article.subtitle)}"
    return f"#article({heads}, [{body}])"


def paragraphs(body: str) -> list[str]:
    """Return the plain paragraphs of a body: no heads, tables, pictures, lists."""
    blocks = re.split(r"\n\s*\n", body)
    plain = [block.strip() for block in blocks if block.strip()]
    kept = ["".join(one.split("\n")) for one in plain if not one.startswith(_SPECIAL)]
    return [_MARKUP.sub(lambda match: match[1] or "", one) for one in kept]


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def main() -> None:
    """Write the PDF."""
    reading, _ = read_folder(CONTENT)
    issue = next(one for one in reading.issues if one.id == ISSUE)
    some = [
        one
        for one in reading.manuscripts
        if one.article.issue == ISSUE and one.article.status == "published"
    ]
    some.sort(key=lambda one: (one.article.sheet or 0, one.article.source))
    source = typst_source(issue, [one for one in some if one.article.sheet])
    (CONTENT / "pdf" / f"{ISSUE}.pdf").write_bytes(typst.compile(source.encode()))


if __name__ == "__main__":
    main()
