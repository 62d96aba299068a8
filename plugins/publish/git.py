"""Git, as publishing needs it: apart from the caller's repository, environment and language."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# Settings of the checkout that decide how a remote is reached, carried over into our repository.
_TRANSPORT = ("http.", "credential.", "core.sshcommand", "core.askpass", "ssh.", "protocol.")


class GitError(Exception):
    """Git refused; the message is what Git itself said."""


@dataclass(frozen=True, slots=True)
class Git:
    """One repository. `environment` is added to the caller's, less every GIT_* of the caller's."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self, *words: str) -> str:
        """Run one Git command and return what it printed; GitError with its complaint if it fails.

        Never asks for a password: who publishes from a schedule cannot answer.
        """
        done = self.attempt(*words)
        if done.returncode != 0:
            raise GitError(done.stderr.strip() or done.stdout.strip())
        return done.stdout

    def read(self, *words: str) -> bytes:
        """Run one Git command and return the bytes it printed; GitError if it fails."""
        done = subprocess.run(  # noqa: S603 -- as below
            ["git", *words],  # noqa: S607 -- found on PATH, as the person finds it
            cwd=self.folder,
            env=self.clean_environment(),
            capture_output=True,
            check=False,
        )
        if done.returncode != 0:
            raise GitError(done.stderr.decode("utf-8", "replace").strip())
        return done.stdout

    def attempt(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one Git command and return how it ended."""
        command = ["git", "-c", "core.quotePath=false", *words]
        return subprocess.run(  # noqa: S603 -- our own words; names are checked by Git
            command,
            cwd=self.folder,
            env=self.clean_environment(),
            text=True,
            encoding="utf-8",
            errors="replace",
            capture_output=True,
            check=False,
        )

    def clean_environment(self) -> dict[str, str]:
        """Return the environment Git runs in: a hook or a rebase around us leaves GIT_* behind.

        Looking takes no locks: who is killed while `git status` notes what it saw leaves one behind
        that keeps the editor from the next commit.
        """
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("GIT_") or name in {"GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS"}
        }
        ours = {"LC_ALL": "C.UTF-8", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
        return {**kept, **ours, **self.environment}


def transport_settings(checkout: Git) -> dict[str, str]:
    """Return, as environment variables, the checkout's own settings for reaching its remotes."""
    listed = checkout.run("config", "--local", "--null", "--list")
    pairs = [entry.partition("\n")[::2] for entry in listed.split("\0") if entry]
    chosen = [(name, value) for name, value in pairs if name.lower().startswith(_TRANSPORT)]
    settings = {"GIT_CONFIG_COUNT": str(len(chosen))}
    for number, (name, value) in enumerate(chosen):
        settings[f"GIT_CONFIG_KEY_{number}"] = name
        settings[f"GIT_CONFIG_VALUE_{number}"] = value
    return settings


def author(checkout: Git) -> dict[str, str]:
    """Return, as environment variables, who commits: the checkout's user, else the paper itself."""
    name = checkout.attempt("config", "user.name").stdout.strip()
    email = checkout.attempt("config", "user.email").stdout.strip()
    return {
        "GIT_COMMITTER_NAME": name or "简报",
        "GIT_COMMITTER_EMAIL": email or "noreply@localhost",
    }
