"""What the site is made of is well-formed, valid and whole."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree, html

from tests.theme.browsing import ADDRESS, BASE
from tests.theme.kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]
VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
Documents = dict[str, dict[str, html.HtmlElement]]
BOTH = pytest.mark.parametrize("name", ["sample", "long"])


def url_of(path: str) -> str:
    """Return the address of a file of the site below its root."""
    return path.removesuffix("index.html")


def test_the_table_of_page_kinds_is_complete(documents: Documents) -> None:
    """Every page of both sites is of a kind, and every kind's example exists."""
    strays = [
        f"{name}: {path}"
        for name, pages in documents.items()
        for path in pages
        if not any(kind.fits(url_of(path)) for kind in KINDS)
    ]
    assert strays == []
    missing = [k for k in KINDS if k.example not in map(url_of, documents[k.site])]
    assert missing == []


def faults_of(site: Path) -> tuple[int, str]:
    """Return the exit status of the checker of the HTML standard on a site, and what it finds."""
    # A page that is read from a file has no origin, so 'self' of its policy fits nothing, and the
    # checker takes data (JSON-LD), which no policy stops, for scripts. Scripts are looked for
    # below; browsers hold the policy against the pages in the tests of hostile content.
    quiet = ".*violates Content Security Policy .meta tag.*"
    done = subprocess.run(
        [*("java", "-jar", str(VNU)), "--filterpattern", quiet, *("--skip-non-html", "--stdout"),
         str(site)],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


@BOTH
def test_vnu_finds_nothing(sites: dict[str, Path], name: str) -> None:
    """On every page."""
    assert faults_of(sites[name]) == (0, "")


@BOTH
def test_every_link_picture_and_place_is_there(
    sites: dict[str, Path], documents: Documents, name: str
) -> None:
    """Below a sub-path; links to other hosts are not followed."""
    site, pages = sites[name], documents[name]
    places = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    broken = []
    for path, page in pages.items():
        here = f"{ADDRESS}/{url_of(path)}"
        for address in page.xpath("//@href | //@src | //meta[@property='og:image']/@content"):
            target = urlsplit(urljoin(here, address))
            if target.netloc != urlsplit(ADDRESS).netloc:
                continue
            file = unquote(target.path).removeprefix(f"{BASE}/")
            file += "index.html" if file == "" or file.endswith("/") else ""
            there = target.path.startswith(f"{BASE}/") and (site / file).is_file()
            if not there or (target.fragment and target.fragment not in places.get(file, ())):
                broken.append(f"{path}: {address}")
    assert broken == []


def test_every_address_of_the_contract_answers(sites: dict[str, Path]) -> None:
    """The addresses that readers and other sites may rely on."""
    site = sites["sample"]
    wanted = [
        *(f"{folder}/index.html" for folder in ("issues", "branches", "partners", "chronicle")),
        *("index.html", "about/index.html", "404.html", "sitemap.xml", "robots.txt"),
        *("issues/2023-05-18/index.html", "articles/2023/tax-office-pact/index.html"),
        *("branches/jiguan-zhibu/index.html", "partners/xinhua-shuiwu/index.html"),
        *("chronicle/2023/index.html", "columns/gongjian/index.html", "feeds/all.atom.xml"),
        "feeds/branches/jiguan-zhibu.atom.xml",
        "feeds/partners/xinhua-shuiwu.atom.xml",
    ]
    assert [path for path in wanted if not (site / path).is_file()] == []
    assert (sites["long"] / "branches/first/page/2/index.html").is_file()


@BOTH
def test_every_page_names_itself(documents: Documents, name: str) -> None:
    """Title, canonical address and Open Graph; one h1; the page's language."""
    titles = []
    for path, page in documents[name].items():
        if path == "404.html" or page.xpath("//meta[@http-equiv='refresh']"):
            continue
        own = f"{ADDRESS}/{url_of(path)}"
        assert page.xpath("//link[@rel='canonical']/@href") == [own]
        assert page.xpath("//meta[@property='og:url']/@content") == [own]
        for part in ("title", "type", "site_name", "locale"):
            (value,) = page.xpath(f"//meta[@property='og:{part}']/@content")
            assert value.strip(), f"{path}: og:{part}"
        assert len(page.xpath("//h1")) == 1, path
        assert page.get("lang") == "zh-CN"
        titles.append(page.findtext(".//title"))
    assert len(titles) == len(set(titles)), "two pages with one title"


def test_articles_describe_themselves_to_machines(documents: Documents) -> None:
    """JSON-LD of schema.org's NewsArticle, with what search engines ask for."""
    page = documents["sample"]["articles/2023/mobile-cangxian-pact/index.html"]
    texts = page.xpath("//script[@type='application/ld+json']/text()")
    data = {item["@type"]: item for item in map(json.loads, texts)}
    article = data["NewsArticle"]
    assert article["headline"] == "第四分公司党支部与移动沧县分公司党支部签约"
    assert (article["datePublished"], article["dateModified"]) == ("2023-05-18", "2023-07-06")
    assert article["mainEntityOfPage"] == f"{ADDRESS}/articles/2023/mobile-cangxian-pact/"
    assert f"{ADDRESS}/branches/disi-fengongsi-zhibu/" in [one["url"] for one in article["about"]]
    trail = data["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in trail] == list(range(1, len(trail) + 1))


def test_every_page_s_data_for_machines_can_be_read(documents: Documents) -> None:
    """JSON-LD on all pages; an article's names all it must."""
    for path, page in documents["sample"].items():
        texts = page.xpath("//script[@type='application/ld+json']/text()")
        kinds = {json.loads(text)["@type"] for text in texts}
        if path.startswith("articles/") and not page.xpath("//meta[@name='robots']"):
            assert "NewsArticle" in kinds, path


def test_corrections_and_withdrawals_are_shown(documents: Documents) -> None:
    """What was changed after publication is said on the page itself."""
    corrected = documents["sample"]["articles/2023/mobile-cangxian-pact/index.html"]
    (note,) = corrected.xpath("//section[@class='corrections']")
    assert "2023年7月6日" in note.text_content()
    withdrawn = documents["long"]["articles/2023/gone/index.html"]
    assert "本稿已撤回" in withdrawn.xpath("//main")[0].text_content()
    assert withdrawn.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_labels_show_the_sentences_they_rest_on(documents: Documents) -> None:
    """A reader can judge a label by the text that made it."""
    page = documents["sample"]["articles/2023/tax-office-pact/index.html"]
    text = page.xpath("//details[@class='evidence']")[0].text_content()
    assert "机关党支部书记陈文瑾与新华区税务局第二党支部书记李超在倡议书上签字" in text


def test_every_script_is_data_or_the_site_s_own_file(documents: Documents) -> None:
    """None stands in the page itself; those there are may be missing, and the pages still serve."""
    for pages in documents.values():
        for page in pages.values():
            for script in page.xpath("//script[not(contains(@type, 'json'))]"):
                assert script.get("src", "").startswith(f"{BASE}/theme/")
                assert not script.text


def test_the_sitemap_lists_what_is_to_be_found(
    documents: Documents, sites: dict[str, Path]
) -> None:
    """Every page that may be indexed, and no other."""
    root = etree.parse(sites["sample"] / "sitemap.xml").getroot()
    found = [element.text for element in root.iter("{*}loc")]
    listed = {
        f"{ADDRESS}/{url_of(path)}"
        for path, page in documents["sample"].items()
        if not page.xpath("//meta[@name='robots']")
    }
    assert len(found) == len(set(found))
    assert set(found) == listed
    robots = (sites["sample"] / "robots.txt").read_text("utf-8")
    assert f"Sitemap: {ADDRESS}/sitemap.xml" in robots
