"""What the owner of a server decides: `host.toml`, read strictly."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pathlib import Path


class RulesError(Exception):
    """`host.toml` cannot be used; the message names the line of it that is wrong."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The owner's decisions. Sizes are in megabytes (10^6 bytes), times in seconds."""

    url: str
    branch: str = "main"
    user: str = "nobody"
    keep: int = 10
    code: bool = False
    wait: int = 300
    build_seconds: int = 300
    memory: int = 2000
    disk: int = 4000

    @property
    def host(self) -> str:
        """The name under which readers know the server."""
        return urlsplit(self.url).hostname or "localhost"

    @property
    def base(self) -> str:
        """Path of the site below its host, "" or "/newsletter"."""
        return urlsplit(self.url).path.rstrip("/")


TEMPLATE = """\
# 服务器的规矩。改动以后运行 ./jianbao host {folder} 使之生效。
# 网站的正式网址
url = "{url}"
# 推送到哪个分支就发布
branch = "main"
# 生成网站用的系统用户（服务以 root 运行时；否则就是服务自己的用户）
user = "{user}"
# 保留几次发布，供退回
keep = 10
# 是否也采用推送来的程序、主题和设置（false：只采用 content/）
code = false
# 排队最多等几秒；一次生成最多几秒，多少 MB 内存，多少 MB 硬盘
wait = 300
build_seconds = 300
memory = 2000
disk = 4000
"""


def read_rules(file: Path) -> Rules:
    """Read `host.toml`; RulesError if a key is unknown, missing or has a wrong value."""
    try:
        given = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RulesError(f"{file}: {error}") from error
    kinds = {field.name: str(field.type) for field in fields(Rules)}
    for name, value in given.items():
        if name not in kinds:
            raise RulesError(f"{file}: {name}: 没有这一项 / no such key")
        if type(value).__name__ != kinds[name]:
            raise RulesError(f"{file}: {name} = {value!r}: {kinds[name]}")
        if isinstance(value, int) and not isinstance(value, bool) and value < 1:
            raise RulesError(f"{file}: {name} = {value!r}: > 0")
    url = urlsplit(given.get("url", ""))
    if url.scheme not in {"http", "https"} or not url.hostname:
        raise RulesError(f"{file}: url: 要写完整网址 / a full address: {given.get('url', '')!r}")
    return Rules(**{**given, "url": given["url"].rstrip("/")})
