"""What `check` points out about labels: it needs the engine, which core does not know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial

import ahocorasick_rs

from plugins.core.advice import Derived, disagreements, is_wide, plain, wide_aliases
from plugins.core.article_file import parse_markdown
from plugins.core.faults import Fault
from plugins.core.messages import say
from plugins.core.names import Names, Wishes
from plugins.core.reading import Reading
from plugins.core.records import Manuscript
from plugins.core.register import Register
from plugins.core.register_file import places_of
from plugins.core.schema import ARTICLE
from plugins.desk.archive import Sources, register_errors
from plugins.desk.places import line_of
from plugins.desk.progress import tracked
from plugins.labels.engine import Labeller


def advice(
    sources: Sources, reading: Reading, wanted: Callable[[str], bool], language: str
) -> list[Fault]:
    """Return the warnings about the labels of the sources whose paths are wanted.

    None while the register has errors: its labels would be wrong ones. Only articles that say
    something about their labels are labelled, and those that name an alias which many name.
    """
    if register_errors(sources, reading):
        return []
    register = reading.register
    labeller, names = Labeller(register), Names(register)
    manuscripts = [m for m in reading.manuscripts if m.article.status != "withdrawn"]
    check_aliases = any(wanted(path) for path in sources.register)
    suspects = _naming_wide_aliases(manuscripts, register) if check_aliases else frozenset()
    faults: list[Fault] = []
    articles = []
    for manuscript in tracked(manuscripts, say("label.progress", language)):
        path, data = manuscript.article.source, sources.files[manuscript.article.source]
        wishes = Wishes()
        if wanted(path):
            wishes, _ = names.wishes(parse_markdown(path, data, ARTICLE))
        if not (wishes or path in suspects):
            continue
        labels = labeller.explain(manuscript.text, day=manuscript.article.date)
        derived = Derived(path, manuscript.text, labels, partial(line_of, manuscript, data))
        faults += disagreements(wishes, derived, register)
        articles.append(derived)
    if suspects:
        places = places_of(sources.register)
        faults += wide_aliases(articles, len(manuscripts), register, places)
    return faults


def _naming_wide_aliases(manuscripts: Sequence[Manuscript], register: Register) -> frozenset[str]:
    """Return the sources of all articles that name an alias which more than a tenth name.

    Naming it is not yet a label, but there is no label without: the others need no labelling.
    """
    aliases = {
        plain(name.text)
        for entry in register.entries
        for name in entry.names
        if name.kind != "name"
    }
    forms = sorted(aliases)
    automaton = ahocorasick_rs.AhoCorasick(forms)
    naming: defaultdict[int, list[str]] = defaultdict(list)
    for manuscript in manuscripts:
        text = plain(manuscript.text)
        for index in {m[0] for m in automaton.find_matches_as_indexes(text, overlapping=True)}:
            naming[index].append(manuscript.article.source)
    wide = (some for some in naming.values() if is_wide(len(some), len(manuscripts)))
    return frozenset(source for some in wide for source in some)
