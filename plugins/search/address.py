"""Where search stands below the site's root."""

PAGE = "search/"
INDEX = "search/index.json"
FOLD = "search/fold.json"
