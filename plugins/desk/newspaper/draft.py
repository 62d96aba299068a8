"""A report to the text of a draft, every guess marked on its line for the editor (待核)."""

from __future__ import annotations

from datetime import date

from plugins.desk.frontmatter import comment, scalar, sequence
from plugins.desk.newspaper.markdown import body
from plugins.desk.newspaper.report import Report, Signature

UNTITLED = "待定标题"
CHECK = "待核："
_QUOTED = 200  # characters of a line of the source that a comment repeats
_MOST_NOTES = 40  # places of one kind that are listed one by one


def compose(  # noqa: PLR0913 - the parts of a draft, all by name
    report: Report, *, source: str, digest: str, slug: str, issue: str | None, day: date, fixed: str
) -> str:
    """Return the whole file.

    `source` and `digest` say which file it was made from; `day` is the article's date and `fixed`
    the words that say what fixes it, or "" if it is a placeholder.
    """
    head = report.headline
    rows = [comment(f"来源：{source}（sha256:{digest}）"), *_masthead(report)]
    if head.kicker:
        rows.append(_row("kicker", scalar(head.kicker), "引题，由位置推断"))
    why = "标题，由位置和句式推断" if head.title else "原文没有可认的标题，请拟定"
    rows.append(_row("title", scalar(head.title or UNTITLED), why))
    if head.subtitle:
        rows.append(_row("subtitle", scalar(head.subtitle), "副题，由位置推断"))
    rows.append(_row("date", day.isoformat(), fixed or _date_hint(report)))
    if issue:
        rows.append(f"issue: {scalar(issue)}")
    else:
        rows.append(comment(f"issue: 期号  {CHECK}原文未载，知道后去掉行首的 # 填上"))
    rows += [*_byline(report.signatures), _row("slug", slug, "网址，由拼音而来，发布后不可再改")]
    rows += ["status: draft", *_notes(report)]
    return "---\n" + "\n".join(rows) + "\n---\n\n" + body(report.blocks)


def _row(key: str, value: str, why: str) -> str:
    return f"{key}: {value}  {comment(CHECK + why)}"


def _masthead(report: Report) -> list[str]:
    if not report.masthead:
        return []
    rows = [comment(f"报头（不入正文；可写入本期的 masthead）{CHECK}")]
    return rows + [comment(f"  {line[:_QUOTED]}") for line in report.masthead]


def _date_hint(report: Report) -> str:
    if not report.mentioned:
        return "原文没有完整日期，这是导入当天"
    days = "、".join(day.isoformat() for day in report.mentioned[:_MOST_NOTES])
    return f"原文没有定稿日期，这是导入当天；文中提到 {days}"


def _byline(signatures: tuple[Signature, ...]) -> list[str]:
    if not signatures:
        return []
    parts = {
        part: tuple(dict.fromkeys(name for one in signatures for name in getattr(one, part)))
        for part in ("reporter", "correspondent", "photographer")
    }
    value = ", ".join(f"{part}: {sequence(names)}" for part, names in parts.items() if names)
    quoted = "、".join(f"“{one.quoted[:_QUOTED]}”" for one in signatures)
    guess = "" if all(one.named for one in signatures) else "，未写明是记者还是通讯员"
    return [_row("byline", f"{{{value}}}", f"原文署名{quoted}{guess}")]


def _notes(report: Report) -> list[str]:
    """Say which places of the body were guessed, quoting them so that they can be searched for."""
    heads = [f"小标题“{one.text}”" for one in report.blocks if one.kind == "head"]
    captions = [
        f"图片说明“{one.text[:_QUOTED]}”没有图片文件；找到后换成 ![说明](/images/…)"
        for one in report.blocks
        if one.kind == "caption"
    ]
    joins = [f"断开的句子已接上：“{before}｜{after}”" for before, after in report.joins]
    rows: list[str] = []
    for notes in (captions, heads, joins):
        rows += [comment(CHECK + note) for note in notes[:_MOST_NOTES]]
        if len(notes) > _MOST_NOTES:
            rows.append(comment(f"{CHECK}同类还有 {len(notes) - _MOST_NOTES} 处"))
    return rows
