"""What 双方, 该行, 后者, 第二党支部 and the like mean (B7, P9)."""

# ruff: noqa: E501 -- a row of words is read as a row

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from plugins.core.patterns import regex
from plugins.labels.clauses import Clause, Sentence
from plugins.labels.mentions import Mention
from plugins.labels.parties import Scene
from plugins.labels.roles import role_of

_PARTY = r"党(?:支部|总支|委|工委|小组)"
# Names that only refer: a numbered branch, or a kind of organisation without its name.
_REFERS = regex(
    rf"第[一二三四五六七八九十]+{_PARTY}|机关{_PARTY}|(?P<kind>社区|街道|学校|学院|村|医院|银行|支行|大队|图书馆|博物馆|法院|公司|集团|中心)(?:的)?{_PARTY}"
)
_THEIR = regex(r"(?:他们的?|其|该[\u4e00-\u9fff]{0,3}的?|对方的?)$")
_KIND_SAID = regex(r"该(?P<kind>学院|大学|学校|校|社区|街道|医院|村)")
# 与, 联合, 会同 and the like. Here and below, what is searched for begins with one class of signs,
# or with alternatives that are plain words: the search then leaps from one such sign to the next.
_WITH = r"[与和同跟、合手请](?:(?<=[与和同跟、])|(?<=联合|携手|邀请))"
_THEM = r"该[\u4e00-\u9fff]{1,3}|对方|他们|她们|所到|各自|校方|院方|馆方|警方|师生|教师|学生|居民|村民|官兵|消防员|民警|医护|馆员|驻地|所在"
_WITH_THEM = regex(f"{_WITH}(?:{_THEM})")
_THAT = (
    r"这(?:个|家|所|支|座)(?:支部|党支部|单位|学校|学院|大学|医院|银行|支行|企业|公司|社区|街道|村|部门|机关|队伍|大队)"
    r"|被其|对方|那边(?:早|就|也|已|本)|该(?:行|局|院|校|站|馆|队|所|中心|社区|街道|村|单位|支部|党支部|大队|企业|集团)|其党(?:委|支部|总支)"
)
_THAT_ONE = regex(_THAT)
# A kind of organisation with members means one of that kind spoken of before.
_SOME_KIND = r"(?P<kind>社区|街道|村|学院|学校|税务|银行|邮政|电力|供电|移动|电信|联通|图书馆|馆|站|所|校|院|行)(?:里|内)?的?[\u4e00-\u9fff]{0,4}?(?:党员|党支部|党总支|党委|党工委|支部|党组织|书记|干部|职工|志愿者|们)"
_OF_A_KIND = regex(f"(?:与|和|同|跟|联合|携手|邀请|会同|、){_SOME_KIND}")
# 街道党建联盟, 社区共建联席会: of the one spoken of before.
_ITS_ALLIANCE = regex(
    r"(?:(?<![\u4e00-\u9fff])|[为了入是的到进成与和同])(?P<kind>社区|街道|村|学校|学院|大学|医院)的?(?:党建|共建|红色|区域化?|党组织)?(?:联盟|联席会|大党委|大工委|共同体|党建联合体)"
)
_THREE = regex(r"[三四五六七多]方")
_LASTS = r"[^,]{0,4}(?:以来|后|之后)"
_YEARS = r"(?:共建)?(?:了|已|快|整整)?[一二两三四五六七八九十几半\d]+个?多?(?:年|月)"
_SINCE = regex(rf"(?:这|那)?(?:已经?)?是?[^,]{{0,6}}(?:结对|共建|签约|联建){_LASTS}")
_FOR_YEARS = regex(rf"[^,]{{0,6}}(?:结对|共建|签约|联建){_YEARS}")
# 作为甲的共建单位,该行…
_AS_SUCH = regex(r",(?:该|这|它|他们|对方)")
_AGAIN = regex(r"补签|加签|续签|续约")
_FORMER = regex(r"前者|前一家|前一个")
_LATTER = regex(r"后者|后一家|后一个")
# Any of the words by which a sentence can mean somebody whom it does not name.
_REFERRING = (
    regex(f"{_WITH}(?:{_THEM}|{_SOME_KIND})"),
    regex(
        f"{_THAT}|{_FORMER.pattern}|{_LATTER.pattern}|{_AGAIN.pattern}"
        + "".join(f"|{word}(?:{_LASTS}|{_YEARS})" for word in ("结对", "共建", "签约", "联建"))
    ),
)
_WITH_OURS = regex(r"(?:与|和|同|跟|联合|携手|会同)$")
_WITH_IT = regex(
    r"(?:也|又|还|并|却|再|后来|如今|年初|去年)*(?:与|和|同|跟)(?:它|其|之|市政|公司|我|支部|项目|该支部|党小组|[两三]个(?:党?支部|党组织)|双方|[两三]家(?:的)?(?:党员|支部))"
)
_TAKES_PART = regex(r"(?:参加|参与)了?[^,]{0,12}(?:联合|共建|联学)")
_LISTED_AS = regex(r"被[^,]{0,4}(?:列为|确定为|评为|吸纳为|聘为|列入)[^,]{0,8}(?:共建|结对|联建)")
_IS = regex(r"(?:也|还|又|正|就)?(?:是|成为|作为|被)")
_LEADS = regex(r"(?:牵头|发起|主办|承办|组织|倡议|冠名)")
_NOT_BOTH = frozenset("与和同跟等共有的请约")


