"""The bootstrap: one command on a fresh machine, from anywhere, and quick the second time."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PARTS = ("jianbao", "tasks.py", "requirements.lock", "requirements-test.lock", "pyproject.toml")


def call(
    command: Path | str, *words: str, cwd: Path, **variables: str | None
) -> subprocess.CompletedProcess[str]:
    """Run a command with the variables changed; None takes one away."""
    environment = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "", **variables}
    return subprocess.run(
        [str(command), *words],
        cwd=cwd,
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of the project, in a folder with blanks in its name, ready to run."""
    root = tmp_path / "我的 简报 copy"
    root.mkdir()
    for part in PARTS:
        shutil.copy2(PROJECT / part, root)
    shutil.copytree(PROJECT / "plugins", root / "plugins")
    venv = root / ".venv"
    venv.mkdir()
    for part in ("bin", "lib", "pyvenv.cfg"):  # the packages themselves are shared
        (venv / part).symlink_to(PROJECT / ".venv" / part)
    for lock in ("requirements.lock", "requirements-test.lock"):
        shutil.copy(root / lock, venv / f"installed-{lock}")
    return root


def test_it_runs_from_any_folder(copy: Path, tmp_path: Path) -> None:
    """The command finds its own folder, whatever the caller's is."""
    done = call(copy / "jianbao", "--version", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("jianbao ")


def test_it_runs_through_links(copy: Path, tmp_path: Path) -> None:
    """A link in ~/bin, absolute or relative, to a link, is as good as the command itself."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "absolute").symlink_to(copy / "jianbao")
    (tmp_path / "bin" / "简报").symlink_to("../absolute")
    done = call("简报", "--version", cwd=copy.parent, PATH=f"{tmp_path}/bin:{os.environ['PATH']}")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("home", [None, "", "/nonexistent"])
def test_it_needs_no_home(copy: Path, home: str | None) -> None:
    """A build server may have no home directory."""
    done = call(copy / "jianbao", "--version", cwd=copy, HOME=home)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_callers_python_settings_do_not_reach_in(copy: Path, tmp_path: Path) -> None:
    """PYTHONPATH and PYTHONHOME of the caller neither break nor replace our packages."""
    (tmp_path / "typer.py").write_text("raise SystemExit('the wrong typer')", "utf-8")
    done = call(
        copy / "jianbao",
        "--version",
        cwd=copy,
        PYTHONPATH=str(tmp_path),
        PYTHONHOME="/nonexistent",
        PYTHONSAFEPATH="1",
    )  # fmt: skip -- one call
    assert done.returncode == 0, done.stderr


def test_a_second_call_installs_nothing(copy: Path) -> None:
    """With its stamp in place it starts without pip: a broken pip is not even noticed."""
    done = call(copy / "jianbao", "--version", cwd=copy, PIP_INDEX_URL="http://[")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_changed_lock_is_installed_before_the_task(copy: Path) -> None:
    """Packages whose lock has changed are never used: here it cannot be installed, and it stops."""
    (copy / "requirements.lock").write_text("no-such-package==1 --hash=sha256:00\n", "utf-8")
    done = call(copy / "jianbao", "--version", cwd=copy, PIP_NO_INDEX="1")
    assert done.returncode == 2
    assert "软件包没有装上" in done.stderr
    assert done.stdout == ""
    # The stamp went before pip began: an interrupted installation is done again.
    assert not (copy / ".venv" / "installed-requirements.lock").exists()


def test_without_a_fitting_python_it_says_what_to_install(copy: Path, tmp_path: Path) -> None:
    """No Python, or only an old one: the package is named in Chinese and English, exit 2."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("sh", "dirname", "readlink", "cmp", "mkdir"):
        (tools / tool).symlink_to(str(shutil.which(tool)))
    old = tools / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", "utf-8")  # what the version test answers on Python 3.9
    old.chmod(0o755)
    (copy / ".venv" / "installed-requirements.lock").unlink()
    done = call(copy / "jianbao", "--version", cwd=copy, PATH=str(tools))
    assert done.returncode == 2
    assert "需要 Python 3.11" in done.stderr
    assert "Python 3.11 or newer is needed" in done.stderr


def test_the_shell_scripts_are_clean() -> None:
    """shellcheck, which knows where shells differ, finds nothing."""
    done = call("shellcheck", "jianbao", ".ci/run", cwd=PROJECT)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_locks_agree() -> None:
    """One environment serves all tasks: a package has the same version in every lock."""

    def pins(lock: str) -> set[str]:
        lines = (PROJECT / lock).read_text("utf-8").splitlines()
        return {line.split()[0] for line in lines if "==" in line and not line.startswith(" ")}

    assert pins("requirements.lock") <= pins("requirements-test.lock")
    assert pins("requirements.lock") <= pins("requirements-bench.lock")
    assert pins("requirements.lock") <= pins("requirements-audit.lock")
    names = {pin.partition("==")[0] for pin in pins("requirements-test.lock")}
    shared = {pin for pin in pins("requirements-audit.lock") if pin.partition("==")[0] in names}
    assert shared <= pins("requirements-test.lock")
