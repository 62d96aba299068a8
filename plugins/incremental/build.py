"""The way from the sources to the output: look, read what changed, plan, make what shows it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from plugins.core.digest import digest_of
from plugins.core.offers import Offers, Settings, Theme, load_makers
from plugins.core.page import Blob, File, Kept, Output, Page, Ref
from plugins.core.records import Story
from plugins.incremental.assignment import Means, warm_up
from plugins.incremental.bundles import Bundles, made_anew, split, together
from plugins.incremental.darkroom import Darkroom
from plugins.incremental.fingerprint import Print, code_digest, template_digests
from plugins.incremental.lookout import Lookout
from plugins.incremental.outputs import Outputs, doubted
from plugins.incremental.plan import Grouped, Keys, Plan, fetched, plan_of, why
from plugins.incremental.public import archive_of
from plugins.incremental.shelf import Shelf, next_moment
from plugins.incremental.state import Damaged, Folder, Made
from plugins.incremental.update import Reader
from plugins.incremental.workers import processors, spread
from plugins.incremental.writer import OutputFolder

Tick = Callable[[str, int, int], None]
"""Hears of progress: the stage, items done, items in all.

The stages are "read", "pictures", "make", "standing" when all pages do, and "bundles".
"""

Stories = Callable[[Ref], Story]


@dataclass(slots=True)
class Report:
    """What a build did, in files; `notes` are keys of messages worth a line of their own."""

    read: int = 0
    rendered: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    notes: list[str] = field(default_factory=list)


class Build:
    """One build of one content folder into one output folder."""

    def __init__(
        self, root: Path, settings: Settings, *, jobs: int | None = None, tick: Tick | None = None
    ) -> None:
        """Take the settings with all offers in them; `root` is the program's own folder."""
        offers: Offers = settings["OFFERS"]
        if offers.site is None or offers.theme is None or not offers.lists_of_all:
            raise ValueError("PLUGINS: plugins.archive.adapter is missing")
        self._root = root
        self._settings = settings
        self._offers = offers
        self._jobs = jobs or processors()
        self._tick = tick or (lambda _stage, _done, _total: None)
        self.site = offers.site(settings)
        self._means = Means(settings, offers, self.site)
        self._content = Path(settings["PATH"])
        self._output = Path(settings["OUTPUT_PATH"])
        self._theme_folder = Path(settings["THEME"])
        cache = self._cache = Path(settings["CACHE_PATH"])
        self._folder = Folder(cache, self._content, self._output)
        self._theme: Theme = offers.theme(self._theme_folder, self.site, cache / "templates")
        self._darkroom = Darkroom(offers, settings, self._content_of, self._jobs)
        self.now = settings.get("NOW") or datetime.now(ZoneInfo(self.site.timezone))
        self.report = Report(notes=list(offers.notes))

    def run(self, *, clean: bool = False) -> Report:
        """Build; raise SourceFaults, with nothing written, where a source has an error."""
        collecting = gc.isenabled()
        gc.disable()  # a build makes much and drops little
        try:
            with self._folder.locked():
                try:
                    self._run({} if clean else self._head())
                except Damaged:
                    self.report = Report(notes=["build.damaged"])
                    self._run({})
        finally:
            if collecting:
                gc.enable()
        return self.report

    def warm_up(self) -> None:
        """Load what reading and rendering take; forks of this process need not."""
        warm_up(self._means)
        load_makers(self._offers)
        self._theme.ready()

    def why(self, path: str) -> list[str] | None:
        """Return what changed in what the output `path` shows, None if there is no such output."""
        with self._folder.locked():
            try:
                head = self._head()
            except Damaged:
                head = {}
            lookout = self._lookout(forked=False)
            try:
                reader = self._look(head, lookout)
                shelf = reader.updated()
            finally:
                lookout.dismiss()
            known = self._made()
            plan = self._plan(shelf, reader, {}, known.groups, {path})
            home = next((folder for folder in plan.bundles if path.startswith(folder)), None)
            made = known.files.get(path)
            if path not in plan.pages and (home is None or made is None):
                return None
            before = made.key if made else None
            if path in plan.pages:
                return why(*plan.pages[path], before)
            return why(*plan.bundles[home or ""], before)

    def _head(self) -> dict[str, Any]:
        head = self._folder.load("head")
        return head if isinstance(head, dict) else {}

    def _made(self) -> Outputs:
        try:
            return Outputs.kept(self._folder)
        except Damaged:  # what stands there is not known to be ours, and stays
            self.report.notes.append("build.damaged")
            return Outputs()

    def _lookout(self, *, forked: bool) -> Lookout:
        folders = (self._content, self._output, self._folder)
        return Lookout(*folders, self._means, forked=forked)

    def _look(self, head: dict[str, Any], lookout: Lookout) -> Reader:
        """Look at all that may have changed: the sources, the program, the theme."""
        stock = lookout.stock()
        known = Print(head.get("files_of_program", {}), head.get("looked", 0))
        code, files = code_digest(self._root, known)
        plugins = [str(name) for name in self._settings["PLUGINS"]]
        templates = template_digests(self._theme_folder / "templates")
        shown = (self.site, sorted(self._theme.names.items()), self._theme.words)
        self._keys = Keys(digest_of((code, plugins, shown)), templates, code)
        program = digest_of((code, plugins))
        if head and head.get("program") != program:
            self.report.notes.append("build.program")
            head.clear()
        self._program = {"program": program, "files_of_program": files}
        return Reader(
            means=self._means,
            lookout=lookout,
            content=self._content,
            folder=self._folder,
            now=self.now,
            stock=stock,
            head=head,
            program=program,
            jobs=self._jobs,
            tick=lambda done, total: self._tick("read", done, total),
        )

    def _run(self, head: dict[str, Any]) -> None:
        output = OutputFolder(self._output)
        # Begun before it is known whether anything changed, and while there is little to copy.
        lookout = self._lookout(forked=bool(head) and self._jobs > 1)
        try:
            self._build(head, self._look(head, lookout), output, lookout)
        finally:
            lookout.dismiss()

    def _build(
        self, head: dict[str, Any], reader: Reader, output: OutputFolder, lookout: Lookout
    ) -> None:
        if not head:
            self._folder.tidy(self._output)
        if not reader.anything_new() and head.get("pages") == self._keys.all:
            seen = lookout.glance(hurry=True)
            # Where they differ, a build was killed between its pages and its end: what it made may
            # show what the sources held then, and hold no longer.
            if not seen.altered and output.whole and seen.stamp == head.get("outputs"):
                self.report.unchanged = seen.files
                if reader.looked_into_any():
                    self._folder.save("head", {**head, **reader.head()})
                return
        made = Outputs()

        def meanwhile(shelf: Shelf) -> None:
            nonlocal made
            made = self._made()
            load_makers(self._offers)
            self._theme.ready()
            cards = [one.card for one in shelf.filed.values()]
            self._darkroom.prepare(cards, reader.digests_of_others())

        shelf = reader.updated(meanwhile)
        self.report.read = reader.count
        if not head:  # still ours, but nothing is known of what they show
            made = made.forgotten()
        memory = reader.memory
        altered = lookout.glance().altered if head else frozenset[str]()
        plan = self._plan(shelf, reader, memory, made.groups, altered)
        changing = made.groups.keys() - plan.same_groups
        strays, own = split(doubted(made.bundled, altered), plan.bundles)
        before = doubted(made.single | made.of_groups(changing), altered) | strays
        self._make(plan, made, before, own, output, reader.stories)
        reader.keep(shelf, memory)
        clock = self._clock(shelf)
        # Bundles take memory in every process that makes them: what they do without goes first.
        del shelf, before
        memory.clear()
        plan.pages.clear()
        self._make_bundles(plan.bundles, own, output, reader.stories)
        head = {**reader.head(), "pages": self._keys.all, "outputs": self._left.stamp, **clock}
        self._folder.save("head", head)
        reader.close()

    def _clock(self, shelf: Shelf) -> dict[str, Any]:
        moment = next_moment(shelf.filed.values(), self.now)
        return {
            "now": self.now.timestamp(),
            "next": moment.timestamp() if moment else None,
            **self._program,
        }

    def _plan(
        self,
        shelf: Shelf,
        reader: Reader,
        memory: dict[str, Any],
        known: Mapping[str, Grouped],
        altered: Collection[str],
    ) -> Plan:
        """Return what all is to be made, but for `known` groups that are the same."""
        archive = archive_of(shelf, reader.digests_of_others(), memory, self.now, self._jobs)
        archive = self._darkroom.developed(archive, self._tick)
        shelf.show(self._darkroom.shaped)
        outputs: list[Output] = list(self._theme.files)
        makers = load_makers(self._offers)
        for make in makers.pages:
            outputs += make(archive, self.site)
        return plan_of(outputs, makers.lists_of_all, self._keys, known, altered)

    def _make(  # noqa: PLR0913, PLR0917 -- what is to be, what there was, what it is made from
        self,
        plan: Plan,
        made: Outputs,
        before: dict[str, Made],
        own: dict[str, dict[str, Made]],
        output: OutputFolder,
        stories: Stories,
    ) -> None:
        """Remove what nothing makes any more, then make what is new, changed or altered.

        `before` are the files of what was `made` in whose place the plan's pages stand; `own` those
        of the bundles, which stay as they are for now.
        """
        gone = before.keys() - plan.pages.keys() - plan.same
        todo = [
            (one, key)
            for path, (one, key) in plan.pages.items()
            if (was := before.get(path)) is None or was.key != key
        ]
        new = [one.path for one, _ in todo if one.path not in before]
        if new:
            # Noted before the first is written: a build that is killed leaves no file that the
            # next one would not know to be ours.
            made.expecting(new).keep(self._folder)
        output.begin()
        # First, so that a page may stand where a folder stood and the other way round.
        self.report.removed = output.remove(gone)
        self._tick("make", 0, len(todo))
        done = 0

        def tick(count: int) -> None:
            nonlocal done
            done += count
            self._tick("make", done, len(todo))

        def work(some: Sequence[tuple[Page | File, bytes]]) -> list[tuple[str, Made, bool]]:
            return [
                (one.path, *output.write(one.path, self._bytes_of(one, stories), key))
                for one, key in some
            ]

        left = {path: one for path, one in before.items() if path in plan.pages}
        for piece in spread(work, todo, self._jobs, tick):
            for path, one, written in piece:
                left[path] = one
                self.report.written += written
        output.end()
        self.report.rendered = len(todo)
        self.report.unchanged = len(plan.pages) + len(plan.same) - self.report.written
        self._tick("standing", 0, 0)
        self._left = made.followed_by(plan, left, together(own))
        self._left.keep(self._folder)

    def _make_bundles(
        self,
        bundles: Bundles,
        own: dict[str, dict[str, Made]],
        output: OutputFolder,
        stories: Stories,
    ) -> None:
        """Make the bundles that changed; the pages stand already."""
        tally = made_anew(
            bundles,
            own,
            output,
            lambda inputs: fetched(inputs, stories, self._content_of),
            self._keep_files,
            self._jobs,
            self._tick,
        )
        self.report.written += tally.written
        self.report.unchanged += tally.unchanged
        self.report.removed += tally.removed

    def _keep_files(self, files: dict[str, Made]) -> None:
        self._left.bundled = files
        self._left.keep(self._folder)

    def _bytes_of(self, output: Page | File, stories: Stories) -> bytes:
        inputs = fetched(output.inputs, stories, self._content_of)
        if isinstance(output, File):
            return output.make(*inputs)
        return self._theme.render(output, output.make(*inputs)).encode()

    def _content_of(self, file: Blob | Kept) -> bytes:
        folder = self._content if type(file) is Blob else self._cache
        return (folder / file.path).read_bytes()
