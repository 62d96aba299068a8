"""An editor's account is stolen, or an old file holds a trap: no reader's browser may feel it.

Every payload stands in every field that takes text, and in the body; every page is opened in
Chromium, once as it is and once with the pages' policy switched off: the escaping alone must hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from playwright.sync_api import Browser, Dialog, Route

from plugins.core.folder import gather
from plugins.core.reading import read
from plugins.desk.pinyin import romanise
from plugins.publish import policy
from tests.hostile.payloads import BODIES, TEXTS
from tests.site.small import write_small_site
from tests.theme.browsing import build, served

# What in a page could act, whether it does at once or when someone touches it.
STRANGE = r"""() => {
  const script = /^(javascript|vbscript|data:text)/i;
  const plain = (value) => value.replace(/[\x00-\x20]/g, "");
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      const address = /^(href|src|action|data|formaction)$/.test(name);
      if (name.startsWith("on") || name === "style" || (address && script.test(plain(value)))) {
        found.push([location.pathname, element.tagName, name, value]);
      }
    }
  }
  const kinds = "script,iframe,object,embed,base,form,svg,math,style";
  for (const element of document.querySelectorAll(kinds)) {
    // Data is no script. Of forms and drawings only the theme's own are known here, by their class.
    const ours = /^application\/(ld\+)?json$/.test(element.type) ||
      (element.src || "").startsWith(location.origin) ||
      (element.matches("form.seek, form.search") && element.action.startsWith(location.origin)) ||
      element.matches("svg.network-drawing, svg.activity-chart");
    if (!ours) found.push([location.pathname, element.outerHTML.slice(0, 80)]);
  }
  return found;
}"""
SHOWN = "正文在此。"


def quoted(text: str) -> str:
    """Write a text as YAML in one line, whatever signs it holds."""
    return json.dumps(" ".join(text.split()) or "x", ensure_ascii=False)


def write_hostile_site(content: Path) -> Path:
    """Write a site with each payload in every field of an article of its own."""
    write_small_site(content, 2)
    for number, body in enumerate(BODIES):
        text = quoted("".join(sign for sign in TEXTS[number % len(TEXTS)] if sign >= " "))
        head = "\n".join(f"{key}: {text}" for key in ("title", "kicker", "subtitle", "summary"))
        if number % 7 == 0:
            head += f"\ncolumn: {text}"
        head += f"\nbyline: {{reporter: [{text}], correspondent: [{text}], photographer: [{text}]}}"
        head += f"\ncorrections: [{{date: 2023-05-01, text: {text}}}]"
        head += f"\ndate: 2023-04-01\nissue: 2023-04-01\nslug: p{number}\nbranches: [first]"
        (content / "articles" / "2023" / f"p{number}.md").write_text(
            f"---\n{head}\n---\n\n{SHOWN}\n\n{body}\n", "utf-8"
        )
    entries = [
        {"id": f"o{n}", "name": " ".join(text.split()), "kind": " ".join(text.split()), "note": "x"}
        for n, text in enumerate(_clean(TEXTS))
    ]
    partners = yaml.safe_dump({"partners": entries[::2]}, allow_unicode=True)
    (content / "register" / "partners.yaml").write_text(partners, "utf-8")
    issue = {
        "id": "2023-04-01",
        "date": "2023-04-01",
        "masthead": _clean(TEXTS)[::3],
        "editors": _clean(TEXTS)[::4],
        "sheets": [{"number": 1, "name": _clean(TEXTS)[0]}],
    }
    text = yaml.safe_dump(issue, allow_unicode=True)
    (content / "issues" / "2023-04-01.yaml").write_text(text, "utf-8")
    for number, text in enumerate(_clean(TEXTS)[:20]):
        (content / "pages" / f"page{number}.md").write_text(
            f"---\ntitle: {quoted(text)}\n---\n\n{text}\n", "utf-8"
        )
    return content


def _clean(texts: tuple[str, ...]) -> list[str]:
    """Return texts as one-line values without control signs."""
    lines = (" ".join("".join(s for s in text if s >= " ").split()) for text in texts)
    return list(dict.fromkeys(line.strip("\ufeff\u2028") for line in lines))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Give the built site's folder and address."""
    folder = tmp_path_factory.mktemp("hostile")
    content = write_hostile_site(folder / "content")
    _let_pass(content)
    site = build(content, folder / "site")
    with served(site) as address:
        yield site, address


def _let_pass(content: Path) -> None:
    """Take out what `check` refuses already, so that the rest is built."""
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    for _ in range(5):
        files, existing, _unreadable = gather(content)
        found = read(files, existing=existing, now=now, romanise=romanise).faults
        errors = {f.path for f in found if f.level == "error" and f.path.startswith("articles/")}
        if not errors:
            return
        for path in errors:
            (content / path).unlink()
    raise AssertionError([f for f in found if f.level == "error"][:5])


def test_there_are_payloads_enough() -> None:
    """At least 150, all different."""
    assert len(set(BODIES)) >= 150


@pytest.mark.parametrize("bypass", [False, True], ids=["with the policy", "without the policy"])
def test_no_payload_runs_or_reaches_another_host(
    root: tuple[Path, str],
    browser: Browser,
    bypass: bool,  # noqa: FBT001 -- named by pytest
) -> None:
    """No dialogue opens, no request leaves, no event handler of theirs is in the page."""
    site, address = root
    context = browser.new_context(bypass_csp=bypass)
    ran: list[str] = []
    left: list[str] = []

    def gate(route: Route) -> None:
        if route.request.url.startswith(address):
            route.continue_()
        else:
            left.append(route.request.url)
            route.abort()

    def dismiss(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    context.route("**/*", gate)
    context.add_init_script("window.alert = (x) => { console.log('RAN ' + location.href) }")
    page = context.new_page()
    page.on("console", lambda m: ran.append(m.text) if m.text.startswith("RAN") else None)
    page.on("dialog", dismiss)
    pages = sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html"))
    assert len(pages) > 150
    found: list[Any] = []
    for name in pages if bypass else pages[::3]:
        page.goto(address + name.removesuffix("index.html"), wait_until="load")
        found += page.evaluate(STRANGE)
    context.close()
    assert ran == []
    assert left == []
    assert found == []


def test_every_page_carries_the_policy_of_the_headers(root: tuple[Path, str]) -> None:
    """For hosts that send no headers; nothing inline is allowed in either."""
    site, _address = root
    for file in site.rglob("*.html"):
        text = file.read_text("utf-8").replace("&#39;", "'")
        assert f'http-equiv="Content-Security-Policy" content="{policy.PAGE}"' in text, file
    assert "unsafe-inline" not in policy.PAGE


def test_templates_in_content_are_text(root: tuple[Path, str]) -> None:
    """`{{ 7*7 }}` is shown as it was written, in every field."""
    site, _address = root
    everything = "\n".join(p.read_text("utf-8") for p in site.rglob("*.html"))
    assert "{{ 7*7 }}" in everything
    assert "root:x:0" not in everything
    assert "<class " not in everything.replace("&lt;", "<")


def test_what_stands_beside_a_payload_is_not_lost(root: tuple[Path, str]) -> None:
    """The cure is no worse than the ill: the article around it is read as ever."""
    site, _address = root
    pages = list((site / "articles" / "2023").glob("p*/index.html"))
    assert len(pages) > 150
    assert [p for p in pages if SHOWN not in p.read_text("utf-8")] == []
