"""Messages: rules of labelling and the reasons why a name is no label."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {}
