"""The site's own settings, one typed record built from Pelican's settings in one place."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit


class Masthead(NamedTuple):
    """What stands below the paper's name: lines of contact and the numbers the law asks for."""

    lines: tuple[str, ...] = ()  # whatever else belongs there
    hotline: str = ""  # 热线
    website: str = ""  # 官网的网址
    publisher: str = ""  # 主办单位
    icp: str = ""  # ICP备案号
    police: str = ""  # 公安备案号
    colour: str = ""  # the accent by day, "#a62b1a"; "" for the theme's own
    colour_dark: str = ""  # the accent by night

    @property
    def website_name(self) -> str:
        """The website as people write it: without what every address begins and ends with."""
        parts = urlsplit(self.website)
        return (parts.netloc.removeprefix("www.") + parts.path).rstrip("/")

    @property
    def police_code(self) -> str:
        """The digits of the number, by which the public register is asked."""
        return "".join(sign for sign in self.police if sign.isdigit())


class Site(NamedTuple):
    """The settings that pages show."""

    name: str
    subtitle: str = ""
    description: str = ""
    url: str = ""  # absolute address without a trailing slash
    language: str = "zh-CN"  # of what is published
    interface: str = "zh-CN"  # of the words around it
    timezone: str = "Asia/Shanghai"
    per_page: int = 20  # entries on one page of a long list
    masthead: Masthead = Masthead()
    qr: bool = False  # each article has a QR code beside it
    share_font: str = ""  # file of the font of share cards; "" where there are none
    about: bool = False  # whether there is a page that the navigation calls so
    search: str = ""  # address of the search page below the root, "" where there is none

    @property
    def base(self) -> str:
        """Path of the site below its host, without a trailing slash ("" or "/newsletter")."""
        return urlsplit(self.url).path.rstrip("/")
