"""Expressions that are compiled late are the same as those compiled at once."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import plugins
from plugins.core import patterns
from plugins.core.patterns import compile_all, regex


def test_all_that_a_compiled_expression_has_is_there() -> None:
    """Methods, flags, the expression itself."""
    late, real = regex(r"(?P<a>甲)+", re.IGNORECASE), re.compile(r"(?P<a>甲)+", re.IGNORECASE)
    text = "一甲甲二甲"
    for _ in range(2):  # when it is compiled, and after
        assert late.findall(text) == real.findall(text)
        assert late.sub("乙", text) == real.sub("乙", text)
        found, wanted = late.search(text), real.search(text)
        assert found
        assert wanted
        assert found.span() == wanted.span()
    assert (late.pattern, late.flags) == (real.pattern, real.flags)
    assert late.groupindex == real.groupindex


def test_a_wrong_expression_says_so_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """And where all are compiled beforehand."""
    monkeypatch.setattr(patterns, "_LATE", [])
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("")
    with pytest.raises(re.error):
        compile_all()


def test_every_expression_of_the_program_can_be_compiled() -> None:
    """For a rule that is seldom needed, a slip would show on an editor's desk."""
    for module in pkgutil.walk_packages(plugins.__path__, "plugins."):
        importlib.import_module(module.name)
    assert compile_all() > 200
