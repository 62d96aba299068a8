"""A pushed repository does not own the server: what it brings cannot act, and limits hold."""

from __future__ import annotations

import shutil
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.publish.host import sandbox
from plugins.publish.host.rules import Rules
from tests.publish.host.server import PROJECT, Server

RULES = Rules("https://news.example.org", build_seconds=20, memory=600, disk=50)


def run(tmp_path: Path, script: str, rules: Rules = RULES) -> tuple[sandbox.Ended, str]:
    """Run Python in the sandbox, with one folder to write to."""
    out = tmp_path / "out"
    out.mkdir(exist_ok=True)
    sandbox.give(rules, [out])
    log = tmp_path / "log"
    words = [sys.executable, "-c", textwrap.dedent(script), str(out)]
    ended = sandbox.run(rules, [PROJECT], [out], words, log)
    return ended, log.read_text("utf-8")


def test_there_is_no_network(tmp_path: Path) -> None:
    """Not even this machine's own."""
    script = """
        import socket
        for host in ("127.0.0.1", "192.0.2.1"):
            try:
                socket.create_connection((host, 80), 2)
                print("reached", host)
            except OSError as error:
                print(error.errno)
        print([name for _, name in socket.if_nameindex()])
    """
    ended, said = run(tmp_path, script)
    assert ended.status == 0, said
    assert "reached" not in said
    assert said.splitlines()[-1] == "['lo']"


def test_it_is_nobody_and_sees_nobody(tmp_path: Path) -> None:
    """No right of root, no process of others, no environment of the hook's."""
    script = """
        import os
        print(os.getuid(), os.getgid(), os.getgroups())
        status = open("/proc/self/status").read()
        print({line.split()[1] for line in status.splitlines() if line.startswith("Cap")})
        print(len([name for name in os.listdir("/proc") if name.isdigit()]) < 5)
        print(sorted(set(os.environ) - {"LC_CTYPE"}))
    """
    ended, said = run(tmp_path, script)
    assert ended.status == 0, said
    lines = said.splitlines()
    assert "0" not in lines[0].replace("[", "").split()[:2]
    assert lines[1] == "{'0000000000000000'}"
    assert lines[2:] == ["True", "['HOME', 'LANG', 'PATH', 'PWD', 'PYTHONUTF8']"]


def test_it_writes_where_it_may_and_nowhere_else(tmp_path: Path) -> None:
    """The installed release and the system are read only; other folders are not there."""
    secret = tmp_path / "secret"
    secret.write_text("geheim", "utf-8")
    script = f"""
        import os, sys
        open(sys.argv[1] + "/made", "w").write("x")
        ours = {str(PROJECT / "tasks.py")!r}
        for path in (ours, "/usr/bin/env", "/etc/passwd2", {str(secret)!r}):
            try:
                open(path, "a").close()
                print("wrote", path)
            except OSError as error:
                pass
        for path in ({str(secret)!r}, "/etc/shadow", "/etc/passwd", "/srv", "/home", "/var"):
            if os.path.exists(path):
                print("sees", path)
    """
    ended, said = run(tmp_path, script)
    assert (ended.status, said) == (0, "")
    assert (tmp_path / "out" / "made").exists()


def test_a_build_that_does_not_end_is_ended(tmp_path: Path) -> None:
    """With all its children."""
    rules = Rules("https://news.example.org", build_seconds=1)
    script = "import os, time; os.fork(); time.sleep(60)"
    ended, _said = run(tmp_path, script, rules)
    assert ended.limit == "time"
    assert ended.status != 0


def test_a_build_that_wants_all_memory_fails_alone(tmp_path: Path) -> None:
    """The limit is the build's, the server goes on."""
    ended, said = run(tmp_path, "x = bytearray(700_000_000)")
    assert ended.status != 0
    assert "MemoryError" in said


def test_a_build_that_fills_the_disk_is_ended(tmp_path: Path) -> None:
    """In one file or in many."""
    one = "import sys; open(sys.argv[1] + '/big', 'wb').write(bytes(60_000_000))"
    ended, said = run(tmp_path, one)
    assert ended.status != 0, said
    many = """
        import sys, time
        for n in range(10_000):
            open(f"{sys.argv[1]}/{n}", "wb").write(bytes(1_000_000))
            time.sleep(0.01)
    """
    ended, said = run(tmp_path, many)
    assert ended.limit == "disk"
    assert sandbox.size_of([tmp_path / "out"]) < 400_000_000


def test_a_build_that_multiplies_is_stopped(tmp_path: Path) -> None:
    """A fork bomb ends in its own sandbox."""
    script = """
        import os
        count = 0
        try:
            while count < 5000:
                if os.fork() == 0:
                    import time
                    time.sleep(30)
                    os._exit(0)
                count += 1
        except OSError:
            pass
        print(count < 5000, flush=True)
        os._exit(0)
    """
    # The system counts processes by user: as that of the other tests' builds, which may run at
    # this very moment, this one would have them refused ("setpriv: Resource temporarily …").
    ended, said = run(tmp_path, script, replace(RULES, user="games"))
    assert ended.status == 0, said
    assert said == "True\n"


EVIL = """
import pathlib, sys
pathlib.Path({marker!r}).write_text("ran")
print("ran", file=sys.stderr)
"""


@pytest.mark.parametrize("name", ["tasks.py", "pelicanconf.py", "plugins/archive/adapter.py"])
def test_pushed_code_is_not_run(server: Server, tmp_path: Path, name: str) -> None:
    """Only content/ is taken; the rest of a push is stored and never looked at."""
    editor = server.editor().first_issue()
    marker = server.place.site / "ran.html"
    file = editor.root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(EVIL.format(marker=str(marker)), "utf-8")
    (editor.root / "content" / "conftest.py").write_text("raise SystemExit\n", "utf-8")
    done = editor.push()
    assert done.returncode == 0, done.stderr
    assert "ran" not in done.stderr.split()
    assert not marker.exists()
    assert not list(tmp_path.rglob("ran.html"))


def test_pushed_code_runs_where_the_owner_allows_it_and_only_in_the_sandbox(
    server: Server, tmp_path: Path
) -> None:
    """`code = true` takes the push's own theme and settings, and still shuts them in."""
    server.rule("code", "true")
    editor = server.editor().first_issue()
    for part in ("plugins", "theme"):
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT / part, editor.root / part, ignore=ignore)
    for file in ("tasks.py", "publishconf.py"):
        shutil.copy2(PROJECT / file, editor.root)
    escape = tmp_path / "escaped"
    text = (PROJECT / "pelicanconf.py").read_text("utf-8")
    text = text.replace('SITENAME = "简报"', 'SITENAME = "推送来的报名"')
    text += f"\ntry:\n    open({str(escape)!r}, 'w').close()\nexcept OSError:\n    pass\n"
    (editor.root / "pelicanconf.py").write_text(text, "utf-8")
    done = editor.push()
    assert done.returncode == 0, done.stderr
    assert "推送来的报名" in (server.place.current / "index.html").read_text("utf-8")
    assert not escape.exists()


def test_what_a_build_leaves_that_is_no_file_is_not_shown(server: Server) -> None:
    """A link in the built site would let readers see any file of the server."""
    editor = server.editor().first_issue()
    assert editor.push().returncode == 0
    before = server.release()
    (server.place.site / "passwd").symlink_to("/etc/passwd")
    editor.write("next.md", "下一篇", "下一篇。")
    done = editor.push()
    assert done.returncode != 0
    assert "passwd" in done.stderr
    assert server.release() == before
    (server.place.site / "passwd").unlink()
    assert editor.send().returncode == 0
