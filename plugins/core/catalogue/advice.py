"""Messages: what `check` points out and does not refuse, and what may be done (`<rule>.fix`)."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "label-unseen": (
        "写明了“{name}”，正文和标题里没有它的任何名称",
        "“{name}” is written here, but the text never names it",
    ),
    "label-unseen.fix": (
        "查对是不是写错了单位；稿件另有称呼，就在名册里加作别名",
        "make sure it is the right one; if the text calls it otherwise, add an alias",
    ),
    "label-idle": (
        "“{word}”没有作用：正文本来就不会标它",
        "“{word}” forbids what nothing derives",
    ),
    "label-idle.fix": ("删去这一项", "remove it"),
    "label-both": (
        "“{name}”又写明又禁止；写明的算数",
        "“{name}” is both written and forbidden; written wins",
    ),
    "label-both.fix": ("删去其中一项", "remove one of the two"),
    "label-added": (
        "这里没有写“{name}”，正文第 {line} 行却得出它：“{sentence}”",
        "“{name}” is not written here, but line {line} derives it: “{sentence}”",
    ),
    "label-added.fix": (
        '同意就一并写上：{name}；不同意就写："-{name}"',
        'if it is right, write it too: {name}; if not: "-{name}"',
    ),
    "pact-forbidden": (
        "写了与“{name}”的共建，又禁止它的标签",
        "a pact with “{name}” is written, and its label is forbidden",
    ),
    "pact-forbidden.fix": (
        '是共建就删去 "-{name}"，不是就删去这一对',
        'remove either "-{name}" or the pact',
    ),
    "pact-differs": (
        "{pair} 写的是“{written}”，正文第 {line} 行得出“{derived}”：“{sentence}”",
        "{pair} is written as {written}, but line {line} derives {derived}: “{sentence}”",
    ),
    "pact-differs.fix": (
        "查对正文；网站以写明的为准",
        "see which is right; the site shows what is written",
    ),
    "pact-added": (
        "这里没有写 {pair}（{derived}），正文第 {line} 行却得出它：“{sentence}”",
        "{pair} ({derived}) is not written here, but line {line} derives it: “{sentence}”",
    ),
    "pact-added.fix": (
        '同意就一并写进 pacts；不同意就在 branches 或 partners 里写 "-名称"',
        "if it is right, write it too; if not, forbid one of the two in branches or partners",
    ),
    "alias-wide": (
        "别名“{name}”给 {count} 篇稿件（共 {total} 篇）加了标签，如 {places}",
        "the alias “{name}” labels {count} of {total} articles, such as {places}",
    ),
    "alias-wide.fix": (
        "不是句句都指它，就换成更完整的名称或删去；都对就不必改",
        "unless every sentence means it, make the alias longer or remove it",
    ),
}
