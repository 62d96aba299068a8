"""Drawings (SVG) that editors got from anywhere: honest ones pass, those that act do not."""

from __future__ import annotations

import pytest

from plugins.publish.preflight import markup


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x()</script>",
        '<a href="javascript:x()"/>',
        '<image href="https://other.org/x.png"/>',
        '<use href="data:image/svg+xml;base64,AA"/>',
        "<foreignObject/>",
        '<rect onclick="x()"/>',
        "<style>@import url(//other.org)</style>",
        '<rect style="fill:url(//other.org/x)"/>',
        '<animate attributeName="href" to="javascript:x()"/>',
        '<set attributeName="xlink:href"/>',
        "<style>a{b:\\75rl(x)}</style>",
    ],
)
def test_a_drawing_that_acts_or_reaches_out_is_refused(inside: str) -> None:
    """Editors get drawings from anywhere."""
    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
    assert markup.drawing_faults(f"{head}{inside}</svg>")


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>',
        '<!DOCTYPE svg PUBLIC "x" "http://other.org/x.dtd"><svg/>',
        "<svg",
        "",
    ],
)
def test_a_drawing_with_entities_or_none_at_all_is_refused(text: str) -> None:
    """No document type, no bomb."""
    assert markup.drawing_faults(text)


def test_an_honest_drawing_passes() -> None:
    """Gradients, inner references, inner pictures, styles."""
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg"><style>.a{fill:url(#g)}</style>'
        '<linearGradient id="g"/><use href="#g"/><rect class="a" style="fill:url(#g)"/>'
        '<image href="data:image/png;base64,AA=="/><a href="#top"/></svg>'
    )
    assert markup.drawing_faults(text) == []
