"""Which of our Party organisations an article states something about (B1 to B10)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plugins.core.patterns import regex
from plugins.labels.clauses import Clause, Sentence
from plugins.labels.mentions import Mention

# B4: a Party organisation that is only invoked.
_FORMULA_BEFORE = regex(
    r"(?:在|按照|根据|遵照|响应|落实|贯彻|按|遵循|围绕|经|依据|执行|服从)(?:市政|我)?$"
)
_FORMULA_AFTER = regex(
    r"(?:和[^,]{2,12})?的?(?:坚强|正确|统一|高度|亲切|大力|全力|直接|有力|总体|整体|工作|有关|相关|具体|安排)*(?:的)?"
    r"(?:领导|部署|要求|安排|号召|指导|关怀|关心|重视|支持|带领|统筹|指示|精神|决策|通知|批准|同意|指挥)"
)
# B8: only planned.
_PLANNED = regex(
    r"(?:提议|倡议|呼吁|拟|计划|筹备|筹建|准备|将要?|打算|酝酿|考虑|有望|争取|建议|申请|待|即将|年内|明年|下月|设想)[^,。]{0,8}(?:成立|组建|设立|建立|升格|改建|改设|更名|扩建|增设|组成)[^,。]{0,8}$"
    r"|(?:筹备|筹建|筹划|酝酿)(?:中|之中|建立|组建|成立)?的?[^,。]{0,4}$"
)
_PLANNED_AFTER = regex(
    r"[^,。]{0,6}(?:正在筹备|正在筹建|尚在筹备|也在筹备|将(?:于|在|适时|择机)?[^,。]{0,8}(?:成立|组建|揭牌|设立)|拟于[^,。]{0,8}(?:成立|组建|揭牌|设立|建立)|待条件|还在酝酿)"
)
# B10: a post among others in a life; what somebody did there counts.
_POST_BEFORE = regex(
    r"(?:头衔|履历|职务有|简介|简历|生于|历任|曾任|先后任|先后担任|担任过|曾担任|先后在|曾先后|任过|干过|当过|调任|转任|改任|升任|时任|前任|原任|原|兼任过|辗转|转业到|分配到|分到|调入|调往|调到|调至|调|从[^,]{0,8}到)[^。;]{0,60}$"
)
_POST_AFTER = regex(
    r"(?:的)?(?:副?书记|组织委员|宣传委员|纪检委员|青年委员|委员|组长|副组长|党员|干事)(?:[,、。;和]|等|岗位|$|到|,直到|一职|职务|$)|(?:[,、。;]|$|任|工作|当)"
)
_WAS = regex(
    r"(?:曾任|历任|担任过|曾担任|先后担任|曾当过|当过|干过)(?:市政公司|公司|我公司)?$"
    r"|(?:原来|原先|从前|当年)的$|年(?:\d+月)?(?:任|担任|出任|调任|转任|改任)(?:市政公司|公司|我公司)?$"
)
# B3: a title carried by a person in a business event.
_TITLE = regex(r"(?:的)?(?:副?书记|委员|常委|组织员)")
_BUSINESS = regex(
    r"剪彩|通车|开工|奠基|摊铺|验收|竣工|工地|调度会|施工|安全生产|项目推进|中标|技术交底|质量|进度|考察市场|会见|洽谈|合同|经营|产值|市场|招标|投标|战略合作|工程|设备|致辞|揭牌|发布会|推介|开幕|启动|按下|球|比赛"
)
_MATTER = regex(
    r"党建|党课|党日|共建|结对|党员|支部|慰问|主题教育|入党|党史|联建|党风|党费|组织生活|谈心|谈话|换届|党旗|初心|志愿|廉|纪律|表彰|帮扶|看望|党委(?!书记|副书记|委员)|党务|党组织|先锋|捐"
)
_GENERIC_BEFORE = regex(r"(?:各|所有|每个|全体|多个|几个|其他|基层|[一二三四五六七八九十\d]+个)$")

Reject = Callable[[Mention, str], None]


def acting_in(text: str, sentences: Sequence[Sentence], reject: Reject) -> list[Mention]:
    """Return the branch mentions that count, in order; `reject` hears why another does not."""
    found = []
    judge = _Judge(text)
    for sentence in sentences:
        outsider = False  # whether an outsider's look-alike acts in the sentence
        for clause in sentence.clauses:
            for mention in clause.mentions:
                if mention.kind != "branch":
                    continue
                if mention.foreign:
                    outsider = True
                    continue
                reason = judge.reason(mention, clause, sentence)
                if reason is None and outsider and _is_theirs(text, mention, clause):
                    reason = "look-alike"
                if reason is None:
                    found.append(mention)
                else:
                    reject(mention, reason)
    return found


class _Judge:
    """Tells why a branch mention does not count, one text at a time."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._business: bool | None = None  # whether the article speaks of business alone

    def reason(self, mention: Mention, clause: Clause, sentence: Sentence) -> str | None:
        """Return the reason, or None."""
        text = self._text
        before = text[max(sentence.start, mention.start - 70) : mention.start]
        near = text[max(clause.start, mention.start - 24) : mention.start]
        after = text[mention.end : mention.end + 30]
        # Most names begin their clause, with nothing before them.
        if near and _FORMULA_BEFORE.search(near) and _FORMULA_AFTER.match(after):
            return "formula"
        if (near and _PLANNED.search(near)) or _PLANNED_AFTER.match(after):
            return "planned"
        if near and _GENERIC_BEFORE.search(near):
            return "generic"
        if (near and _WAS.search(near)) or (
            _POST_AFTER.match(after) and _POST_BEFORE.search(before)
        ):
            return "former-post"
        if _TITLE.match(after) and self._is_title_only(mention, sentence):
            return "title"
        return None

    def _is_title_only(self, mention: Mention, sentence: Sentence) -> bool:
        """Tell whether a title is carried in a business event (B3)."""
        text = self._text
        # The sentence without the mention and the titles beside it (党委书记、董事长)
        words = _PERSONS.sub(
            "", text[sentence.start : mention.start] + text[mention.end : sentence.end]
        )
        if _MATTER.search(words):
            return False
        committee = text.endswith("党委", mention.start, mention.end)
        if (
            (committee and _BUSINESS.search(words))
            or _MANAGES.match(text, mention.end)
            or _MANAGED.search(text[max(0, mention.start - 8) : mention.start])
        ):
            return True
        if self._business is None:
            plain = _PERSONS.sub("", text)
            self._business = bool(_BUSINESS.search(plain)) and not _MATTER.search(plain)
        return self._business


_MANAGES = regex(
    r"(?:副?书记|委员)[、兼,](?:[\u4e00-\u9fff]{0,2})(?:董事长|总经理|经理|总工|院长|厂长|主任)"
)
_MANAGED = regex(r"(?:董事长|经理|总工|院长|厂长|主任)[、兼]$")


def _is_theirs(text: str, mention: Mention, clause: Clause) -> bool:
    """Tell whether a bare name, after an outsider's look-alike in the sentence, is theirs too.

    某某公司党委开会,机关党支部汇报: the second is that company's. Hosts and guests are ours.
    """
    return (
        mention.start == clause.start
        and not text.startswith(("公司", "市政"), mention.start)
        and _MEETS.search(text, clause.start, clause.end) is None
    )


_MEETS = regex(r"接待|陪同|迎接|欢迎|到场|参加|应邀|派人|派出|介绍|一行|观摩|见证")
_PERSONS = regex(r"党委(?:副?书记|委员)|党(?:总)?支部(?:副?书记|委员)")
