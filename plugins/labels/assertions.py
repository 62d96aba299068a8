"""Which words of a clause speak of co-building at all, and not of business or an honour (P1, P4)."""

# ruff: noqa: E501 -- a row of words is read as a row

from __future__ import annotations

from collections.abc import Sequence

from plugins.core.patterns import regex
from plugins.labels.clauses import Clause, Cue, Sentence
from plugins.labels.lexicon import RELATIONS

SUBJECT_WITHIN = 2  # signs of a clause before its subject
NEAR = 24  # signs behind a cue in which its object stands
# What is signed is business.
_BUSINESS = regex(
    r"[^,]{0,26}?(?:合同|订单|用电|用水|用气|供水|供电|供气|供暖|供热|供货|采购|购销|买卖|供应|施工|分包|劳务|租赁|委托|贷款|授信|融资|监理|检测|设计|技术服务|"
    r"咨询|保险|理赔|运输|销售|拆迁|迁改|补偿|责任状|责任书|承诺书|军令状|安全协议|质量协议|保密|廉洁协议|战略合作|意向书|意向协议|框架协议|授权|代理|托管|维保|保养|和解|赔偿|借款|联合体)"
)
# A name or a thumb is set to a paper: to a pact, or it says nothing.
_SEALS = regex(r"签名|[签盖][了上下]{1,2}[公印]?[名章]|加?盖公?章|手印")
_PACT_PAPER = regex(r"公约|章程|倡议书|共建|联建|结对|联盟|盟约")
# 甲支部跟乙支部那份协议: the paper itself, between Party organisations.
_PAPER = regex(r"[那这][份纸]协议|[旧老原]协议|旧约")
_PARTY_BEFORE = regex(r"党(?:支部|总支|委|工委|小组)[^,]{0,8}$")
_KIN = regex(r"[^,]{0,10}?(?:对子|“?亲(?:[戚家”缘]|$|,)|共建|联建|结对)")
# 伙伴 alone: one gets one, or is told who it is.
_PARTNER_IS = regex(r"——|:|,?(?:就|正|便)?(?:是|叫)")
_BECOMES = regex(r"(?:成为|结为|结成|成了|做了|当上)[^,]{0,8}$")
_CONTRACT = regex(r"(?=[^协]*合同)[^,]{0,38}合同")
_PLAIN_DEAL = regex(r"[^,]{0,20}?(?:合作协议|协议|协定)")
_PARTY_DEAL = regex(r"党|共建|联建|结对|支部|共驻|志愿|公益|联盟|共管|共治|联防|帮扶")
# The name of an honour or a method: “党建共驻共建先进单位”称号, “三方联学法”.
_HONOUR = regex(
    r"[“\"《][^”\"》]{0,30}[”\"》](?:荣誉)?(?:称号|荣誉|奖|牌|匾|锦旗|光荣称号|等称号|、|法[”\"])|[“\"][^”\"]{0,16}法[”\"]"
)
_HONOUR_NEXT = regex(
    r"[^,]{0,4}?(?:先进|先锋|示范|标兵|优秀|模范|奖|称号|十佳|最美|文明单位|贡献|基金|基地(?!签)|经验交流|工作推进|工作会|推进会|座谈会|论坛|工作先进)"
)
# …向我们颁发“优秀共建单位”奖牌: who says so calls us its partner, if it is no superior.
CALLS_US = regex(
    r"[^,]{0,14}(?:授予|颁发|评为|评定为|赠予|赠送)[^,]{0,18}[“\"](?:年度|优秀|最佳|十佳|金牌|友好|模范)*(?:共建|结对|联建)(?:单位|伙伴|支部)[”\"]"
    # … or we say so of it: 把“优秀共建单位”的牌子颁给某某
    r"|[^,]{0,14}[把将][^,]{0,4}[“\"](?:年度|优秀|最佳|十佳|金牌|友好|模范)*(?:共建|结对|联建)(?:单位|伙伴|支部)[”\"][^,]{0,8}[颁授送赠交给]"
)
_OPERATION = regex(
    r"抢修|抢险|抢通|疏导|指挥交通|检查|验收|执法|勘查|勘察|踏勘|巡查|巡检|调度|攻关|研发|研制|申报|申请专利|投标|中标|竞标|体检|施工|会审|会签|审核|整治|治理|排查|处置|救援|演练|"
    r"开发|设计|编制|编写|公布|下发|印发|主办单位|发布|测量|监测|试验|拆除|迁移|保障|办案|核查"
)
# 一起 counts a case: 一起租赁纠纷.
_CASE = regex(
    r"一起(?![学看观讨听演模防研上到去在走做参开])[^,与和同跟]{0,10}?(?:纠纷|官司|案(?!例)|诉讼|事故|事件|火情|火灾|警情|投诉)"
)
_CEREMONY = regex(r"剪彩|揭开|揭牌|揭幕|推杆|按下|启动|奠基|培土|合影")
_PARTY_WORK = regex(
    r"党|支部|志愿|公益|共建|结对|联建|先锋|义务|助学|慰问|清洁家园|植树|献血|红色|七一|读书|课堂|普法|反诈|双报到"
)
_SPEAKING = RELATIONS | {"both"}
_MEMBERS = regex(
    r"(?:(?<=党员)|的?(?:党员|志愿者))(?!没|未|不曾|代表|大会|见面|参加|参观|出席|到场|互|之间|都(?!不)|也|就|有|是|认|说|在场)"
)
_INVITES = regex(r"邀|请|欢迎|动员|吸引")
_CALL = regex(
    r"(?:倡议书|公约|章程)[^,]{0,12}(?:发起|倡议|签|草拟|提出)|(?:发起|倡议|提出)[^,]{0,12}(?:倡议|公约)"
)
_INTO = regex(r"首批|入营|入伙|入圈|联盟|共建|结对|行列|进来|其中")


