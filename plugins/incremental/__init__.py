"""The build's economy: files replaced whole and only when they differ, leftovers removed."""
