"""Where the organisations of a register are named in a text."""

# ruff: noqa: E501 -- a row of words is read as a row

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Literal

import ahocorasick_rs

from plugins.core.patterns import regex
from plugins.core.register import Name, Register
from plugins.labels.normalise import fold
from plugins.labels.spans import Spans

Kind = Literal["company", "unit", "branch", "partner", "several", "unknown"]
START = attrgetter("start")
SHORTEST = 4  # characters: a shorter rest would be a common word
MOST_AT_ONCE = 500  # names for which the fastest automaton is built within 5 ms
PARTY = (
    r"(?:机关)?(?:第[一二三四五六七八九十\d]+)?(?:联合|临时)?"
    r"(?:党支部委员会|支部委员会|党支部|党总支|党工委|党委|党小组|党组)"
)
_PARTY = regex(PARTY)
_SUFFIX = regex(r"(?:支部委员会|党支部|党总支|党工委|党委|党组)$")
_ORDINAL = regex(r"[第机][一二三四五六七八九十关\d]+$")
# A department, or a group of Party members, of the organisation just named (B7, P9).
_DEPARTMENT = regex(
    rf"(?:下属|所属|机关)?[^\W与和同跟及由在向对为被把将从到给联携]{{0,9}}?(?:[部科处室心系院间组所厂厅队站格段班点庭区]"
    rf"|(?:离?退休|老干部|教工|教师|职工|学生|研究生|本科生|党群|行政|后勤|直属)(?:职工|教职工|教师|干部|人员)?)(?={PARTY})"
)
_GOES_ON = regex(r"党[支总工委小组]|支部委|支公司|支行|分公司|分行|分局")
_LONGER = regex(r"[^\W\d_第与和同跟了的予给向把]{0,4}?(?:分公司|支公司|支行|分行|分局)")
_STARTS_ANEW = frozenset('与和同跟及、由在向对为被把将从到第给的是也等以就,。;:!?()“”"')
# Words that may stand before 公司… or the company's name without belonging to a longer name.
BOUNDARY = frozenset(
    "由在向与和及经对为据被受到从照是了让给日时前后下上中年月员导着过当请报代表以现我本该来同将并而使即且其"
    "有个继准织助贺谢访约靠讯促求定立展问看望迎谢赞评选派合持召绍示调推送入进出支听说赴去往还也又都就把叫会内里旁邀们咱贵随据跟比按等称于至使的帮随对向自"
)
ENDS_OF_NAMES = frozenset("局院行校委处站团司厂社街乡镇村区县市省州所队部会馆园店矿港学办心库方")
_COUNT = regex(r"等?[两二三四五六七八九十\d]+个(?:基层)?(?:党)?支部")
_REACH = 80  # signs of a list before its number
_COUNTED = regex(r"(?P<items>[\u4e00-\u9fff]{2,12}(?:[、和与][\u4e00-\u9fff]{2,10}){1,12})$")
_TAILS = ("党支部", "支部", "党小组", "公司党支部", "党总支")
_NO_PLACE = BOUNDARY | frozenset("部委位方组位家个、了有还是")
_PLACES = ("当地", "外地", "外省", "该市", "该县", "异地")
_ELSEWHERE = (*_PLACES, *(place + "的" for place in _PLACES))
_BEFORE_LAST = frozenset("、和与及")
SHORTEST_ITEM = 3  # signs of one in a row of names, and of what joins it to the next
_ITEM = regex(r"([\u4e00-\u9fff]{2,10})(?:、|和|与|及|以及)$")


@dataclass(slots=True, eq=False)
class Mention:
    """One naming: a span of the normal text, and the entries that may be meant by it.

    `kind` is what it is to us: the company, a unit or a branch of ours, a partner, or an outside
    organisation that no register knows (`ids` is empty then).
    """

    start: int
    end: int
    kind: Kind
    ids: tuple[str, ...]
    name: str
    foreign: bool = False  # an outsider's organisation of the same short name (B6)
    party: bool = False  # named as a Party organisation, 党支部 and the like


