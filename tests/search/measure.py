"""Measures search on a large archive: what is found, how fast, and how much is loaded.

.venv/bin/python -m tests.search.measure CONTENT [--queries 500] [--site BUILT]
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median, quantiles

from playwright.sync_api import Browser, Response

from tests.search.asking import Site, scanned, searched, site_of
from tests.theme.browsing import build, chromium, served

PACKED = {".html", ".js", ".css", ".json", ".svg", ".xml"}  # what servers send compressed


def queries(site: Site, names: list[str], count: int) -> Iterator[tuple[str, ...]]:
    """Yield names, phrases cut at any place, and pairs of these: the same ones every time."""
    random = Random(20)  # noqa: S311 -- the same again, not secret
    for number in range(count):
        kind = number % 4
        if kind == 0 and names:
            yield (random.choice(names),)
        elif kind == 3:
            yield _cut(site, random, 2, 4), _cut(site, random, 2, 4)
        else:
            yield (_cut(site, random, 2, 12),)


def found_rightly(browser: Browser, root: str, site: Site, asked: list[tuple[str, ...]]) -> None:
    """Print precision and recall against the plain scan."""
    page = browser.new_page()
    page.goto(f"{root}search/")
    right = found = there = 0
    for words in asked:
        truth = scanned(site, *words)
        answer = searched(page, site, " ".join(words))
        right += len(truth & answer)
        found += len(answer)
        there += len(truth)
        if truth != answer:
            print(f"  {words}: {len(answer - truth)} too many, {len(truth - answer)} missing")  # noqa: T201
    print(f"precision {right / found:.4f}, recall {right / there:.4f}, {len(asked)} queries")  # noqa: T201
    page.close()


def loaded(browser: Browser, root: str, asked: list[tuple[str, ...]], folder: Path) -> None:
    """Print how many bytes a first search loads, with an empty cache."""
    sizes = []
    for words in asked:
        page = browser.new_page()
        paths: list[str] = []

        def note(answer: Response, to: list[str] = paths) -> None:
            to.append(answer.url)

        page.on("response", note)
        page.goto(f"{root}search/?q={' '.join(words)}")
        page.wait_for_selector("#found-list li, #found-help li")
        page.wait_for_load_state("networkidle")
        page.close()
        sizes.append(sum(_size(folder, u.removeprefix(root)) for u in paths if u.startswith(root)))
    print(f"first search, KB: median {int(median(sizes)) // 1000}, most {max(sizes) // 1000}")  # noqa: T201


def answered(browser: Browser, root: str, asked: list[tuple[str, ...]]) -> None:
    """Print the time from the last key to the first results, once all is loaded."""
    page = browser.new_page()
    page.goto(f"{root}search/")
    times = []
    for turn in range(2):  # the first turn loads
        for words in asked:
            took = page.evaluate(
                """async (query) => {
                    const input = document.querySelector("#search-q");
                    const list = document.querySelector("#found-list");
                    const help = document.querySelector("#found-help");
                    input.value = "";
                    input.dispatchEvent(new Event("input"));
                    await new Promise((done) => setTimeout(done, 80));
                    const begun = performance.now();
                    const shown = new Promise((done) => {
                        const watch = new MutationObserver(() => {
                            if (list.children.length || help.children.length) {
                                watch.disconnect();
                                done(performance.now());
                            }
                        });
                        watch.observe(list, { childList: true });
                        watch.observe(help, { childList: true });
                    });
                    input.value = query;
                    input.dispatchEvent(new Event("input"));
                    return (await shown) - begun;
                }""",
                " ".join(words),
            )
            if turn:
                times.append(took)
    tail = quantiles(times, n=20)[-1]
    print(f"first results, ms: median {median(times):.0f}, 95th percentile {tail:.0f}")  # noqa: T201
    page.close()


def main() -> None:
    """Build the site if none is given, and print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("content", type=Path)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--site", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.site or build(options.content, Path(scratch) / "site")
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1000
        print(f"largest process of the build: {most} MB")  # noqa: T201
        site = site_of(folder)
        names = json.loads((folder / "search/index.json").read_text("utf-8"))
        known = [*names["names"]["branch"].values(), *names["names"]["partner"].values()]
        asked = list(queries(site, [*known, *names["aliases"]], options.queries))
        with served(folder) as root, chromium() as browser:
            began = time.perf_counter()
            found_rightly(browser, root, site, asked)
            print(f"  in {time.perf_counter() - began:.0f} s")  # noqa: T201
            loaded(browser, root, _of_six(asked), folder)
            loaded(browser, root, asked[:20], folder)
            answered(browser, root, asked[: options.queries // 5])


def _cut(site: Site, random: Random, least: int, most: int) -> str:
    while True:
        line = random.choice(random.choice(site.lines).split("\n"))
        start = random.randrange(max(1, len(line)))
        words = line[start : start + random.randint(least, most)]
        if len(words) >= least and not any(sign.isspace() or sign in '"“”' for sign in words):
            return words


def _of_six(asked: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [words for words in asked if len("".join(words)) == 6][:20]


def _size(folder: Path, path: str) -> int:
    file = folder / path.partition("?")[0]
    if file.is_dir():
        file /= "index.html"
    data = file.read_bytes()
    return len(gzip.compress(data)) if file.suffix in PACKED else len(data)


if __name__ == "__main__":
    main()
