"""Settings of the site. Data only; the address of the published site is in publishconf.py."""

from pathlib import Path

from plugins.desk.pinyin import romanise

ROOT = Path(__file__).parent

# --- The newsletter: change these for your own -------------------------------------------------
SITENAME = "简报"
SITESUBTITLE = "机关与企业内刊文献库"
SITEDESCRIPTION = "党支部与共建单位的报道，按期、按组织、按栏目可查。"
SITEURL = "http://localhost:8000"
MASTHEAD: dict[str, object] = {
    "hotline": "",  # 热线，如 "0317-0000000"
    "website": "",  # 官网的完整网址
    "lines": [],  # 报头下另外几行，每行一项
    "publisher": "",  # 主办单位
    "icp": "",  # ICP备案号；填了才显示在页脚
    "police": "",  # 公安备案号；填了才显示在页脚
    "colour": "",  # 强调色，如 "#a62b1a"；空着用主题的朱砂
    "colour_dark": "",  # 深色模式下的强调色，如 "#f08f7b"
}
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh-CN"  # 稿件的语言
INTERFACE_LANG = "zh-CN"  # 页面上其余文字的语言；"en" 是英文，见 theme/translations
DEFAULT_PAGINATION = 20  # 长列表每页的稿件数

# --- Capabilities: remove a line to switch one off ---------------------------------------------
PLUGINS = [
    "plugins.archive.adapter",
    "plugins.pictures.adapter",
    "plugins.issues.adapter",
    "plugins.labels.adapter",
    "plugins.ledger.adapter",
    "plugins.data.adapter",
    "plugins.search.adapter",
    # "plugins.styleguide.adapter",  # /styleguide/：主题的每个部件和例子
    "plugins.incremental.adapter",
]

# --- How Pelican is used -----------------------------------------------------------------------
PATH = str(ROOT / "content")
OUTPUT_PATH = str(ROOT / "output")
THEME = str(ROOT / "theme")
CACHE_PATH = str(ROOT / ".cache")
ROMANISE = romanise
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {"footnotes": {"BACKLINK_TITLE": "回到正文"}},
        "markdown.extensions.sane_lists": {},
    },
    "output_format": "html5",
}

# The archive's own generator reads and writes everything; Pelican's stock ones find no work.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