class Matcher:
    """Finds all names of a register in one pass over a text (P7: names in every form)."""

    def __init__(self, register: Register) -> None:
        """Build the automaton; its work grows with the text, not with the register."""
        self._owners: dict[str, list[tuple[str, Kind, Name | None]]] = {}
        for entry in register.entries:
            for name in entry.names:
                key = fold(name.text)
                for form in dict.fromkeys((key, _bare(key) if entry.side == "partner" else key)):
                    if len(form) > 1:
                        self._owners.setdefault(form, []).append((entry.id, entry.side, name))
        for unit in register.own_units:
            self._owners.setdefault(fold(unit), []).append(("", "unit", None))
        self._forms = sorted(self._owners)
        company = register.company
        self._company = tuple(fold(n.text) for n in company.names) if company else ("\n",)
        # A place (two signs) that begins none of the names' words is not ours.
        self._places = frozenset(form[i : i + 2] for form in self._forms for i in range(len(form)))
        self._begins = frozenset(form[:2] for form in self._forms)
        self._settled = {
            form: _meant(owners)
            for form, owners in self._owners.items()
            if not any(name and (name.since or name.until) for _, _, name in owners)
        }
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._forms,
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=(
                ahocorasick_rs.Implementation.DFA
                if len(self._forms) <= MOST_AT_ONCE
                else ahocorasick_rs.Implementation.ContiguousNFA
            ),
        )

    def find(self, text: str, day: date | None) -> list[Mention]:
        """Return the mentions in a normal text, in order; names not in use on `day` are none."""
        found: list[Mention] = []
        for mention in self._find(text, day):
            if text[mention.start - 1 : mention.start] in _BEFORE_LAST:
                after = found[-1].end if found else 0
                if mention.start - after >= SHORTEST_ITEM:
                    found += self._shared(text, mention, after, day)
            found.append(mention)
        if "称" in text:
            found += _short_forms(text, found)
        if "个" in text and any(word in text for word in ("个支部", "个党支部", "个基层")):
            found += self._counted(text, found, day)
        found.sort(key=START)
        return found

    def _find(self, text: str, day: date | None) -> Iterator[Mention]:
        own_end = -1  # where a name of our company ended
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            form = self._forms[index]
            kind, ids = self._settled.get(form) or self._meant(form, day)
            if kind == "partner":
                whole, party = _whole(form, text[end : end + 16], end, several=len(ids) > 1)
                if whole >= 0 and not self._elsewhere(text, start, form):
                    yield Mention(start, whole, kind, ids, form, party=party)
            elif kind:
                own = start - 1 <= own_end <= start and text[own_end:start] in {"", "的"}
                form_kind: Kind = "company" if form.startswith(self._company) else kind
                foreign = not own and _foreign(text, start, form_kind)
                yield Mention(start, end, kind, ids, form, foreign, party=kind == "branch")
                if kind != "branch" and not foreign:
                    own_end = end

    def _elsewhere(self, text: str, start: int, form: str) -> bool:
        """Tell whether an alias is the end of a name from another place: 廊坊市公交集团 (P7)."""
        if text.endswith(_ELSEWHERE, 0, start):
            return True
        if form[0] not in "市县区":
            return False
        place = text[max(0, start - 2) : start]
        return (
            len(place) == 2  # noqa: PLR2004 -- 廊坊, the usual length
            and all("\u3400" <= sign <= "\u9fff" and sign not in _NO_PLACE for sign in place)
            and place not in self._places
        )

    def _meant(self, form: str, day: date | None) -> tuple[Kind | Literal[""], tuple[str, ...]]:
        return self._settled.get(form) or _meant(
            [o for o in self._owners[form] if o[2] is None or o[2].valid_on(day)]
        )

    def _shared(self, text: str, head: Mention, after: int, day: date | None) -> Iterator[Mention]:
        """Yield names that share their end with the next one: 第一、第二分公司党支部 (P7, B1).

        `head` is that next one; 、 or 和 stands before it.
        """
        if head.kind not in {"branch", "partner"} or head.foreign:
            return
        end = head.start
        found = []
        while end > after:
            item = _ITEM.search(text, max(after, end - 12), end)
            if item is None:
                break
            for skip in range(len(item[1]) - 1):
                word = item[1][skip:]
                if word[:2] in self._begins and (form := self._with_end(word, head.name)):
                    kind, ids = self._meant(form, day)
                    if kind == head.kind:
                        start = item.start(1) + skip
                        found.append(
                            Mention(start, start + len(word), kind, ids, form, party=head.party)
                        )
                        end = start
                        break
            else:
                break
        yield from reversed(found)

    def _counted(self, text: str, found: list[Mention], day: date | None) -> Iterator[Mention]:
        """Yield branches listed before their number: 检测中心、再生资源两个党支部 (B1)."""
        busy = Spans((m.start, m.end) for m in found if m.kind != "unit")
        for count in _COUNT.finditer(text):
            match = _COUNTED.search(text, max(0, count.start() - _REACH), count.start())
            if match is None:
                continue
            at = match.start()
            for item in match["items"].replace("和", "、").replace("与", "、").split("、"):
                end = at + len(item)
                for skip in range(max(0, len(item) - 1)):
                    word = item[skip:]
                    form = next((f for tail in _TAILS if (f := word + tail) in self._owners), None)
                    if form is None:
                        continue
                    kind, ids = self._meant(form, day)
                    start = at + skip
                    if kind == "branch" and not busy.hit(start, end):
                        yield Mention(start, end, kind, ids, form, party=True)
                    break
                at = end + 1

    def _with_end(self, word: str, head: str) -> str | None:
        """Return the registered name that is `word` and then an end of the name `head`."""
        for size in range(len(head) - 1, 1, -1):
            form = word + head[-size:]
            if form != head and form in self._owners:
                return form
        return None


