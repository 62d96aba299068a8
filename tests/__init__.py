"""Tests, laid out like `plugins/`."""
