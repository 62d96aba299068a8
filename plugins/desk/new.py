"""`jianbao new`: an empty draft with every usual field at hand."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import yaml

from plugins.core.messages import say
from plugins.desk.drafts import OutsideError, free_slug, survey, write_new
from plugins.desk.frontmatter import comment, scalar
from plugins.desk.newspaper.decode import UndecodableError, decode
from plugins.desk.newspaper.typography import squeeze
from plugins.desk.pinyin import romanise

_NEWEST = 5  # issues offered in the comment
_NAMELESS = "draft"  # slug of a title without a word


def run(  # noqa: PLR0913, PLR0917 -- the arguments of the command
    title: str, content: Path, issue: str | None, column: str | None, date: date, language: str
) -> int:
    """Write a draft below `content` and print its path; return the exit status.

    `issue` and `column` stay absent unless they are given: the draft lists what there is to
    choose from. Status 2 if the title is empty, 1 if the draft cannot be written.
    """
    title = squeeze(" ".join(_clean(title).split("\n")))
    if not title:
        return _refuse(2, say("new.title", language))
    slug = free_slug(romanise(title) or _NAMELESS, survey(content).slugs)
    text = draft(
        title,
        slug=slug,
        day=date,
        issue=issue,
        column=column,
        issues=_issues(content),
        columns=_columns(content),
    )
    try:
        path = write_new(content, date.year, slug, text)
    except OutsideError as error:
        return _refuse(1, say("new.outside", language, folder=error))
    except OSError as error:
        return _refuse(1, say("new.write", language, folder=content, reason=error.strerror))
    sys.stdout.write(f"{path}\n")
    return 0


def draft(  # noqa: PLR0913 - the fields of a draft, all by name
    title: str,
    *,
    slug: str,
    day: date,
    issue: str | None,
    column: str | None,
    issues: Sequence[str],
    columns: Sequence[str],
) -> str:
    """Return the text of a new draft; `issues` and `columns` are the ids to choose from."""
    rows = [
        f"title: {scalar(title)}",
        comment("kicker: 引题，标题上面的一行"),
        comment("subtitle: 副题，标题下面的一行"),
        f"date: {day.isoformat()}",
        _choice("issue", issue, "期号", issues),
        comment("sheet: 1  版次"),
        _choice("column", column, "栏目", columns),
        comment("summary: 摘要；不写则取正文开头"),
        comment("byline: {reporter: [记者], correspondent: [通讯员], photographer: [摄影]}"),
        comment("branches: [党支部名称、简称或 id；前面加 - 表示不要这个标签]"),
        comment("partners: [共建单位名称、简称或 id]"),
        comment("pacts: [{branch: 党支部, partner: 共建单位, kind: 签约, date: 2023-05-10}]"),
        comment("embargo: 2023-05-20T08:00  到这时才公开"),
        f"slug: {slug}  {comment('网址，由拼音而来，发布后不可再改')}",
        f"status: draft  {comment('写好后改为 published')}",
    ]
    guide = (
        "<!-- 正文从这里写起，写时删去这一行："
        "段落之间空一行，小标题用 ##，图片写 ![说明](/images/…) -->"
    )
    return "---\n" + "\n".join(rows) + f"\n---\n\n{guide}\n"


def _choice(key: str, value: str | None, meaning: str, choices: Sequence[str]) -> str:
    if value:
        return f"{key}: {scalar(value)}"
    offered = f"；可选：{'、'.join(choices)}" if choices else ""
    return comment(f"{key}: {meaning}{offered}")


def _issues(content: Path) -> list[str]:
    """Return the ids of the newest issues; ids that are dates sort by age."""
    return sorted((path.stem for path in (content / "issues").glob("*.yaml")), reverse=True)[
        :_NEWEST
    ]


def _columns(content: Path) -> list[str]:
    """Return the columns as "name（id）"; whatever is wrong in the file, `check` says."""
    try:
        table = yaml.safe_load((content / "register/columns.yaml").read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return []
    entries = table.get("columns") if isinstance(table, dict) else None
    return [
        f"{entry['name']}（{entry['id']}）"
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, dict) and {"id", "name"} <= entry.keys()
    ]


def _clean(text: str) -> str:
    """Take out control characters and broken bytes of a command line's argument."""
    try:
        return decode(text.encode("utf-8", "ignore"))
    except UndecodableError:  # only if a byte order mark lies about what follows it
        return ""


def _refuse(status: int, line: str) -> int:
    sys.stderr.write(line + "\n")
    return status
