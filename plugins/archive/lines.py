"""What both ways of rendering share: ends of lines between Han characters, paths of pictures."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urlsplit

from plugins.core.patterns import regex

# Han, kana, full-width forms and CJK punctuation: between two of these a line end is no blank.
_WIDE = (
    r"\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    r"\U00020000-\U0003ffff“”‘’…—"
)
_LINE_END = regex(rf"(?<=[{_WIDE}])[ \t]*\n[ \t]*|[ \t]*\n[ \t]*(?=[{_WIDE}])")
# “……。张三 摄”, “……，本站绘图”: makers stand last, after a mark or a blank.
_CREDIT = regex(
    r"(.*?(?:[。！？；，、\u3000]|(?<=\S) (?=[^ \u3000]{2,8}[ \u3000]))|)[ \u3000]*"
    r"([^。！？；，、]{1,18}?[ \u3000]?(?:摄影|(?<!拍)摄|绘图|绘|制图|供图))。?"
)


def joined(text: str) -> str:
    """Take out the ends of lines where no blank belongs between the characters on both sides."""
    return _LINE_END.sub("", text) if "\n" in text else text


def picture_path(src: str, source: str) -> str | None:
    """Return the path below the content folder that a picture's `src` in `source` names.

    None for addresses of other hosts, and for paths that would leave the content folder.
    """
    parts = urlsplit(src)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = unquote(parts.path)
    joined = (
        path.lstrip("/")
        if path.startswith("/")
        else posixpath.join(posixpath.dirname(source), path)
    )
    normal = posixpath.normpath(joined)
    return None if normal.startswith("..") else normal


def split_credit(caption: str) -> tuple[str, str]:
    """Return what a caption says, and who made the picture where its end names them."""
    match = _CREDIT.fullmatch(caption.strip())
    return (match[1].rstrip("，、； \u3000"), match[2]) if match else (caption, "")
