"""Other shapes of an article: its QR code for the phone, its card for sharing.

Each is a file of its own beside the article's page, made from the address or the headline alone:
a changed word in the text makes neither anew.
"""
