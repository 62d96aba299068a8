"""Messages: what importing an old report and beginning a new one say."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "import.missing": ("没有这个文件", "there is no such file"),
    "import.missing.fix": ("核对路径和文件名", "check the path and the name"),
    "import.unreadable": ("读不了这个文件：{reason}", "this file cannot be read: {reason}"),
    "import.unreadable.fix": (
        "核对它是不是普通文件、有没有读的权限",
        "check that it is a regular file and that you may read it",
    ),
    "import.kind": (
        "目前还不能导入 {kind} 文件",
        "files of the kind {kind} cannot be imported yet",
    ),
    "import.kind.fix": (
        "另存为纯文本（.txt）再导入",
        "save it as plain text (.txt) and import that",
    ),
    "import.encoding": (
        "不是文本：按 UTF-8、GB18030、UTF-16 都读不通",
        "no text: it reads as none of UTF-8, GB18030 and UTF-16",
    ),
    "import.encoding.fix": (
        "在原来的程序里另存为“纯文本，UTF-8”",
        "save it again as “plain text, UTF-8” in the program it comes from",
    ),
    "import.empty": (
        "除去空白、标点和报头，没有可作正文的文字",
        "apart from blanks, marks and masthead there are no words for an article",
    ),
    "import.empty.fix": (
        "核对文件是否选对、是否存盘",
        "check that it is the right file and was saved",
    ),
    "import.write": (
        "草稿写不进 {folder}：{reason}",
        "no draft can be written to {folder}: {reason}",
    ),
    "import.write.fix": (
        "用 --into 另指一个可写的文件夹",
        "name another folder that can be written to with --into",
    ),
    "import.outside": (
        "{folder} 通向内容文件夹之外，不写",
        "{folder} leads out of the content folder; nothing was written",
    ),
    "import.outside.fix": (
        "把这个链接换成真的文件夹",
        "replace the symbolic link by a real folder",
    ),
    "import.done": ("{source} → {draft}", "{source} → {draft}"),
    "import.again": (
        "{source} 早已导入，草稿是 {draft}，未作改动",
        "{source} was imported before as {draft}; nothing was changed",
    ),
    "import.issue": (
        "注意：{folder} 里没有期号 {issue}；草稿照写，检稿会提醒",
        "note: {folder} holds no issue {issue}; the draft names it all the same, check will object",
    ),
    "import.next": (
        "草稿里标“待核”的各处请逐一核对，删去标记后把 status 改为 published",
        "confirm each place marked 待核, remove the mark, then set status to published",
    ),
    "new.title": ("标题是空的：用 --title 写上标题", "the title is empty: give one with --title"),
    "new.write": ("写不进 {folder}：{reason}", "cannot write to {folder}: {reason}"),
    "new.outside": (
        "{folder} 通向内容文件夹之外，不写：把这个链接换成真的文件夹",
        "{folder} leads out of the content folder: replace the symbolic link by a real folder",
    ),
}
