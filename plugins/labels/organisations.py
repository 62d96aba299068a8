"""Names of organisations that no register knows: where such a name begins and ends."""

# ruff: noqa: E501 -- a row of words is read as a row

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from plugins.core.patterns import regex
from plugins.labels.clauses import Clause, Cue
from plugins.labels.mentions import PARTY, Mention

LONGEST = 26  # characters of a name before its last word
SHORTEST = 2
BETWEEN = 8  # signs between two last words of one name: 某某公司 + 团体业务部
_TAIL = regex(rf"(?:[\u4e00-\u9fff]{{0,8}}?{PARTY})?")
# Signs that end a name on its left. 有, 中, 上, 下, 前, 后 are missing: 有限公司, 中学, 上海, 前石桥.
_STOP = frozenset(
    "与同跟及由在向对为被把将从到赴请邀给让使是了着过和也又还都就并而该此等每各我本他她们这那即则若因经据按以"
    "其说看听问讲用去来叫令帮随带陪领请借靠趁比逢于至往何谁哪某另凡会能可不没最很再只曾已正刚才仍的"
)
# One of them, or a sign that is neither an ideograph nor a bracket.
_BREAK = regex(rf"[{''.join(sorted(_STOP))}]|[^\u3400-\u9fff()]")
# In these the sign is part of a name all the same.
_KEPT = regex(
    r"(?:同仁|正则|准则|大同|和平|和谐|祥和|和顺|和睦|同济|同心|协和|义和|永和|和美|仁和|泰和|颐和|中和|正(?![在与和同跟是由忙要值逢想向对好式当有为被把将说了])|[于何曾向从](?=[庄村屯寨]|家[庄村屯寨营园])|同乐|来福|对外|为民|工会|学会|协会|商会|商务会|联合会|基金会|委员会|本田|红会|能源|能建|再生|数据|证据|不动产|不锈钢)"
)
# Words that stand before a name: everything up to the last of them goes.
_BEFORE = regex(
    r".*(?:联合(?!社|会)|携手|邀请|走进|来到|前往|组织|会同|举行|开展|以及|包括|成为|牵手|联手|参观|慰问|走访|共建单位|结对单位|联建单位|单位|先后|分别|"
    r"此次|当天|当日|近日|日前|今年|去年|上午|下午|晚上|年初|年底|之后|随后|期间|同时|此外|另外|其中|还有|双方|签约|结对|共建|联建|签订|签署|"
    r"党组织|特邀|聘请|选派|协调|争取|吸收|吸纳|新增|加上|连同|有关|驻地|属地|辖区|当地|附近|周边|友好|兄弟|伙伴|如今|这次|同日|次日|首次|再次|继续|"
    r"[一二三四五六七八九十两几多数百](?:月|年|日|个|家|名|位|支|次|批)|后起|为了|除了|通过|根据|按照|围绕|依托|针对|加入|引入|约上|发起|牵头|来自|隶属|下属|书记|主任|代表|经理|部长|局长|组成|名叫|叫做|称为|名为|牵线|面向)"
)
# What is left must say more than which kind of organisation it is (P10).
_GENERIC = regex(
    r"^(?:混合|党员|志愿)*(?:志愿)?服务队$|^(?:教工|教师|学生)第[一二三四五六七八九十]+党(?:支部|总支)$|^(?:[一二三四五六七八九十两几多数百\d]+(?:家|个|所|支)?|党员|群众|有关|兄弟|合作|业务|所在|全体?|某|其他?|市政?|区|县|省|"
    r"基层|上级|下级|友邻|社会|爱心|志愿|青年|先进|示范|项目|临时|联合|共建|结对|签约|成员|参建|施工|监理|设计|建设|合作|外部|周边|驻区|机关|公司|集团|分|总|子)?"
    r"(?:党支部|党总支|党委|党工委|党小组|党组|支部委员会|公司|集团|银行|局|学院|大学|学校|医院|社区|街道|村|单位|协会|中心|部|科|处|院|系|站|队|社|馆|厂|小区|车间|企业|法院|机关|园|委|所|项目部)+$"
)
# 板凳普法进小区 is what was done, and 前进社区 a name.
_DEED = regex(
    r"(?<![前跃奋先新民共同促推挺改])进(?:小区|社区|校园|学校|企业|机关|村|乡村|家庭|军营|工地|车间)$"
)
_HAS = frozenset("还另也只")
_HONOUR = regex(r"先锋|示范|标兵|先进|百强|五星|优秀|模范")
_PLACED = regex(r"[市县区省镇乡]|党(?:支部|总支|委|工委|小组)|中国|国家")
_OURS = regex(r"^(?:我|本|市政|公司|全公司)")


