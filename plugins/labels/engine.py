"""Text and register in, labels with their evidence out: normalise, match, relate, resolve."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cached_property, partial

from plugins.core.labels import Candidate, Choices, Evidence, Label, Labels, Pact, Rejected
from plugins.core.patterns import regex
from plugins.core.register import Register
from plugins.labels.acting import acting_in
from plugins.labels.ambiguity import Ambiguity
from plugins.labels.clauses import Sentence, Sentences, forms_in
from plugins.labels.dates import day_in
from plugins.labels.furniture import silent_spans
from plugins.labels.groups import groups_of_units, names_of_branches, unknown_branches
from plugins.labels.lexicon import KINDS
from plugins.labels.mentions import START, Matcher, Mention
from plugins.labels.nameless import matters, means_somebody
from plugins.labels.normalise import Normal, normalise
from plugins.labels.organisations import shortens
from plugins.labels.partial import Ends
from plugins.labels.relations import Reader, Relation
from plugins.labels.spans import Spans

_KINDS = tuple((word, kind) for kind, words in KINDS for word in words)
_RULES = {
    "sign": "partner.signed", "pair": "partner.paired", "named": "partner.named",
    "alliance": "partner.allied", "learn": "partner.joint", "joint": "partner.joint",
    "join": "partner.joined",
}  # fmt: skip
REACH = 4  # sentences, the relation's own among them, in which a branch may be tied to it
MOST_EVIDENCE = 3  # sentences kept for one label
# A branch carries out what the company does as such: its secretary signs, its members take part.
_TIES = regex(r"代表|签|参加|参与|承办|负责|派出|具体|落实|对接|落笔|带队|党员")
_MARKED = regex(r"[-*_`\[\s+>#|■●◆▲★△]")  # one of the signs that either of these begins with
_MARKUP = regex(r"[*_`]|!?\[|\]\([^)]*\)|\s+")
_LINE_MARKS = regex(r"^[-+>#|■●◆▲★△]+|\|+$")  # of a list or a table
_APART = regex(r"召开|另行|大会|支委会|组织生活会")


class Labeller:
    """Labels articles with one register; the same input gives the same labels in any order."""

    def __init__(self, register: Register) -> None:
        """Prepare for a register; done once, however many articles follow."""
        self.register = register
        self.matcher = Matcher(register)
        self.ambiguity = Ambiguity(register)
        self.branches = names_of_branches(register)
        self.ends = Ends(register)

    def label(self, text: str, *, day: date | None = None, choices: Choices = Choices()) -> Labels:  # noqa: B008 -- frozen
        """Return the labels of one article: its branches, its partners, its pacts.

        `text` is a manuscript's text or plain newspaper text, `day` the article's date, `choices`
        what the front matter says: forced labels stand, forbidden ones do not.
        """
        return _Article(self, text, day, why=False).labels(choices)

    def explain(
        self,
        text: str,
        *,
        day: date | None = None,
        choices: Choices = Choices(),  # noqa: B008 -- frozen
    ) -> Labels:
        """Return the labels of one article and what was weighed: its candidates and rejected.

        That is for the editor: no page shows it, so that a build need not wait for it.
        """
        article = _Article(self, text, day, why=True)
        return article.explained(article.labels(choices))


class _Article:
    def __init__(self, labeller: Labeller, text: str, day: date | None, *, why: bool) -> None:
        """Read an article; `why` tells whether somebody will ask what was rejected."""
        self._register = labeller.register
        self._source = text
        self._day = day
        self._why = why
        self._normal: Normal = normalise(text)
        self._named = False  # whether a registered partner is named
        self._acting: Sequence[Mention] = ()
        self._words: dict[tuple[int, int], str] = {}
        self._rejected: dict[tuple[str, str], tuple[Mention, str]] = {}
        self._mentions: Sequence[Mention] = ()
        found = labeller.matcher.find(self._normal.text, day)
        if found or why:
            self._read(labeller, found)

    def _read(self, labeller: Labeller, found: Sequence[Mention]) -> None:
        """Find the other names, and read the sentences as far as somebody will ask for them."""
        plain = self._normal.text
        silent = Spans(silent_spans(plain))
        some = bool(silent)
        mentions = []
        for mention in found:
            if some and silent.hit(mention.start, mention.end):
                if mention.kind in {"branch", "partner"}:
                    self._reject(mention, "credit")
            else:
                mentions.append(mention)
                if mention.foreign and mention.kind == "branch":
                    self._reject(mention, "look-alike")
        mentions += groups_of_units(plain, labeller.branches, mentions)
        mentions += unknown_branches(plain, mentions, silent)
        mentions.sort(key=START)
        mentions += [
            m for m in labeller.ends.find(plain, mentions) if not silent.hit(m.start, m.end)
        ]
        mentions.sort(key=lambda m: (m.start, -m.end))
        self._mentions = labeller.ambiguity.decide(plain, mentions, self._reject)
        kinds = {mention.kind for mention in self._mentions if mention.ids}
        self._named = "partner" in kinds
        if not (self._named or "branch" in kinds or self._why):
            return  # only what is registered makes a label or a pact
        forms = forms_in(plain)
        if silent:
            forms = [one for one in forms if not silent.hit(one[1], one[2])]
        self._cut = Sentences(plain, self._mentions, forms)
        # Sentences that name nobody matter only to what is told of outsiders.
        asked = partial(matters, plain) if self._named or self._why else _never
        means = None if self._why else partial(means_somebody, plain)
        self._sentences = list(self._cut.telling(asked, means))
        self._acting = acting_in(plain, self._sentences, self._reject)
        self._starts = [sentence.start for sentence in self._sentences]

    def labels(self, choices: Choices) -> Labels:
        """Return the labels without what was weighed beside them."""
        branches: dict[str, list[Evidence]] = {}
        for mention in self._acting:
            if mention.ids and _wants(branches, mention.ids[0]):
                branches[mention.ids[0]].append(self._evidence("branch.named", mention))
        relations = self._relations if self._named else ()
        partners: dict[str, list[Evidence]] = {}
        for relation in relations:
            rule = "partner.pair" if relation.by_reference else _RULES[relation.cue.kind]
            for mention in relation.theirs:
                if mention.ids and _wants(partners, mention.ids[0]):
                    proof = self._in_sentence(rule, relation.sentence, mention)
                    partners[mention.ids[0]].append(proof)
        return _chosen(branches, partners, self._pacts(relations), choices)

    def explained(self, labels: Labels) -> Labels:
        """Return the labels with the candidates, and with what was rejected and why."""
        candidates = self._candidates()
        labelled = {label.id for label in (*labels.branches, *labels.partners)}
        rejected = []
        for mention, reason in self._rejected.values():
            id_ = mention.ids[0] if len(mention.ids) == 1 else None
            if id_ not in labelled or id_ is None:
                proof = self._evidence(reason, mention)
                rejected.append(Rejected(mention.name, id_, reason, (proof,)))
        return labels._replace(candidates=candidates, rejected=tuple(rejected))

    @cached_property
    def _relations(self) -> list[Relation]:
        reject = self._reject if self._why else None
        reader = Reader(self._normal.text, self._acting, reject)
        return list(reader.read(self._sentences))

    def _pacts(self, relations: Sequence[Relation]) -> dict[tuple[str, str], Pact]:
        """Return the pacts by (branch, partner); the company's only where no branch is tied."""
        company = self._register.company.id if self._register.company else None
        pacts: dict[tuple[str, str], Pact] = {}
        loose: list[tuple[Relation, str]] = []
        explicit = {
            m.ids[0] for r in relations if r.ours and not r.inherited for m in r.theirs if m.ids
        }
        for relation in relations:
            for theirs in relation.theirs:
                if not theirs.ids or (relation.inherited and theirs.ids[0] in explicit):
                    continue
                for ours in (m for m in relation.ours if m.ids):
                    self._pact(pacts, ours.ids[0], theirs.ids[0], relation)
                if not relation.ours:
                    loose.append((relation, theirs.ids[0]))
        tied = {partner for _, partner in pacts}
        acting = frozenset(self._acting) if loose else frozenset()
        only = {mention.ids[0] for mention in acting if mention.ids}
        for relation, partner in loose:
            if partner in tied or partner in explicit:
                continue
            side = self._carried_out_by(relation, acting, only)
            side = side or ((company,) if company else ())
            tied.update((partner,) if side else ())
            for branch in side:
                self._pact(pacts, branch, partner, relation)
        return pacts

    def _carried_out_by(
        self, relation: Relation, acting: frozenset[Mention], only: AbstractSet[str]
    ) -> tuple[str, ...]:
        """Return the branches that carry out what the company does, if the text ties them.

        `only` are the ids of those that act: one alone does it, unless the company is named.
        """
        index = bisect_right(self._starts, relation.sentence.start) - 1
        for sentence in self._sentences[index : index + REACH]:
            if sentence.number >= relation.sentence.number + REACH:
                break
            others = {
                m.ids for part in sentence.clauses for m in part.mentions if m.kind == "partner"
            }
            if others and not others & {m.ids for m in relation.theirs}:
                break
            some = [m for part in sentence.clauses for m in part.mentions if m in acting]
            words = self._normal.text[sentence.start : sentence.end]
            if some and _TIES.search(words) and not _APART.search(words):
                return tuple(dict.fromkeys(m.ids[0] for m in some if m.ids))
        return tuple(only) if len(only) == 1 and not relation.company else ()

    def _pact(
        self, pacts: dict[tuple[str, str], Pact], branch: str, partner: str, relation: Relation
    ) -> None:
        plain, sentence = self._normal.text, relation.sentence
        told = plain[relation.clause.start : relation.clause.end]
        kind = _kind_of(told)
        old = pacts.get((branch, partner))
        if old is not None and (old.kind in {"签约", "续约", kind} or kind != "签约"):
            return
        low = plain.rfind("\n", 0, sentence.start) + 1
        when = day_in(plain, low, sentence.start, sentence.end, self._day)
        evidence = self._span("pact.sentence", sentence.start, sentence.end, sentence)
        pacts[branch, partner] = Pact(branch, partner, kind, when, "derived", (evidence,))

    def _candidates(self) -> tuple[Candidate, ...]:
        found: dict[str, Candidate] = {}
        for mention in self._acting:
            if not mention.ids and mention.name not in found:
                found[mention.name] = Candidate(
                    mention.name, "branch", (self._evidence("candidate", mention),)
                )
        for relation in self._relations:
            for mention in relation.theirs:
                if mention.ids or mention.name in found or self._ends_a_known_name(mention.name):
                    continue
                if any(shortens(mention.name, full) for full in found):
                    continue
                evidence = self._evidence("candidate", mention)
                found[mention.name] = Candidate(mention.name, "partner", (evidence,))
        return tuple(sorted(found.values(), key=lambda c: c.evidence[0].start))

    def _ends_a_known_name(self, name: str) -> bool:
        """Tell whether a name is what is left of one that the text gives in full elsewhere."""
        return any(
            entry.endswith(name) or shortens(name, entry)
            for mention in self._mentions
            for entry in self._names(mention.ids)
        )

    def _names(self, ids: Iterable[str]) -> list[str]:
        return [name.text for id_ in ids for name in self._register[id_].names]

    def _reject(self, mention: Mention, reason: str) -> None:
        key = mention.ids[0] if mention.ids else mention.name
        self._rejected.setdefault((key, reason), (mention, reason))

    def _evidence(self, rule: str, mention: Mention) -> Evidence:
        index = bisect_right(self._starts, mention.start) - 1
        sentence = self._sentences[index] if index >= 0 else None
        return self._span(rule, mention.start, mention.end, sentence)

    def _in_sentence(self, rule: str, sentence: Sentence, mention: Mention) -> Evidence:
        """Return evidence that points at the name, or at the whole sentence that refers to it."""
        if sentence.start <= mention.start < sentence.end:
            return self._span(rule, mention.start, mention.end, sentence)
        return self._span(rule, sentence.start, sentence.end, sentence)

    def _span(self, rule: str, start: int, end: int, sentence: Sentence | None) -> Evidence:
        if sentence is None or not sentence.start <= start < sentence.end:
            first, last = self._cut.around(start)
            last = max(last, end)
        else:
            first, last = sentence.start, max(sentence.end, end)
        words = self._words.get((first, last)) or self._clean(first, last)
        return Evidence(rule, words, *self._normal.span(start, end))

    def _clean(self, first: int, last: int) -> str:
        """Return a sentence as a reader would see it; kept, since many labels share one."""
        low, high = self._normal.span(first, last)
        words = self._source[low:high]
        if _MARKED.search(words):
            words = _MARKUP.sub("", words)
            words = _LINE_MARKS.sub("", words)
        self._words[first, last] = words
        return words


