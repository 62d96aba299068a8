"""The role that an outside organisation plays in its clause (P4); tables, and their one reader.

A role that is no party to a relation carries the reason why the organisation is not labelled:
the keys `label.reason.*` of the catalogue.
"""

# ruff: noqa: E501 -- a row of words is read as a row

from __future__ import annotations

import re
from dataclasses import dataclass

from plugins.core.patterns import regex

NEAR, FAR = 10, 40  # signs before and behind an organisation that tell its role
_PERSON = r"(?:的?(?:有关|相关|主要|分管)?(?:负责人|负责同志|领导|同志|书记|副书记|委员|主任|局长|院长|站长|行长|经理|代表|工作人员|党员)[^,]{0,6})?"
Row = tuple[str, str, str]
"""What may stand before the words of a role, these words, and what must stand behind them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A role, and what stands before or after an organisation that plays it.

    `firm` roles hold even where the clause speaks of a relation; the others yield to one that
    names the organisation as a party (`joined`).
    """

    reason: str
    before: str = ""  # patterns, with one of which the clause before ends
    after: str = ""  # patterns, with one of which the clause behind begins
    words: str = ""  # without one of these there is none
    firm: bool = True

    def fits(self, near: str, far: str) -> bool:
        """Tell whether an organisation between `near` and `far` plays this role."""
        if self.before:
            return re.search(f"(?:{self.before})$", near) is not None
        return re.match(self.after, far) is not None


def _before(reason: str, *rows: tuple[str, str], firm: bool = True) -> Rule:
    """Return a rule of words, and of what may stand between these and the organisation.

    A word begins with a plain sign, here and in `_after`: the search leaps from one to the next.
    """
    return Rule(
        reason,
        before="|".join(f"(?:{words}){rest}" for words, rest in rows),
        words="|".join(words for words, _ in rows),
        firm=firm,
    )


def _after(reason: str, *rows: Row, firm: bool = True) -> Rule:
    return Rule(
        reason,
        after="|".join(f"{lead}(?:{words}){rest}" for lead, words, rest in rows),
        words="|".join(words for _, words, _ in rows),
        firm=firm,
    )


