"""Pictures of every page kind at every width, by day and by night, to be looked at by people.

.venv/bin/python -m tests.theme.screenshots FOLDER [KIND…]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.theme.browsing import CONTENT, address_of, build, build_long, chromium, served
from tests.theme.kinds import KINDS, SCHEMES, WIDTHS


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


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
