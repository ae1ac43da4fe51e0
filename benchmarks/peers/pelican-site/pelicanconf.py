"""Pelican made to be as quick as it can be at this job: no feeds, nothing that is not asked for, flat files."""

SITENAME = "A made-up group"
SITEURL = "https://group.example/papers"
AUTHOR = ""
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PATH = "content"
ARTICLE_PATHS = ["papers"]
PAGE_PATHS = []
STATIC_PATHS = []
THEME = "theme"
DEFAULT_CATEGORY = "papers"
DEFAULT_PAGINATION = 150
PAGINATED_TEMPLATES = {"index": None, "author": None, "tag": None, "period_archives": None}
SUMMARY_MAX_LENGTH = 30
MARKDOWN = {"extensions": ["markdown.extensions.meta"], "output_format": "html5"}

FEED_ALL_ATOM = FEED_ALL_RSS = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None

ARTICLE_URL = ARTICLE_SAVE_AS = "papers/{slug}.html"
AUTHOR_URL = AUTHOR_SAVE_AS = "authors/{slug}.html"
TAG_URL = TAG_SAVE_AS = "topics/{slug}.html"
YEAR_ARCHIVE_URL = YEAR_ARCHIVE_SAVE_AS = "years/{date:%Y}.html"
CATEGORY_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "authors", "tags", "archives", "sitemap"]
AUTHORS_SAVE_AS = "authors.html"
TAGS_SAVE_AS = "topics.html"
ARCHIVES_SAVE_AS = "years.html"
SITEMAP_SAVE_AS = "sitemap.xml"