@dataclass(slots=True)
class Focus:
    """The outsiders that a sentence names, by what later words may mean them."""

    parties: list[Mention] = field(default_factory=list)  # of a relation that is told
    before: list[Mention] = field(default_factory=list)  # the last parties of earlier sentences
    all: list[Mention] = field(default_factory=list)
    two: list[Mention] = field(default_factory=list)  # the two that were named last of all
    with_ours: bool = False  # whether one of ours acts in the sentence too
    # Those in no role that excludes one; in one that later words may lift; and those whose role
    # nobody has asked for yet, each with its clause before and after it.
    _able: list[Mention] = field(default_factory=list)
    _maybe: list[Mention] = field(default_factory=list)
    _others: list[tuple[Mention, str, str]] = field(default_factory=list)

    @property
    def named(self) -> list[Mention]:
        """Those that 双方 may mean: the parties, else all in no excluding role."""
        return self.parties or self._roles()[0]

    @property
    def meant(self) -> list[Mention]:
        """Those that 双方 may mean in the next sentence.

        Not who was only named, and without ours, where one other was bound to ours before; but
        a Party organisation is not named in passing.
        """
        if self.parties or self.with_ours or len(_distinct(self.before)) != 1:
            return self.named
        return self.named if any(one.party for one in self.named) else self.before

    @property
    def maybe(self) -> list[Mention]:
        """Those in a role that later words may lift."""
        return self._roles()[1]

    def name(self, mention: Mention, before: str, after: str) -> None:
        """Note an outsider that is no party, and its clause before and after it."""
        self.all.append(mention)
        self._others.append((mention, before, after))

    def _roles(self) -> tuple[list[Mention], list[Mention]]:
        for mention, before, after in self._others:
            role = role_of(before, after, joined=False)
            if role in {None, "visited"}:
                self._able.append(mention)
            elif role in {"helped", "place", "owner", "supplying", "lecturer", "member"}:
                self._maybe.append(mention)
        self._others.clear()
        return self._able, self._maybe

    def accept(self, mention: Mention) -> None:
        """Note a party to a relation."""
        self.parties.append(mention)
        self.all.append(mention)


def refers_to(  # noqa: PLR0913 -- where to look
    text: str, clause: Clause, mention: Mention, here: Focus, earlier: Focus, *, inside: bool
) -> Mention | None:
    """Return the organisation that an unknown name only refers to; None if it is a name itself.

    Where nothing fitting was named before, the mention itself comes back, without an id.
    """
    before = text[max(clause.start, mention.start - 5) : mention.start]
    match = _REFERS.fullmatch(mention.name)
    their = _THEIR.search(before)
    if match is None and their is None:
        return None
    said = match or _KIND_SAID.search(before + mention.name)
    kind = said["kind"] if said else None
    pool = [m for m in (*earlier.all, *here.all) if m.ids]
    if kind:
        pool = [m for m in pool if kind in m.name]
        if their and not pool:
            return None  # of an organisation that no register knows
    elif inside and match:
        return mention
    return pool[-1] if pool else mention


def referred(
    scene: Scene, everybody: list[Mention], here: Focus, earlier: Focus, sentence: Sentence
) -> list[Mention]:
    """Return whom a clause means that tells of a relation and names no party to it."""
    words = scene.text[scene.clause.start : scene.clause.end]
    rivals = _one_of_two(words, here.all or earlier.all, earlier.two)
    if rivals is not None:
        return rivals
    if everybody:
        return []
    for tells, whom in _WAYS:
        if tells(scene, words, sentence):
            meant = whom(words, here, earlier)
            if meant:
                return _distinct(meant)
    return _subject(scene, words, here)


