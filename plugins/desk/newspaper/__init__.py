"""Reading a printed report from plain text: bytes → lines → headline, blocks, byline, dates.

Everything here is pure: values in, values out.
"""
