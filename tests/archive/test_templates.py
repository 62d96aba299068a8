"""Templates compiled for one site give what Jinja gives."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
import pytest
from markupsafe import Markup, escape

from plugins.archive import templates
from plugins.archive.templates import Environment, shown
from plugins.desk.settings_file import offered, read_settings
from plugins.incremental.build import Build
from tests.conftest import ROOT
from tests.site.small import tree

WORDS = {"第%(number)s期": "No. %(number)s <b>", "百分之%%": "%%", "各期": "Issues & more"}


def built(folder: Path, language: str) -> dict[str, bytes]:
    """Build the sample content with an interface in `language`."""
    overrides = {
        "PATH": str(ROOT / "content"),
        "OUTPUT_PATH": str(folder / "out"),
        "CACHE_PATH": str(folder / "cache"),
        "INTERFACE_LANG": language,
        "SITEURL": "https://example.org/paper",
    }
    settings = read_settings(ROOT, ROOT / "pelicanconf.py", overrides)
    settings["PLUGINS"] = [name for name in settings["PLUGINS"] if "search" not in name]
    assert offered(settings)
    Build(ROOT, settings).run()
    return tree(folder / "out")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_page_is_what_plain_jinja_makes_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """What is worked out ahead for one site changes no byte of its pages."""

    def plain(_fixed: Mapping[str, Any], **options: Any) -> jinja2.Environment:
        options["bytecode_cache"] = None
        return jinja2.Environment(**options)  # noqa: S701 -- it is among the options

    ours = built(tmp_path / "ours", language)
    monkeypatch.setattr(templates, "Environment", plain)
    assert built(tmp_path / "plain", language) == ours


@pytest.mark.parametrize(
    "value", ["北图", "<b>", "a & b", '"', "'", "a > b", Markup("<i>"), 3, None, 2.5, Markup("")]
)
def test_a_value_is_escaped_as_markupsafe_does(value: object) -> None:
    """Whatever its type: `shown` is `escape` without its detours."""
    assert str(shown(value)) == str(escape(value))


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ('{{ _("各期") }}', "Issues &amp; more"),
        ('{{ _("百分之%%") }}', "%"),
        ('{{ _("第%(number)s期", number=x) }}', "No. &lt;1&gt; <b>"),
        ('{{ _("未译") ~ x }}', "未译&lt;1&gt;"),
        ('{% set n = _("第%(number)s期", number=2) %}{{ n }}', "No. 2 <b>"),
        ("{{ site.name }}{% set site = x %}{{ site }}", "河山报&lt;1&gt;"),
        ("{% macro say(site) %}{{ site.name }}{% endmacro %}{{ say(x) }}", None),
        ('{{ asset("a.css") }}', "/a&amp;b/a.css"),
        ('{{ [x, "&"]|join(_("各期")) }}', "&lt;1&gt;Issues &amp; more&amp;"),
        ('{{ [x, "&"]|join(_("未译")) }}', "&lt;1&gt;未译&amp;"),
        ("{% block name %}{{ x }}{% endblock %}{{ self.name() }}", "&lt;1&gt;&lt;1&gt;"),
    ],
)
def test_what_is_fixed_reads_as_if_it_were_looked_up(source: str, wanted: str | None) -> None:
    """Words and settings, with values in them, and names that a template uses for its own."""

    class Paper:
        name = "河山报"

    words = {key: Markup(value.replace(" & ", " &amp; ")) for key, value in WORDS.items()}  # noqa: S704 -- the test's own
    fixed = {
        "site": Paper(),
        "asset": "/a&b/{}".format,
        "_": lambda text: words.get(text, Markup(text)),  # noqa: S704 -- the test's own
    }
    environment = Environment(fixed, autoescape=True, undefined=jinja2.StrictUndefined)
    environment.globals.update(fixed)
    if wanted is None:
        with pytest.raises(AttributeError):  # as records say it
            environment.from_string(source).render(x="<1>")
        return
    environment.globals["_"] = lambda text, **values: fixed["_"](text) % values  # type: ignore[operator]
    assert environment.from_string(source).render(x="<1>") == wanted


@pytest.mark.parametrize(
    ("call", "wanted"),
    [
        ("parts.two(x, 2)", "&lt;1&gt;2"),
        ("parts.two(x)", "&lt;1&gt;3"),
        ("parts.two(b=x, a=1)", "1&lt;1&gt;"),
        ("parts.any(x, 4, 5)", "&lt;1&gt;2"),
        ("[x]|map('upper')|map('string')|first ~ parts.two(1, 2)", "&lt;1&gt;12"),
    ],
)
def test_parts_are_called_as_jinja_calls_them(call: str, wanted: str) -> None:
    """With all their arguments, with fewer, by name, and with more where they take more."""
    parts = (
        "{% macro two(a, b=3) %}{{ a }}{{ b }}{% endmacro %}"
        "{% macro any(a) %}{{ a }}{{ varargs|length }}{% endmacro %}"
    )
    files = {
        "parts.html": parts,
        "page.html": f'{{% import "parts.html" as parts %}}{{{{ {call} }}}}',
    }
    for make in (jinja2.Environment, lambda **options: Environment({}, **options)):
        environment = make(loader=jinja2.DictLoader(files), autoescape=True)
        assert environment.get_template("page.html").render(x="<1>") == wanted
