"""The sample content: sound, complete, and showing what the archive can do."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from plugins.core.reading import Reading
from plugins.desk import checking

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="module")
def sample() -> Reading:
    """Return the sample as it is read."""
    reading, unreadable = checking.read_folder(CONTENT)
    assert not unreadable
    return reading


def test_the_sample_has_neither_faults_nor_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    """What we ask of editors we keep ourselves."""
    assert checking.run([], CONTENT, False, "text", "zh") == 0  # noqa: FBT003 -- the command's order
    assert not capsys.readouterr().out


def test_every_issue_leads_with_a_picture(sample: Reading) -> None:
    """Three issues or more, fourteen articles or more; sheet 1 has an article with a picture."""
    public = [one.article for one in sample.manuscripts if one.article.status == "published"]
    assert len(public) >= 14
    fronts = defaultdict(list)
    for article in public:
        if article.sheet == 1:
            fronts[article.issue].append(article)
    assert len(sample.issues) >= 3
    for issue in sample.issues:
        assert any(article.pictures for article in fronts[issue.id]), issue.id


def test_the_sample_shows_what_front_matter_can_say(sample: Reading) -> None:
    """Each field and each state is there to be imitated; every article is signed."""
    articles = [one.article for one in sample.manuscripts]
    assert {article.status for article in articles} == {"published", "draft", "withdrawn"}
    for field in ("kicker", "subtitle", "summary", "column", "embargo", "corrections", "aliases"):
        assert any(getattr(article, field) for article in articles), field
    assert all(article.byline.correspondent for article in articles)
    bodies = "\n".join(one.body for one in sample.manuscripts)
    for mark in ("\n## ", "\n| ", "[^1]:", "\n> ", "\n- ", "\n1. ", "\n:   ", ".md)"):
        assert mark in bodies, mark
    assert any(article.characters > 1000 for article in articles)


def test_every_organisation_has_its_kind(sample: Reading) -> None:
    """Two branches of China Mobile are two partners."""
    register = sample.register
    assert all(entry.kind for entry in (*register.branches, *register.partners))
    mobile = [entry.name for entry in register.partners if "中国移动" in entry.name]
    assert len(mobile) == 2


@pytest.mark.parametrize("path", sorted((CONTENT / "images").glob("*.svg")), ids=lambda p: p.stem)
def test_a_drawing_is_small_and_stands_by_itself(path: Path) -> None:
    """Three to two, on its own paper, below 6 KB, without text, script or outside parts."""
    assert path.stat().st_size < 6_000
    root = ET.parse(path).getroot()  # noqa: S314 -- our own file
    assert int(root.attrib["width"]) * 2 == int(root.attrib["height"]) * 3
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not tags & {"script", "text", "image", "use", "foreignObject"}
