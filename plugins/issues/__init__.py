"""Issues: the home page, each issue as a front page, all issues by year."""
