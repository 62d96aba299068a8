"""Which words of a clause really assert a relation, and whether it is one that holds (P2, P3)."""

from __future__ import annotations

import re

from plugins.labels.clauses import Clause, Cue, Sentence
from plugins.labels.lexicon import RELATIONS

# P4: what is signed is business, not co-building.
_BUSINESS = re.compile(
    r"[^,]{0,26}?(?:合同|订单|用电|用水|用气|供水|供电|供气|供暖|供热|供货|采购|购销|买卖|供应|施工|分包|劳务|租赁|委托|贷款|授信|融资|监理|检测|设计|技术服务|"
    r"咨询|保险|理赔|运输|销售|拆迁|迁改|补偿|责任状|责任书|承诺书|军令状|安全协议|质量协议|保密|廉洁协议|战略合作|意向书|意向协议|框架协议|授权|代理|托管|维保|保养|和解|赔偿|借款|联合体)"
)
_PLAIN_DEAL = re.compile(r"[^,]{0,20}?(?:合作协议|协议|协定)")
_PARTY_DEAL = re.compile(r"党|共建|联建|结对|支部|共驻|志愿|公益|联盟|共管|共治|联防|帮扶")
# The name of an honour, not a relation: “党建共驻共建先进单位”称号.
_HONOUR = re.compile(r"[“\"《][^”\"》]{0,30}[”\"》](?:荣誉)?(?:称号|荣誉|奖|牌|匾|锦旗|光荣称号|等称号|、|法[”\"])|[“\"][^”\"]{0,16}法[”\"]")
# …向我们颁发“优秀共建单位”奖牌: who says so calls us its partner (P1a), if it is no superior.
CALLS_US = re.compile(r"[^,]{0,14}(?:授予|颁发|评为|评定为|赠予|赠送)[^,]{0,18}[“\"](?:年度|优秀|最佳|十佳|金牌|友好|模范)*(?:共建|结对|联建)(?:单位|伙伴|支部)[”\"]")
_HONOUR_NEXT = re.compile(
    r"[^,]{0,4}?(?:先进|先锋|示范|标兵|优秀|模范|奖|称号|十佳|最美|文明单位|贡献|基金|基地(?!签)|经验交流|工作推进|工作会|推进会|座谈会|论坛|工作先进)"
)
_OPERATION = re.compile(
    r"抢修|抢险|抢通|疏导|指挥交通|检查|验收|执法|勘查|勘察|踏勘|巡查|巡检|调度|攻关|研发|研制|申报|申请专利|投标|中标|竞标|体检|施工|会审|会签|审核|整治|治理|排查|处置|救援|演练|"
    r"开发|设计|编制|编写|公布|下发|印发|主办单位|发布|测量|监测|试验|拆除|迁移|保障|办案|核查"
)
_CEREMONY = re.compile(r"剪彩|揭开|揭牌|揭幕|推杆|按下|启动|奠基|培土|合影")
_PARTY_WORK = re.compile(r"党|支部|志愿|公益|共建|结对|联建|先锋|义务|助学|慰问|清洁家园|植树|献血|红色|七一|读书|课堂|普法|反诈|双报到")
_BA = re.compile(r"将[^,]{1,24}(?:列为|作为|确定为|评为|纳入|吸纳|选为|定为|聘为|请进|迎进|邀请|称为|视为|当作|当成)")
_NEGLECT = re.compile(r"(?:的事|一事|方案|想法|提出|事宜|提议|倡议|申请|建议|动议|请求)")
_GOES_ON = re.compile(r"(?:再|也|还|并|就|能|可|早日|尽快|适时|与|和|同|跟|将|让|使|把|通过|以)")
_UNDONE = re.compile(
    r"[^,。]{0,14}(?:没有下文|没了下文|未果|搁置|告吹|落空|没谈成|没谈拢|没成|未获|没有(?:签|谈|达成|批|成|落)|尚未|还没|被否|不了了之|被退|没盖|退了回|作罢|暂缓|取消|婉拒|泡汤|停留在|仍在|还在(?:谈|商|走))"
)
# P2: what ended, or never stopped, was there: 没有再续签, 从未间断, 不是第一次, 解除.
_STILL = re.compile(
    r"(?:没有?|未|不)再[^,]{0,14}(?:续|签|合作|共建)|(?:没有?|并未|未曾|从未|从没|不曾|未)(?:断|停|忘|间断|中断|变|走样|褪色)|不是[^,]{0,16}第[一二三四]次|"
    r"(?:解除|终止)[^,]{0,6}(?:共建|结对|联建|协议|关系)|(?:协议|共建|结对)[^,]{0,8}(?:到期|期满|届满|期限已满)"
)
_OPEN = frozenset("?")


