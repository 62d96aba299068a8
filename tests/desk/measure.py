"""Measures the preview: from a saved article to its words in the open page of a browser.

.venv/bin/python -m tests.desk.measure [--articles 1000] [--saves 20]
"""

from __future__ import annotations

import argparse
import signal
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from plugins.desk.bench.trees import Trees
from tests.desk.test_serve import PATIENCE, PROJECT, free_port, serve
from tests.theme.browsing import chromium

MOST = 0.5


def saves(page: Page, article: Path, count: int) -> list[float]:
    """Save an article `count` times; return the seconds until each stood in the open page."""
    text, taken = article.read_text("utf-8"), []
    for number in range(count):
        words = f"第{number}次存盘的这一句。"
        began = time.perf_counter()
        article.write_text(f"{text}\n\n{words}\n", "utf-8")
        page.wait_for_function(
            "words => document.body.innerText.includes(words)", arg=words, timeout=PATIENCE * 1000
        )
        taken.append(time.perf_counter() - began)
        time.sleep(2)  # an editor reads what came of it; the index is made meanwhile
    return taken


def main() -> int:
    """Print median and most; return 1 where an editor waits longer than half a second."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--saves", type=int, default=20)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        peers = PROJECT / "benchmarks" / "peers"
        Trees(Path(folder, "a"), peers, chosen.articles, 1, ["jianbao"])
        content, port = Path(folder, "a", "jianbao", "content"), free_port()
        process = serve("--port", str(port), "--content", str(content))
        try:
            while process.stderr and not process.stderr.readline().startswith("预览："):
                pass
            page = browser.new_page()
            article = sorted(content.glob("articles/*/*.md"))[chosen.articles // 2]
            address = f"articles/{article.parent.name}/{article.stem}/"
            answer = None
            while answer is None or not answer.ok:  # the first build still runs
                time.sleep(0.5)
                answer = page.goto(f"http://localhost:{port}/{address}")
            time.sleep(5)
            taken = saves(page, article, chosen.saves)
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=PATIENCE)
    figures = f"median {median(taken):.2f} s, most {max(taken):.2f} s"
    print(f"{chosen.articles} articles, {len(taken)} saves: {figures}")  # noqa: T201
    return 0 if median(taken) <= MOST else 1


if __name__ == "__main__":
    raise SystemExit(main())
