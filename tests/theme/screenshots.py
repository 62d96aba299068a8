"""Pictures of every page kind at every width, by day and by night, to be looked at by people.

.venv/bin/python -m tests.theme.screenshots FOLDER [KIND…]
.venv/bin/python -m tests.theme.screenshots --readme    # docs/pictures/home.png
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Literal

from tests.theme.browsing import CONTENT, address_of, build, build_long, chromium, served
from tests.theme.kinds import KINDS, SCHEMES, WIDTHS

VIEWS: tuple[tuple[str, int, int, Literal["light", "dark"]], ...] = (
    ("desk", 1280, 960, "light"),
    ("phone", 390, 960, "dark"),
)
WHOLE = sum(view[1] for view in VIEWS) + 24 * 3


def main(folder: Path, names: list[str]) -> None:
    """Write `FOLDER/<kind>-<width>-<scheme>.png` for the named kinds, or for all."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds = [kind for kind in KINDS if not names or kind.name in names]
    with tempfile.TemporaryDirectory() as scratch:
        sample = build(CONTENT, Path(scratch) / "sample")
        long = build_long(Path(scratch) / "long")
        with served(sample) as sample_root, served(long) as long_root, chromium() as browser:
            roots = {"sample": sample_root, "long": long_root}
            for scheme in SCHEMES:
                for width in WIDTHS:
                    page = browser.new_page(
                        viewport={"width": width, "height": 800 if width > 400 else 740},
                        color_scheme=scheme,
                    )
                    for kind in kinds:
                        page.goto(address_of(kind, roots))
                        file = folder / f"{kind.name}-{width}-{scheme}.png"
                        page.screenshot(path=str(file), full_page=True)
                    page.close()


def readme(file: Path) -> None:
    """Write the picture of the README: the sample's front page, on a desk and on a phone."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        sample = build(CONTENT, folder / "sample")
        with served(sample) as root, chromium() as browser:
            for name, width, height, scheme in VIEWS:
                page = browser.new_page(
                    viewport={"width": width, "height": height}, color_scheme=scheme
                )
                page.goto(root)
                page.screenshot(path=str(folder / f"{name}.png"))
            images = "".join(f'<img src="{name}.png" height="{h}">' for name, _, h, _ in VIEWS)
            frame = folder / "frame.html"
            frame.write_text(
                "<style>body{margin:0;padding:24px;display:flex;gap:24px;background:#8a857c}"
                f"img{{display:block}}</style>{images}",
                encoding="utf-8",
            )
            sheet = browser.new_page(viewport={"width": WHOLE, "height": VIEWS[0][2] + 48})
            sheet.goto(frame.as_uri())
            sheet.screenshot(path=str(file))


if __name__ == "__main__":
    if sys.argv[1:] == ["--readme"]:
        readme(CONTENT.parent / "docs" / "pictures" / "home.png")
    elif len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        main(Path(sys.argv[1]), sys.argv[2:])
    else:
        sys.exit(__doc__)
