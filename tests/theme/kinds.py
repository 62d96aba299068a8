"""The kinds of page the site has: one table for the tests and for the screenshots."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of page: `pattern` is what its addresses look like below the root.

    `example` is the address of one such page, on the sample site or on the `long` one, whose
    lists have several pages and which has what the sample does not show.
    """

    name: str
    pattern: str
    example: str
    site: Literal["sample", "long"] = "sample"

    def fits(self, url: str) -> bool:
        """Tell whether a page at this address is of this kind."""
        return re.fullmatch(self.pattern, url) is not None


_ID = r"[a-z0-9-]+"

KINDS = (
    Kind("home", "", ""),
    Kind("issues", "issues/", "issues/"),
    Kind("issue", f"issues/{_ID}/", "issues/2023-05-18/"),
    Kind("printed", f"issues/{_ID}/original/", "issues/2023-05-18/original/"),
    Kind("article", rf"articles/\d{{4}}/{_ID}/", "articles/2023/tax-office-pact/"),
    Kind("article-picture", r"articles/2023/nine-applicants/", "articles/2023/nine-applicants/"),
    Kind("article-table", r"articles/2023/how-to-write/", "articles/2023/how-to-write/"),
    Kind(
        "article-terms", r"articles/2023/telecom-cloud-pact/", "articles/2023/telecom-cloud-pact/"
    ),
    Kind(
        "article-corrected",
        r"articles/2023/mobile-cangxian-pact/",
        "articles/2023/mobile-cangxian-pact/",
    ),
    Kind("article-withdrawn", r"articles/2023/gone/", "articles/2023/gone/", "long"),
    Kind("branches", "branches/", "branches/"),
    Kind("branch", f"branches/{_ID}/", "branches/jiguan-zhibu/"),
    Kind("branch-newest", "branches/first/", "branches/first/", "long"),
    Kind("branch-page", rf"branches/{_ID}/page/\d+/", "branches/first/page/2/", "long"),
    Kind("partners", "partners/", "partners/"),
    Kind("partner", f"partners/{_ID}/", "partners/xinhua-shuiwu/"),
    Kind("partner-page", rf"partners/{_ID}/page/\d+/", "partners/library/page/1/", "long"),
    Kind("network", "network/", "network/"),
    Kind("columns", "columns/", "columns/"),
    Kind("column", f"columns/{_ID}/", "columns/gongjian/"),
    Kind("chronicles", "chronicle/", "chronicle/"),
    Kind("chronicle", r"chronicle/\d{4}/", "chronicle/2023/"),
    Kind("corrections", "corrections/", "corrections/"),
    Kind("feeds", "feeds/", "feeds/"),
    Kind("data", "data/", "data/"),
    Kind("search", "search/", "search/"),
    Kind("about", "about/", "about/"),
    Kind("not-found", r"404\.html", "404.html"),
    Kind("redirect", r"old/house-style/", "old/house-style/"),
)
WIDTHS = (360, 768, 1280, 1920)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
