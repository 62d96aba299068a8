"""Messages: what the last look at a finished site finds, and what to do about it."""

from __future__ import annotations

_THEME = (
    "如果稿件里没有这样写，毛病在主题里，请告诉维护者。",
    "If no article says so, the theme is at fault: tell its maintainer.",
)
_AGAIN = (
    "请用 ./jianbao build --clean 重新生成；还这样就是程序的毛病，请告诉维护者。",
    "Build it again with ./jianbao build --clean; if that does not help, tell the maintainer.",
)

MESSAGES: dict[str, tuple[str, str]] = {
    "preflight.missing": ("生成的网站缺少 {page}。", "The built site lacks {page}."),
    "preflight.missing.fix": _AGAIN,
    "preflight.unnamed": ("首页没有写明网址。", "The front page does not name the site's address."),
    "preflight.unnamed.fix": (
        "请在 publishconf.py 里设 SITEURL，或设环境变量 JIANBAO_SITEURL。",
        "Set SITEURL in publishconf.py, or JIANBAO_SITEURL in the environment.",
    ),
    "preflight.link": ("链接无效：{address}（见 {page}）", "Leads nowhere: {address} (on {page})"),
    "preflight.link.fix": (
        "请改正网址，或去掉链接；链到别的稿件用它的文件名，例如 [标题](other.md)。",
        "Correct the address or take the link away; link to articles by file: [title](other.md).",
    ),
    "preflight.leak": (
        "没有发表的文字（{status}）出现在 {page}：“{words}”",
        "Unpublished words ({status}) are on {page}: “{words}”",
    ),
    "preflight.leak.fix": _AGAIN,
    "preflight.leak-picture": (
        "没有发表的稿件的图片出现在 {page}：{path}",
        "A picture of an unpublished article is at {page}: {path}",
    ),
    "preflight.leak-picture.fix": _AGAIN,
    "preflight.leak-page": (
        "没有发表的稿件“{title}”有了页面 {page}",
        "The unpublished article “{title}” has a page {page}",
    ),
    "preflight.leak-page.fix": _AGAIN,
    "preflight.lost": (
        "已发表的稿件“{title}”不在网站里（应在 {page}）",
        "The published article “{title}” is not in the site (it should be {page})",
    ),
    "preflight.lost.fix": _AGAIN,
    "preflight.shrunk": (
        "稿件页面突然从共 {old} kB 缩小到 {new} kB，像是丢了内容。",
        "The pages of articles shrank from {old} to {new} kB: as if something was lost.",
    ),
    "preflight.shrunk.fix": (
        "确认无误后，发布时加 --any-size；推送时加 -o any-size。",
        "If it is right, publish with --any-size, or push with -o any-size.",
    ),
    "preflight.dead": (
        "公布过的网址 {address} 没有了。",
        "The address {address} was public and would no longer answer.",
    ),
    "preflight.dead.fix": (
        (
            "稿件改名、移动：在稿头写 aliases: [{address}]；撤稿：留着文件，写 status: withdrawn；"
            "确要去掉：在 content/{word} 里写一行 {address}。"
        ),
        (
            "Moved: write aliases: [{address}] in the article; withdrawn: keep the file and write "
            "status: withdrawn; to let it go: write the line {address} in content/{word}."
        ),
    ),
    "preflight.dead-moved": (
        "网址变了，公布过的 {address} 没有了。",
        "The address changed; {address} was public and would no longer answer.",
    ),
    "preflight.dead-moved.fix": (
        "在这篇的稿头写 aliases: [{address}]，旧网址就会转到新网址。",
        "Write aliases: [{address}] in its front matter; the old address will lead to the new.",
    ),
    "preflight.dead-hidden": (
        "这篇发表过，不能再悄悄收起来：公布过的 {address} 会没有。",
        "This was public and cannot vanish without a word: {address} would no longer answer.",
    ),
    "preflight.dead-hidden.fix": (
        (
            "撤稿写 status: withdrawn，旧网址会显示撤稿说明；"
            "确要去掉：在 content/{word} 里写一行 {address}。"
        ),
        (
            "To withdraw it write status: withdrawn; to let the address go, write the line "
            "{address} in content/{word}."
        ),
    ),
    "preflight.removed-form": ("“{value}”不是网址。", "{value} is no address."),
    "preflight.removed-form.fix": (
        "每行写一个以 / 开头的网址，例如 /articles/2023/slug/。",
        "Write one address a line, beginning with /, such as /articles/2023/slug/.",
    ),
    "preflight.removed-live": ("{address} 还在网站里。", "{address} is still in the site."),
    "preflight.removed-live.fix": (
        "请从 removed.txt 里去掉这一行。",
        "Take this line out of removed.txt.",
    ),
    "preflight.odd-name": (
        "网站里有名字奇怪的文件：{page}",
        "The site holds a file with an odd name: {page}",
    ),
    "preflight.odd-name.fix": ("请给它换一个名字。", "Give it another name."),
    "preflight.markup.attribute-twice": (
        "<{what}> 的一个属性写了两次（{page}）",
        "<{what}> has an attribute twice ({page})",
    ),
    "preflight.markup.attribute-twice.fix": _THEME,
    "preflight.markup.id-twice": (
        "页内位置 {what} 出现两次（{page}）",
        "The id {what} stands twice ({page})",
    ),
    "preflight.markup.id-twice.fix": _THEME,
    "preflight.markup.element-open": (
        "<{what}> 没有结束（{page}）",
        "<{what}> is not closed ({page})",
    ),
    "preflight.markup.element-open.fix": _AGAIN,
    "preflight.markup.element-crossed": (
        "</{what}> 与开头对不上（{page}）",
        "</{what}> closes nothing ({page})",
    ),
    "preflight.markup.element-crossed.fix": _AGAIN,
    "preflight.markup.element-missing": ("缺少 <{what}>（{page}）", "<{what}> is missing ({page})"),
    "preflight.markup.element-missing.fix": _AGAIN,
    "preflight.markup.inline": (
        "页面里有会被浏览器拦下的内联脚本或样式：{what}（{page}）",
        "The page holds an inline script or style, which its policy forbids: {what} ({page})",
    ),
    "preflight.markup.inline.fix": _THEME,
    "preflight.markup.script-address": (
        "网址会运行脚本：{what}（{page}）",
        "An address runs a script: {what} ({page})",
    ),
    "preflight.markup.script-address.fix": _THEME,
    "preflight.markup.embedded": (
        "页面嵌入了别的文档：<{what}>（{page}）",
        "The page embeds another document: <{what}> ({page})",
    ),
    "preflight.markup.embedded.fix": _THEME,
    "preflight.markup.foreign-file": (
        "页面要从别的主机取文件：{what}（{page}）",
        "The page loads a file of another host: {what} ({page})",
    ),
    "preflight.markup.foreign-file.fix": (
        "请把文件放进 content/images/ 或主题里。",
        "Put the file into content/images/ or the theme.",
    ),
    "preflight.markup.nowhere-host": (
        "网址是本机或示例的，读者打不开：{what}（{page}）",
        "No reader can open this address: {what} ({page})",
    ),
    "preflight.markup.nowhere-host.fix": (
        "请设好 SITEURL 再生成。",
        "Set SITEURL and build again.",
    ),
    "preflight.markup.xml": ("XML 不完整：{what}", "Not well-formed: {what}"),
    "preflight.markup.xml.fix": _AGAIN,
    "preflight.markup.feed": ("订阅缺少或写错了一项：{what}", "The feed lacks an item: {what}"),
    "preflight.markup.feed.fix": _AGAIN,
    "preflight.markup.json": ("数据文件不完整：{what}", "No valid JSON: {what}"),
    "preflight.markup.json.fix": _AGAIN,
    "preflight.markup.drawing": (
        "图片里有脚本或外部内容：{what}",
        "The drawing acts or reaches out: {what}",
    ),
    "preflight.markup.drawing.fix": (
        "请在绘图软件里另存为“纯 SVG”，或改用 PNG。",
        "Save it as plain SVG, or use PNG.",
    ),
}
