"""Messages: what the own server says to editors who push, and to its owner."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "host.building": ("正在生成和检查……", "Building and checking …"),
    "host.waiting": ("前面还有人在发布，请稍候……", "Someone else is publishing; please wait …"),
    "host.waited": (
        "等得太久，没有轮到；推送没有收下，请过一会儿再推。",
        "It took too long; nothing was accepted. Push again later.",
    ),
    "host.later": (
        "推送已收下，正在发布的人会接着发布它，或在一分钟内由定时任务发布。",
        "Accepted. Whoever is publishing now, or the timer, will publish it within a minute.",
    ),
    "host.overtaken": (
        "有人先推送了。请先 git pull --rebase，再推。",
        "Someone else was faster. First git pull --rebase, then push again.",
    ),
    "host.unchanged": ("网站保持原样。", "What is live is untouched."),
    "host.live": ("已在线上：{url}/", "Live: {url}/"),
    "host.done": (
        "已发布：{url}/（新增 {added} 个文件，修改 {changed} 个，删除 {removed} 个）",
        "Published: {url}/ ({added} files added, {changed} changed, {removed} removed)",
    ),
    "host.more": ("另有 {count} 行。", "And {count} more lines."),
    "host.limit.time": (
        "生成超过了 {most} 秒，已停止。",
        "The build took more than {most} s and was stopped.",
    ),
    "host.limit.disk": (
        "生成占用的硬盘超过了 {most} MB，已停止。",
        "The build filled more than {most} MB and was stopped.",
    ),
    "host.no-content": (
        "推送里没有 content 文件夹；稿件要放在 content/articles/ 下面。",
        "The push holds no folder content; articles belong in content/articles/.",
    ),
    "host.odd-file": (
        "{path}:1: 是符号链接或子模块，不能收。请换成文件本身。",
        "{path}:1: is a symbolic link or submodule. Put the file itself in its place.",
    ),
    "host.long-name": (
        "{path}:1: 文件名太长（超过 255 字节，约 85 个汉字）。请改短。",
        "{path}:1: the name is too long (over 255 bytes). Make it shorter.",
    ),
    "host.too-many": (
        "推送里有 {count} 个文件，超过了 {most} 个。",
        "The push holds {count} files; {most} is the limit.",
    ),
    "host.too-big": (
        "推送里的文件共 {size} MB，超过了 {most} MB。请缩小图片，或请管理员改 host.toml 的 disk。",
        (
            "The files of the push hold {size} MB; {most} MB is the limit. Make pictures smaller, "
            "or ask the owner to change disk in host.toml."
        ),
    ),
    "host.odd-output": (
        "生成的网站里有不是文件的东西：{path}",
        "The built site holds something that is no file: {path}",
    ),
    "host.rules": ("服务器的设置有误，请管理员改正：{words}", "The owner must mend: {words}"),
    "host.git": ("Git 没有做成：{words}", "Git failed: {words}"),
    "host.system": (
        "服务器出了问题，请管理员看一看（硬盘满了？没有写的权限？）：{words}",
        "Trouble on the server (disk full? no right to write?): {words}",
    ),
    # Setting up
    "host.no-url": (
        "第一次要写网址，例如：./jianbao host {folder} --url https://news.example.org",
        "The first time, name the address: ./jianbao host {folder} --url https://news.example.org",
    ),
    "host.no-user": (
        "没有 {user} 这个系统用户。请先运行：useradd --system --shell /usr/bin/git-shell {user}",
        "There is no user {user}. First run: useradd --system --shell /usr/bin/git-shell {user}",
    ),
    "host.ready": (
        """服务器的文件夹已备好：{folder}
