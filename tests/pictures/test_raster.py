"""Photographs are published upright, in all sizes, and with nothing in them but the picture."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from plugins.core.records import Shape
from plugins.pictures.raster import Files, developed
from tests.pictures.photographs import SECRETS, opened, photograph

SUFFIXES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}
EVERY = pytest.mark.parametrize("form", sorted(SUFFIXES))


def made(name: str, data: bytes) -> tuple[Shape, Files]:
    """Return what is made of a picture that is without fault."""
    result = developed(name, data)
    assert isinstance(result, tuple), result
    return result


@EVERY
def test_no_file_holds_metadata(form: str) -> None:
    """Neither names nor places, in any format that a picture may come in."""
    _, files = made(f"a.{SUFFIXES[form]}", photograph(form))
    for ending, data in files.items():
        assert not [secret for secret in SECRETS if secret in data], ending
        picture = opened(data)
        assert not dict(picture.getexif()), ending
        assert not {"exif", "xmp", "comment", "icc_profile", "Author"} & picture.info.keys(), ending


@EVERY
def test_every_rendition_that_is_named_is_there(form: str) -> None:
    """In the format that its ending says, at the width that its name says."""
    shape, files = made(f"a.{SUFFIXES[form]}", photograph(form))
    assert set(shape.endings) == set(files)
    assert shape.widths == (480, 960, 1200)
    for ending, data in files.items():
        kind = ending.rpartition(".")[2] or SUFFIXES[form]
        picture = opened(data)
        assert picture.format == {"jpg": "JPEG"}.get(kind, kind.upper())
        width = int(ending.split(".")[1]) if ending else 1200
        assert picture.size == (width, round(width * 800 / 1200))


def is_red(pixel: tuple[int, ...]) -> bool:
    """Tell whether a pixel is that of the corner, whatever a lossy format made of it."""
    return pixel[0] > 200 and pixel[1] < 100


def test_a_picture_taken_upright_is_shown_upright() -> None:
    """The red corner of the turned camera stands at the upper right, without any note of it."""
    shape, files = made("a.jpg", photograph("JPEG", turned=True))
    assert (shape.width, shape.height) == (800, 1200)
    for data in files.values():
        picture = opened(data).convert("RGB")
        right = picture.getpixel((picture.width - 5, 5))
        left = picture.getpixel((5, 5))
        assert isinstance(right, tuple)
        assert isinstance(left, tuple)
        assert is_red(right)
        assert not is_red(left)


def test_a_photograph_is_no_wider_than_any_screen_shows_it() -> None:
    """What a camera makes is scaled down; what is small is left as it is."""
    shape, _ = made("a.jpg", photograph("JPEG", (3000, 2000)))
    assert (shape.width, shape.height, shape.widths) == (1600, 1067, (480, 960, 1600))
    shape, files = made("a.jpg", photograph("JPEG", (300, 200)))
    assert (shape.width, shape.widths) == (300, (300,))
    assert opened(files[""]).size == (300, 200)


def test_a_transparent_drawing_stays_transparent() -> None:
    """Its fallback is PNG: JPEG would give it a ground."""
    picture = Image.new("RGBA", (600, 400), (255, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (0, 0, 300, 400))
    out = BytesIO()
    picture.save(out, "PNG")
    shape, files = made("a.png", out.getvalue())
    assert shape.fallback == "png"
    for ending in shape.endings:
        assert opened(files[ending]).convert("RGBA").getchannel("A").getextrema() == (0, 255)


def test_colours_of_another_profile_are_kept() -> None:
    """A profile is converted before it is removed."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"----").replace(b"gXYZ", b"rXYZ").replace(b"----", b"gXYZ")
    out = BytesIO()
    Image.new("RGB", (100, 100), (255, 0, 0)).save(out, "PNG", icc_profile=swapped)
    _, files = made("a.png", out.getvalue())
    pixel = opened(files[""]).convert("RGB").getpixel((5, 5))
    assert isinstance(pixel, tuple)
    assert pixel[1] > 200 > pixel[0]


def test_an_animation_still_moves() -> None:
    """With its frames and their times, and no metadata."""
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue", "green")]
    out = BytesIO()
    options = {"save_all": True, "append_images": frames[1:], "duration": [50, 80, 120]}
    frames[0].save(out, "GIF", comment=b"SECRET", **options)
    shape, files = made("a.gif", out.getvalue())
    assert (shape.width, shape.height, shape.endings) == (40, 30, ("",))
    moving = opened(files[""])
    assert getattr(moving, "n_frames", 1) == 3
    assert b"SECRET" not in files[""]


def test_the_same_picture_gives_the_same_bytes() -> None:
    """On every call."""
    data = photograph("JPEG", (700, 500))
    assert made("a.jpg", data) == made("a.jpg", data)


@pytest.mark.parametrize("cut", [10, 100, 2000])
def test_a_damaged_photograph_is_a_fault(cut: int) -> None:
    """Named, wherever the file was cut off."""
    result = developed("images/a.jpg", photograph("JPEG")[:cut])
    assert isinstance(result, list)
    assert [(fault.path, fault.rule) for fault in result] == [("images/a.jpg", "picture-damaged")]
