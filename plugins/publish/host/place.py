"""The folder of an own server: where each of its parts lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """All paths below the server's folder, which is absolute."""

    folder: Path

    @property
    def repository(self) -> Path:
        """The bare repository that editors push to."""
        return self.folder / "repository.git"

    @property
    def releases(self) -> Path:
        """One folder for each release, named by time and commit."""
        return self.folder / "releases"

    @property
    def current(self) -> Path:
        """The link to the release that readers see."""
        return self.folder / "current"

    @property
    def kept(self) -> Path:
        """Files that no release holds any more, but that readers may still ask for."""
        return self.folder / "kept"

    @property
    def notes(self) -> Path:
        """What is known of each release, beside it so that no reader sees it."""
        return self.folder / "notes"

    @property
    def work(self) -> Path:
        """The sources, the site and the cache of builds; may be removed at any time."""
        return self.folder / "work"

    @property
    def content(self) -> Path:
        """The pushed content folder, as files."""
        return self.work / "tree" / "content"

    @property
    def memory(self) -> Path:
        """What preflight remembers; builds cannot write it."""
        return self.work / "preflight.db"

    @property
    def spare(self) -> Path:
        """A folder that is almost the next release."""
        return self.work / "spare"

    @property
    def spare_marks(self) -> Path:
        """The marks of what the spare folder holds."""
        return self.work / "spare.marks"

    @property
    def site(self) -> Path:
        """The site that builds make, in place."""
        return self.work / "site"

    @property
    def cache(self) -> Path:
        """What builds remember."""
        return self.work / "cache"

    @property
    def rules(self) -> Path:
        """What the owner decides: address, limits, how many releases are kept."""
        return self.folder / "host.toml"

    @property
    def settings(self) -> Path:
        """The settings of the published site."""
        return self.folder / "settings.py"

    @property
    def passwords(self) -> Path:
        """Who may push over HTTP (htpasswd)."""
        return self.folder / "passwords"

    @property
    def health(self) -> Path:
        """What the health page shows."""
        return self.folder / "status" / "health.json"

    @property
    def held(self) -> Path:
        """Names the commit that is not to be published again after a rollback."""
        return self.folder / "status" / "held"

    @property
    def lock(self) -> Path:
        """Held by whoever builds or publishes."""
        return self.folder / "status" / "lock"

    @property
    def nginx(self) -> Path:
        """The web server's configuration."""
        return self.folder / "nginx.conf"

    @property
    def systemd(self) -> Path:
        """The folder of units for systemd."""
        return self.folder / "systemd"

    @property
    def socket(self) -> Path:
        """Where the web server hands over pushes."""
        return self.folder / "run" / "git.socket"

    @property
    def parts(self) -> tuple[Path, ...]:
        """The folders that must exist, but for the repository."""
        named = (self.releases, self.kept, self.notes, self.systemd)
        below = (self.site, self.cache, self.content, self.health.parent, self.socket.parent)
        return (self.folder, *named, *below)


def write_whole(file: Path, text: str | bytes) -> None:
    """Replace a file as a whole: a reader finds the old one or the new one."""
    part = file.with_name(f"{file.name}.part")
    part.write_bytes(text.encode() if isinstance(text, str) else text)
    part.replace(file)
