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
        "名称与 {name}（{id}）只差一字；是两个单位就不要合并",
        "its name is nearly that of {name} ({id}): another organisation, never merge them",
    ),
    "label.may-be": (
        "可以指 {names}；在稿头写明是哪一个",
        "may be {names}; write in the front matter which",
    ),
    "label.same-sentence": ("（同上一句）", "(the same sentence)"),
    "label.nothing": ("没有标签", "no labels"),
    "label.explicit": ("编辑写明", "written by the editor"),
    "label.progress": ("看稿件", "Reading the articles"),
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
    # The register's tasks
    "register.side.company": ("本单位", "the company"),
    "register.side.unit": ("本单位的下属单位", "a unit of the company"),
    "register.side.branch": ("党支部", "branch"),
    "register.side.partner": ("共建单位", "partner"),
    "register.count": ("{count} 篇", "{count} articles"),
    "register.also": ("也写作 {names}", "also written {names}"),
    "register.alike": (
        "与另一候选 {name} 只差一字；是两个单位就不要合并",
        "differs from the candidate {name} in one character: never merge them",
    ),
    "register.more": ("另有 {count} 处", "and {count} more"),
    "register.skipped": (
        "有 {count} 个文件读不通，没有算在内；请运行 ./jianbao check",
        "{count} files could not be read and are left out; run ./jianbao check",
    ),
    "register.no-candidates": (
        "没有候选：文库里的组织都在名册里。",
        "No candidates: every organisation is in the register.",
    ),
    "register.next": (
        "写进名册：./jianbao register accept {name}{side}",
        "To take one up: ./jianbao register accept {name}{side}",
    ),
    "register.close": (
        "注意：名称与 {name}（{id}）只差一字，不是同一单位才对",
        "Note: its name differs from {name} ({id}) in one character; make sure they are two",
    ),
    "register.no-name": ("名称是空的，或有看不见的字符。", "The name is empty or unprintable."),
    "register.known": (
        "名册里已有“{name}”：{id}（{entry}）",
        "“{name}” is in the register: {id} ({entry})",
    ),
    "register.company-there": (
        "名册里已有本单位：{name}",
        "The register has its company: {name}",
    ),
    "register.no-company": (
        "名册里还没有本单位；先写：./jianbao register accept 名称 --side company",
        "The register has no company; first: ./jianbao register accept NAME --side company",
    ),
    "register.which-side": (
        "不知道“{name}”是哪一方：请加 --side branch 或 --side partner",
        "On which side “{name}” is cannot be told: add --side branch or --side partner",
    ),
    "register.by-hand": (
        "{path} 的写法特殊，没有改动；请手工加上（{reason}）",
        "{path} is written in an unusual way and was left alone; add it by hand ({reason})",
    ),
    "register.no-revision": (
        "取不到 {name} 的名册，可另写一个名册文件来比较（{reason}）",
        "There is no register at {name}; name a register file to compare with ({reason})",
    ),
    "register.from-to": ("名册：{before} → {after}", "Register: {before} → {after}"),
    "register.what.branch": ("党支部", "branch"),
    "register.what.partner": ("共建单位", "partner"),
    "register.what.pact": ("共建", "pact"),
    "register.gone": ("名册里不再有", "no longer in the register"),
    "register.name-gone": ("这个名称不再是它的", "the name is no longer its own"),
    "register.changes": (
        "{articles} 篇稿件的标签改变：多 {added} 处，少 {removed} 处。",
        "{articles} articles are relabelled: {added} added, {removed} removed.",
    ),
    "register.no-changes": (
        "没有稿件的标签改变。",
        "No article is relabelled.",
    ),
}