RULES: tuple[Rule, ...] = (
    # named by mistake: 误作某某, 不是某某; 某某应为…
    _before(
        "not-yet",
        (
            r"误作|误为|误写[为成作]|误刊[为成]|误记[为作]|误排[为成]|误登[为成]|误植为|误传为|错写[为成]|错排[为成]|错登[为成]|错当成|写成|排成|登成|记成|说成|而非|并非|而不是|不(?<!是不)是",
            r"了?[“\"《(]?",
        ),
    ),
    _after(
        "not-yet",
        (r"(?:[^“”,]{0,12}[”\"》])?", r"应为|应是|应改为|实为|实系|更正为", ""),
        (r"[”\"》]?(?:之说|一说|一事|的说法|的消息|的表述)?", r"有误|不实|不属实|不确|误", ""),
    ),
    # awarding and commending bodies
    _after(
        "awarding",
        (
            r".{0,14}",
            r"授予|评为|评选为|表彰|命名为|命名|授牌|授旗|通报表扬|通报表彰|嘉奖|颁发|颁奖|颁授|记功|树为|确定为.{0,8}(?:示范|先进|标兵)",
            "",
        ),
        ("", r"下发|印发|发出|发来", r"[^,]{0,8}(?:通报|通知|表彰|决定|感谢信|贺信)"),
        ("的?", r"表彰|通报表扬|嘉奖|好评|肯定|奖励", ""),
    ),
    _before("awarding", (r"获得?|荣获|喜获|受到|获评|荣膺|接受", r"(?:了|过)?"), (r"获评", r"为?")),
    # witnesses, guests, observers, listeners
    _after(
        "witness",
        (
            _PERSON + r"[^,]{0,14}?",
            r"见证|列席|旁听|观摩|致贺|祝贺|到场|到会|莅临|出席|监签|监督下|鉴证|点评|现场指导",
            "",
        ),
        # Both sides unveil together; those who do it for an alliance of others are its guests.
        (
            r"的?(?:有关|相关|主要|分管)?(?:负责人|负责同志|领导|同志)(?:分别|上台|应邀)?为[^,]{1,14}?",
            r"揭牌|揭幕|授旗|颁牌",
            "",
        ),
        (
            r"[^,]{0,12}",
            r"派人|派员|派代表|应邀",
            r"[^,]{0,10}(?:观摩|列席|旁听|参加|出席|到会|到场|见证|祝贺)",
        ),
        (
            r"[^,]{0,14}",
            r"发来|送来|送上|寄来",
            r"[^,]{0,8}(?:贺信|祝贺|花篮|感谢信|锦旗|表扬信|牌匾)",
        ),
        (
            r"[^,]{0,8}(?:作为?|做|担任|出任|当)[^,]{0,14}",
            r"评委|裁判|嘉宾|见证人?|公证人?|主持人?",
            "",
        ),
        (r"[^,]{0,4}", r"主持(?!召开)|司仪", ""),
    ),
    # who supervises, approves, instructs
    _after(
        "supervising",
        (
            _PERSON + r"[^,]{0,12}?",
            r"检查|督导|督查|验收|审批|核准|抽查|抽检|巡查|约谈|核查|复查|检测合格|备案|质监|监督检查|审查|巡视|稽查|执法|下达|开出|核发|批复|备案",
            "",
        ),
        (
            r"(?:党委|党组)?的?",
            r"要求|部署|指示|指导|领导|安排|号召|统一安排|统一部署|批准|同意|帮助指导|关心|关怀|支持",
            r"(?:下|和|,|$|之下)",
        ),
        ("", r"提出|作出|做出", r"(?:的)?(?:要求|部署|批示)"),
    ),
    _before(
        "supervising",
        (r"按照|根据|遵照|落实|贯彻|响应|执行|报请|上报|报送|经", r"了?"),
    ),
    # business: owners, suppliers, lenders, contractors
    _before(
        "owner",
        (
            r"建设单位|业主单位|业主|甲方|监理单位|设计单位|勘察单位|施工单位|总包单位|总承包单位|分包单位|劳务单位|检测单位|代建单位|招标人|发包方|发包人|承包方|受委托方|委托方|开户行|贷款行|供应商|供货商|供货单位|客户|中标单位|投保单位",
            r"(?:是|为|系|由)?[^,]{0,2}",
        ),
        (
            r"监理单位|设计单位|勘察单位|总包单位|建设单位|承建单位|施工单位|投资单位|检测单位|开发单位",
            r"(?:是|为)?",
        ),
        (r"受", ""),
        firm=False,
    ),
    _after(
        "owner",
        (
            r"[^,]{0,4}(?:是|作为|系|担任)?(?:该|本|此)?(?:项目|工程)?的?",
            r"建设单位|业主|监理单位|设计单位|总包单位|总承包|分包单位|代建单位|开发商|投资方|甲方|客户",
            "",
        ),
        ("", r"投资|承建|监理|设计|勘察|总承包|代建|开发", r"(?:建设|的|,|$)"),
        ("的?", r"委托|发包|招标", ""),
    ),
    _after(
        "supplying",
        (
            r"[^,]{0,8}",
            r"供应|供的|供货|供给|供热|中标|代发|承保|赔付|贷款|授信|放款|发放贷款|承运|承印|承租|出租|租赁|报价|送货|售后",
            "",
        ),
        (
            r"(?:为[^,]{0,10})?",
            r"提供|赞助|赠送|捐赠|捐出|借给|出借|借来|无偿提供|友情提供|送来",
            "",
        ),
        (r"的[^,]{0,8}", r"合同|订单|货款|贷款|发票|保单|材料|沥青|产品|设备|账户", ""),
    ),
    _before("supplying", (r"从|向|采购自|购自|来自|采用|使用|选用", ""), firm=False),
    # media
    _after(
        "reporting",
        (
            r"的?(?:见习|首席|摄影|文字|一位|两位|两名|一名)?",
            r"记者|编辑|通讯员",
            r"(?!部|站)",
        ),
        (r"[^,]{0,10}", r"报道|刊发|刊登|采访|播出|转载|登载|刊载|跟踪", ""),
        ("", r"头版|二版|三版|一版|微信|公众号|客户端|App", ""),
    ),
    _before("publicising", (r"入选|载入|选入|收入|写进|编入", r"了?")),
    _before("reporting", (r"接受|登上|刊登在|发表在|刊发于|见诸", r"了?")),
    _after(
        "publicising",
        (
            r"[^,]{0,6}(?:把|将)[^,]{0,24}",
            r"收进|收入|编入|选为|编进|选入|纳入|推广|作为案例",
            "",
        ),
        (r"[^,]{0,6}", r"转发|推介|推送|编发", ""),
    ),
    # competitors and contestants
    _after(
        "contestant",
        (
            "的?",
            r"代表队|代表|选手|队|男队|女队|篮球队|职工队|队员",
            r"[^,]{0,8}(?:获|夺|摘|赢|胜|负|列|并列|以|对|不敌|登台|表演|参赛|派出|出场|战|位居|捧|夺冠|演唱|朗诵|角逐)",
        ),
        (
            r"等?[^,]{0,8}(?:\d+|[一二三四五六七八九十]+)(?:支|家)?(?:队伍|代表队|单位)?[^,]{0,6}",
            r"参赛|参加比赛|同台竞技|角逐|参加了?比赛",
            "",
        ),
        (
            r"[^,]{0,4}",
            r"参赛|应战|迎战|竞标|投标|夺冠|夺魁|获得?(?:第|亚|冠|季|一等|二等|三等)",
            "",
        ),
    ),
    _before(
        "contestant",
        (r"战胜|击败|险胜|力克|不敌|负于|输给|对阵|迎战|挑战|战平|领先|落后于", r"了?"),
    ),
    # lecturers and helpers who were only invited
    _before("lecturer", (r"邀请|特邀|请来?|聘请|请到|约请|邀", r"(?:了|到)?"), firm=False),
    _after(
        "lecturer",
        (
            r"的?[^,]{0,4}",
            r"专家|教授|法官|检察官|讲师|老师|教师|律师|医生|医师|护士长?|大夫|工程师|民警|交警|宣讲员|讲解员|馆员|消防员|教官|主任医师|副教授|博士|志愿讲师|心理咨询师",
            r"[^,]{0,16}(?:授课|讲|辅导|培训|宣讲|解读|作|做|示范|演示|答疑|义诊|传授|指导|现场|教)",
        ),
        firm=False,
    ),
    # where people were treated, where they belong
    _before("hospital", (r"送进|转入|转到|住进|住在|躺在|送医|就诊于", "")),
    _after("hospital", ("", r"抢救|救治|治疗|住院|就诊|手术|体检|急救|接诊|急诊室|病房|重症", "")),
    _before(
        "member",
        (r"就职于|任职于|毕业于|就读于|供职于|退休于|调自|考入|考上|转业到|曾在", ""),
    ),
    _after(
        "member",
        (
            r"的?(?:退休|离休|老)?",
            r"职工|员工|工人|干部|学生|毕业生",
            r"(?:家属|子弟|之子|之女|出身|家庭)",
        ),
        ("", r"毕业|退休|任教|当过|工作过|就读", ""),
    ),
    # those who are helped
    _before(
        "helped",
        (
            r"慰问|看望|捐赠给|捐给|送给|送到|送往|帮助|资助|援助|救助|走访慰问|慰问了|奔赴|驰援|支援|捐助",
            r"了?",
        ),
    ),
    _after(
        "helped",
        (r"的?[^,]{0,3}", r"户|家庭|孤寡|困难|贫困|特困|残疾", ""),
        (
            r"[^,]{0,4}",
            r"捐|送去|送上|献上|赠送了|捐赠|收到|接受|老人|孩子们|患儿|困难群众|受灾",
            "",
        ),
    ),
    # places that were visited, places where something was held
    _before(
        "visited",
        (
            r"参观|参观了|考察|前往|赴|到|走进|走入|来到|走访|调研|学习|对标|走到|去|取经于|拜访|做客|到访|来访|进驻|回到|途经|路过|观摩|瞻仰|前去|探访",
            r"了?",
        ),
        firm=False,
    ),
    _before(
        "place",
        (r"在|于|位于|设在|坐落在|借用|借|租用|邻近|毗邻|紧邻|靠近|对面是|旁边是", ""),
        firm=False,
    ),
    _after(
        "place",
        (
            "",
            r"门前|门口|门外|大门|旁|附近|对面|路口|院内|院里|东侧|西侧|南侧|北侧|南门|北门|东门|西门|周边|一带|站点|站台|停车场|西墙|东墙",
            "",
        ),
    ),
)
# What stands before a party: with, together with, joined by.
_JOINED_BEFORE = regex(
    r"(?:与|和|同|跟|及|以及|、|联合|携手|会同|牵手|联手|协同|偕同|连同|约上|协力|邀请|邀|由|继|又|还有|被|让|将|把|和来自|与来自|与驻地|与属地|与辖区|与同处|与友邻)(?:了|原|当时的|(?:老|新|多年的?)?(?:搭档|朋友|伙伴|邻居|街坊)|辖区|属地|驻地|近邻|友邻|同城|相邻的?|邻近的?|隔壁的?|同样来自|来自)?[“\"《(]?$"
)
_JOINS = frozenset("与和同跟")  # as nearly always


