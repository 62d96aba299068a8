"""From a printed page to the archive: import, label, publish, and find it under its labels."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from plugins.desk import building, checking, importing, labelling

PAGE = """


白杨水务

白杨市水务公司与本报合办

■ 热线:000-1234567
■ 官网:www.example.org

借力“渠外之渠” 夯实渠内之基

水务公司以党建引领各项工作

白杨市水务股份有限公司(以下简称水务公司)把支部建在渠上,党建工作一年一个台阶。



青松区图书馆与水务公司举行结对共建签约仪式

借力“渠外之渠” 广交四方朋友

水务公司党委主张走出去,与有条件的单位结成对子,取长补短。

前不久,水务公司与白杨市青松区图书馆党建结对共建签约仪式在水务公司举行。

仪式上,水务公司机关党支部书记田一舟与青松区图书馆第一党支部书记米小禾签订结对共建倡议书,双方约定共办读

书会。

这是继水务公司第三车间党支部与白杨农村商业银行股份有限公司白杨支行党支部、白杨广电网络公司运行维护部党支部签订党建共建协议后,水务公司又一次与兄弟单位结对。

水务公司第三车间党支部与白杨农村商业银行股份有限公司白阳支行党支部签订党建共建协议,双方约定每季度合办一次志愿

服务。

夯实渠内之基 立好各项规矩

汛情期间,水务公司下属物业公司在小区内成立临时党小组,党员轮班守泵房,成为住户的“定心丸”。

谈心谈话不走过场。前不久,清源公司党支部收到6份入党申请书,支部书记安平与6名申请人逐一谈话。

水务公司5个党支部有3个被白杨市委市直机关工作委员会评为“示范党支部”,水务公司被青松区委授予“共驻共建先进单位”称号。

李雯"""

REGISTER = {
    "company.yaml": """\
company:
  id: water
  name: 白杨市水务股份有限公司
  aliases: [水务公司, 白杨市水务公司, 白杨水务]
  own_units: [第三车间, 清源公司, 物业公司]
""",
    "branches.yaml": """\
branches:
  - {id: committee, name: 公司党委, aliases: [水务公司党委], kind: 党委}
  - {id: office, name: 机关党支部, aliases: [水务公司机关党支部], kind: 党支部}
  - {id: third, name: 第三车间党支部, kind: 党支部}
  - {id: spring, name: 清源公司党支部, kind: 党支部}
  - {id: homes, name: 物业公司临时党小组, kind: 临时党小组}
""",
    "partners.yaml": """\
partners:
  - {id: library, name: 白杨市青松区图书馆, aliases: [青松区图书馆]}
  - {id: bank-baiyang, name: 白杨农村商业银行股份有限公司白杨支行党支部}
  - {id: bank-baiyang-2, name: 白杨农村商业银行股份有限公司白阳支行党支部}
  - {id: network, name: 白杨广电网络公司运行维护部党支部}
""",
}
BRANCHES = {
    "公司党委": "committee",
    "机关党支部": "office",
    "第三车间党支部": "third",
    "清源公司党支部": "spring",
    "物业公司临时党小组": "homes",
}
PARTNERS = {
    "白杨市青松区图书馆": "library",
    "白杨农村商业银行股份有限公司白杨支行党支部": "bank-baiyang",
    "白杨农村商业银行股份有限公司白阳支行党支部": "bank-baiyang-2",
    "白杨广电网络公司运行维护部党支部": "network",
}


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """Import the page into a content folder with a register and return the draft."""
    content = tmp_path / "content"
    (content / "register").mkdir(parents=True)
    for name, text in REGISTER.items():
        (content / "register" / name).write_text(text, "utf-8")
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    assert importing.run([tmp_path / "page.txt"], content, None, "text", "zh") == 0
    (found,) = content.glob("articles/**/*.md")
    return found


def test_the_draft_is_labelled_with_its_sentences(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Our branches and the partners, no awarding body, no own unit; each with its sentence."""
    content = draft.parents[2]
    capsys.readouterr()
    assert labelling.run([draft], None, content, "json", "zh") == 0
    (found,) = json.loads(capsys.readouterr().out).values()
    assert set(found["branches"]) == set(BRANCHES)
    assert set(found["partners"]) == set(PARTNERS)
    text = draft.read_text("utf-8")
    for name in (*BRANCHES, *PARTNERS):
        sentences = [one["sentence"] for one in found["evidence"] if one.get("name") == name]
        assert sentences, name
        assert all(sentence in text for sentence in sentences)


def test_the_published_draft_is_found_under_its_labels(draft: Path, tmp_path: Path) -> None:
    """Its page shows the labels; the page of each organisation lists it."""
    content = draft.parents[2]
    output = tmp_path / "output"
    text = draft.read_text("utf-8")
    draft.write_text(text.replace("status: draft", "status: published"), "utf-8")
    assert checking.run([], content, False, "text", "zh") == 0  # noqa: FBT003 -- the command's order
    assert building.run(content, output, False, None, False, None, "zh") == 0  # noqa: FBT003
    (page,) = output.glob("articles/*/*/index.html")
    shown = page.read_text("utf-8")
    address = page.parent.relative_to(output).as_posix()
    for dimension, names in (("branches", BRANCHES), ("partners", PARTNERS)):
        for name, identity in names.items():
            anchor = rf'<a [^>]*href="[^"]*{dimension}/{identity}/"[^>]*>(.*?)</a>'
            link = re.search(anchor, shown, re.DOTALL)
            assert link, name
            assert name in link.group(1)
            profile = (output / dimension / identity / "index.html").read_text("utf-8")
            assert f"{address}/" in profile
            assert "借力“渠外之渠”" in profile
