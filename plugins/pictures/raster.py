"""One photograph into all its renditions, with Pillow: pure, and the same bytes every time."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from io import BytesIO
from typing import Any, TypeVar

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from plugins.core.faults import Fault
from plugins.core.records import Shape

# The text column is 650 to 730 CSS pixels, the lead of a front page 810: twice that is enough for
# the densest screens, 480 for a phone held upright on a slow line.
WIDTHS = (480, 960)
MOST_WIDE = 1600
MOST_HIGH = 2400
MOST_PIXELS = 100_000_000  # a picture of more would take gigabytes of memory to open
_NEAR = 0.85  # a rendition hardly narrower than the next one is not worth a file
_FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP"}
_FORMATS["avif"] = "AVIF"
_SAVE: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "GIF": {"optimize": True},
    "WEBP": {"quality": 80, "method": 4},
    # One thread: pictures are made side by side in processes, and the bytes stay the same.
    "AVIF": {"quality": 62, "speed": 7, "max_threads": 1},
}
Files = dict[str, bytes]
Result = TypeVar("Result")


def developed(path: str, data: bytes) -> tuple[Shape, Files] | list[Fault]:
    """Return a picture's shape and the bytes of each rendition by its ending, or its faults.

    The ending "" stands for the picture's own address. Turned upright as its camera noted, in
    sRGB, and with nothing in any file but the picture: no EXIF, GPS, XMP, comment or thumbnail.
    """
    suffix = path.rpartition(".")[2].lower()

    def develop(picture: Image.Image) -> tuple[Shape, Files]:
        if getattr(picture, "is_animated", False):
            return _moving(picture, _FORMATS[suffix])
        return _still(_upright(picture), suffix)

    return _opened(path, data, develop)


def looked_at(path: str, data: bytes) -> list[Fault]:
    """Return what is wrong with a picture so far as its head tells: a thousand in a second."""
    result = _opened(path, data, lambda _picture: None)
    return result if isinstance(result, list) else []


def _opened(path: str, data: bytes, work: Callable[[Image.Image], Result]) -> Result | list[Fault]:
    """Do `work` on the opened picture, or return why it cannot be opened."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            picture = Image.open(BytesIO(data))
            if picture.width * picture.height <= MOST_PIXELS:
                return work(picture)
            values = {"path": path, "size": f"{picture.width}×{picture.height}"}
            return [Fault(path, 1, 1, "picture-too-big", values)]
        except Image.DecompressionBombError:
            return [Fault(path, 1, 1, "picture-too-big", {"path": path, "size": ">178956970"})]
        except UnidentifiedImageError:
            return [
                Fault(
                    path,
                    1,
                    1,
                    "picture-damaged",
                    {"path": path, "reason": "unknown format"},
                )
            ]
        except (OSError, SyntaxError, ValueError) as error:
            reason = str(error).partition("\n")[0]
            return [Fault(path, 1, 1, "picture-damaged", {"path": path, "reason": reason})]


def _upright(picture: Image.Image) -> Image.Image:
    """Return the picture as it is meant to be seen, in RGB or RGBA, knowing nothing else."""
    profile = picture.info.get("icc_profile")
    seen = ImageOps.exif_transpose(picture)
    if seen.mode.startswith("I;16"):
        seen = seen.point([value // 256 for value in range(65536)], "L")
    if profile:
        seen = _in_srgb(seen, profile)
    alpha = "A" in seen.getbands() or "transparency" in seen.info
    clean = seen.convert("RGBA" if alpha else "RGB")
    if alpha and clean.getchannel("A").getextrema() == (255, 255):
        clean = clean.convert("RGB")
    clean.info.clear()
    return clean


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """Convert to sRGB: once the profile is gone, nothing else would say what the numbers mean."""
    if picture.mode not in {"RGB", "CMYK", "L"}:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):  # a broken profile says nothing
        return picture
    return turned or picture


def _still(picture: Image.Image, suffix: str) -> tuple[Shape, Files]:
    picture.thumbnail((MOST_WIDE, MOST_HIGH), Image.Resampling.LANCZOS)
    width, height = picture.size
    fallback = "jpg" if picture.mode == "RGB" else "png"
    widths = (*(w for w in WIDTHS if w < width * _NEAR), width)
    sized = {w: _resized(picture, w) for w in widths}
    files: Files = {"": _saved(picture, _FORMATS[suffix])}
    own = suffix in {"jpg", "jpeg", "png", "gif"}  # what every browser shows
    for one in widths:
        if one != width or not own:
            files[f".{one}.{fallback}"] = _saved(sized[one], _FORMATS[fallback])
    kinds = []
    for kind in ("avif", "webp"):
        made = {f".{one}.{kind}": _saved(sized[one], _FORMATS[kind]) for one in widths}
        # Flat drawings of few colours may be smaller as they are.
        if len(made[f".{width}.{kind}"]) < len(files[""]):
            files.update(made)
            kinds.append(kind)
    return Shape(width, height, widths, tuple(kinds), fallback, own), files


def _resized(picture: Image.Image, width: int) -> Image.Image:
    if width == picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _saved(picture: Image.Image, form: str) -> bytes:
    if form == "JPEG" and picture.mode == "RGBA":
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(picture, mask=picture.getchannel("A"))
        picture = paper
    if form in {"GIF", "PNG"} and picture.mode == "RGB":
        # A drawing of up to 256 colours keeps every one of them, in a third of the bytes.
        colours = picture.getcolors(256)
        if colours:
            picture = picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=len(colours))
            picture.info.clear()
    out = BytesIO()
    picture.save(out, form, **_SAVE[form])
    return out.getvalue()


def _moving(picture: Image.Image, form: str) -> tuple[Shape, Files]:
    """Keep an animation as it moves, in one size; its frames are saved anew without metadata."""
    frames, times = [], []
    for number in range(getattr(picture, "n_frames", 1)):
        picture.seek(number)
        times.append(picture.info.get("duration", 100))
        frame = picture.convert("RGBA")
        frame.info.clear()
        frames.append(frame)
    out = BytesIO()
    options = {"duration": times, "loop": 0, **_SAVE[form]}
    frames[0].save(out, form, save_all=True, append_images=frames[1:], **options)
    return Shape(*picture.size), {"": out.getvalue()}
