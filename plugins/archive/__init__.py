"""The archive's own pages: articles, columns, feeds, sitemap; and the host of all the others.

Reads the sources into records, lets every capability make its pages from them, and has
Pelican's templates and writer turn the pages into files.
"""
