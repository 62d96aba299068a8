"""Stock Pelican's half of the comparison: the same kinds of pages as ours, about as long."""

SITENAME = "河山"
SITEURL = "http://localhost:8000"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "."
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh"
DEFAULT_PAGINATION = 20
STATIC_PATHS = ["images"]
THEME_STATIC_PATHS: list[str] = []
ARTICLE_URL = "articles/{date:%Y}/{slug}/"
ARTICLE_SAVE_AS = "articles/{date:%Y}/{slug}/index.html"
CATEGORY_URL = "issues/{slug}/"
CATEGORY_SAVE_AS = "issues/{slug}/index.html"
TAG_URL = "branches/{slug}/"
TAG_SAVE_AS = "branches/{slug}/index.html"
AUTHOR_URL = "partners/{slug}/"
AUTHOR_SAVE_AS = "partners/{slug}/index.html"
YEAR_ARCHIVE_SAVE_AS = "years/{date:%Y}/index.html"
DIRECT_TEMPLATES = ["index", "categories", "tags", "authors"]
PAGINATED_TEMPLATES = {"index": None, "tag": None, "author": None, "category": None}
TAG_FEED_ATOM = "feeds/branches/{slug}.atom.xml"
AUTHOR_FEED_ATOM = "feeds/partners/{slug}.atom.xml"
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 20
# Its cache of what was read; everything is rendered and written again in any case.
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "reader"
CHECK_MODIFIED_METHOD = "mtime"
CACHE_PATH = "cache"
