"""Messages: what `label` and the register's tasks say to the person at the terminal."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "label.heading.branches": ("党支部", "Branches"),
    "label.heading.partners": ("共建单位", "Partners"),
    "label.heading.pacts": ("共建", "Pacts"),
    "label.heading.candidates": ("候选（不在名册里）", "Candidates (not in the register)"),
    "label.heading.rejected": ("没有标", "Not taken"),
    "label.side.company": ("本单位", "the company"),
    "label.side.branch": ("党支部", "branch"),
    "label.side.partner": ("共建单位", "partner"),
    "label.near": (
        "名称与 {name}（{id}）只差一点，是两个单位，不要合并",
        "its name is nearly that of {name} ({id}): another organisation, never merge them",
    ),
    "label.same-sentence": ("（同上一句）", "(the same sentence)"),
    "label.nothing": ("没有标签", "no labels"),
    "label.explicit": ("编辑写明", "written by the editor"),
    "label.no-path": ("没有 {path}", "There is no {path}"),
    "label.odd": ("{path} 不是普通文件", "{path} is no regular file"),
    "label.no-texts": (
        "{path} 里没有稿件（.md、.txt）",
        "There are no texts in {path} (.md, .txt)",
    ),
    "label.same-stem": (
        "有几个文件都叫 {stem}，JSON 里用路径区别：{paths}",
        "Several files are called {stem}; the JSON tells them apart by path: {paths}",
    ),
}