接下来（以 root 运行）：
  1. 推送的人和密码：htpasswd -B {passwords} 名字
  2. nginx：ln -s {nginx} /etc/nginx/sites-enabled/ && nginx -t && systemctl reload nginx
  3. 推送与定时发布：cp {systemd}/* /etc/systemd/system/ && systemctl enable --now {units}
  4. 检查：./jianbao host --check {folder}
编辑这样发布：git remote add site {repository}（或网址加 /repository.git），git push site main""",
        """The server's folder is ready: {folder}
Next (as root):
  1. who may push: htpasswd -B {passwords} NAME
  2. nginx: ln -s {nginx} /etc/nginx/sites-enabled/ && nginx -t && systemctl reload nginx
  3. pushes and embargoes: cp {systemd}/* /etc/systemd/system/ && systemctl enable --now {units}
  4. check: ./jianbao host --check {folder}
Editors publish by: git remote add site {repository} (or the address with /repository.git),
git push site main""",
    ),
    # Checking a server
    "host.check.fine": ("服务器没有发现毛病。", "Nothing is wrong with the server."),
    "host.check.folder": ("缺少文件夹 {path}", "The folder {path} is missing"),
    "host.check.folder.fix": ("请运行 ./jianbao host {folder}", "Run ./jianbao host {folder}"),
    "host.check.rules": ("设置有误：{words}", "Wrong rules: {words}"),
    "host.check.rules.fix": (
        "请改正，再运行 ./jianbao host {folder}",
        "Mend them and run ./jianbao host {folder}",
    ),
    "host.check.program": ("没有程序 {name}", "There is no program {name}"),
    "host.check.program.fix": ("apt-get install {package}", "apt-get install {package}"),
    "host.check.brotli": (
        "nginx 没有 brotli 模块，只能送 gzip",
        "nginx lacks its brotli module and can only send gzip",
    ),
    "host.check.brotli.fix": (
        "apt-get install libnginx-mod-http-brotli-static，再运行 ./jianbao host {folder}",
        "apt-get install libnginx-mod-http-brotli-static, then run ./jianbao host {folder}",
    ),
    "host.check.file": ("缺少文件 {path}", "The file {path} is missing"),
    "host.check.file.fix": ("请运行 ./jianbao host {folder}", "Run ./jianbao host {folder}"),
    "host.check.old": (
        "{path} 与现在的设置和程序不符",
        "{path} does not fit the rules and the installed release",
    ),
    "host.check.old.fix": (
        "请运行 ./jianbao host {folder}，再重新载入 nginx 和 systemd",
        "Run ./jianbao host {folder}, then reload nginx and systemd",
    ),
    "host.check.hook": ("{path} 不能执行", "{path} cannot be executed"),
    "host.check.hook.fix": ("请运行 ./jianbao host {folder}", "Run ./jianbao host {folder}"),
    "host.check.passwords": (
        "{path} 是空的，没有人能经 HTTP 推送",
        "{path} is empty: nobody can push over HTTP",
    ),
    "host.check.passwords.fix": ("htpasswd -B {path} 名字", "htpasswd -B {path} NAME"),
    "host.check.open": ("{path} 谁都能改", "Anyone may write {path}"),
    "host.check.open.fix": ("chmod 640 {path}", "chmod 640 {path}"),
    "host.check.owner": ("{path} 不归 {owner} 所有", "{path} does not belong to {owner}"),
    "host.check.owner.fix": ("chown -R {owner} {folder}", "chown -R {owner} {folder}"),
    "host.check.user": ("没有系统用户 {name}", "There is no user {name}"),
    "host.check.user.fix": (
        "useradd --system {name}，或改 host.toml 里的 user",
        "useradd --system {name}, or change user in host.toml",
    ),
    "host.check.sandbox": ("沙箱开不了：{words}", "The sandbox does not open: {words}"),
    "host.check.sandbox.fix": (
        "内核要允许用户命名空间：sysctl kernel.unprivileged_userns_clone=1；容器里要放开 unshare",
        "The kernel must allow user namespaces: sysctl kernel.unprivileged_userns_clone=1",
    ),
    "host.check.nothing": ("还没有人推送到 {branch}", "Nothing was pushed to {branch} yet"),
    "host.check.nothing.fix": (
        "git remote add site {repository} && git push site {branch}",
        "git remote add site {repository} && git push site {branch}",
    ),
    "host.check.not-live": ("推送的 {commit} 没有上线", "The pushed {commit} is not live"),
    "host.check.not-live.fix": (
        "./jianbao host {folder} --step publish",
        "./jianbao host {folder} --step publish",
    ),
    "host.check.damaged": (
        "线上的发布少了 {count} 个文件，例如 {path}",
        "The live release lacks {count} files, such as {path}",
    ),
    "host.check.damaged.fix": (
        "退回完好的一次：./jianbao rollback --host {folder}；或从仓库重建，见 docs/restore.md",
        "./jianbao rollback --host {folder}, or rebuild it from the repository: docs/restore.md",
    ),
    "host.check.behind": (
        "线上是 {live}，仓库里是 {tip}",
        "{live} is live, the repository is at {tip}",
    ),
    "host.check.behind.fix": (
        "./jianbao host {folder} --step publish",
        "./jianbao host {folder} --step publish",
    ),
    "host.check.late": (
        "{moment} 到时间的稿件还没有发布，定时任务没有运行",
        "The embargo of {moment} has ended and nothing was published: the timer does not run",
    ),
    "host.check.late.fix": (
        "systemctl enable --now 定时任务，见 ./jianbao host {folder} 的说明",
        "Enable the timer: see what ./jianbao host {folder} prints",
    ),
    "host.check.failed": (
        "上一次发布没有成功（{moment}）",
        "The last attempt to publish failed ({moment})",
    ),
    "host.check.failed.fix": (
        "./jianbao host {folder} --step publish，看它说什么",
        "./jianbao host {folder} --step publish, and read what it says",
    ),
    "host.check.room": (
        "硬盘只剩 {free} MB，下一次发布大约要 {need} MB",
        "Only {free} MB of disk are left; a release may need {need} MB",
    ),
    "host.check.room.fix": (
        "腾出空间，或减少 host.toml 里的 keep",
        "Make room, or lower keep in host.toml",
    ),
}