def may_refer(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence that names nobody could mean, by some word, who was named before."""
    with_them, back = _REFERRING
    return bool(with_them.search(text, start, end) or back.search(text, start, end))


def _one_of_two(
    words: str, before: Sequence[Mention], two: Sequence[Mention]
) -> list[Mention] | None:
    """Return what 前者 or 后者 means: of one sentence's names, or else of the last two named.

    None where neither word stands.
    """
    for pattern, index in ((_FORMER, 0), (_LATTER, -1)):
        if pattern.search(words) and before:
            rivals = _distinct(sorted(before, key=lambda m: m.start))
            if len(rivals) == 1:
                rivals = list(two)
            return [rivals[index]] if len(rivals) > 1 else []
    return None


def _says_both(text: str, clause: Clause, sentence: Sentence) -> bool:
    return any(
        cue.kind == "both" and text[cue.start - 1 : cue.start] not in _NOT_BOTH
        for part in sentence.clauses
        if part.start <= clause.start
        for cue in part.cues
    )


def _both(here: Focus, earlier: Focus) -> list[Mention]:
    only = _distinct(here.all)
    return (
        here.named
        or (only if len(only) == 1 else [])
        or here.maybe
        or earlier.meant
        or (earlier.maybe if earlier.with_ours else [])
        or earlier.before
        or earlier.maybe
    )


def _of_a_kind(words: str, here: Focus, earlier: Focus) -> list[Mention]:
    match = _OF_A_KIND.match(words)
    pool = [m for m in (*earlier.all, *here.all) if match and match["kind"] in m.name]
    return pool[-1:]


def _allied_of_a_kind(words: str, here: Focus, earlier: Focus) -> list[Mention]:
    match = _ITS_ALLIANCE.search(words)
    return [m for m in (*earlier.all, *here.all) if match and match["kind"] in m.name][-1:]


def _of_that_kind(words: str, pool: list[Mention]) -> list[Mention]:
    """Return those of a pool that 该学院, 该社区 and the like can mean."""
    said = _KIND_SAID.search(words)
    return [m for m in pool if said["kind"] in m.name] if said else pool


def _joins_in(scene: Scene) -> bool:
    return bool(scene.own) and any(cue.kind == "join" for cue in scene.relations)


def _subject(scene: Scene, words: str, here: Focus) -> list[Mention]:
    """Return the outsider that an earlier clause of the sentence made the subject of this one."""
    if not here.all:
        return []
    if _WITH_IT.match(words) or _TAKES_PART.search(words):
        return here.named[-1:]
    if not scene.own:
        return []
    if _IS.match(words) or _LISTED_AS.search(words):
        return here.named[:1]
    for mention in scene.own:
        if _WITH_OURS.search(scene.text[scene.clause.start : mention.start]):
            return list(here.named)
    last = here.named[-1:]
    return last if last and _LEADS.match(scene.text, last[0].end) else []


def last_two(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the two registered outsiders that were named last, in the order of the text."""
    found: list[Mention] = []
    for mention in reversed(mentions):
        if mention.ids and not (found and found[0].ids == mention.ids):
            found.append(mention)
            if len(found) == 2:  # noqa: PLR2004 -- 前者 and 后者
                found.sort(key=lambda m: m.start)
                break
    return found


def _distinct(mentions: list[Mention]) -> list[Mention]:
    found: dict[tuple[str, ...] | str, Mention] = {}
    for mention in mentions:
        found.setdefault(mention.ids or mention.name, mention)
    return list(found.values())


def _named(_: str, here: Focus, earlier: Focus) -> list[Mention]:
    return here.named or earlier.meant


_Tells = Callable[[Scene, str, Sentence], object]
_Whom = Callable[[str, Focus, Focus], list[Mention]]
# In order: by what a clause refers, and whom it means then.
_WAYS: tuple[tuple[_Tells, _Whom], ...] = (
    (
        lambda scene, words, _: scene.own and _THREE.search(words),
        lambda _, here, __: here.all,
    ),
    (
        lambda scene, _, sentence: _says_both(scene.text, scene.clause, sentence),
        lambda _, here, earlier: _both(here, earlier),
    ),
    (
        lambda _, words, __: _WITH_THEM.search(words) or _THAT_ONE.search(words),
        lambda words, here, earlier: _of_that_kind(
            words, here.named or here.all[-1:] or earlier.named or earlier.all[-1:]
        ),
    ),
    (
        lambda scene, words, _: scene.relations[0].kind == "sign" and _AGAIN.search(words),
        _named,
    ),
    (
        lambda scene, words, _: (
            words.startswith("作为") and _AS_SUCH.match(scene.text, scene.clause.end)
        ),
        lambda _, __, earlier: earlier.named or earlier.all[-1:],
    ),
    (
        lambda scene, _, __: _joins_in(scene),
        _named,
    ),
    (
        lambda _, words, __: _SINCE.match(words),
        _named,
    ),
    (
        lambda _, words, __: _FOR_YEARS.match(words),
        lambda _, here, earlier: here.named or earlier.parties or earlier.before or earlier.named,
    ),
    (
        lambda _, words, __: _OF_A_KIND.match(words),
        _of_a_kind,
    ),
    (
        lambda _, words, __: _ITS_ALLIANCE.search(words),
        _allied_of_a_kind,
    ),
)
