"""A real own server: `./jianbao host`, nginx, fcgiwrap, and an editor who pushes to it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from plugins.publish.host import nginx
from plugins.publish.host.place import Place
from plugins.publish.host.rules import read_rules
from tests.publish.paper import git
from tests.site.small import article, write_small_site

PROJECT = Path(__file__).resolve().parents[3]
TASKS = [sys.executable, str(PROJECT / "tasks.py")]
WHERE = f"{os.environ['PATH']}:/usr/sbin:/sbin"
HTTP = """
{modules}
{user}
daemon off;
worker_processes 2;
pid "{folder}/nginx.pid";
error_log "{folder}/error.log";
events {{ worker_connections 4096; }}
http {{
  access_log off;
  client_body_temp_path "{folder}/body"; proxy_temp_path "{folder}/proxy";
  fastcgi_temp_path "{folder}/fastcgi"; uwsgi_temp_path "{folder}/uwsgi";
  scgi_temp_path "{folder}/scgi";
  include "{config}";
}}
"""
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "LANG": "zh_CN.UTF-8",
    "LC_ALL": "",
    "GIT_AUTHOR_NAME": "编辑",
    "GIT_AUTHOR_EMAIL": "editor@paper.example",
    "GIT_COMMITTER_NAME": "编辑",
    "GIT_COMMITTER_EMAIL": "editor@paper.example",
}


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until somebody listens."""
    for _ in range(200):
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nobody listens on {port}")


@dataclass
class Answer:
    """What the web server said."""

    status: int
    body: bytes
    headers: Mapping[str, str]

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@dataclass
class Server:
    """A server in `folder`, at `port` once nginx is started."""

    folder: Path
    port: int
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def place(self) -> Place:
        """Where its parts lie."""
        return Place(self.folder / "srv")

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def host(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the task."""
        return subprocess.run(
            [*TASKS, "host", str(self.place.folder), *words],
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=False,
        )

    def rule(self, name: str, value: str) -> None:
        """Change what the owner decides."""
        lines = self.place.rules.read_text("utf-8").splitlines()
        kept = [f"{name} = {value}" if line.startswith(f"{name} =") else line for line in lines]
        self.place.rules.write_text("\n".join(kept) + "\n", "utf-8")

    def start(self, text: str | None = None) -> None:
        """Start nginx, and what takes pushes over HTTP; `text` is a server block of another's."""
        text = text or nginx.config(
            self.place, read_rules(self.place.rules), listen=f"127.0.0.1:{self.port}"
        )
        config = self.folder / "site.conf"
        config.write_text(text, "utf-8")
        # Started by root, nginx would give its workers to a user who may not read our folder.
        user = "user root;" if os.geteuid() == 0 else ""
        modules = f"load_module {nginx.BROTLI};" if nginx.BROTLI.exists() else ""
        main = self.folder / "nginx.conf"
        main.write_text(
            HTTP.format(folder=self.folder, config=config, user=user, modules=modules), "utf-8"
        )
        socket_ = self.place.socket
        gateway = [str(shutil.which("fcgiwrap", path=WHERE)), "-f", "-c", "4"]
        self._launch([*gateway, "-s", f"unix:{socket_}"])
        web = [str(shutil.which("nginx", path=WHERE)), "-c", str(main), "-p", str(self.folder)]
        self._launch(web)
        wait_for(self.port)

    def _launch(self, words: list[str]) -> None:
        """Start a program that forks: a session of its own, so that all of it can be ended."""
        self.running.append(
            subprocess.Popen(
                words,
                env=ENVIRONMENT,
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=(self.folder / "stderr.log").open("ab"),
            )
        )

    def stop(self) -> None:
        """End what was started, children and all."""
        for process in self.running:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=10)
        self.running.clear()

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for an address, without following redirects."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(f"{self.url}{path}", headers=named)  # noqa: S310 -- our own
        opener = urllib.request.build_opener(_Stay)
        try:
            with opener.open(request, timeout=10) as page:
                return Answer(page.status, page.read(), dict(page.headers))
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read(), dict(error.headers))

    def release(self) -> str:
        """Return the name of the release that is live."""
        return self.place.current.readlink().name

    def editor(self, name: str = "editor") -> Editor:
        """Return an editor with a clone of the newsletter, or with a new one."""
        root = self.folder / name
        if not root.exists():
            git(self.folder, "clone", "-q", str(self.place.repository), str(root))
            if not (root / "content").exists():
                git(root, "checkout", "-q", "-B", "main")
        return Editor(root)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_words: object, **_more: object) -> None:
        return None


@dataclass
class Editor:
    """A clone of the newsletter."""

    root: Path

    def first_issue(self) -> Editor:
        """Write a small newsletter."""
        write_small_site(self.root / "content")
        return self

    def write(self, name: str, title: str, body: str, day: str = "2023-04-02", **more: str) -> Path:
        """Save an article, and return its file."""
        path = self.root / "content" / "articles" / "2023" / name
        path.write_text(article(title, day, body, **more), "utf-8")
        return path

    def commit(self, message: str = "改稿") -> str:
        """Commit everything, and return the commit."""
        git(self.root, "add", "-A")
        subprocess.run(
            ["git", "commit", "-q", "--allow-empty", "-m", message],
            cwd=self.root,
            env=ENVIRONMENT,
            check=True,
        )
        return git(self.root, "rev-parse", "HEAD")

    def push(self, *words: str, to: str = "origin") -> subprocess.CompletedProcess[str]:
        """Commit everything and push; what the server says is in `stderr`."""
        self.commit()
        return self.send(*words, to=to)

    def send(self, *words: str, to: str = "origin") -> subprocess.CompletedProcess[str]:
        """Push what is committed."""
        return subprocess.run(
            ["git", "push", *words, to, "main"],
            cwd=self.root,
            env={**ENVIRONMENT, "GIT_TERMINAL_PROMPT": "0"},
            capture_output=True,
            text=True,
            check=False,
        )
