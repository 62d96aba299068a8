"""What `check` points out about labels: it needs the engine, which core does not know."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from plugins.core.advice import Derived, disagreements, wide_aliases
from plugins.core.article_file import parse_markdown
from plugins.core.faults import Fault
from plugins.core.names import Names
from plugins.core.reading import Reading
from plugins.core.register_file import places_of
from plugins.core.schema import FrontMatter
from plugins.desk.archive import Sources, register_errors
from plugins.desk.places import line_of
from plugins.labels.engine import Labeller


def advice(sources: Sources, reading: Reading, wanted: Callable[[str], bool]) -> list[Fault]:
    """Return the warnings about the labels of the sources whose paths are wanted.

    None while the register has errors: its labels would be wrong ones. An article that says
    nothing about its labels can only matter to the register's aliases, and is labelled for them
    alone.
    """
    if register_errors(reading):
        return []
    register = reading.register
    labeller, names = Labeller(register), Names(register)
    aliases = any(wanted(path) for path in sources.register)
    faults: list[Fault] = []
    articles = []
    for manuscript in reading.manuscripts:
        article = manuscript.article
        path = article.source
        if article.status == "withdrawn" or not (aliases or wanted(path)):
            continue
        data = sources.files[path]
        wishes = None
        if wanted(path):
            wishes, _ = names.wishes(parse_markdown(path, data, FrontMatter))
        if not (aliases or wishes):
            continue
        labels = labeller.label(manuscript.text, day=article.date)
        derived = Derived(path, manuscript.text, labels, partial(line_of, manuscript, data))
        articles.append(derived)
        if wishes:
            faults += disagreements(wishes, derived, register)
    if aliases:
        faults += wide_aliases(articles, register, places_of(sources.register))
    return faults
