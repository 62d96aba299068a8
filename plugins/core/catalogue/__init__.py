"""Tables of messages: key → (Chinese, English), filled in with str.format."""
