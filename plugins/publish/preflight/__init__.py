"""Preflight: the last look at a finished site, at its own files and beside its sources."""