_MOST_SHORT = 200  # namings by a short form in one article
_CALLED_FOR_SHORT = regex(
    r"\((?:以下|下|后)?(?:简称|称)[:为]?[“\"]?([\u4e00-\u9fff]{2,12})[”\"]?\)"
)


def _short_forms(text: str, found: list[Mention]) -> list[Mention]:
    """Return what the article itself calls an organisation for short: (下称“质监站”)."""
    more: list[Mention] = []
    busy = Spans((m.start, m.end) for m in found)
    for mention in found:
        told = _CALLED_FOR_SHORT.match(text, mention.end) if mention.ids else None
        if told is None or len(more) > _MOST_SHORT:
            continue
        for match in re.finditer(re.escape(told[1]), text[told.end() :]):
            start, end = match.start() + told.end(), match.end() + told.end()
            if busy.hit(start, end):
                continue
            party = _PARTY.match(text, end)
            whole = party.end() if party and mention.kind == "partner" else end
            more.append(replace(mention, start=start, end=whole, name=told[1], party=bool(party)))
    return more


def _meant(
    owners: Sequence[tuple[str, Kind, Name | None]],
) -> tuple[Kind | Literal[""], tuple[str, ...]]:
    """Return what a name is to us, and the entries that bear it; an outsider's name comes first."""
    kinds = {kind for _, kind, _ in owners}
    order: tuple[Kind, ...] = ("partner", "branch", "company", "unit")
    for kind in order:
        if kind in kinds:
            return kind, tuple(dict.fromkeys(id_ for id_, k, _ in owners if k == kind and id_))
    return "", ()


def _bare(name: str) -> str:
    """Return a partner's name without its Party suffix: the entry stands for the whole (P9).

    A numbered branch (第五党支部) is a part only, and stands for itself.
    """
    bare = _SUFFIX.sub("", name)
    return name if len(bare) < SHORTEST or _ORDINAL.search(bare) else bare


def _whole(form: str, following: str, end: int, *, several: bool) -> tuple[int, bool]:
    """Return where a partner's naming ends, and whether a Party organisation is named.

    Its Party branches and departments belong to it (P9); -1 where the name of another
    organisation goes on here: a sub-branch, or a department of one known by departments only.
    """
    party = form.endswith(("党支部", "党总支", "党委", "党工委", "党小组", "党组"))
    if following[:1] in _STARTS_ANEW and not following.startswith("第"):
        return end, party
    if _GOES_ON.search(following) is None:
        return end, party  # nothing that the patterns below could find
    tail = _PARTY.match(following)
    if tail:
        return end + tail.end(), True
    if _LONGER.match(following):
        return -1, False
    part = _DEPARTMENT.match(following)
    if part and not party:
        tail = _PARTY.match(following, part.end())
        if tail:
            return (-1, False) if several else (end + tail.end(), True)
    return end, party


def _foreign(text: str, start: int, kind: Kind) -> bool:
    """Tell whether one of our names is the end of an outsider's (B6).

    廊坊市政公司 is not 市政公司, 某局机关党支部 not 机关党支部. A name that begins with 公司, or is the
    company's own, may follow words of the language only; any other may follow anything but the
    end of an organisation's or a place's name.
    """
    sign = text[start - 1 : start]
    if not "\u3400" <= sign <= "\u9fff":
        return False
    if kind == "company" or text.startswith("公司", start):
        return sign not in BOUNDARY
    if text.endswith(("该公司", "该集团", "对方", "他们", "她们", "人家"), 0, start):
        return True
    if text.endswith("公司的", 0, start):  # 某某公司的检测中心党支部
        return not text.endswith(("我公司的", "本公司的"), 0, start) and (
            _foreign(text, start - 3, "unit") or text[start - 4 : start - 3] not in BOUNDARY
        )
    if text.endswith("公司", 0, start):  # 公司园林公司党支部: the company's, in general words
        return _foreign(text, start - 2, kind)
    return sign in ENDS_OF_NAMES


def belongs_to_outsider(text: str, start: int) -> bool:
    """Tell whether what begins at `start` is the end of an outsider's name (B6)."""
    return _foreign(text, start, "branch")
