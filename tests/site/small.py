"""A small site of an invented company, to edit in tests."""

from __future__ import annotations

from pathlib import Path

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

REGISTER = {
    "register/company.yaml": "company:\n  id: qinghe\n  name: 青禾公司\n  own_units: [第一车间]\n",
    "register/branches.yaml": (
        "branches:\n"
        "  - {id: first, name: 第一车间党支部, kind: 党支部}\n"
        "  - {id: office, name: 青禾机关党支部, kind: 党支部}\n"
    ),
    "register/partners.yaml": (
        "partners:\n"
        "  - {id: library, name: 北山图书馆, aliases: [北图], kind: 文化}\n"
        "  - {id: school, name: 南溪学校, kind: 学校}\n"
    ),
}


def article(title: str, day: str, body: str, **more: str) -> str:
    """Return the source of an article."""
    fields = {"title": title, "date": day, **more}
    head = "\n".join(f"{key}: {value}" for key, value in fields.items())
    return f"---\n{head}\n---\n\n{body}\n"


def write_small_site(content: Path, articles: int = 6) -> Path:
    """Write a content folder with a register, two issues, a picture and some articles."""
    files = dict(REGISTER)
    for number, day in ((1, "2023-03-01"), (2, "2023-04-01")):
        files[f"issues/{day}.yaml"] = f"id: {day}\ndate: {day}\nnumber: {number}\n"
    for n in range(articles):
        day = "2023-03-01" if n < articles // 2 else "2023-04-01"
        files[f"articles/2023/report-{n}.md"] = article(
            f"报道第{n}篇",
            day,
            "第一车间党支部与北山图书馆联合开展读书主题党日。\n\n## 经过\n\n大家读了一本书。",
            issue=day,
            sheet="1",
            branches="[第一车间党支部]",
            partners="[北图]",
        )
    files["articles/2023/draft.md"] = article(
        "还没有写完的稿",
        "2023-04-01",
        "秘而不宣的话。\n\n![草图](/images/draft.png)",
        status="draft",
    )
    files["articles/2023/later.md"] = article(
        "以后才见报的稿", "2023-04-01", "届时再说的话。", embargo="2099-01-01T08:00"
    )
    files["articles/2023/gone.md"] = article(
        "已经撤下的稿", "2023-04-01", "收回的话。", status="withdrawn"
    )
    files["pages/about.md"] = "---\ntitle: 关于\n---\n\n这是一个小站。\n"
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (content / "images").mkdir(exist_ok=True)
    (content / "images" / "draft.png").write_bytes(PNG)
    (content / "images" / "seen.png").write_bytes(PNG)
    return content


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }
