"""The words of the genre: what asserts a relation, what denies it, what role a name plays.

Tables only. `engine` says how they are used; docs/labels.md explains each with examples.
"""

# ruff: noqa: E501 -- a row of words is read as a row

from __future__ import annotations

import re


def _any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words))


PARTY = r"(?:第[一二三四五六七八九十\d]+)?(?:机关)?(?:联合|临时)?(?:党支部委员会|党支部|党总支|党工委|党委|党小组|党组)"
# P1: co-building, or an activity held together.
ASSERTED = _any(
    r"共建", r"联建", r"结对", r"签约", r"签订", r"签署", r"签下", r"联盟", r"成员单位", r"联合党支部", r"联学", r"联创",
    r"联合(?!会|国|收割|体|党)", r"共同(?:开展|举办|组织|主办|发起|承办|启动)",
    r"同上(?:一堂)?", r"携手", r"联手", r"一道", r"一起(?:开展|重温|清理|学习|参加|过)", r"结为", r"合办",
    r"走进.{0,30}(?:开展|举行|联合|共)",
)  # fmt: skip
# P4: what is signed is business, not co-building.
CONTRACT = re.compile(
    r"(?:签订|签署|签下|签)[^,。;!?]{0,12}?(?:用电|用水|供水|供电|供气|供货|采购|供应|施工|分包|劳务|租赁|委托|贷款|授信|监理|检测|"
    r"设计|技术服务|咨询|保险|运输|销售|拆迁|迁改|合作意向)[^,。;!?]{0,6}?(?:合同|协议|意向书)|(?:签订|签署|签)[^,。;!?]{0,16}?合同"
)
# P3: denied, planned, wished for.
NOT_YET = _any(
    r"尚未", r"还没有?", r"没有(?:签|批准|同?意|达成)", r"未(?:能|曾|签|达成|批准|与)", r"拟", r"计划", r"打算",
    r"准备(?:与|和|同)", r"洽谈", r"意向", r"有意", r"希望", r"欢迎", r"争取", r"将(?:与|和|同|适时|择机)", r"正在与",
    r"接触", r"考虑", r"建议(?:与|和|同)", r"加入意愿", r"下一步", r"待条件", r"婉拒", r"取消", r"曾提出", r"力争",
)  # fmt: skip
# P4: the role a name plays, from the words right after it or right before it.
ROLE_AFTER = (
    ("awarding", _any(r".{0,8}(?:授予|评为|表彰|命名|授牌|通报表扬|颁发|颁奖)")),
    ("witness", _any(r".{0,22}(?:见证|列席|旁听|观摩|祝贺|致贺|出席|到场祝贺|应邀)")),
    ("supervising", _any(r".{0,12}(?:检查|督导|督查|验收|监督|审批|核准|抽查|要求|部署)")),
    ("supplying", _any(r".{0,8}(?:供应|供货|提供的?贷款|中标|代发工资)")),
    ("reporting", _any(r"(?:记者)?.{0,4}(?:报道|刊发|刊登|采访)")),
    ("correspondent", _any(r"(?:的)?(?:记者|通讯员)")),
    (
        "publicising",
        _any(r"(?:把|将).{0,24}(?:收进|收入|编入|列为|选为)", r".{0,4}(?:转发|推广|推介|刊登)"),
    ),
    ("helped", _any(r".{0,6}(?:慰问品|老人|收到)")),
)
# These hold even where the same clause speaks of co-building: 授予“共建先锋”称号.
SURE_ROLES = frozenset({"awarding", "reporting", "publicising"})
ROLE_BEFORE = (
    ("awarding", _any(r"(?:获得?|荣获|受到|受)$")),
    (
        "owner",
        _any(
            r"(?:建设单位|业主单位|业主|监理单位|设计单位|施工单位|开户行|供应商|分包单位|总包单位)[^,。]{0,2}$"
        ),
    ),
    ("visited", _any(r"(?:参观|考察|前往|赴|到|走访|慰问|看望|捐赠给|调研)(?:了)?$")),
    ("witness", _any(r"在$")),
)
# B3 and B4: a Party organisation that is only invoked.
FORMULA_AFTER = _any(
    r"的?(?:坚强|正确|统一)?(?:领导|部署|要求|安排|号召|指导)(?:下|和|,|部署)?",
    r"的?(?:统一|工作|总体)(?:部署|安排|要求)", r"有关?(?:部署|要求|精神)",
)  # fmt: skip
FORMULA_BEFORE = _any(r"(?:在|按照|根据|遵照|响应|落实|贯彻)$")
TITLE_AFTER = _any(r"(?:副?书记|委员|常委)")
BUSINESS = _any(
    r"剪彩", r"通车", r"开工", r"奠基", r"摊铺", r"验收", r"竣工", r"工地检查", r"调度会", r"施工(?:现场|质量|进度)",
    r"安全生产", r"项目推进", r"中标", r"技术交底", r"检查.{0,6}(?:质量|进度|施工)", r"考察市场",
)  # fmt: skip
PARTY_MATTER = _any(
    r"党建", r"党课", r"党日", r"共建", r"结对", r"党员", r"支部", r"慰问", r"主题教育", r"入党", r"党史", r"联建",
)  # fmt: skip
PLANNED_BRANCH = _any(
    r"(?:拟|计划|筹备|筹建|准备|将要?|打算)(?:成立|组建|设立)[^,。]{0,6}$",
    r"将(?:升格|改建|改设|更名|扩建)为$",
)
# B5: who wrote it is not what it is about.
CREDIT = re.compile(
    r"(?:^|\n)[((【]?(?:本报|本刊)?(?:通讯员|记者|供稿|撰稿|摄影|作者|图/?文|文/?图)[^\n。]{0,60}(?=\n|$)"
    r"|[(]\s*(?:[^()\n。]{0,40}(?:供稿|撰稿|摄影|通讯员)[^()\n]{0,40}|[^()\n。,]{0,24}党(?:支部|委|总支)[^()\n。,]{0,8})\s*[)]\s*$"
)
MASTHEAD = re.compile(r"(?:^|\n)[^\n。]{0,40}(?:与本报合办|热线[::]|官网[::]|地址[::])[^\n]{0,80}")
# Words that may stand before a name without belonging to it.
BOUNDARY = frozenset(
    "由在向与和及经对为据被受到从照是了让给日时前后下上中年月员导着过当请报代表以现我本该来同将并而使即且其"
    "个继准织助促求定立展问看望迎谢赞评选派合持召绍示调推送入进出支听说赴去往还也又都就把叫请的会内里旁邀随据跟比按等称于至:;,.!?、()[]\"'“”‘’《》\n -—·|>#"
)
# How the names of organisations and places end.
ENDS_OF_NAMES = frozenset("局院行校委处站团司厂社街乡镇村区县市省州所队部会馆园店矿港学办心库")
JOINS = _any(r"[与和同跟]", r"联合", r"携手")
PAIR = _any(
    r"双方",
    r"两个?支部",
    r"两家",
    r"两地",
    r"彼此",
    r"该支部",
    r"校企",
    r"政企",
    r"银企",
    r"税企",
    r"警企",
)

KINDS = (
    ("签约", _any(r"签约", r"签订", r"签署", r"签下", r"协议")),
    ("联盟", _any(r"联盟")),
    ("联合党支部", _any(r"联合党支部")),
    ("志愿服务", _any(r"志愿")),
    ("主题党日", _any(r"主题党日", r"党日")),
    ("联学", _any(r"联学", r"同上", r"党课", r"学习")),
    ("竞赛", _any(r"竞赛", r"比赛", r"友谊赛", r"知识赛")),
    ("走访", _any(r"走访", r"慰问")),
    ("结对", _any(r"结对")),
)
