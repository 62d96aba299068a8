"""The shared vocabulary: plain records and pure functions that know nothing of Pelican.

Imports the standard library and PyYAML only; every capability may import it.
"""
