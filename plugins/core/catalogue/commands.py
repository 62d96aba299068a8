"""Messages: what the commands say while they work."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    # Help of the tasks and their options
    "task.app": (
        "简报：中文机关报、企业报的静态文献库。",
        "Jianbao: a static archive for newsletters in Chinese.",
    ),
    "task.version": ("显示版本号", "Show the version"),
    "task.content": ("内容文件夹（默认：content）", "Content folder (default: content)"),
    "task.format": ("结果的格式", "Format of the result"),
    "task.issue": ("所属期的编号，如 2023-05-18", "Id of the issue, such as 2023-05-18"),
    "task.build": ("生成网站", "Build the site"),
    "task.build.output": ("输出文件夹（默认：output）", "Output folder (default: output)"),
    "task.build.production": ("用正式设置（publishconf.py）", "Use publishconf.py"),
    "task.build.jobs": ("同时工作的进程数", "Number of processes at work"),
    "task.build.clean": ("不用上次的结果，全部重做", "Keep nothing of the last build"),
    "task.build.settings": (
        "另用一份设置文件（默认：pelicanconf.py）",
        "Another settings file (default: pelicanconf.py)",
    ),
    "task.build.why": (
        "只说这个输出文件会不会重做、为什么，不生成",
        "Only say whether this output would be made again, and why",
    ),
    "task.serve": (
        "在本机预览，改动后自动刷新",
        "Show the site on this machine; pages reload on change",
    ),
    "task.serve.port": (
        "端口（默认：8000 起第一个空闲的）",
        "Port (default: first free one)",
    ),
    "task.check": ("检稿：一次列出所有稿件的所有差错", "Check: list every fault of every source"),
    "task.check.paths": (
        "只列出这些文件或文件夹的差错",
        "List the faults of these only",
    ),
    "task.check.fix": ("可以放心改的当场改好", "Mend what is safe to mend"),
    "task.new": ("新建一篇稿件", "Start a new article"),
    "task.new.title": ("主题（标题）", "Title"),
    "task.new.column": ("栏目", "Column"),
    "task.new.date": (
        "日期，如 2023-05-18（默认：今天）",
        "Date (default: today)",
    ),
    "task.import": ("把旧稿导入为草稿", "Turn old articles into drafts"),
    "task.import.files": ("旧稿文件", "Files of old articles"),
    "task.import.into": (
        "草稿所在的文件夹（默认：content）",
        "Folder of the drafts (default: content)",
    ),
    "task.label": ("列出标注、依据和候选", "Say what is labelled, why, and the candidates"),
    "task.label.paths": ("稿件或文件夹", "Articles or folders"),
    "task.label.register": (
        "另用一份名册文件（默认：内容文件夹里的名册）",
        "Another register file (default: that of the content folder)",
    ),
    "task.register": ("名册：候选、收录、比较", "The register: candidates, accept, diff"),
    "task.register.candidates": (
        "列出文库里出现而名册里没有的组织",
        "List who acts in the archive and is not in the register",
    ),
    "task.register.accept": ("把一个组织写进名册", "Write an organisation into the register"),
    "task.register.name": ("组织的名称", "Name of the organisation"),
    "task.register.side": (
        "哪一方：党支部、共建单位、本单位、下属单位（默认：看候选）",
        "Which side it is on (default: as the candidates say)",
    ),
    "task.register.id": ("编号（默认：由拼音而来）", "Id (default: from its pinyin)"),
    "task.register.kind": ("类别，如 党支部、学校", "Kind, such as 党支部 or 学校"),
    "task.register.alias": ("别名，可写几次", "Another name; may be given several times"),
    "task.register.diff": (
        "名册改动后，哪些稿件的标签会变，逐句列出",
        "What a changed register relabels, sentence by sentence",
    ),
    "task.register.changed": (
        "改过的名册文件（默认：内容文件夹里的名册）",
        "The changed register file (default: that of the content folder)",
    ),
    "task.register.against": (
        "与哪个提交的名册比较（默认：HEAD）",
        "The revision to compare with (default: HEAD)",
    ),
    "task.publish": ("发布到网站分支", "Publish to the branch that the web shows"),
    "task.publish.remote": ("远端仓库", "Remote repository"),
    "task.publish.branch": ("网站分支", "Branch of the site"),
    "task.publish.dry-run": ("只列出会增、改、删的网址", "Only list what would change"),
    "task.publish.allow-dirty": (
        "有未提交的改动也发布",
        "Publish even what is not committed",
    ),
    "task.audit": (
        "查锁定的软件包有没有已知漏洞（要连外网）",
        "Look up known holes in the locked packages (needs the network)",
    ),
    "audit.no-npm": (
        "没有 npm，查不了它锁定的包。Debian、Ubuntu：apt-get install npm",
        "npm is missing. Debian, Ubuntu: apt-get install npm",
    ),
    "audit.failed": ("没有查成 {name}：\n{words}", "{name} could not be looked up:\n{words}"),
    "audit.unasked": (
        "连不上漏洞库，不知道有没有漏洞；请在连得上网的机器上再运行一次。",
        "The advisories could not be reached, so nothing is known; run it where they can be.",
    ),
    "audit.found": ("已知漏洞 {count} 处。", "{count} known holes."),
    "audit.none": ("没有已知的漏洞。", "No known holes."),
    "task.soak": (
        "随机损坏来源文件，看每一处是否都读通或指出（不改动文件）",
        "Damage sources at random (in memory); each must be read or named",
    ),
    "task.soak.count": ("改动的次数", "How many changes"),
    "task.soak.publish": (
        "改为：随机中断这么多次发布，再试这么多段随机的编辑历史",
        "Instead: kill so many publications at random, and try so many random histories",
    ),
    "task.soak.files": (
        "改为：把这么多份损坏的文件分批交给 check、label、import、build",
        "Instead: put so many damaged files through check, label, import and build",
    ),
    "task.soak.seed": ("随机数的种子；同一个种子改动相同", "Seed: the same one, the same changes"),
    "task.publish.any-size": ("页面突然缩小很多也发布", "Publish even if pages shrank a lot"),
    "task.publish.again": (
        "退回以后，或线上更新时，也发布这里的状态",
        "Publish this state even after a rollback, or over a newer one",
    ),
    "task.publish.history": (
        "网站分支只留这么多次发布（默认全部保留）",
        "Keep only so many releases on the branch (default: all)",
    ),
    "task.rollback": ("退回到更早的一次发布", "Put an earlier release back"),
    "task.rollback.back": ("往回退几次", "How many releases to go back"),
    "task.rollback.host": ("自己的服务器的文件夹", "Folder of an own server"),
    "task.host": (
        "设立或检查自己的服务器：推送即发布",
        "Set up or check an own server that publishes on push",
    ),
    "task.host.folder": ("服务器的文件夹", "Folder of the server"),
    "task.host.url": ("网站的网址（第一次要写）", "Address of the site (needed the first time)"),
    "task.host.user": ("文件夹归哪个系统用户", "System user who is to own the folder"),
    "task.host.check": ("只检查，说出毛病和改法", "Only check, and say what is wrong"),
    "task.host.step": ("钩子和定时任务用", "For hooks and the timer"),
    "task.bench": (
        "量一量：从头生成和改动之后各要多久，可与同类并排",
        "Measure clean builds and rebuilds, side by side with peers",
    ),
    "task.bench.articles": ("稿件数", "Number of articles"),
    "task.bench.against": ("并排量的同类软件，逗号隔开", "Peers, by commas: hugo,pelican"),
    "task.bench.rounds": ("轮数；取中位数", "Rounds; medians are told"),
    "bench.unknown": (
        "没有这个同类：{names}；可选：{known}",
        "No peer {names}; known: {known}",
    ),
    "bench.no-hugo": ("没有装 hugo。", "hugo is not installed."),
    "bench.writing": ("正在写 {count} 篇稿件到 {folder}", "Writing {count} articles to {folder}"),
    "bench.labelled": (
        "标注：名册 {names} 个名称，每秒 {rate} 篇（每篇 1000 字，一个核）",
        "Labelling: {names} names, {rate} articles of 1,000 characters a second on one core",
    ),
    "bench.kept": ("结果在 {paths}", "Results: {paths}"),
    "task.test": (
        "检查代码、运行全部测试（其余参数交给 pytest）",
        "Lint, types and all tests (other arguments go to pytest)",
    ),
    # Fixed words of help pages: the English side is what Click writes
    "help.usage": ("用法：", "Usage: "),
    "help.options": ("选项：\n", "Options:\n"),
    "help.arguments": ("参数：\n", "Arguments:\n"),
    "help.commands": ("任务：\n", "Commands:\n"),
    "help.pieces": ("[选项]", "[OPTIONS]"),
    "help.task": ("任务 [参数]...", "COMMAND [ARGS]..."),
    "help.required": ("[必填]", "[required]"),
    "help.default": ("[默认：", "[default: "),
    "help.show": ("显示这份说明", "Show this message and exit."),
    "help.install": (
        "为当前 shell 安装命令补全",
        "Install completion for the current shell.",
    ),
    "help.show-completion": (
        "显示命令补全脚本，可自行安装",
        "Show completion for the current shell, to copy it or customize the installation.",
    ),
    # Wrong use
    "usage.option": ("没有 {name} 这个选项。", "There is no option {name}."),
    "usage.task": ("没有“{name}”这个任务。", "There is no task {name}."),
    "usage.no-task": ("没有写任务。", "No task was named."),
    "usage.missing": ("缺少 {name}。", "{name} is missing."),
    "usage.integer": ("{name} 要写一个整数。", "{name} wants a whole number."),
    "usage.bound.greater": ("{name} 不能小于 {bound}。", "{name} must be at least {bound}."),
    "usage.bound.less": ("{name} 不能大于 {bound}。", "{name} must be at most {bound}."),
    "usage.choice": (
        "{name} 不能写“{value}”，只能是：{choices}",
        "{name} cannot be {value}; it is one of: {choices}",
    ),
    "usage.date": (
        "{name} 的“{value}”不是日期，请写成 2023-05-18 的样子。",
        "{name}: {value} is no date; write it like 2023-05-18.",
    ),
    "usage.value": ("{name} 的值不对：{value}", "Wrong value for {name}: {value}"),
    "usage.extra": ("多出了参数：{name}", "Unexpected arguments: {name}"),
    "usage.wants-value": ("选项 {name} 后面要写一个值。", "Option {name} wants a value."),
    "usage.takes-no-value": ("选项 {name} 后面不写值。", "Option {name} takes no value."),
    "usage.near": ("是不是 {near}？", " Perhaps {near}?"),
    "usage.other": ("用法不对：{sentence}", "Wrong use: {sentence}"),
    "usage.help": ("说明：{call} --help", "Help: {call} --help"),
    "run.interrupted": ("已中断。", "Interrupted."),
    "run.unexpected": (
        "程序出错了（{kind}：{error}）。请设 JIANBAO_DEBUG=1 再运行一次，把输出和做法报给维护者。",
        "The program failed ({kind}: {error}). Run it again with JIANBAO_DEBUG=1 and report that.",
    ),
    # Serving
    "serve.taken": (
        "端口 {port} 不能用（{reason}），请另选一个，例如 --port {next}",
        "Port {port} cannot be used ({reason}); choose another, such as --port {next}",
    ),
    "serve.none-free": (
        "{first} 到 {last} 的端口都被占用，请用 --port 另选。",
        "The ports {first} to {last} are all taken; choose one with --port.",
    ),
    "serve.no-content": ("没有内容文件夹：{path}", "There is no content folder: {path}"),
    "serve.ready": ("预览：{url}（按 Ctrl-C 结束）", "Preview: {url} (Ctrl-C ends it)"),
    "serve.changed": ("有改动，重新生成……", "Changed; building again …"),
    "serve.built": ("已更新。", "Up to date."),
    "serve.failed": (
        "没有生成成功，页面保持上一次的样子。",
        "The build failed; the pages stay as they were.",
    ),
    "serve.overlay": (
        "稿件有差错，下面是上一次的页面",
        "The sources have faults; the page below is the last good one",
    ),
    "serve.nothing-yet": ("还没有可看的页面", "Nothing to show yet"),
    # Testing
    "test.missing": (
        "测试还需要系统软件：{names}。请先运行：\n  {command}",
        "The tests also need system packages: {names}. First run:\n  {command}",
    ),
    "test.installing": ("正在安装系统软件：{names}", "Installing system packages: {names}"),
    "test.not-installed": (
        "系统软件没有装上，请看上面的信息。",
        "The system packages could not be installed; see above.",
    ),
    "test.npm-failed": (
        "npm ci 没有成功，请看上面的信息。",
        "npm ci failed; see above.",
    ),
    "test.passed": ("代码检查通过：{names}", "Passed: {names}"),
    "test.failed": ("代码检查没有通过：{names}", "Failed: {names}"),
    # Building
    "level.error": ("差错", "error"),
    "level.warning": ("提醒", "warning"),
    "build.no-content": ("没有内容文件夹：{path}", "There is no content folder: {path}"),
    "build.not-a-folder": ("{path} 不是文件夹。", "{path} is no folder."),
    "build.overlap": (
        "内容文件夹 {content} 和输出文件夹 {output} 不能一个套着另一个。",
        "The content folder {content} and the output folder {output} must not contain each other.",
    ),
    "build.refused": (
        "有 {count} 处差错，没有生成网站；改好后再运行一次。",
        "{count} faults; nothing was built. Mend them and run it again.",
    ),
    "build.done": (
        "已生成：读 {read} 做 {rendered} 写 {written} 未变 {unchanged} 删 {removed}，{seconds} 秒",
        "Read {read} made {rendered} wrote {written} kept {unchanged} gone {removed}, {seconds} s",
    ),
    "build.read": ("读稿", "Reading"),
    "build.pictures": ("图片", "Pictures"),
    "build.originals": ("印刷原版", "Originals"),
    "build.make": ("生成", "Making"),
    "build.bundles": ("检索的索引", "Search index"),
    "why.no-output": ("没有哪个能力生成 {path}。", "Nothing makes {path}."),
    "why.same": (
        "{path}：它所显示的都没有变，不会重做。",
        "{path}: nothing that it shows has changed; it stays.",
    ),
    "why.new": ("{path}：上次没有生成过。", "{path}: no build has made it yet."),
    "why.changed": (
        "{path}：会重做，因为变了：{names}",
        "{path}: would be made again; changed: {names}",
    ),
    "why.site": (
        "网站设置、程序或样式的文件名",
        "settings, program, or names of the theme's files",
    ),
    "why.template": ("模板或它包含的模板", "its template or one that this includes"),
    "why.make": ("生成它的函数", "the function that makes it"),
    "build.program": (
        "程序或设置里的能力变了，这次全部重做。",
        "The program or its capabilities changed; everything is made anew.",
    ),
    "build.no-share-font": (
        "没有找到中文字体，不做分享图（见 docs/publishers.md）。",
        "No Chinese font was found: no share cards are made (see docs/publishers.md).",
    ),
    "build.damaged": (
        "上次生成的记录不能用，这次全部重做。",
        "What the last build noted cannot be used; everything is made anew.",
    ),
    # Checking
    "check.no-path": ("没有 {path}", "There is no {path}"),
    "check.clean": ("检稿完毕，{articles} 篇稿件没有差错。", "{articles} articles, no faults."),
    "check.faults": (
        "检稿完毕，{articles} 篇稿件可读，{faults} 处差错，{warnings} 处提醒。",
        "{articles} articles could be read; {faults} faults, {warnings} warnings.",
    ),
    "soak.done": (
        "改动 {count} 次，{seconds} 秒：指出差错 {faulty}，读通 {fine}；异常或丢失 {failed}。",
        "{count} changes, {seconds} s: {faulty} named, {fine} read; {failed} crashed or lost.",
    ),
    "soak.files": (
        "损坏的文件 {count} 份，{seconds} 秒：生成 {built}，出错 {failed}，每份至多 {slowest} 秒。",
        "{count} damaged files, {seconds} s: {built} built, {failed} failed, slowest {slowest} s.",
    ),
    "check.fixed.encoding": ("已转为 UTF-8", "converted to UTF-8"),
    "check.fixed.front": ("已改好稿头的写法", "front matter mended"),
}
