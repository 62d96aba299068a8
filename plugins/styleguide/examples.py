"""Examples of every component, for the style guide and for the tests of the components alike.

The organisations are invented; all links lead back to the page itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace as Thing
from typing import Any

URL = "styleguide/"
DAY, LATER = date(2023, 5, 18), date(2023, 6, 1)
# Long, with marks that must be escaped and places where a headline may break.
TITLE = "安全生产，从“<你我>”做起：第一车间 & 北山图书馆共学一堂课"


@dataclass(frozen=True, slots=True)
class Example:
    """One use of a macro: its template below `components/`, and what it is called with."""

    file: str
    macro: str
    arguments: tuple[Any, ...]
    note: str = ""


def _organisation(name: str, side: str, kind: str = "") -> Thing:
    names = (
        Thing(text=name, kind="name", since=None, until=None),
        Thing(text=f"{name[:2]}简称", kind="alias", since=None, until=None),
        Thing(
            text=f"{name[:2]}旧名", kind="former", since=date(2010, 1, 1), until=date(2015, 6, 30)
        ),
    )
    return Thing(
        id=f"example-{side}", name=name, side=side, kind=kind, names=names, url=URL,
        url_of_its_own="https://example.org/", note="为说明而虚构",
    )  # fmt: skip


BRANCH = _organisation("青禾公司第一车间党支部", "branch", "党支部")
PARTNER = _organisation("北山图书馆", "partner", "文化")
PACT = Thing(kind="签约", date=DAY, evidence=())
EVIDENCE = Thing(sentence="第一车间党支部与北山图书馆签订共建协议。")
LABELLED = tuple(
    Thing(organisation=one, label=Thing(evidence=some))
    for one, some in ((BRANCH, (EVIDENCE,)), (PARTNER, ()))
)
BOND = Thing(branch=BRANCH, partner=PARTNER, pact=PACT)
BYLINE = Thing(reporter=("某记者",), correspondent=("甲", "乙"), photographer=("丙",))
ISSUE = Thing(
    id="example", date=DAY, number=10, total=201, url=URL, masthead=(), editors=("某编辑",),
    sheets=(Thing(number=1, name="要闻"), Thing(number=2, name="")),
)  # fmt: skip


def _article(title: str = TITLE, day: date = DAY, **more: Any) -> Thing:
    fields = {
        "title": title, "date": day, "url": URL, "kicker": "共建", "subtitle": "读一本书，谈一件事",
        "summary": "车间里的书架满了。" * 6, "pictures": (), "byline": BYLINE, "sheet": 1,
        "corrections": (), "characters": 1234,
    }  # fmt: skip
    return Thing(**{**fields, **more})


ARTICLE, SHORT = _article(), _article("短讯", LATER, kicker="", subtitle="")
SECTIONS = tuple(Thing(sheet=sheet, articles=(ARTICLE, SHORT)) for sheet in (*ISSUE.sheets, None))
FRONT = Thing(
    lead=ARTICLE, lead_picture=None, seconds=(SHORT, ARTICLE), pictured=None, sections=SECTIONS
)
COVERS = (Thing(issue=ISSUE, lead=ARTICLE), Thing(issue=ISSUE, lead=None))
RELATION = Thing(
    organisation=PARTNER, entries=(Thing(pact=PACT, article=ARTICLE),), total=4, since=DAY
)
MANY = tuple(
    Thing(
        organisation=_organisation(f"{place}图书馆", "partner", "文化"),
        entries=RELATION.entries, total=1, since=DAY,
    )
    for place in "东西南北山河湖海上下左右前"
)  # fmt: skip
TIMELINE = ((2023, (Thing(article=ARTICLE, pacts=(PACT,)), Thing(article=SHORT, pacts=()))),)
BARS = tuple(
    Thing(
        year=2019 + n, reports=reports, pacts=pacts, x=18.0 + 64 * n, width=28.0,
        height=8.0 * reports, pacts_height=8.0 * pacts, labelled=True,
    )
    for n, (reports, pacts) in enumerate([(3, 1), (0, 0), (7, 2), (12, 5), (9, 9)])
)  # fmt: skip
_LINE = Thing(partner=PARTNER, total=3, start=12.0, end=12.0, stroke=2.5)
DRAWING = Thing(
    width=760, height=24, left=260, right=470,
    branches=((Thing(organisation=BRANCH, y=12.0, text=BRANCH.name), (_LINE,)),),
    partners=(Thing(organisation=PARTNER, y=12.0, text=PARTNER.name),),
)  # fmt: skip
MONTHS = tuple((month, (ISSUE,) if month == DAY.month else ()) for month in range(1, 13))
MATRIX = Thing(branches=(BRANCH,), rows=((PARTNER, (3,)),))
NEWEST = Thing(number=3, total=3, newer=None, older=URL, pages=((3, URL), (2, URL), (1, URL)))

_A, _L, _O, _N = "article.html", "lists.html", "organisation.html", "network.html"
EXAMPLES: tuple[Example, ...] = (
    Example(_A, "headline", (ARTICLE, 3, True), "三行标题，在列表里带链接"),
    Example(_A, "headline", (SHORT, 3, False), "只有主题"),
    Example(_A, "broken", (TITLE,), "在该停顿的地方换行"),
    Example(_A, "day", (DAY,)),
    Example(_A, "sheet_name", (ISSUE, 1)),
    Example(_A, "issue_name", (ISSUE,)),
    Example(_A, "byline", (ARTICLE, ISSUE, Thing(name="党建", url=URL))),
    Example(_A, "labels", (LABELLED[:1], LABELLED[1:]), "党支部方，共建单位圆"),
    Example(_A, "corrections", ((Thing(date=LATER, text="原稿把日期写错了。"),),)),
    Example(_A, "contents", (tuple((2, "content", f"第{n}节") for n in range(1, 5)),)),
    Example(_A, "evidence", (LABELLED[:1], LABELLED[1:], (BOND,))),
    Example(_A, "pacts", ((BOND,),)),
    Example(_A, "neighbours", (("前面一篇", URL), ("后面一篇", URL), "上一篇", "下一篇")),
    Example(_L, "front", (FRONT,), "没有图片的头版"),
    Example(_L, "covers", (COVERS,)),
    Example(_L, "calendar", (MONTHS,)),
    Example(_L, "dated", ((ARTICLE, SHORT),)),
    Example(_L, "full_dated", ((ARTICLE, SHORT),)),
    Example(_L, "reports", ((ARTICLE, SHORT),)),
    Example(_L, "pages", (NEWEST,), "最新的一页"),
    Example(_O, "profile", (BRANCH, PARTNER, (BRANCH,), (), PARTNER)),
    Example(_O, "years_of", (BRANCH.names[2],)),
    Example(_O, "relations", ((RELATION,),)),
    Example(_O, "relations", (MANY,), "共建单位多于十二家"),
    Example(_O, "relations_list", ((RELATION,),)),
    Example(_O, "timeline", (TIMELINE,)),
    Example(_O, "activity", (BARS,)),
    Example(_N, "network", (DRAWING,)),
    Example(_N, "matrix", (MATRIX,)),
)  # fmt: skip
