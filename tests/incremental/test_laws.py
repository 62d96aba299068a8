"""The laws of the fast build: whatever happens between two builds, the output is a clean one's."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.incremental.sites import NOW, ChangingSite
from tests.site.small import article, tree

WHICH = st.integers(0, 100)
WORDS = st.sampled_from(
    ("读书", "参观", "结对，与南溪学校签订共建协议", "劳动", "![桥](/images/seen.png)")
)
DAYS = st.sampled_from(("2023-03-01", "2023-04-01", "2022-12-31", "2030-01-03"))
ISSUES = st.sampled_from(("2023-03-01", "2023-04-01", "2023-05-01"))


class Laws(RuleBasedStateMachine):
    """An editor, an administrator, a designer and a clock, in any order."""

    @initialize()
    def begin(self) -> None:
        """Start with a site that was built once."""
        self.folder = Path(tempfile.mkdtemp(prefix="jianbao-laws-"))
        self.site = ChangingSite(self.folder)
        self.count = 0
        self.site.run()

    def teardown(self) -> None:
        """Leave nothing behind."""
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def any_article(self, which: int) -> Path:
        """Return the file of one of the articles."""
        names = self.site.articles()
        return self.site.content / names[which % len(names)]

    def change(self, which: int, old: str, new: str) -> None:
        """Replace some words of an article."""
        file = self.any_article(which)
        file.write_text(file.read_text("utf-8").replace(old, new, 1), encoding="utf-8")

    @rule(which=WHICH, words=WORDS)
    def edit_body(self, which: int, words: str) -> None:
        """An editor writes a sentence more."""
        self.change(which, "。", f"。大家{words}。")

    @rule(which=WHICH, words=WORDS)
    def edit_title(self, which: int, words: str) -> None:
        """A title gets longer."""
        self.change(which, "\ndate:", f"{words[:2].strip('![')}\ndate:")

    @rule(words=WORDS, day=DAYS)
    def add(self, words: str, day: str) -> None:
        """A new article, perhaps one with a date that is to come."""
        self.count += 1
        text = article(f"新稿{self.count}", day, f"第一车间党支部与北图联合开展主题党日，{words}。")
        self.site.write(f"articles/2023/new-{self.count}.md", text)

    @rule(which=WHICH, other=WHICH)
    def link(self, which: int, other: int) -> None:
        """One article leads to another, which may not be public, or not stay."""
        target = self.any_article(other).relative_to(self.site.content).as_posix()
        self.change(which, "。", f"。见[另一篇](/{target})。")

    @precondition(lambda self: len(self.site.articles()) > 1)
    @rule(which=WHICH)
    def remove(self, which: int) -> None:
        """An article goes."""
        self.any_article(which).unlink()

    @rule(which=WHICH)
    def rename(self, which: int) -> None:
        """A file gets another name, and with it another address."""
        self.count += 1
        file = self.any_article(which)
        file.rename(file.with_name(f"renamed-{self.count}.md"))

    @rule(which=WHICH, issue=ISSUES)
    def move_to_issue(self, which: int, issue: str) -> None:
        """An article moves to another issue, perhaps one that is not there."""
        for one in ("2023-03-01", "2023-04-01"):
            self.change(which, f"issue: {one}", f"issue: {issue}")

    @rule(which=WHICH, status=st.sampled_from(("draft", "withdrawn", "published")))
    def set_status(self, which: int, status: str) -> None:
        """An article is taken back, or published after all."""
        for one in ("draft", "withdrawn", "published"):
            self.change(which, f"status: {one}\n", "")
        self.change(which, "---\n", f"---\nstatus: {status}\n")

    @rule(which=WHICH, name=st.sampled_from(("党建", "dang-jian", "要闻")))
    def set_column(self, which: int, name: str) -> None:
        """A column that no register declares is what articles make of it."""
        self.change(which, "---\n", f"---\ncolumn: {name}\n")

    @rule(which=WHICH, hours=st.integers(-30, 60))
    def embargo(self, which: int, hours: int) -> None:
        """An article waits for its time."""
        moment = (self.site.now + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")
        self.change(which, "---\n", f"---\nembargo: {moment}\n")

    @rule(which=WHICH, alias=st.sampled_from(("/old/one/", "/about/", "/two.html")))
    def add_alias(self, which: int, alias: str) -> None:
        """An old address leads on, or clashes with a page."""
        self.change(which, "---\n", f"---\naliases: [{alias}]\n")

    @rule(name=st.sampled_from(("北图", "北馆", "读书会", "南溪学校")))
    def set_register_alias(self, name: str) -> None:
        """A partner gets an alias, perhaps one that is another's name."""
        file = self.site.content / "register" / "partners.yaml"
        lines = file.read_text("utf-8").split("aliases: [")
        file.write_text(f"{lines[0]}aliases: [{name}{lines[1][lines[1].index(']') :]}", "utf-8")

    @rule(number=st.integers(1, 9), sheet=st.booleans())
    def edit_issue(self, number: int, *, sheet: bool) -> None:
        """An issue gets another number, or sheets."""
        day = "2023-03-01"
        sheets = "sheets: [{number: 1, name: 要闻}]\n" if sheet else ""
        self.site.write(f"issues/{day}.yaml", f"id: {day}\ndate: {day}\nnumber: {number}\n{sheets}")

    @rule(number=st.integers(1, 9))
    def toggle_issue(self, number: int) -> None:
        """An issue comes or goes, perhaps under its articles."""
        path = self.site.content / "issues" / "2023-05-01.yaml"
        if path.exists():
            path.unlink()
        else:
            path.write_text(f"id: 2023-05-01\ndate: 2023-05-01\nnumber: {number}\n", "utf-8")

    @rule(data=st.binary(min_size=1, max_size=3))
    def edit_picture(self, data: bytes) -> None:
        """A picture is replaced, or goes though articles show it."""
        path = self.site.content / "images" / "seen.png"
        if path.exists() and len(data) == 1:
            path.unlink()
        else:
            path.write_bytes(data)

    @rule(
        place=st.sampled_from(
            (
                ("base.html", "</main>"),
                ("components/article.html", "</hgroup>"),
                ("article.html", "</article>"),
                ("feed.xml", "</feed>"),
            )
        )
    )
    def edit_template(self, place: tuple[str, str]) -> None:
        """The designer changes a template, perhaps one that others include."""
        name, mark = place
        file = self.site.theme / "templates" / name
        text = file.read_text("utf-8")
        assert mark in text
        file.write_text(text.replace(mark, f"\n{mark}", 1), "utf-8")

    @rule()
    def edit_style(self) -> None:
        """The designer changes the stylesheet, whose name is in every page."""
        file = self.site.theme / "static" / "css" / "base.css"
        file.write_text(file.read_text("utf-8") + "p{}\n", "utf-8")

    @rule(
        change=st.sampled_from(
            (
                {"SITENAME": "青禾报"},
                {"SITEURL": "https://example.org/newsletter"},
                {"TIMEZONE": "America/New_York"},
                {"DEFAULT_PAGINATION": 2},
                {},
            )
        )
    )
    def set_settings(self, change: dict[str, object]) -> None:
        """The administrator changes the settings."""
        self.site.settings = change

    @rule(hours=st.integers(-48, 72))
    def set_clock(self, hours: int) -> None:
        """Time passes, and now and then it is put back."""
        self.site.now = NOW + timedelta(hours=hours)

    @rule(which=WHICH, how=st.sampled_from(("remove", "edit", "touch")))
    def meddle(self, which: int, how: str) -> None:
        """Somebody reaches into the output."""
        files = sorted(path for path in self.site.output.rglob("*") if path.is_file())
        file = files[which % len(files)]
        if how == "remove":
            file.unlink()
        elif how == "edit":
            file.write_bytes(file.read_bytes()[:-1] + b"?")
        else:
            file.touch()

    @rule(which=WHICH, data=st.binary(max_size=2))
    def damage_state(self, which: int, data: bytes) -> None:
        """What was noted is cut short or written over; the list of outputs is left alone.

        Without that list nothing in the output is known to be ours, and leftovers stay.
        """
        kept = [p for p in (self.folder / "cache" / "builds").rglob("*") if p.is_file()]
        files = sorted(p for p in kept if p.name not in {"outputs", "output", "lock"})
        if files:
            file = files[which % len(files)]
            file.write_bytes(file.read_bytes()[: -1 - which] + data)

    @rule(after=st.floats(0, 0.25))
    def kill(self, after: float) -> None:
        """A build is killed at any moment."""
        self.site.kill(after)

    @rule(jobs=st.sampled_from((1, 2, 3)))
    def set_jobs(self, jobs: int) -> None:
        """Another machine, with other processors."""
        self.site.jobs = jobs

    @invariant()
    def the_next_build_equals_a_clean_one(self) -> None:
        """Law 2, or the same faults and an untouched output; then law 1."""
        if not hasattr(self, "site"):
            return
        before = tree(self.site.output)
        report = self.site.run()
        clean = self.site.clean()
        if isinstance(clean, tuple):
            assert report == clean
            assert tree(self.site.output) == before
            return
        assert not isinstance(report, tuple), report
        assert tree(self.site.output) == clean
        again = self.site.run()
        assert not isinstance(again, tuple)
        assert (again.rendered, again.written, again.removed) == (0, 0, 0)


# JIANBAO_LAWS=500 makes it a long run.
Laws.TestCase.settings = settings(
    max_examples=int(os.environ.get("JIANBAO_LAWS", "8")),
    stateful_step_count=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
test_laws = Laws.TestCase
