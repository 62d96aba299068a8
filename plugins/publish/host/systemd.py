"""Units for systemd: pushes over HTTP, and the timer that publishes what an embargo held back."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from plugins.publish.host.place import Place

# The build opens a sandbox of its own, which wants an unmasked /proc and new namespaces: so no
# ProtectKernel…, no ProtectProc, no RestrictNamespaces here.
_SHUT = """\
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths={folder}
UMask=0022"""


def units(place: Place, root: Path, owner: str) -> dict[str, str]:
    """Return the units by file name; `root` is the installed release, `owner` the folder's."""
    name = f"jianbao-{_plain(place.folder.name)}"
    shut = _SHUT.format(folder=_quoted(place.folder))
    words = (sys.executable, root / "tasks.py", "host", place.folder, "--step", "publish")
    step = " ".join(_quoted(word) for word in words)
    return {
        f"{name}-git.socket": f"""\
[Unit]
Description=简报 {place.folder}：接收推送

[Socket]
ListenStream={place.socket}
SocketUser=www-data
SocketMode=0600

[Install]
WantedBy=sockets.target
""",
        f"{name}-git.service": f"""\
[Unit]
Description=简报 {place.folder}：接收推送（git http-backend）
Requires={name}-git.socket

[Service]
User={owner}
ExecStart=/usr/sbin/fcgiwrap -f -c 4
StandardInput=socket
StandardOutput=null
Environment=PYTHONUTF8=1
{shut}
""",
        f"{name}-publish.service": f"""\
[Unit]
Description=简报 {place.folder}：发布到了时间的稿件
After=local-fs.target

[Service]
Type=oneshot
User={owner}
ExecStart={step}
Environment=PYTHONUTF8=1
TimeoutStartSec=1h
{shut}
""",
        f"{name}-publish.timer": f"""\
[Unit]
Description=简报 {place.folder}：每分钟看一次有没有到时间的稿件

[Timer]
OnCalendar=*:0/1
AccuracySec=1s
Persistent=true

[Install]
WantedBy=timers.target
""",
    }


def _quoted(word: object) -> str:
    """Write a word as systemd reads it (systemd.service, "Command lines")."""
    text = str(word).replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{text.replace("$", "$$")}"'


def _plain(name: str) -> str:
    """Return a name that a unit may have (systemd.unit)."""
    return re.sub(r"[^A-Za-z0-9_.-]", "-", name)
