"""Jinja for one site: what is the same on every page is worked out when a template is compiled.

Words of the catalogue, settings of the site and addresses of the theme's files become text in the
compiled templates; parts (macros) are called and values escaped without Jinja's general detours.
The pages are those of plain Jinja to the byte (a test compares the two).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from keyword import iskeyword
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

_PLAIN = (str, int, bool, type(None))
_UNKNOWN = object()
_PLACE = re.compile(r"%\((\w+)\)s")
_WORD = "_"


def shown(value: object) -> str:
    """Return a value as HTML text, as `escape` does, for what needs no escaping at once."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]  # its type was asked for
    if kind is str:
        text: str = value  # type: ignore[assignment]  # its type was asked for
        if "<" in text or "&" in text or ">" in text or '"' in text or "'" in text:
            return escape(text)
        return text
    return str(value) if kind is int else escape(value)


class Environment(jinja2.Environment):
    """Compiles templates for one site; `fixed` holds by name what no page sees otherwise.

    Beside plain values and records of them, `fixed` may hold functions of one text: their calls
    are worked out where the text is written out. `_` among them translates a word.
    """

    def __init__(self, fixed: Mapping[str, Any], **options: Any) -> None:
        """Take what is fixed, and what Jinja's own environment takes."""
        super().__init__(**options)
        self._fixed = fixed
        self._imported: dict[str, Any] = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        own = {one.name for one in tree.find_all(nodes.Name) if one.ctx != "load"}
        fixed = {name: value for name, value in self._fixed.items() if name not in own}
        worked_out: nodes.Template = _Fixing(fixed).visit(tree)
        worked_out.set_environment(self)
        return worked_out

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template sees beside its context, in one dict: each page copies it."""
        return {**self.globals, **(d or {})}

    def imported(self, name: str) -> Any:
        """Return the parts that a template offers, the same for every page."""
        if name not in self._imported:
            module = self._imported[name] = self.get_template(name).module
            for part in vars(module).values():
                if type(part) is Macro and not (
                    part.caller or part.catch_kwargs or part.catch_varargs
                ):
                    part.__class__ = _Part
        return self._imported[name]


class _Part(Macro):
    """A macro that is called, nearly always, with just what it takes."""

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        if named or len(arguments) != self._argument_count:
            return super().__call__(*arguments, **named)
        return str.__new__(Markup, self._func(*arguments))


class _Fixing(NodeTransformer):
    """Puts values in the place of what is fixed."""

    def __init__(self, fixed: Mapping[str, Any]) -> None:
        self._fixed = fixed

    def visit_Name(self, node: nodes.Name) -> nodes.Expr:
        return self._const(node) or node

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:
        return self._const(node) or self.generic_visit(node)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        made = self._call(node)
        if isinstance(made, str):
            return nodes.Const(made, lineno=node.lineno)
        node.args = [self.visit(one) for one in node.args]
        for keyword in node.kwargs:
            keyword.value = self.visit(keyword.value)
        if not isinstance(node.node, nodes.Name):
            node.node = self.visit(node.node)
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:
        node.nodes = [piece for child in node.nodes for piece in self._in_pieces(child)]
        return self.generic_visit(node)

    def _const(self, node: nodes.Expr) -> nodes.Const | None:
        value = self._value(node)
        if type(value) is Markup or type(value) in _PLAIN:
            return nodes.Const(value, lineno=node.lineno)
        return None

    def _value(self, node: nodes.Expr) -> Any:
        if isinstance(node, nodes.Name):
            return self._fixed.get(node.name, _UNKNOWN)
        if isinstance(node, nodes.Getattr):
            return getattr(self._value(node.node), node.attr, _UNKNOWN)
        return _UNKNOWN

    def _call(self, node: nodes.Call) -> str | None:
        """Return what a call gives whose only argument is written out."""
        function, text = self._function(node), _written_out(node)
        if function is None or text is None or node.kwargs:
            return None
        if not self._is_word(node):
            return function(text)
        word = Markup(function(text)) % {}  # noqa: S704 -- the catalogue's words are the theme's own
        plain = str(word)  # costs nothing where it stands, unlike `Markup`
        return plain if shown(plain) == plain else word

    def _in_pieces(self, node: nodes.Expr) -> Iterator[nodes.Expr]:
        """Yield a word with values in it as its pieces, anything else as it is."""
        function, text = self._function(node), _written_out(node)
        if function is None or text is None or not self._is_word(node) or not node.kwargs:  # type: ignore[attr-defined]  # a call
            yield node
            return
        values = {one.key: one.value for one in node.kwargs}  # type: ignore[attr-defined]  # the same
        pieces = _PLACE.split(function(text))
        if any("%" in piece for piece in pieces[::2]) or not values.keys() >= set(pieces[1::2]):
            yield node
            return
        for index, piece in enumerate(pieces):
            if index % 2:
                yield values[piece]
            else:
                yield nodes.TemplateData(piece, lineno=node.lineno)

    def _function(self, node: nodes.Expr) -> Callable[[str], str] | None:
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
            return None
        value = self._fixed.get(node.node.name)
        return value if callable(value) else None

    @staticmethod
    def _is_word(node: nodes.Expr) -> bool:
        return isinstance(node, nodes.Call) and node.node.name == _WORD  # type: ignore[attr-defined]  # a name


def _written_out(node: nodes.Expr) -> str | None:
    """Return the text that is the one argument of a call, None where it is anything else."""
    if not isinstance(node, nodes.Call) or node.dyn_args or node.dyn_kwargs or len(node.args) != 1:
        return None
    first = node.args[0]
    return first.value if isinstance(first, nodes.Const) and isinstance(first.value, str) else None


class _Compiler(CodeGenerator):
    """Writes calls of parts and of `shown` where Jinja writes its general ones."""

    _parts: frozenset[str] = frozenset()

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        imported = {one.target for one in node.find_all(nodes.Import)}
        macros = {one.name for one in node.find_all(nodes.Macro)}
        self._parts = frozenset(imported | macros | {"kept"})
        self.writeline(f"from {shown.__module__} import {shown.__name__}")
        super().visit_Template(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002 -- as there
        called = node.node
        if isinstance(called, nodes.Getattr) and _is_self(called.node):  # a block of the page
            self.write(f"Markup(concat(context.blocks[{called.attr!r}][0](context)))")
            return
        direct = self._is_part(node)
        if not direct or forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Ask records as Python does: what pages show has attributes, and no item of that name."""
        if _is_self(node.node) or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Import(self, node: nodes.Import, frame: Frame) -> None:
        if node.with_context or not isinstance(node.template, nodes.Const):
            super().visit_Import(node, frame)
            return
        self.writeline(f"{frame.symbols.ref(node.target)} = ", node)
        if frame.toplevel:
            self.write(f"context.vars[{node.target!r}] = ")
        self.write(f"environment.imported({node.template.value!r})")
        if frame.toplevel and not node.target.startswith("_"):
            self.writeline(f"context.exported_vars.discard({node.target!r})")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:  # what a part gives is HTML already
            self.write("(" if self._is_part(node) else f"{shown.__name__}(")

    def _is_part(self, node: nodes.Expr) -> bool:
        """Tell whether an expression calls a part."""
        if not isinstance(node, nodes.Call):
            return False
        part = node.node.node if isinstance(node.node, nodes.Getattr) else node.node
        return isinstance(part, nodes.Name) and part.name in self._parts


def _is_self(node: nodes.Expr) -> bool:
    """Tell whether an expression is the template that renders the page."""
    return isinstance(node, nodes.Name) and node.name == "self"


Environment.code_generator_class = _Compiler


class Bytecode(jinja2.FileSystemBytecodeCache):
    """Compiled templates on disk, believed only if what is fixed in them is still true."""

    def __init__(self, folder: str, pattern: str, fixed: bytes) -> None:
        """Take the folder, the pattern of file names, and a digest of all that is fixed."""
        super().__init__(folder, pattern)
        self._also = fixed.hex()

    def get_source_checksum(self, source: str) -> str:
        """Return a checksum of a template and of what is fixed in it."""
        return super().get_source_checksum(f"{self._also}\n{source}")
