"""Small archives with a register of invented organisations, for the register's tasks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plugins.desk import candidates
from tests.site.small import article

REGISTER = """\
# 名册
company:
  id: qinghe
  name: 云州青禾建设有限公司
  aliases: [青禾公司]
branches:
  - {id: office, name: 机关党支部, kind: 党支部}   # 机关
  # 车间在后
partners:
  # 学校
  - id: school
    name: 南溪学校
"""


def archive(content: Path, *bodies: str, register: str | None = REGISTER) -> Path:
    """Write an archive with one article for each body, and a register in one file."""
    files = {
        f"articles/2023/a{n}.md": article(f"报道第{n}篇", "2023-05-18", body)
        for n, body in enumerate(bodies)
    }
    if register is not None:
        files["register/all.yaml"] = register
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    content.mkdir(exist_ok=True)
    return content


def proposals(content: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Return what the command proposes as JSON."""
    assert candidates.run(content, "json", "zh") == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


LIBRARY = "第一段。\n\n机关党支部与云州铁路学校签订共建协议。"