def relations_in(text: str, clause: Clause, sentence: Sentence) -> list[Cue]:
    """Return the cues of a clause that speak of co-building or joint work."""
    if clause.kinds.isdisjoint(_SPEAKING):
        return []
    found = [
        cue if cue.kind in RELATIONS else cue._replace(kind="learn")
        for cue in clause.cues
        if cue.kind in RELATIONS or (cue.kind == "both" and _both_act(text, clause, cue))
    ]
    words = text[clause.start : clause.end]
    if "“" in words or "《" in words or '"' in words:
        honours = [m.span() for m in _HONOUR.finditer(text, clause.start, clause.end)]
        found = [cue for cue in found if not _honours(words, cue, honours)]
    return [cue for cue in found if _counts(text, clause, sentence, cue)]


def _both_act(text: str, clause: Clause, cue: Cue) -> bool:
    """Tell whether at 双方 the members of both sides, as the subject, do something (P1b).

    双方党员在站台装上了座椅 is joint work without a word for it.
    """
    return cue.start - clause.start <= SUBJECT_WITHIN and _MEMBERS.match(text, cue.end) is not None


def _honours(words: str, cue: Cue, honours: Sequence[tuple[int, int]]) -> bool:
    inside = any(low <= cue.start < high for low, high in honours)
    return inside and not (cue.kind == "named" and CALLS_US.search(words))


def _counts(text: str, clause: Clause, sentence: Sentence, cue: Cue) -> bool:
    if cue.kind == "sign":
        return _is_pact(text, clause, sentence, cue) and not _is_business(
            text, clause, sentence, cue
        )
    if cue.kind in {"pair", "named"}:
        return _is_bond(text, clause, cue)
    if cue.kind == "joint":
        return not _is_operation(text, clause, cue)
    if cue.kind == "join":
        return _joins(text, clause, sentence)
    return True


def _is_pact(text: str, clause: Clause, sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a seal or a paper is one of a pact; what is merely signed may be."""
    if _SEALS.match(text, cue.start):
        return _PACT_PAPER.search(text, sentence.start, clause.end) is not None
    if _PAPER.match(text, cue.start):
        low = max(clause.start, cue.start - NEAR)
        return _PARTY_BEFORE.search(text[low : cue.start]) is not None
    return True


def _is_bond(text: str, clause: Clause, cue: Cue) -> bool:
    """Tell whether a word that pairs or names a partner is neither loose talk nor an honour."""
    if text.startswith("结下", cue.start):
        return _KIN.match(text, cue.end, clause.end) is not None
    if text.startswith("伙伴", cue.start):
        return (
            _PARTNER_IS.match(text, cue.end) is not None
            or _BECOMES.search(text, clause.start, cue.start) is not None
        )
    return _HONOUR_NEXT.match(text, cue.end, clause.end) is None or (
        cue.kind == "named" and CALLS_US.search(text, clause.start, clause.end) is not None
    )


def _is_business(text: str, clause: Clause, sentence: Sentence, cue: Cue) -> bool:
    """Tell whether what is signed is a contract or an agreement of business."""
    party_deal = _PARTY_DEAL.search(text, cue.end, min(cue.end + NEAR, clause.end))
    if party_deal is None and _BUSINESS.match(text, cue.end, clause.end):
        return True
    if _CONTRACT.match(text, cue.start, clause.end):
        return True
    return (
        party_deal is None
        and _PLAIN_DEAL.match(text, cue.start + 1, clause.end) is not None
        and _PARTY_WORK.search(text, clause.start, clause.end) is None
        and not any(m.party for part in sentence.clauses for m in part.mentions)
    )


def _is_operation(text: str, clause: Clause, cue: Cue) -> bool:
    """Tell whether what is done together is everyday business or a ceremony."""
    near = min(cue.end + NEAR, clause.end)
    if _CEREMONY.search(text, cue.end, near) or _CASE.search(text, cue.start, near + NEAR):
        return True
    if text.startswith(("组成", "联谊", "联欢"), cue.start):
        return _PARTY_WORK.search(text, clause.start, clause.end) is None
    return (
        _OPERATION.search(text, cue.end, near) is not None
        and _PARTY_WORK.search(text, clause.start, cue.end + NEAR) is None
    )


def _joins(text: str, clause: Clause, sentence: Sentence) -> bool:
    """Tell whether 加入 speaks of a relation: into the alliance, or after one was named."""
    if _INVITES.search(text, clause.start, clause.end):
        return False
    if _INTO.search(text, clause.start, clause.end) or _CALL.search(
        text, sentence.start, clause.start
    ):
        return True
    return any(
        cue.kind in RELATIONS and cue.kind != "join" for c in sentence.clauses for cue in c.cues
    )