def joined_before(before: str) -> bool:
    """Tell whether an organisation behind these words stands as a party."""
    return before[-1:] in _JOINS or _JOINED_BEFORE.search(before) is not None


_HELPED_BY = regex(r"[^,]{0,24}(?:见证|监督|指导|支持|帮助|配合|协调|协助|牵线|撮合)下?")
# Most organisations play no role. The mere words, which are searched for fast, tell that of most;
# all patterns in one, of nearly all. Patterns are compiled when they are first needed, and kept
# by `re`: for one article few are.
_WORD_BEFORE = regex("|".join(rule.words for rule in RULES if rule.before))
_WORD_AFTER = regex("|".join(rule.words for rule in RULES if rule.after))
_SOME_BEFORE = f"(?:{'|'.join(rule.before for rule in RULES if rule.before)})$"
_SOME_AFTER = "|".join(rule.after for rule in RULES if rule.after)


def _some_role(near: str, far: str) -> bool:
    return bool(
        (_WORD_BEFORE.search(near) and re.search(_SOME_BEFORE, near))
        or (_WORD_AFTER.search(far) and re.match(_SOME_AFTER, far))
    )


def role_of(before: str, after: str, *, joined: bool) -> str | None:
    """Return why an organisation is no party in its clause, or None.

    `before` and `after` are the clause around it; `joined` tells that it stands as a party to a
    relation that the clause asserts.
    """
    near, far = before[-NEAR:], after[:FAR]
    if _some_role(near, far):
        for rule in RULES:
            if (rule.firm or not joined) and rule.fits(near, far):
                return rule.reason
    return "witness" if near.endswith("在") and _HELPED_BY.match(far) else None
