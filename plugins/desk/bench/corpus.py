"""A made-up archive of any length: the same seed and number give the same articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

EACH_ISSUE = 10
_FIRST, _YEARS = date(2005, 1, 4), 20
_BRANCHES = 40
_PARTNERS = 200
_TOWNS = tuple(re.findall("..", "东河西岭南浦北屏青石白沙红枫黄梅绿洲蓝湾"))
_OURS = tuple(re.findall("..", "机修运行物资安全"))
_THEIRS = ("学校", "医院", "书店", "社区", "农场", "车站", "剧团", "气象站", "博物馆", "福利院")
_TITLES = tuple("早晚新老大小长远近前后上下左右春夏秋冬明")
_WORDS = tuple(
    re.findall(
        "[^ ]+",
        "班组 车间 师傅 徒弟 图纸 机器 仓库 工地 食堂 宿舍 广播 板报 晨会 夜班 安全帽 扳手 电缆 "
        "学习 讨论 检查 修理 测量 记录 打扫 植树 献血 值班 参观 座谈 交流 演练 比赛 评选 帮助 看望 "
        "大家 同志们 青年 退休职工 家属 孩子 邻居 志愿者 组长 队长 上午 下午 周末 月初 年底 雨后 "
        "认真 仔细 热情 按时 一起 逐项 当天 随后 已经 继续 终于 因此 同时 而且 另外 其中 在 把 为 "
        "道路 桥梁 河堤 田野 果园 操场 教室 阅览室 礼堂 办公室 完成 提高 改进 总结 计划 经验 办法",
    )
)
_MARKS = ("，", "，", "，", "，", "。", "。", "；")


@dataclass(frozen=True, slots=True)
class Piece:
    """One article: its day, its issue's number (from 1), names of its labels, Markdown body.

    Pictures in the body are addressed as `@/p00.png`; each peer knows them by a path of its own.
    """

    number: int
    title: str
    day: date
    issue: int
    branches: tuple[str, ...]
    partners: tuple[str, ...]
    summary: str
    body: str

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return f"a{self.number:06}"


def branches() -> list[str]:
    """Return the names of our branches."""
    return [f"{town}{ours}党支部" for ours in _OURS for town in _TOWNS][:_BRANCHES]


def partners() -> list[str]:
    """Return the names of the partners."""
    return [f"{title}{their}" for their in _THEIRS for title in _TITLES][:_PARTNERS]


def issue_day(issue: int, count: int) -> date:
    """Return the day of an issue of an archive of `count` articles."""
    issues = -(-count // EACH_ISSUE)
    return _FIRST + timedelta(days=(issue - 1) * (_YEARS * 365) // issues)


def piece(number: int, count: int, seed: int) -> Piece:
    """Return article `number` (from 0) of an archive of `count`."""
    random = Random(f"{seed}/{number}")
    issue = min(number, count - 1) // EACH_ISSUE + 1
    length = random.randint(900, 1500)
    parts = [_paragraph(random, length // 8)]
    for section in range(3):
        parts.append("## " + "".join(random.choices(_WORDS, k=3)))
        parts += [_paragraph(random, length // 7), _paragraph(random, length // 9)]
        if section == 1:
            parts.append(f"![{random.choice(_WORDS)}](@/p{random.randrange(50):02}.png)")
        if section == 2:  # noqa: PLR2004 -- the last one
            items = [_words(random, length // 50) for _ in range(5)]
            parts.append("\n".join(f"- {item}" for item in items))
    return Piece(
        number=number,
        title="".join(random.choices(_WORDS, k=5)) + f"之{number}",
        day=issue_day(issue, count),
        issue=issue,
        branches=tuple(random.sample(branches(), random.choice((1, 1, 2, 2, 3)))),
        partners=tuple(random.sample(partners(), random.choice((0, 1, 1, 2, 3)))),
        summary=_words(random, 70),
        body="\n\n".join(parts) + "\n",
    )


def pieces(count: int, seed: int) -> Iterator[Piece]:
    """Yield a whole archive."""
    return (piece(number, count, seed) for number in range(count))


def edited(one: Piece, kind: str, turn: int) -> Piece:
    """Return an article with a changed body or title; `turn` makes each change another one."""
    if kind == "title":
        return replace(one, title=f"{one.title}（{turn}）")
    return replace(one, body=one.body.replace("。", f"，第{turn}次改。", 1))


def _words(random: Random, length: int) -> str:
    text = ""
    since = 0
    while len(text) < length:
        text += random.choice(_WORDS)
        since += 1
        if since > 2 and random.random() < 0.3:  # noqa: PLR2004 -- a clause has some words
            text += random.choice(_MARKS)
            since = 0
    return text.rstrip("，。；") + "。"


def _paragraph(random: Random, length: int) -> str:
    text = _words(random, length)
    if random.random() < 0.5:  # noqa: PLR2004 -- every other one
        middle = len(text) // 2
        text = f"{text[:middle]}**{random.choice(_WORDS)}**{text[middle:]}"
    if random.random() < 0.3:  # noqa: PLR2004 -- some
        text += f"见[{random.choice(_WORDS)}](https://example.org/{random.randrange(9999)})。"
    return text
