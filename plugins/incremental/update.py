"""What is known of the sources, brought up to date: only what changed is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.core.digest import digest_of, digest_of_bytes
from plugins.core.faults import Fault, SourceFaults
from plugins.core.folder import Inventory, Stamp, gather, read_source
from plugins.core.offers import Offers, Render, Settings
from plugins.core.page import Ref
from plugins.core.reading_order import by_id, sorted_out
from plugins.core.records import Issue, Story
from plugins.core.settings import Site
from plugins.incremental.fingerprint import changed
from plugins.incremental.shelf import Shelf, public_urls, touched_by
from plugins.incremental.state import Damaged, Folder, Stories
from plugins.incremental.workers import spread

# So many files are read at once to tell whether their bytes changed; beyond, all count as changed.
_MOST_LOOKED_INTO = 2_000
# The store of stories is made anew when more than half of it is no longer needed.
_SPARE = 4_000_000


class Reader:
    """Finds out what changed since the last build, and reads that."""

    def __init__(  # noqa: PLR0913 -- the parts that reading is put together from
        self,
        *,
        settings: Settings,
        offers: Offers,
        site: Site,
        content: Path,
        folder: Folder,
        now: datetime,
        stock: Inventory,
        looked: int,
        head: Mapping[str, Any],
        program: bytes,
        jobs: int,
        tick: Callable[[int, int], None],
    ) -> None:
        """Compare the stock with what the head of the state knows; read no article yet."""
        self._settings, self._offers, self._site = settings, offers, site
        self._content, self._folder = content, folder
        self._now, self._stock, self._looked = now, stock, looked
        self._head, self._jobs, self._tick = head, jobs, tick
        self.count = 0
        self.memory: dict[str, Any] = {}
        self._stories: Stories | None = None
        self._records = ""
        romanise = settings["ROMANISE"]
        markdown = settings["MARKDOWN"]
        self._render_key = digest_of((program, site.base, markdown))
        self._reading_key = digest_of(
            (self._render_key, site.timezone, romanise.__module__, romanise.__qualname__)
        )
        self._stamps: dict[str, Stamp] = {**stock.sources, **stock.others}
        self._known: dict[str, tuple[Stamp, bytes]] = head.get("files", {})
        self._files: dict[str, tuple[Stamp, bytes]] = {}
        self._gone = self._known.keys() - self._stamps.keys()
        self._changed = self._compare()

    def _compare(self) -> set[str]:
        """Return the files that hold something new; note the digests of those looked into."""
        known, stamps = self._known, self._stamps
        suspects = changed(stamps, known, self._head.get("looked", 0))
        self._files = {path: was for path, was in known.items() if path in stamps}
        found = set()
        many = len(suspects) > _MOST_LOOKED_INTO
        for path in suspects:
            if path in self._stock.sources and (many or path not in known):
                found.add(path)  # it is read anyway
                continue
            data = read_source(self._content, path)
            digest = b"" if isinstance(data, Fault) else digest_of_bytes(data)
            if path not in known or known[path][1] != digest:
                found.add(path)
            self._files[path] = (stamps[path], digest)
        return found

    def anything_new(self) -> bool:
        """Tell whether the sources, or what reading depends on, differ from the last build's."""
        head = self._head
        moment = self._now.timestamp()
        next_ = head.get("next")
        return bool(
            self._changed
            or self._gone
            or self._stock.faults
            or head.get("reading") != self._reading_key
            or moment < head.get("now", moment)
            or (next_ is not None and next_ <= moment)
        )

    def stamps_differ(self) -> bool:
        """Tell whether files were touched that hold what they held."""
        return self._files != self._known

    def digests_of_others(self) -> dict[str, bytes]:
        """Return the digest of each file that is no source."""
        return {path: self._files[path][1] for path in self._stock.others}

    def head(self) -> dict[str, Any]:
        """Return what the head of the state is to know of the sources."""
        return {
            "files": self._files,
            "looked": self._looked,
            "reading": self._reading_key,
            "store": self._stories.path.name if self._stories else self._head.get("store"),
            "records": self._records or self._head.get("records"),
        }

    def updated(self) -> Shelf:
        """Return all that is known of the sources now; raise SourceFaults, Damaged."""
        if self._stock.faults:
            self._refuse(self._stock.faults)
        shelf = self._restored()
        by_kind = sorted_out(self._stock.sources)
        if by_kind[""]:
            path = by_kind[""][0]
            self._refuse([Fault(path, 1, 1, "file-kind", {"path": path})])
        everything = self._head.get("reading") != self._reading_key or not self._known
        if everything or self._touches("register/"):
            self._read_register(shelf, by_kind["register"])
            everything = True
        issues = self._read_issues(shelf, by_kind["issues"], everything=everything)
        for path in self._gone:
            shelf.filed.pop(path, None)
        paths = [*by_kind["articles"], *by_kind["pages"]]
        if everything:
            dirty = set(paths)
        else:
            back = self._now if self._now.timestamp() < self._head.get("now", 0) else None
            dirty = self._changed.intersection(paths)
            if issues or self._gone or back:
                dirty |= touched_by(shelf, issues=issues, missing=set(self._gone), now=back)
        self._read(shelf, sorted(dirty))
        if dirty or self._gone:
            self._check_addresses(shelf)
        return shelf

    def stories(self, ref: Ref) -> Story:
        """Return the story that a reference stands for."""
        if self._stories is None:
            raise Damaged("stories")
        return self._stories.read(self._shelf.filed[ref.source].place, ref.digest)

    def keep(self, shelf: Shelf, memory: dict[str, Any]) -> None:
        """Save what the next build starts from."""
        if self._stories is not None:
            live = sum(one.place[1] for one in shelf.filed.values())
            if self._stories.size > 2 * live + _SPARE:
                self._stories = self._stories.without_waste(shelf.filed, self._new_store())
        self._records = f"records-{self._looked:x}"
        self._folder.save(self._records, (*shelf.kept(), memory))

    def close(self) -> None:
        """Close the store, and remove what no state names any more."""
        if self._stories is not None:
            self._stories.close()
            self._folder.keep_only({self._stories.path.name, self._records})

    def _restored(self) -> Shelf:
        records = self._head.get("records")
        kept = self._folder.load(records) if records else None
        store = self._head.get("store")
        if kept is None or not store or not (self._folder.path / store).exists():
            if self._head:
                raise Damaged("records")
            self._shelf = Shelf()
            self._stories = Stories(self._new_store())
        else:
            self._shelf = Shelf.restored(kept)
            self.memory = kept[-1]
            self._stories = Stories(self._folder.path / store)
        return self._shelf

    def _new_store(self) -> Path:
        self._folder.path.mkdir(parents=True, exist_ok=True)
        return self._folder.path / f"stories-{self._looked:x}"

    def _touches(self, folder: str) -> bool:
        return any(path.startswith(folder) for path in (*self._changed, *self._gone))

    def _read_register(self, shelf: Shelf, paths: Sequence[str]) -> None:
        from plugins.core.register_file import read_register_and_columns

        files = {path: self._bytes_of(path) for path in paths}
        for path, data in files.items():
            self._files[path] = (self._stamps[path], digest_of_bytes(data))
        shelf.register, shelf.columns, faults = read_register_and_columns(files)
        if faults:
            self._refuse(faults)

    def _read_issues(self, shelf: Shelf, paths: Sequence[str], *, everything: bool) -> set[str]:
        """Read the issues that changed; return the ids of those that are not what they were."""
        before = dict(shelf.issues)
        for path in self._gone:
            shelf.issues.pop(path, None)
        missing = self._gone & {i.original for i in shelf.issues.values() if i.original}
        stale = {path for path, issue in shelf.issues.items() if issue.original in missing}
        dirty = [p for p in paths if everything or p in self._changed or p in stale]
        if not dirty:
            return {issue.id for path, issue in before.items() if path not in shelf.issues}
        from plugins.core.reading import read_issue

        existing = frozenset(self._stock.others)

        def work(some: Sequence[str]) -> list[tuple[str, bytes, Issue | None, list[Fault]]]:
            found = []
            for path in some:
                data = self._bytes_of(path)
                found.append((path, digest_of_bytes(data), *read_issue(path, data, existing)))
            return found

        faults: list[Fault] = []
        for piece in spread(work, dirty, self._jobs, lambda _count: None):
            for path, digest, issue, more in piece:
                self._files[path] = (self._stamps[path], digest)
                faults += more
                if issue is not None:
                    shelf.issues[path] = issue
        _, more = by_id(shelf.issues.values())
        if faults or more:
            self._refuse([*faults, *more])
        return {issue.id for path, issue in before.items() if shelf.issues.get(path) != issue}

    def _read(self, shelf: Shelf, dirty: list[str]) -> None:
        """Read articles and pages, and once more those whose links lead elsewhere since."""
        self._read_some(shelf, dirty, public_urls(shelf.filed.values(), self._now))
        with_links = [
            one for one in shelf.filed.values() if one.links and one.linked_urls is not None
        ]
        if not with_links:
            return
        urls = public_urls(shelf.filed.values(), self._now)
        stale = [
            one.card.source
            for one in with_links
            if one.linked_urls != tuple([urls.get(link) for link in one.links])
        ]
        self._read_some(shelf, sorted(stale), urls)

    def _read_some(self, shelf: Shelf, dirty: list[str], urls: Mapping[str, str]) -> None:
        if not dirty or self._stories is None:
            return
        # What reading takes is loaded when there is something to read.
        from plugins.core.proofreading import World
        from plugins.incremental.sources import SourceReader, read_back

        world = World(
            register=shelf.register,
            columns=shelf.columns,
            issues=by_id(shelf.issues.values())[0],
            existing=frozenset(self._stock.others),
            sources=frozenset(self._stock.sources),
            now=self._now,
            romanise=self._settings["ROMANISE"],
        )
        reader = SourceReader(
            content=self._content,
            world=world,
            label=self._offers.labeller and self._offers.labeller(shelf.register),
            render=self._renderer,
            render_key=self._render_key,
            urls=urls,
            known=shelf.filed,
            stories=self._stories,
        )
        done = 0

        def tick(count: int) -> None:
            nonlocal done
            done += count
            self._tick(done, len(dirty))

        self._tick(0, len(dirty))
        filed, digests, faults = read_back(spread(reader.read, dirty, self._jobs, tick))
        if faults:
            self._refuse(faults)
        self.count += len(dirty)
        for path, digest in zip(dirty, digests, strict=True):
            self._files[path] = (self._stamps[path], digest)
        shelf.filed.update((one.card.source, one) for one in filed)

    def _renderer(self, urls: Mapping[str, str]) -> Render:
        if self._offers.renderer is None:
            raise ValueError("PLUGINS: plugins.archive.adapter is missing")
        return self._offers.renderer(self._settings, self._site, urls)

    def _check_addresses(self, shelf: Shelf) -> None:
        """Refuse two records at one address; what exactly is wrong, the full reading says."""
        taken: set[str] = set()
        count = 0
        for one in shelf.filed.values():
            taken.add(one.card.url)
            count += 1
            for alias in one.card.aliases:
                taken.add(alias.strip("/") + ("" if alias.endswith((".html", ".htm")) else "/"))
                count += 1
        if len(taken) != count:
            self._refuse([])

    def _bytes_of(self, path: str) -> bytes:
        data = read_source(self._content, path)
        if isinstance(data, Fault):
            self._refuse([data])
            return b""
        return data

    def _refuse(self, faults: Sequence[Fault]) -> None:
        """Raise SourceFaults with every fault of every source, as `check` lists them."""
        from plugins.core.reading import read

        files, existing, unreadable = gather(self._content)
        reading = read(files, existing=existing, now=self._now, romanise=self._settings["ROMANISE"])
        listed = [f for f in (*unreadable, *reading.faults) if f.level == "error"]
        errors = listed or [fault for fault in faults if fault.level == "error"]
        if errors:
            raise SourceFaults(tuple(sorted(errors, key=lambda fault: fault.place)))
