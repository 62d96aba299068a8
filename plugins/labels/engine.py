"""Text and register in, labels with their evidence out: normalise, match, relate, resolve."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plugins.core.labels import Candidate, Choices, Evidence, Label, Labels, Pact, Rejected
from plugins.core.register import Register
from plugins.labels import cues
from plugins.labels.discovery import candidates_in
from plugins.labels.mentions import Matcher, Mention, groups_of_units
from plugins.labels.normalise import Normal, fold, normalise

_SENTENCE = re.compile(r"[^。!?;\n]+[。!?;]?[”\"]?")


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    text: str
    mentions: tuple[Mention, ...]
    asserted: bool


class Labeller:
    """Labels articles with one register; the same input gives the same labels in any order."""

    def __init__(self, register: Register) -> None:
        """Prepare for a register; done once, however many articles follow."""
        self._register = register
        self._matcher = Matcher(register)

    def label(self, text: str, *, day: date | None = None, choices: Choices = Choices()) -> Labels:  # noqa: B008 -- frozen
        """Return the labels of one article.

        `text` is a manuscript's text or plain newspaper text, `day` the article's date, `choices`
        what the front matter says: forced labels stand, forbidden ones do not.
        """
        return _Article(self._register, self._matcher, text, day).labels(choices)


class _Article:
    def __init__(self, register: Register, matcher: Matcher, text: str, day: date | None) -> None:
        self._register = register
        self._source = text
        self._normal: Normal = normalise(text)
        silent = _silent(self._normal.text)
        self._silent = silent
        self._rejected: dict[tuple[str, str], Rejected] = {}
        mentions = []
        spans = []
        for mention in matcher.find(self._normal.text, day):
            spans.append((mention.start, mention.end))
            if any(start <= mention.start < end for start, end in silent):
                self._reject(mention, "credit")
            elif mention.foreign:
                if mention.side == "branch":
                    self._reject(mention, "look-alike")
            else:
                mentions.append(mention)
        founded = groups_of_units(self._normal.text, register, spans)
        mentions += [m for m in founded if not any(a <= m.start < b for a, b in silent)]
        mentions.sort(key=lambda m: m.start)
        self._mentions = self._decided(mentions)
        self._sentences = self._split()

    def labels(self, choices: Choices) -> Labels:
        branches: dict[str, list[Evidence]] = {}
        partners: dict[str, list[Evidence]] = {}
        pacts: dict[tuple[str, str], Pact] = {}
        ours: tuple[str, ...] = ()
        theirs: tuple[str, ...] = ()
        for sentence in self._sentences:
            here = [m for m in sentence.mentions if m.side == "branch" and self._acts(m, sentence)]
            for mention in here:
                _add(branches, mention.ids[0], self._evidence("branch.named", mention, sentence))
            found = [m for m in sentence.mentions if m.side == "partner"]
            joint = [m for m in found if self._joint(m, sentence)]
            for mention in joint:
                _add(partners, mention.ids[0], self._evidence("partner.joint", mention, sentence))
            ids = tuple(dict.fromkeys(m.ids[0] for m in here))
            # What the company does as such is carried out by the branch another sentence names.
            by_company = any(m.side == "company" for m in sentence.mentions)
            bound = tuple(dict.fromkeys(m.ids[0] for m in joint))
            if not found and theirs and sentence.asserted and cues.PAIR.search(sentence.text):
                bound = theirs  # 双方…：the pair spoken of before
                for id_ in bound:
                    _add(partners, id_, self._whole("partner.pair", sentence))
            for partner in bound:
                if partner in partners:
                    for branch in ids or (("",) if by_company else ours or ("",)):
                        evidence = self._whole("pact.sentence", sentence)
                        kind, when = _kind(sentence.text), _day(sentence.text)
                        old = pacts.get((branch, partner))
                        if old is None or (kind == "签约" and old.kind != "签约"):
                            pact = Pact(branch, partner, kind, when, "derived", (evidence,))
                            pacts[branch, partner] = pact
            ours = ids or ours
            theirs = tuple(dict.fromkeys(m.ids[0] for m in found)) or theirs
        self._tie_loose_pacts(pacts, branches)
        return self._chosen(branches, partners, pacts, choices)

    def _tie_loose_pacts(
        self, pacts: dict[tuple[str, str], Pact], branches: dict[str, list[Evidence]]
    ) -> None:
        """Give a pact that names no branch its side: the only branch there is, or the company."""
        company = self._register.company.id if self._register.company else None
        for (branch, partner), pact in list(pacts.items()):
            if branch:
                continue
            del pacts[branch, partner]
            if any(other == partner for _, other in pacts):
                continue
            side = next(iter(branches)) if len(branches) == 1 else company
            if side is not None:
                pacts[side, partner] = Pact(
                    side, partner, pact.kind, pact.date, "derived", pact.evidence
                )

    def _chosen(
        self,
        branches: dict[str, list[Evidence]],
        partners: dict[str, list[Evidence]],
        pacts: dict[tuple[str, str], Pact],
        choices: Choices,
    ) -> Labels:
        def side(found: dict[str, list[Evidence]], forced: Iterable[str]) -> tuple[Label, ...]:
            explicit = tuple(Label(i, "explicit", tuple(found.get(i, ()))) for i in forced)
            derived = tuple(
                Label(i, "derived", tuple(some[:3]))
                for i, some in found.items()
                if i not in choices.forbidden and i not in set(forced)
            )
            return explicit + derived

        written = {(p.branch, p.partner) for p in choices.pacts}
        kept = tuple(
            pact
            for pair, pact in pacts.items()
            if pair not in written and not choices.forbidden.intersection(pair)
        )
        own = tuple(Pact(p.branch, p.partner, p.kind, p.date, "explicit") for p in choices.pacts)
        sentences = [(s.start, s.end, s.text, s.asserted) for s in self._sentences]
        taken = [*((m.start, m.end) for m in self._mentions), *self._silent]
        found = tuple(
            Candidate(name, kind, (self._span("candidate", start, end, start, end),))
            for name, kind, start, end in candidates_in(
                self._normal.text, sentences, taken, self._register.own_units
            )
            if not self._known_by_its_end(name)
            and (kind == "branch" or self._would_be_joint(name, start, end))
        )
        labelled = {*branches, *partners, *choices.forced_branches, *choices.forced_partners}
        rejected = tuple(r for r in self._rejected.values() if r.id not in labelled)
        return Labels(
            branches=side(branches, choices.forced_branches),
            partners=side(partners, choices.forced_partners),
            pacts=own + kept,
            candidates=found,
            rejected=rejected,
        )

    def _split(self) -> list[_Sentence]:
        text = self._normal.text
        starts = [m.start for m in self._mentions]
        sentences = []
        for match in _SENTENCE.finditer(text):
            first = bisect_right(starts, match.start() - 1)
            last = bisect_right(starts, match.end() - 1)
            asserted = bool(cues.ASSERTED.search(cues.CONTRACT.sub("", match[0])))
            sentences.append(
                _Sentence(*match.span(), match[0], tuple(self._mentions[first:last]), asserted)
            )
        return sentences

    def _decided(self, mentions: list[Mention]) -> list[Mention]:
        """Settle aliases of several entries by the entries named in full elsewhere (P7)."""
        sure = {m.ids[0] for m in mentions if len(m.ids) == 1}
        decided = []
        for mention in mentions:
            ids = mention.ids
            if len(ids) > 1:
                ids = tuple(id_ for id_ in ids if id_ in sure)
            if len(ids) == 1:
                decided.append(Mention(mention.start, mention.end, mention.side, ids, mention.name))
            else:
                self._reject(mention, "ambiguous")
        return decided

    def _acts(self, mention: Mention, sentence: _Sentence) -> bool:
        """Tell whether the text states something about one of our branches (B1, B3, B4, B8)."""
        text = self._normal.text
        before, after = text[max(0, mention.start - 16) : mention.start], text[mention.end :][:40]
        if cues.FORMULA_BEFORE.search(before) and cues.FORMULA_AFTER.match(after):
            return self._no(mention, "formula")
        if cues.PLANNED_BRANCH.search(before):
            return self._no(mention, "planned")
        if (
            cues.TITLE_AFTER.match(after)
            and cues.BUSINESS.search(sentence.text)
            and not cues.PARTY_MATTER.search(self._without(sentence, mention))
        ):
            return self._no(mention, "title")
        return True

    def _without(self, sentence: _Sentence, mention: Mention) -> str:
        start = mention.start - sentence.start
        return sentence.text[:start] + sentence.text[start + mention.end - mention.start :]

    def _joint(self, mention: Mention, sentence: _Sentence) -> bool:
        """Tell whether the sentence binds an outside organisation to ours (P1, P3, P4, P5)."""
        text = self._normal.text
        if not sentence.asserted:
            return self._no(mention, "no-relation")
        before = text[self._clause(mention, sentence)[0] : mention.start]
        after = text[mention.end : sentence.end]
        for role, pattern in cues.ROLE_BEFORE:
            if pattern.search(before) and (role != "witness" or "见证" in after[:24]):
                if role == "visited" and cues.ASSERTED.search(after):
                    continue
                return self._no(mention, role)
        for role, pattern in cues.ROLE_AFTER:
            clause = after.split(",")[0]
            own_words = role in cues.SURE_ROLES or not cues.ASSERTED.search(clause)
            if own_words and pattern.match(clause):
                return self._no(mention, role)
        near = before[-24:] + mention.name + after[:40]
        if cues.NOT_YET.search(near):
            return self._no(mention, "not-yet")
        own = [m for m in sentence.mentions if m.side != "partner"]
        if self._between_outsiders(mention, sentence, own):
            return self._no(mention, "third-party")
        return True

    def _known_by_its_end(self, name: str) -> bool:
        """Tell whether a name is the end of one that the text gives in full elsewhere."""
        return any(
            entry.endswith(name)
            for mention in self._mentions
            for id_ in mention.ids
            for entry in (fold(n.text) for n in self._register[id_].names)
        )

    def _would_be_joint(self, name: str, start: int, end: int) -> bool:
        """Tell whether an unknown organisation stands in the role of a partner."""
        text = self._normal.text
        low, high = self._sentence_around(start, end)
        clause = max(low, *(text.rfind(sign, low, start) + 1 for sign in ",:"))
        before, after = text[clause:start], text[end:high].split(",")[0]
        if any(pattern.search(before) for _, pattern in cues.ROLE_BEFORE):
            return False
        if any(pattern.match(after) for _, pattern in cues.ROLE_AFTER):
            return False
        return not cues.NOT_YET.search(before[-24:] + name + after[:40])

    def _sentence_around(self, start: int, end: int) -> tuple[int, int]:
        text = self._normal.text
        ends = [i for i in (text.find(sign, end) for sign in "。!?;\n") if i >= 0]
        return max(text.rfind(sign, 0, start) for sign in "。!?;\n") + 1, min(
            ends, default=len(text)
        )

    def _between_outsiders(
        self, mention: Mention, sentence: _Sentence, own: Sequence[Mention]
    ) -> bool:
        """Tell whether the clause is about two outsiders and nobody of ours (P5).

        Its subject is then an outsider, and 与, 和 or 同 stands before the other one; where one of
        ours was named before in the sentence, ours is the subject.
        """
        text = self._normal.text
        start, end = self._clause(mention, sentence)
        if any(m.start < end for m in own) or cues.PAIR.search(text[start:end]):
            return False
        here = [m for m in sentence.mentions if m.side == "partner" and start <= m.start < end]
        if len({m.ids for m in here}) != len(("one", "the other")):
            return False
        before, between = text[start : here[0].start], text[here[0].end : here[-1].start]
        return not cues.JOINS.search(before) and bool(cues.JOINS.search(between))

    def _clause(self, mention: Mention, sentence: _Sentence) -> tuple[int, int]:
        text = self._normal.text
        start = max(
            sentence.start, *(text.rfind(c, sentence.start, mention.start) + 1 for c in ",:")
        )
        end = text.find(",", mention.end, sentence.end)
        return start, end if end >= 0 else sentence.end

    def _no(self, mention: Mention, reason: str) -> bool:
        self._reject(mention, reason)
        return False

    def _reject(self, mention: Mention, reason: str) -> None:
        key = (mention.ids[0], reason)
        if key not in self._rejected:
            id_ = mention.ids[0] if len(mention.ids) == 1 else None
            first, last = self._sentence_around(mention.start, mention.end)
            evidence = self._span(reason, mention.start, mention.end, first, last)
            self._rejected[key] = Rejected(mention.name, id_, reason, (evidence,))

    def _evidence(self, rule: str, mention: Mention, sentence: _Sentence) -> Evidence:
        return self._span(rule, mention.start, mention.end, sentence.start, sentence.end)

    def _whole(self, rule: str, sentence: _Sentence) -> Evidence:
        return self._span(rule, sentence.start, sentence.end, sentence.start, sentence.end)

    def _span(self, rule: str, start: int, end: int, first: int, last: int) -> Evidence:
        """Return evidence for the span `start`–`end` in the sentence around `first`–`last`."""
        low, high = self._normal.span(first, last)
        sentence = re.sub(r"\s+", "", re.sub(r"[*_`]|!?\[|\]\([^)]*\)", "", self._source[low:high]))
        return Evidence(rule, sentence, *self._normal.span(start, end))


def _silent(text: str) -> list[tuple[int, int]]:
    """Return the spans that say nothing about anybody: credit lines and masthead (B5, P8)."""
    return [m.span() for pattern in (cues.CREDIT, cues.MASTHEAD) for m in pattern.finditer(text)]


def _add(found: dict[str, list[Evidence]], id_: str, evidence: Evidence) -> None:
    found.setdefault(id_, []).append(evidence)


def _kind(text: str) -> str:
    return next((kind for kind, cue in cues.KINDS if cue.search(text)), "共建")


def _day(text: str) -> date | None:
    match = re.search(r"(\d{4})年(\d{1,2})月(\d{1,2})日", text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
