"""What is known of the sources, brought up to date: only what changed is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.core.digest import digest_of, digest_of_bytes
from plugins.core.faults import Fault, SourceFaults
from plugins.core.folder import Inventory, gather, read_source
from plugins.core.page import Ref
from plugins.core.reading_order import by_id, sorted_out
from plugins.core.records import Issue, Story
from plugins.incremental.assignment import Assignment, Means, reader_of
from plugins.incremental.changes import Changes
from plugins.incremental.filed import Place
from plugins.incremental.lookout import Lookout
from plugins.incremental.shelf import (
    Shelf,
    addresses_clash,
    areas_lead_nowhere,
    public_urls,
    restored,
    touched_by,
)
from plugins.incremental.state import Damaged, Folder, Stories
from plugins.incremental.workers import FEWEST, spread

if TYPE_CHECKING:
    from plugins.incremental.sources import Found

# The store of stories is made anew when more than half of it is no longer needed.
_SPARE = 4_000_000


class Reader:
    """Finds out what changed since the last build, and reads that."""

    def __init__(  # noqa: PLR0913 -- the parts that reading is put together from
        self,
        *,
        means: Means,
        lookout: Lookout,
        content: Path,
        folder: Folder,
        now: datetime,
        stock: Inventory,
        head: Mapping[str, Any],
        program: bytes,
        jobs: int,
        tick: Callable[[int, int], None],
    ) -> None:
        """Compare the stock with what the head of the state knows; read no article yet."""
        self._means, self._lookout = means, lookout
        settings, _, site = means
        self._content, self._folder = content, folder
        self._now, self._stock, self._looked = now, stock, lookout.began
        self._head, self._jobs, self._tick = head, jobs, tick
        self.count = 0
        self.memory: dict[str, Any] = {}
        self._stories: Stories | None = None
        self._places: dict[str, Place] = {}
        self._records = ""
        self._world = b""
        romanise = self._romanise = settings["ROMANISE"]
        markdown = settings["MARKDOWN"]
        self._render_key = digest_of((program, site.base, markdown))
        self._reading_key = digest_of(
            (self._render_key, site.timezone, romanise.__module__, romanise.__qualname__)
        )
        self._changes = Changes(content, stock, head.get("files", {}), head.get("looked", 0))
        self._files = self._changes.files

    def anything_new(self) -> bool:
        """Tell whether the sources, or what reading depends on, differ from the last build's."""
        head = self._head
        moment = self._now.timestamp()
        next_ = head.get("next")
        return bool(
            self._changes.found
            or self._changes.gone
            or self._stock.faults
            or head.get("reading") != self._reading_key
            or moment < head.get("now", moment)
            or (next_ is not None and next_ <= moment)
        )

    def looked_into_any(self) -> bool:
        """Tell whether files had to be opened that hold what they held."""
        return self._changes.looked_into

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
            "world": self._world or self._head.get("world"),
        }

    def updated(self, meanwhile: Callable[[Shelf], None] = lambda _: None) -> Shelf:
        """Return all that is known of the sources now; raise SourceFaults, Damaged.

        `meanwhile` is called with what was known, while another process may be reading.
        """
        by_kind = sorted_out(self._stock.sources)
        strays = [Fault(path, 1, 1, "file-kind", {"path": path}) for path in by_kind[""]]
        if strays or self._stock.faults:
            self._refuse([*strays, *self._stock.faults])
        shelf = self._opened()
        everything = self._head.get("reading") != self._reading_key or not self._changes.known
        if everything or self._touches("register/"):
            self._read_register(shelf, by_kind["register"])
            everything = True
        issues = self._read_issues(shelf, by_kind["issues"], everything=everything)
        paths = [*by_kind["articles"], *by_kind["pages"]]
        back = self._now if self._now.timestamp() < self._head.get("now", 0) else None
        dirty = set(paths) if everything else self._changes.found.intersection(paths)
        few = sorted(dirty) if 0 < len(dirty) < FEWEST else []
        if few and not everything:
            self._lookout.ask(self._assignment(shelf), few)
        self._fill(shelf)
        meanwhile(shelf)
        for path in self._changes.gone:
            shelf.drop(path)
        if not everything:
            if few:
                self._file(shelf, few, [self._lookout.result()])
                dirty = set()
            if issues or self._changes.gone or back:
                missing = set(self._changes.gone)
                dirty |= touched_by(shelf, issues=issues, missing=missing, now=back)
        self._read(shelf, sorted(dirty))
        if addresses_clash(shelf) or areas_lead_nowhere(shelf):
            self._refuse([])  # what exactly is wrong, the full reading says
        self._places = {source: one.place for source, one in shelf.filed.items()}
        return shelf

    def stories(self, ref: Ref) -> Story:
        """Return the story that a reference stands for."""
        return self._store.read(self._places[ref.source], ref.digest)

    def keep(self, shelf: Shelf, memory: dict[str, Any]) -> None:
        """Save what the next build starts from."""
        if self._stories is not None:
            live = sum(length for _, length in self._places.values())
            if self._stories.size > 2 * live + _SPARE:
                old = self._stories
                self._stories, self._places = old.copied(self._places, self._new_store())
                old.close()
                shelf.move(self._places)
        self._records = f"records-{self._looked:x}"
        self._folder.save(self._records, (shelf.kept(), memory))
        self._world = shelf.world()

    def close(self) -> None:
        """Close the store, and remove what no state names any more."""
        if self._stories is not None:
            self._stories.close()
            self._folder.keep_only({self._stories.path.name, self._records})

    def _opened(self) -> Shelf:
        """Return a shelf with what articles are held against, and open the store of stories."""
        store = self._head.get("store")
        if not self._head:
            shelf = Shelf()
            self._stories = Stories(self._new_store())
        elif not store or not (self._folder.path / store).exists():
            raise Damaged("stories")
        else:
            shelf = restored(self._head["world"])
            self._stories = Stories(self._folder.path / store)
        return shelf

    def _fill(self, shelf: Shelf) -> None:
        """Put the articles and pages of the last build on the shelf."""
        if not self._head:
            return
        kept = self._folder.load(self._head.get("records", "records"))
        if kept is None:
            raise Damaged("records")
        shelf.file(kept[0])
        self.memory = kept[1]

    def _new_store(self) -> Path:
        self._folder.path.mkdir(parents=True, exist_ok=True)
        return self._folder.path / f"stories-{self._looked:x}"

    def _touches(self, folder: str) -> bool:
        return any(path.startswith(folder) for path in (*self._changes.found, *self._changes.gone))

    def _read_register(self, shelf: Shelf, paths: Sequence[str]) -> None:
        from plugins.core.register_file import read_register_and_columns

        files = {path: self._bytes_of(path) for path in paths}
        for path, data in files.items():
            self._changes.note(path, digest_of_bytes(data))
        shelf.register, shelf.columns, faults = read_register_and_columns(files)
        if faults:
            self._refuse(faults)

    def _read_issues(self, shelf: Shelf, paths: Sequence[str], *, everything: bool) -> set[str]:
        """Read the issues that changed; return the ids of those that are not what they were."""
        before = dict(shelf.issues)
        for path in self._changes.gone:
            shelf.issues.pop(path, None)
        missing = self._changes.gone & {i.original for i in shelf.issues.values() if i.original}
        stale = {path for path, issue in shelf.issues.items() if issue.original in missing}
        dirty = [p for p in paths if everything or p in self._changes.found or p in stale]
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
        for piece in spread(work, dirty, self._jobs):
            for path, digest, issue, more in piece:
                self._changes.note(path, digest)
                faults += more
                if issue is not None:
                    shelf.issues[path] = issue
        _, more = by_id(shelf.issues.values())
        if faults or more:
            self._refuse([*faults, *more])
        return {issue.id for path, issue in before.items() if shelf.issues.get(path) != issue}

    def _read(self, shelf: Shelf, dirty: list[str]) -> None:
        """Read articles and pages, and once more those whose links lead elsewhere since."""
        if dirty:
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
        if not dirty:
            return
        done = 0

        def tick(count: int) -> None:
            nonlocal done
            done += count
            self._tick(done, len(dirty))

        self._tick(0, len(dirty))
        reader = reader_of(self._assignment(shelf), self._means, self._store, urls, shelf.filed)
        self._file(shelf, dirty, spread(reader.read, dirty, self._jobs, tick))

    def _file(self, shelf: Shelf, paths: Sequence[str], found: Sequence[Found]) -> None:
        """Put what was read from these sources on the shelf; refuse it if anything is wrong."""
        faults = [fault for _, _, some in found for fault in some]
        if faults:
            self._refuse(faults)
        digests = [digest for _, some, _ in found for digest in some]
        for path, digest in zip(paths, digests, strict=True):
            self._changes.note(path, digest)
        for columns, _, _ in found:
            shelf.file(columns)
        self.count += len(paths)

    @property
    def _store(self) -> Stories:
        """The open store of stories."""
        if self._stories is None:
            raise Damaged("stories")
        return self._stories

    def _assignment(self, shelf: Shelf) -> Assignment:
        return Assignment(
            content=self._content,
            store=self._store.path,
            register=shelf.register,
            columns=shelf.columns,
            issues=by_id(shelf.issues.values())[0],
            existing="\0".join(self._stock.others),
            sources="\0".join(self._stock.sources),
            now=self._now,
            render_key=self._render_key,
        )

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
        reading = read(files, existing=existing, now=self._now, romanise=self._romanise)
        listed = [f for f in (*unreadable, *reading.faults) if f.level == "error"]
        errors = listed or [fault for fault in faults if fault.level == "error"]
        if errors:
            raise SourceFaults(tuple(sorted(errors, key=lambda fault: fault.place)))
