"""The rules of the house, read from the sources themselves: who imports whom, sizes, names."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

import tasks

PROJECT = Path(__file__).resolve().parents[1]
PLUGINS = sorted((PROJECT / "plugins").rglob("*.py"))
SOURCES = [*PLUGINS, *sorted((PROJECT / "tests").rglob("*.py")), *sorted(PROJECT.glob("*.py"))]

CORE_MAY_USE = {"yaml"}
PELICAN_FILES = {"adapter.py", "generator.py", "reader.py", "writer.py"}
MOST_LINES = 350

# Capabilities import core and never each other. The commands' side stands right of them all:
# `desk` calls them by the pure entry points named here, each for one task.
DESK_MAY_USE = {
    "plugins.archive.config": "build: names what is wrong in the settings before Pelican starts",
    "plugins.incremental.build": "build: the way from sources to output, Pelican or not",
    "plugins.pictures.studio": "check: what the build will say of a picture",
    "plugins.issues.press": "check: what the build will say of a printed original",
    "plugins.labels": "label: the engine that the site's pages use",
}
# The one file beside the adapters that may name Pelican.
PELICAN_HOST = {
    "plugins/desk/building.py": "build: hosts Pelican where a plugin of its own is used"
}


def name_of(file: Path) -> str:
    """Return the dotted name of a module of ours."""
    return ".".join(file.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")


def imports(file: Path) -> Iterator[str]:
    """Yield the dotted name of everything that a file imports, wherever in it."""
    package = (
        name_of(file).split(".") if file.name == "__init__.py" else name_of(file).split(".")[:-1]
    )
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def capability(module: str) -> str:
    """Return the capability that a module of ours belongs to, "" for none."""
    parts = module.split(".")
    return parts[1] if parts[0] == "plugins" and len(parts) > 1 else ""


def within(module: str, allowed: dict[str, str]) -> bool:
    """Tell whether a module is one of the allowed ones or inside it."""
    return any(module == name or module.startswith(f"{name}.") for name in allowed)


def test_core_stands_on_the_standard_library_and_a_reader_of_yaml() -> None:
    """Core can be understood, tested and reused without Pelican or any capability."""
    strays = [
        f"{name_of(file)} imports {module}"
        for file in PLUGINS
        if capability(name_of(file)) == "core"
        for module in imports(file)
        if module.split(".")[0] not in sys.stdlib_module_names | CORE_MAY_USE
        and capability(module) != "core"
    ]
    assert strays == []


def test_capabilities_import_core_and_never_each_other() -> None:
    """A capability can be switched off, rewritten or removed without touching another."""
    strays = []
    for file in PLUGINS:
        own = capability(name_of(file))
        for module in imports(file):
            other = capability(module)
            if other in {"", "core", own} or not (PROJECT / "plugins" / other).is_dir():
                continue
            if own == "desk" and within(module, DESK_MAY_USE):
                continue
            strays.append(f"{name_of(file)} imports {module}")
    assert strays == []


def test_only_thin_adapters_know_pelican() -> None:
    """What is computed is computed on plain values; Pelican can be upgraded in few places."""
    strays = [
        str(file.relative_to(PROJECT))
        for file in PLUGINS
        if file.name not in PELICAN_FILES
        and file.relative_to(PROJECT).as_posix() not in PELICAN_HOST
        and any(module.split(".")[0] == "pelican" for module in imports(file))
    ]
    assert strays == []


def test_register_comes_last_in_an_adapter() -> None:
    """Who opens an adapter finds what it connects at its end."""
    adapters = [file for file in PLUGINS if file.name == "adapter.py"]
    last = {file: ast.parse(file.read_text("utf-8")).body[-1] for file in adapters}
    assert adapters
    assert [
        name_of(file)
        for file, node in last.items()
        if not (isinstance(node, ast.FunctionDef) and node.name == "register")
    ] == []


def test_no_exception_to_the_rules_is_left_over() -> None:
    """An allowance that no file needs any more is taken back."""
    used = {module for file in PLUGINS if "desk" in file.parts for module in imports(file)}
    assert [name for name in DESK_MAY_USE if not any(within(m, {name: ""}) for m in used)] == []
    assert [name for name in PELICAN_HOST if not (PROJECT / name).exists()] == []


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(PROJECT)))
def test_no_file_is_too_long_to_read(file: Path) -> None:
    """A module is one thought; a longer one is two modules."""
    assert len(file.read_text("utf-8").splitlines()) <= MOST_LINES


def committed() -> list[Path]:
    """Return the files of the project that Git knows of."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, check=True, capture_output=True, text=True
    ).stdout
    return [PROJECT / name for name in listed.split("\0") if name and (PROJECT / name).is_file()]


def test_nothing_names_the_machine_it_was_made_on() -> None:
    """No lock file, document or source tells a registry's host or a folder of someone's machine."""
    hosts = ["pypi" + ".org", "pythonhosted" + ".org", "registry.npm" + "js.org"]
    folders = [f"/{name}/" for name in ("root", "work", "home/[a-z]+", "Users")]
    pattern = re.compile("|".join([*map(re.escape, hosts), *(rf"(?<![\w./]){f}" for f in folders)]))
    found = []
    for file in committed():
        if file.suffix in {".png", ".jpg", ".webp", ".avif", ".pdf", ".woff2"}:
            continue
        for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{file.relative_to(PROJECT)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_every_task_and_option_is_in_the_docs() -> None:
    """The documents cannot fall behind the commands."""
    documents = [*(PROJECT / "docs").rglob("*.md"), *PROJECT.glob("README*.md")]
    text = "\n".join(file.read_text("utf-8") for file in documents)
    app = get_command(tasks.app)
    assert isinstance(app, TyperGroup)
    every = dict(app.commands)
    for group, inner in app.commands.items():
        if isinstance(inner, TyperGroup):
            every |= {f"{group} {name}": task for name, task in inner.commands.items()}
    missing = []
    for name, task in every.items():
        if not re.search(rf"jianbao {name}\b", text):
            missing.append(name)
        options = [word for parameter in task.params for word in parameter.opts if word[:2] == "--"]
        missing += [
            f"{name} {o}" for o in options if not re.search(rf"{re.escape(o)}(?![\w-])", text)
        ]
    assert missing == []
