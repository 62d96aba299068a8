"""Messages: rules of labelling and the reasons why a name is no label."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "label.rule.branch.named": ("正文说到这个党组织", "the text says something about it"),
    "label.rule.partner.joint": ("同句写明共建或共同活动", "the sentence asserts joint work"),
    "label.rule.partner.pair": ("“双方”指上文所说的一对", "“both sides” means the pair before"),
    "label.rule.pact.sentence": ("这句话写明双方的关系", "the sentence ties the two"),
    "label.rule.candidate": ("像共建单位，名册里没有", "looks like a partner, not registered"),
    "label.reason.credit": ("只在署名或报头里", "in a credit line or masthead only"),
    "label.reason.look-alike": ("别的单位的同名组织", "an outsider's organisation of that name"),
    "label.reason.ambiguous": ("可以指几个单位，请编辑写明", "may be several; the editor decides"),
    "label.reason.formula": ("只是“在……领导下”一类的套话", "in a formula only"),
    "label.reason.planned": ("只是计划成立", "planned only"),
    "label.reason.title": ("只是业务活动里的职务", "a title in a business event only"),
    "label.reason.no-relation": ("没有写明共建或共同活动", "no joint work is asserted"),
    "label.reason.awarding": ("表彰、授牌的单位", "awarding body"),
    "label.reason.witness": ("见证、列席、祝贺的单位", "witness or guest"),
    "label.reason.supervising": ("检查、监督、部署的单位", "supervising body"),
    "label.reason.supplying": ("供应或业务往来的单位", "supplier or business contact"),
    "label.reason.reporting": ("采访报道的单位", "reporting medium"),
    "label.reason.publicising": ("宣传推广经验的单位", "makes the work known"),
    "label.reason.correspondent": ("只是它的记者在场", "its reporters were there"),
    "label.reason.helped": ("受帮助的单位", "receives help"),
    "label.reason.owner": ("业主、监理、设计等单位", "owner, supervisor, designer or the like"),
    "label.reason.visited": ("参观、考察、走访的去处", "a place visited"),
    "label.reason.not-yet": ("还没有签或只是打算", "not yet, planned or wished for"),
    "label.reason.third-party": ("两个外单位之间的事", "between two outsiders"),
}