def _kind_of(told: str) -> str:
    for word, kind in _KINDS:
        if word in told:
            return kind
    return "共建"


def _never(*_: object) -> bool:
    return False


def _wants(found: dict[str, list[Evidence]], id_: str) -> bool:
    """Tell whether a label wants more evidence; makes room for its first."""
    return len(found.setdefault(id_, [])) < MOST_EVIDENCE


def _chosen(
    branches: dict[str, list[Evidence]],
    partners: dict[str, list[Evidence]],
    pacts: dict[tuple[str, str], Pact],
    choices: Choices,
) -> Labels:
    def side(found: dict[str, list[Evidence]], forced: Iterable[str]) -> tuple[Label, ...]:
        left_out = choices.forbidden.union(forced)
        explicit = [Label(i, "explicit", tuple(found.get(i, ()))) for i in forced]
        derived = [Label(i, "derived", tuple(e)) for i, e in found.items() if i not in left_out]
        return (*explicit, *derived)

    written = {(p.branch, p.partner) for p in choices.pacts}
    own = [Pact(p.branch, p.partner, p.kind, p.date, "explicit") for p in choices.pacts]
    kept = [
        pact
        for pair, pact in pacts.items()
        if pair not in written and choices.forbidden.isdisjoint(pair)
    ]
    return Labels(
        branches=side(branches, choices.forced_branches),
        partners=side(partners, choices.forced_partners),
        pacts=(*own, *kept),
    )
