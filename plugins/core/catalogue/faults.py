"""Messages: what is wrong in a source, and what to write instead."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {}
