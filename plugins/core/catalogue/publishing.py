"""Messages: what publishing says."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "publish.done": (
        "已发布到 {where}：新增 {added} 个文件，修改 {changed} 个，删除 {removed} 个。",
        "Published to {where}: {added} files added, {changed} changed, {removed} removed.",
    ),
    "publish.nothing": ("没有要发布的改动。", "Nothing to publish."),
    "publish.no-repository": (
        "{path} 不是 Git 仓库的根目录，无法发布。请用 git clone 取得项目，或先运行 git init。",
        "{path} is not the top of a Git repository; clone the project, or run git init first.",
    ),
    "publish.no-remote": (
        "没有名为 {remote} 的远端仓库。请先运行：git remote add {remote} 地址",
        "There is no remote {remote}. First run: git remote add {remote} ADDRESS",
    ),
    "publish.bad-branch": (
        "{branch} 不能作分支名，请换一个，例如 gh-pages。",
        "{branch} cannot be the name of a branch; take another, such as gh-pages.",
    ),
    "publish.source-branch": (
        "{branch} 分支里是源文件，发布会把它们换成网页。请另选分支，例如 --branch gh-pages。",
        (
            "The branch {branch} holds sources, which the site would replace. "
            "Choose another, such as --branch gh-pages."
        ),
    ),
    "publish.dirty": (
        (
            "这些改动还没有提交：\n{paths}\n"
            "请先用 git commit 提交；确实要发布未提交的内容，请加 --allow-dirty。"
        ),
        (
            "These changes are not committed:\n{paths}\n"
            "Commit them first; to publish them all the same, add --allow-dirty."
        ),
    ),
    "publish.unpushed": (
        "提醒：有 {count} 个提交还没有推送，网站会先于仓库显示它们（git push 可推送）。",
        "Note: {count} commits are not pushed; the site will show them before the repository does.",
    ),
    "publish.not-built": (
        "没有生成成功，网站没有改动。",
        "The site could not be built; what is live is untouched.",
    ),
    "publish.finding": ("{text}", "{text}"),
    "publish.more": ("另有 {count} 处。", "And {count} more."),
    "publish.not-published": (
        "网站没有发布，线上保持原样。",
        "Not published; what is live is untouched.",
    ),
    "publish.race": (
        "有人正在同时发布，试了 {attempts} 次都被抢先，请稍后再试；线上保持原样。",
        "Someone else keeps publishing; gave up after {attempts} attempts. Try again later.",
    ),
    "publish.refused": (
        "没有发布，线上保持原样。无法连接 {remote}，或没有权限；Git 的原话：\n{words}",
        (
            "Not published; what is live is untouched. {remote} cannot be reached, or refuses. "
            "Git says:\n{words}"
        ),
    ),
    "publish.held": (
        (
            "线上已退回（{subject}），源文件还是退回之前的那个提交，所以不发布。"
            "改好、提交后再发布；确要再发布它，加 --again。"
        ),
        (
            "What is live was put back ({subject}) from these very sources, so nothing is "
            "published. Mend and commit them first; to publish them all the same, add --again."
        ),
    ),
    "publish.older": (
        (
            "线上来自提交 {commit}，这里的源文件里没有它。"
            "请先 git pull；确要用这里的状态覆盖，加 --again。"
        ),
        (
            "What is live was made from {commit}, which the sources here do not contain. First "
            "git pull; to publish the state here all the same, add --again."
        ),
    ),
    "rollback.done": (
        "已退回到 {subject}。改好源文件、提交后再发布。",
        "Put back: {subject}. Mend the sources, commit, and publish again.",
    ),
    "rollback.none": (
        "不能往回退 {back} 次：更早的发布只有 {there} 次。",
        "Cannot go back {back} releases: there are {there} earlier ones.",
    ),
}
