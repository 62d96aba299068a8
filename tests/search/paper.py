"""A paper of some hundred articles, made from a few words of our own: the same every time."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.site.small import article

BRANCHES = {
    "north": ("北苑党支部", "[北苑支部]"),
    "fourth": ("第四车间党支部", "[四焊]"),
    "merged": ("旧渡口党支部", "[]"),
    "river": ("河湾党支部", "[]"),
}
PARTNERS = {
    "library": ("青石图书馆", "[青图]"),
    "school": ("南坡学校", "[]"),
    "clinic": ("柳园卫生院", "[]"),
}
COLUMNS = {"news": "要闻", "life": "副刊"}
WORDS = (
    "我们", "大家", "一起", "学习", "安全", "生产", "检查", "班组", "师傅", "徒弟",
    "清晨", "傍晚", "河边", "仓库", "图纸", "焊花", "读书", "演讲", "党员", "先锋",
    "服务", "群众", "义诊", "植树", "夜校", "广播", "竞赛", "成绩", "经验", "办法",
    "整改", "台账", "节约", "用电", "水泵", "机床", "2019", "A3", "PLC",
    "第12号", "30℃",
)  # fmt: skip
STOPS = "，。；、！"
ARTICLES = 320


def write_paper(content: Path) -> Path:
    """Write the content folder: four years, organisations with aliases, one merged away."""
    random = Random(7)  # noqa: S311 -- the same again, not secret
    register = {
        "register/company.yaml": "company:\n  id: yard\n  name: 船厂\n  own_units: []\n",
        "register/branches.yaml": "branches:\n" + _entries(BRANCHES, {"merged": "river"}),
        "register/partners.yaml": "partners:\n" + _entries(PARTNERS, {}),
        "register/columns.yaml": "columns:\n"
        + "".join(f"  - {{id: {id_}, name: {name}}}\n" for id_, name in COLUMNS.items()),
        "pages/about.md": "---\ntitle: 关于\n---\n\n本站。\n",
    }
    for name, text in register.items():
        _write(content / name, text)
    for number in range(ARTICLES):
        year, month, day = 2019 + number // 80, number % 12 + 1, number % 28 + 1
        date = f"{year}-{month:02}-{day:02}"
        branch, partner = random.choice(list(BRANCHES)), random.choice(list(PARTNERS))
        body = [_paragraph(random) for _ in range(4)]
        body[1] = f"## {_run(random, 3)}\n\n{body[1]}**{_run(random, 1)}**{_run(random, 2)}。"
        if number % 3 == 0:
            body.append(f"{BRANCHES[branch][0]}与{PARTNERS[partner][0]}签约共建。")
        if number % 7 == 0:
            body.append(f"四焊的{_run(random, 3)}，{_run(random, 2)}。")
        text = article(
            f"{_run(random, 3)}第{number}篇",
            date,
            "\n\n".join(body),
            branches=f"[{branch}]",
            partners=f"[{partner}]",
            column=COLUMNS["news" if number % 2 else "life"],
            kicker=_run(random, 2),
        )
        _write(content / f"articles/{year}/a{number:03}.md", text)
    old = article("乾坤灣的來信", "2020-06-01", "頭髮花白的師傅說：“機器修好了。”This is a Test。")
    _write(content / "articles/2020/old-script.md", old)
    secret = article("没有写完", "2022-01-01", "秘而不宣的话。", status="draft")
    _write(content / "articles/2022/secret.md", secret)
    return content


def _entries(entries: dict[str, tuple[str, str]], successors: dict[str, str]) -> str:
    lines = []
    for id_, (name, aliases) in entries.items():
        more = f", successor: {successors[id_]}" if id_ in successors else ""
        lines.append(f"  - {{id: {id_}, name: {name}, aliases: {aliases}, kind: 单位{more}}}\n")
    return "".join(lines)


def _run(random: Random, words: int) -> str:
    return "".join(random.choice(WORDS) for _ in range(words))


def _paragraph(random: Random) -> str:
    parts = [f"{_run(random, random.randint(2, 5))}{random.choice(STOPS)}" for _ in range(9)]
    return "".join(parts) + "。"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
