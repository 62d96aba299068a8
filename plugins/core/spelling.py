"""What editors write for our keys and values, and the known word that is most like another."""

from __future__ import annotations

from collections.abc import Iterable

KEYS = {
    "标题": "title", "题目": "title", "主题": "title", "引题": "kicker", "肩题": "kicker",
    "副题": "subtitle", "副标题": "subtitle", "日期": "date", "时间": "date", "期": "issue",
    "期号": "issue", "版": "sheet", "版面": "sheet", "栏目": "column", "摘要": "summary",
    "提要": "summary", "署名": "byline", "作者": "byline", "author": "byline",
    "authors": "byline", "记者": "reporter", "通讯员": "correspondent", "摄影": "photographer",
    "党支部": "branches", "支部": "branches", "共建单位": "partners", "共建": "pacts",
    "状态": "status", "定时发布": "embargo", "更正": "corrections", "别名": "aliases",
    "旧网址": "aliases", "category": "column", "tags": "branches", "name": "name", "名称": "name",
    "编号": "id", "上级": "parent", "说明": "note", "网址": "url", "内容": "text",
}  # fmt: skip
VALUES = {
    "草稿": "draft", "已发布": "published", "发布": "published", "公开": "published",
    "撤稿": "withdrawn", "撤回": "withdrawn", "hidden": "draft", "public": "published",
}  # fmt: skip


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like `word`, if any is near."""
    from difflib import get_close_matches  # noqa: PLC0415 -- sources without faults never ask

    pool = list(known)
    lower = {one.lower(): one for one in pool}
    found = get_close_matches(word.lower(), lower, n=1, cutoff=0.5)
    return lower[found[0]] if found else None
