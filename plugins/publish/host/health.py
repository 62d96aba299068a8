"""The health page: what is live, since when, and whether the last attempt to publish succeeded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from plugins.publish.host import release
from plugins.publish.host.place import write_whole

if TYPE_CHECKING:
    from plugins.publish.host.place import Place


def read_health(place: Place) -> dict[str, object]:
    """Return what the health page shows; empty if there is none yet."""
    try:
        found = json.loads(place.health.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_health(place: Place, now: str, problem: str = "") -> None:
    """Tell how things stand after an attempt at `now`; `problem` names the step that failed.

    Says nothing of what failed: the page is public, and a fault may quote a draft.
    """
    name = release.live(place)
    note = release.read_note(place, name) if name else None
    about = {
        "ok": not problem and note is not None,
        "release": name,
        "commit": note.commit if note else None,
        "shown": note.shown if note else None,
        "files": note.count if note else 0,
        "attempt": now,
        "problem": problem or None,
    }
    write_whole(place.health, json.dumps(about, ensure_ascii=False, indent=1) + "\n")