def relations_in(text: str, clause: Clause, sentence: Sentence) -> list[Cue]:
    """Return the cues of a clause that speak of co-building or joint work at all (P1, P4)."""
    found = [cue for cue in clause.cues if cue.kind in RELATIONS]
    if not found:
        return found
    words = text[clause.start : clause.end]
    honours = [
        (clause.start + m.start(), clause.start + m.end()) for m in _HONOUR.finditer(words)
    ] if "“" in words or "《" in words or '"' in words else []
    party = bool(_PARTY_WORK.search(words)) or any(m.party for m in clause.mentions)
    kept = []
    for cue in found:
        after = text[cue.end : clause.end]
        if any(low <= cue.start < high for low, high in honours) and not (
            cue.kind == "named" and CALLS_US.search(words)
        ):
            continue
        if cue.kind == "sign":
            whole = text[cue.start : clause.end]
            deal = text[max(clause.start, cue.start - 10) : cue.end + 30]
            if _BUSINESS.match(whole[2:]) and not _PARTY_DEAL.search(after[:24]):
                continue
            if "合同" in whole[:40] and "协议" not in whole[:40]:
                continue
            wide = party or any(m.party for part in sentence.clauses for m in part.mentions)
            if _PLAIN_DEAL.match(after) and not wide and not _PARTY_DEAL.search(deal):
                continue
        elif cue.kind in {"pair", "named"} and _HONOUR_NEXT.match(after) and not (
            cue.kind == "named" and CALLS_US.search(words)
        ):
            continue
        elif cue.kind == "joint" and (
            _CEREMONY.search(after[:24])
            or (text.startswith("组成", cue.start) and not _PARTY_WORK.search(words))
        ):
            continue
        elif cue.kind == "joint" and _OPERATION.search(after[:24]) and not _PARTY_WORK.search(
            text[clause.start : cue.end + 30]
        ):
            continue
        elif cue.kind == "join" and not _joins(text, clause, sentence):
            continue
        kept.append(cue)
    return kept


def holds(text: str, clause: Clause, sentence: Sentence, relations: list[Cue]) -> bool:
    """Tell whether the relation is one that is or was (P2), not denied, planned, hoped for (P3)."""
    last = relations[-1]
    if _STILL.search(text, sentence.start, clause.end):
        return True
    if text[sentence.end - 1 : sentence.end] in _OPEN or "?”" in text[last.end : sentence.end]:
        return False
    for cue in clause.cues:
        if cue.kind == "not" and (cue.start < last.end or cue.start - last.end < 12):
            return False
        if cue.kind == "plan" and cue.start < last.start:
            return False
        if cue.kind == "plan" and 0 <= cue.start - last.end <= 4:  # 结对意向, 共建的计划
            return False
        if cue.kind == "weak-not":
            nearest = next((r for r in relations if r.start >= cue.end), None)
            ba = text.startswith("将", cue.start) and _BA.match(text, cue.start, clause.end)
            if nearest is not None and nearest.start - cue.end < 24 and not ba:
                return False
    index = sentence.clauses.index(clause)
    if index + 1 < len(sentence.clauses):
        following = sentence.clauses[index + 1]
        if any("退了回" in text[c.start : c.end] for c in sentence.clauses[index + 1 :]):
            return False
        if (
            _NEGLECT.search(text, clause.start, clause.end)
            and any(cue.kind == "not" for cue in following.cues)
        ) or (
            not any(m.kind == "branch" for m in following.mentions)
            and _UNDONE.match(text[following.start : following.end])
        ):
            return False
    if index:
        previous = sentence.clauses[index - 1]
        if _GOES_ON.match(text, clause.start) and any(
            cue.kind == "plan" for cue in previous.cues
        ) and not any(cue.kind in RELATIONS for cue in previous.cues):
            return False
    return not _UNDONE.match(text[last.end : clause.end])


def _joins(text: str, clause: Clause, sentence: Sentence) -> bool:
    """Tell whether 加入 speaks of a relation: into the alliance, or after one was named."""
    if re.search(r"邀|请|欢迎|动员|吸引", text[clause.start : clause.end]):
        return False
    if re.search(r"联盟|共建|结对|行列|进来|其中", text[clause.start : clause.end]):
        return True
    return any(cue.kind in RELATIONS - {"join"} for c in sentence.clauses for cue in c.cues)
