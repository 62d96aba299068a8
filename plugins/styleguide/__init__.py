"""Every component of the theme with its examples, on a page of its own: for makers of themes."""
