"""Only drawings that do nothing but draw are published."""

from __future__ import annotations

import pytest

from plugins.pictures.svg import drawn

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(inside: str, more: str = "") -> bytes:
    """Return a drawing of 30 by 20 with something in it."""
    return f'{HEAD} viewBox="0 0 30 20" {more}>{inside}</svg>'.encode()


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<SCRIPT/>",
        '<rect onclick="alert(1)"/>',
        '<rect ONLOAD="alert(1)"/>',
        '<a href="https://other.example/"><text>x</text></a>',
        '<a xlink:href="javascript:alert(1)"><text>x</text></a>',
        '<use href="other.svg#a"/>',
        '<use xlink:href="https://other.example/a.svg#a"/>',
        '<image href="photo.jpg"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<feImage href="#a"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<rect fill="url(https://other.example/a#b)"/>',
        '<rect style="fill: url( other.svg#b )"/>',
        '<rect style="fill: \\75rl(other.svg)"/>',
        "<style>@import 'other.css';</style>",
        "<style>rect { background: url(a.png) }</style>",
        "<style><![CDATA[rect { fill: image-set('a.png' 1x) }]]></style>",
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onclick" to="alert(1)"/>',
        "<?xml-stylesheet href='other.css'?><rect/>",
    ],
)
def test_what_acts_or_leads_out_is_refused(inside: str) -> None:
    """With what it is, and where in the file."""
    result = drawn("images/a.svg", drawing(inside))
    assert isinstance(result, list), inside
    assert [(fault.path, fault.rule, fault.line) for fault in result] == [
        ("images/a.svg", "picture-svg", 1)
    ]


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<svg xmlns="http://www.w3.org/1999/xhtml"/>',
        b"<svg/>",
        b"<html><script>alert(1)</script></html>",
        b"no drawing",
        b"",
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    """A page, a text, nothing at all, and entities that could grow without end."""
    assert isinstance(drawn("a.svg", data), list)


def test_an_inert_drawing_passes_byte_for_byte() -> None:
    """With references inside it, styles, and a size."""
    inside = (
        '<defs><linearGradient id="a"><stop offset="1"/></linearGradient></defs>'
        "<style>.b { fill: url(#a) }</style>"
        '<rect class="b" fill="url(#a)" style="stroke: url(\'#a\')"/><use href="#a"/>'
    )
    data = drawing(inside, 'width="60px" height="40"')
    result = drawn("a.svg", data)
    assert isinstance(result, tuple)
    shape, files = result
    assert (shape.width, shape.height, files) == (60, 40, {"": data})


def test_notes_of_people_and_programs_are_left_out() -> None:
    """Comments, metadata, and what a drawing program adds in a vocabulary of its own."""
    more = 'xmlns:draw="http://draw.example/ns" draw:file="SECRET.svg"'
    inside = (
        "<!-- SECRET --><metadata>SECRET</metadata><draw:view name='SECRET'/>"
        '<rect draw:label="SECRET" width="3"/>'
    )
    result = drawn("a.svg", drawing(inside, more))
    assert isinstance(result, tuple)
    (data,) = result[1].values()
    assert b"SECRET" not in data
    assert b'<rect width="3"' in data
    assert isinstance(drawn("a.svg", data), tuple)
