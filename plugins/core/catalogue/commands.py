"""Messages: what the commands say while they work."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {}