def unknown_in(text: str, clause: Clause, low: int = 0) -> Iterator[Mention]:
    """Yield the unknown organisations of a clause: those named outside `clause.mentions`.

    Offsets are those of the normal text.
    """
    last = max(clause.start, low)
    heads = [c for c in clause.cues if c.kind in {"organisation", "inside"}]
    for number, head in enumerate(heads):
        if head.start < last or head.kind == "inside":
            continue
        floor = max(last, head.start - LONGEST)
        for mention in clause.mentions:
            # A name of ours inside an outsider's (中铁九局第二分公司党支部) hides none of it.
            if floor < mention.end <= head.start and not mention.foreign:
                floor = mention.end
        start = _left(text, floor, head.start)
        if start < floor or head.start - start < SHORTEST:
            continue
        last = end = _right(text, heads[number:])
        name = text[start:end]
        # Behind a known name it is a department of that; 局, 村, 站 alone say too little.
        behind = any(m.end == start for m in clause.mentions)
        alone = head.end - head.start == 1 and _PLACED.search(name) is None
        elsewhere = text.endswith(_ELSEWHERE, 0, start)
        # “绿色银行”联建协议 is the name of a thing.
        titled = text[start - 1 : start] == "“" and _THING.match(text, end) is not None
        if (
            behind
            or alone
            or elsewhere
            or titled
            or any(p.search(name) for p in (_HONOUR, _GENERIC, _OURS, _DEED))
        ):
            continue
        yield Mention(start, end, "unknown", (), name, party=_PARTY.search(name) is not None)


_ELSEWHERE = ("当地", "当地的", "外地", "该市", "该县")
_THING = regex(
    r"”[^,。、与和同跟]{0,6}(?:协议|活动|行动|工程|品牌|项目|计划|小组|队|学堂|课堂|讲堂|岗|站点|工作法|主题|专题|微?党课|竞赛|比赛)"
)
_PARTY = regex(r"(?:党(?:支部|总支|委|工委|小组|组)|支部委员会)$")


def _right(text: str, heads: Sequence[Cue]) -> int:
    """Return where the name ends whose last words may be `heads`: 某某公司 + 团体业务部 + 党支部."""
    end = heads[0].end
    for before, head in pairwise(heads):
        if (
            head.kind == "inside"
            or head.start - end > BETWEEN
            or _stops(text, end, head.start)
            or text.startswith("党", before.start)  # nothing comes behind the Party word
        ):
            break
        end = head.end
    return end


def _left(text: str, floor: int, end: int) -> int:
    """Return where a name begins whose last word begins at `end`, not before `floor`."""
    if end > floor and text[end - 1] in "()":
        return end
    start = floor
    for sign in reversed(list(_BREAK.finditer(text, floor, end))):
        if not _kept(text, sign.start()):
            start = sign.end()
            break
    if text.startswith("有", start) and text[start - 1 : start] in _HAS:
        start += 1  # 还有某某公司
    words = _BEFORE.match(text[start:end])
    return start + (words.end() if words else 0)


def _stops(text: str, low: int, high: int) -> bool:
    return any(
        (not "\u3400" <= text[i] <= "\u9fff") or (text[i] in _STOP and not _kept(text, i))
        for i in range(low, high)
    )


def _kept(text: str, index: int) -> bool:
    return any(
        m.start() + max(0, index - 3) <= index < m.end() + max(0, index - 3)
        for m in _KEPT.finditer(text[max(0, index - 3) : index + 4])
    )


def shortens(name: str, full: str) -> bool:
    """Tell whether a name is what is left of a full one: 燃气公司党支部, 东港新源燃气有限公司党支部.

    Both end alike, with the same Party word or none; one that also begins alike is another's
    name (柳园社区, 柳园东社区).
    """
    bodies = [_PARTY.sub("", one) for one in (name, full)]
    if name.removeprefix(bodies[0]) != full.removeprefix(bodies[1]):
        return False
    short, long = bodies
    if not 0 < len(short) < len(long) or short[0] == long[0] or short[-2:] != long[-2:]:
        return False
    signs = iter(long)
    return all(sign in signs for sign in short)
