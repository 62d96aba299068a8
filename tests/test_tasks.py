"""The tasks as they are called: Chinese help, wrong use, Ctrl-C, closed pipes, no tracebacks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

import tasks

PROJECT = Path(__file__).resolve().parents[1]
NAMES = sorted(get_command(tasks.app).commands)  # type: ignore[attr-defined] # it is a group
REGISTER = ["register " + name for name in ("accept", "candidates", "diff")]


def call(*words: str, language: str = "zh_CN.UTF-8", **variables: str) -> tuple[int, str, str]:
    """Call the tasks; return exit status, stdout and stderr."""
    done = subprocess.run(
        [sys.executable, str(PROJECT / "tasks.py"), *words],
        env={**os.environ, "LANG": language, "LC_ALL": "", "LC_MESSAGES": "", **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("name", ["", *NAMES, *REGISTER])
def test_help_is_in_chinese(name: str) -> None:
    """No English sentence is left: only option names, values and placeholders."""
    status, page, _ = call(*name.split(), "--help")
    assert status == 0
    prose = re.sub(r"-[-\w]+|<[^>]*>|\[[^\]]*\]|\S+\.(?:py|md)|\{?\b[A-Z]{2,}\b\S*", " ", page)
    words = set(re.findall(r"[A-Za-z]+", prose)) - {*NAMES, *" ".join(REGISTER).split(), "jianbao"}
    assert words <= {"content", "output", "pytest", "shell", "PATH", "FILE", "N"}


def test_help_is_in_english_where_asked_for() -> None:
    """LANG=en gives English and no Chinese."""
    status, page, _ = call("--help", language="en_US.UTF-8")
    assert status == 0
    assert "Build the site" in page
    assert not re.search(r"[\u4e00-\u9fff]", page)


def test_a_bare_call_lists_the_tasks() -> None:
    """Who types nothing learns what there is."""
    status, page, _ = call()
    assert status == 0
    assert all(name in page for name in NAMES)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["buidl"], "没有“buidl”这个任务。是不是 build？"),
        (["build", "--jbos", "2"], "没有 --jbos 这个选项。是不是 --jobs？"),
        (["build", "--jobs", "二"], "--jobs 要写一个整数。"),
        (["build", "--jobs", "0"], "--jobs 不能小于 1。"),
        (["build", "extra"], "多出了参数：extra"),
        (["build", "--clean=yes"], "选项 --clean 后面不写值。"),
        (["serve", "--port", "99999"], "--port 不能大于 65535。"),
        (["check", "--format", "xml"], "--format 不能写“xml”，只能是：'text', 'json', 'github'"),
        (["new"], "缺少 --title。"),
        (["new", "--title"], "选项 --title 后面要写一个值。"),
        (["new", "--title", "x", "--date", "2023-13-01"], "--date 的“2023-13-01”不是日期"),
        (["label"], "缺少 PATH。"),
        (["register", "acept"], "没有“acept”这个任务。是不是 accept？"),
        (["register", "accept"], "缺少 NAME。"),
    ],
)
def test_wrong_use_is_said_in_chinese(words: list[str], complaint: str) -> None:
    """The complaint names the word at fault, points to the help and ends with exit status 2."""
    status, out, err = call(*words)
    assert (status, out) == (2, "")
    assert err.startswith(complaint)
    assert "--help" in err


def test_wrong_use_is_said_in_english_where_asked_for() -> None:
    """The same in English."""
    assert call("buidl", language="en_GB.UTF-8") == (
        2,
        "",
        "There is no task buidl. Perhaps build?\nHelp: jianbao --help\n",
    )


def test_a_closed_pipe_is_no_fault() -> None:
    """`./jianbao --help | head -0` says nothing on stderr."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, str(PROJECT / "tasks.py"), "--help"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert done.stderr == b""


def test_completion_knows_the_tasks_in_bash(tmp_path: Path) -> None:
    """After `source <(./jianbao --show-completion bash)`, `./jianbao pu<Tab>` gives publish."""
    command = tmp_path / "jianbao"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{PROJECT}/tasks.py" "$@"\n', "utf-8")
    command.chmod(0o755)
    script = """
      source <(_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION=1 ./jianbao --show-completion bash)
      COMP_WORDS=(./jianbao pu); COMP_CWORD=1
      _jianbao_completion ./jianbao
      echo "${COMPREPLY[@]}"
    """
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("publish\n", "")


def test_a_task_imports_only_what_it_needs() -> None:
    """The version is told without Pelican, Markdown, Jinja or the schema library."""
    script = "import sys, tasks; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert not {"pelican", "markdown", "jinja2", "pydantic", "yaml"} & set(done.stdout.split())
