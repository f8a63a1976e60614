"""An edition's logo: a harmless picture that is sharp enough to print."""

from __future__ import annotations

import io
import math
import re
import warnings
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageCms, ImageOps

from wegwijs.sources import svg
from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.names import as_stored, is_device
from wegwijs.sources.problems import reason
from wegwijs.sources.regular import NotRegular, TooLarge, read_regular

MAX_BYTES = 2_000_000
MAX_PIXELS = 25_000_000  # decoded; a larger one is a bomb, not a logo
WIDTH, HEIGHT = 46, 14  # mm of its box on the cover
FINEST = (1086, 330)  # pixels: 600 dpi in its box; more is not seen in print
COARSEST = 150  # dpi as it is printed
MAX_RATIO = 20  # aspect ratio; beyond it a logo is a hairline
PAPER = 240  # of 255 in every channel: a copier prints nothing lighter
INK = 220  # of 255 in some channel: anything darker is visible
LEAST_INK = 270  # pixels: a line across the narrowest logo
VECTOR_PAPER = 253  # a drawing has no noise, and thin lines are light at a small scale
LARGER = 1.03  # times; a smaller gain is not worth another rendering
LOOKS = 4  # renderings, each closer; in the first a small drawing is a few pixels

_NO_FILE = re.compile(r'.*[<>:"|?*].*|.*[. ]')  # names that are invalid on Windows


class BadLogo(WegwijsError):
    """A logo that cannot be printed."""

    exit_code = ExitCode.DATA_INVALID


def read_logo(folder: Path, name: str) -> bytes:
    """Return the logo beside an edition's file, as printed. Raises ``BadLogo``."""
    return printed(delivered(folder, name), name)


def check_name(name: str) -> None:
    """Check that a name is that of a file in a folder itself: no path leads out of it.

    Raises ``BadLogo``.
    """
    if Path(name).name != name or name in {"", ".", ".."} or "\\" in name:
        raise BadLogo(f"{name!r}: zet het logo in dezelfde map en schrijf alleen de bestandsnaam")
    if _NO_FILE.fullmatch(name) or is_device(name):
        raise BadLogo(f"{name!r} kan op Windows geen bestand zijn, geef het een andere naam")


def delivered(folder: Path, name: str) -> bytes:
    """Return the bytes of a logo file, unconverted. Raises ``BadLogo``."""
    check_name(name)
    return _data(as_stored(folder / name), name)


def printed(data: bytes, name: str) -> bytes:
    """Return a logo as a PNG in sRGB, trimmed, at no more than print resolution.

    ``name`` is how messages call it. Raises ``BadLogo``.
    """
    is_vector = svg.is_svg(data)
    if is_vector:
        whole, profile = _drawn(data, name), None
    else:
        whole, profile = _decoded(data, name)
    box = _box(whole, PAPER)
    if box is None or not _is_seen(whole):
        raise BadLogo(f"{name!r} is op wit papier niet te zien. Neem het logo in donkere kleuren")
    trimmed = whole.crop(box)
    _check_size(trimmed.size, name, "" if trimmed.size == whole.size else " zonder de witte rand")
    if not is_vector:
        _check_sharp(trimmed.size, whole.size, name)
    trimmed.thumbnail(FINEST)
    out = io.BytesIO()
    _in_srgb(trimmed, profile).save(out, "PNG")
    return out.getvalue()


def _data(path: Path, name: str) -> bytes:
    try:
        return read_regular(path, MAX_BYTES)
    except (FileNotFoundError, NotADirectoryError, NotRegular) as error:
        raise BadLogo(
            f"{name!r} staat niet in deze map. Zet het erin, of haal 'logo' weg"
        ) from error
    except TooLarge as error:
        message = f"{name!r} is groter dan {MAX_BYTES // 1_000_000} MB. Maak het kleiner"
        raise BadLogo(message) from error
    except OSError as error:
        raise BadLogo(f"{name!r} is niet te lezen ({reason(error)}). Bewaar het opnieuw") from error


def _decoded(data: bytes, name: str) -> tuple[Image.Image, bytes | None]:
    """Return the picture upright on white, in its own colours, and its colour profile."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        with image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise BadLogo(
                    f"{name!r} heeft {width} x {height} pixels, dat is te veel. Maak het kleiner"
                )
            upright = ImageOps.exif_transpose(image)  # a camera may store it rotated
            profile = image.info.get("icc_profile")
            return _on_paper(upright), profile
    except BadLogo:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadLogo(f"{name!r} heeft veel te veel pixels. Maak het kleiner") from error
    except Exception as error:  # decoders raise more than Pillow documents
        message = f"{name!r} is geen goede PNG, JPEG of SVG. Bewaar het logo opnieuw"
        raise BadLogo(message) from error


def _drawn(data: bytes, name: str) -> Image.Image:
    """Rasterise an SVG, scaled so that its content fills the picture."""
    try:
        drawing = svg.parse_svg(data)
        view = drawing.view
        for _ in range(LOOKS):
            picture = _on_paper(drawing.draw(view, FINEST))
            box = _box(picture, VECTOR_PAPER)
            if not box:
                break
            inside = (box[2] - box[0], box[3] - box[1])
            if min(most / side for most, side in zip(FINEST, inside, strict=True)) < LARGER:
                break
            left, top, width, height = view
            across, down = width / picture.width, height / picture.height
            view = (  # one pixel margin for rounding
                left + (box[0] - 1) * across,
                top + (box[1] - 1) * down,
                (inside[0] + 2) * across,
                (inside[1] + 2) * down,
            )
        return picture
    except svg.BadSvg as error:
        raise BadLogo(f"{name!r}: {error}") from error


def _on_paper(image: Image.Image) -> Image.Image:
    """Flatten a picture on white, in grey, RGB or CMYK."""
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off at 255
        image = image.convert("I").point(lambda grey: grey * (1 / 257)).convert("L")
    if image.mode in ("L", "CMYK") and "transparency" not in image.info:
        return image.copy()
    if image.mode in ("1", "L", "LA"):
        plain, mode = image.convert("LA"), "L"
    else:
        plain, mode = image.convert("RGBA"), "RGB"
    ground = Image.new(mode, image.size, "white")
    ground.paste(plain.convert(mode), mask=plain.getchannel("A"))
    return ground


def _darkest(image: Image.Image) -> Image.Image:
    """Return the darkest channel of each pixel."""
    bands = (image.convert("RGB") if image.mode == "CMYK" else image).split()
    darkest = bands[0]
    for band in bands[1:]:
        darkest = ImageChops.darker(darkest, band)
    return darkest


def _box(image: Image.Image, paper: int) -> tuple[int, int, int, int] | None:
    """Return the bounding box of what is darker than paper."""
    return _darkest(image).point([255] * paper + [0] * (256 - paper)).getbbox()


def _is_seen(image: Image.Image) -> bool:
    """Whether there is more than a haze, specks, or white letters."""
    return sum(_darkest(image).histogram()[:INK]) >= LEAST_INK


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert to sRGB by the embedded profile, or else assume sRGB."""
    if profile:
        try:
            meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}[meant.profile.xcolor_space.strip()]
            if mode == image.mode or (mode, image.mode) == ("RGB", "L"):
                converted = ImageCms.profileToProfile(
                    image.convert(mode),
                    meant,
                    _srgb(),
                    ImageCms.Intent.RELATIVE_COLORIMETRIC,
                    "RGB",
                    flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
                )
                if converted:
                    return converted
        except (ImageCms.PyCMSError, OSError, KeyError):  # an invalid profile is ignored
            pass
    return image.convert("RGB")


def _check_size(size: tuple[int, int], name: str, how: str) -> None:
    width, height = size
    if max(size) > MAX_RATIO * min(size):
        raise BadLogo(
            f"{name!r} is{how} {width} x {height} pixels, dat is te smal. Neem een andere vorm"
        )


def _check_sharp(size: tuple[int, int], whole: tuple[int, int], name: str) -> None:
    """Raise ``BadLogo`` when the resolution is too low for the printed size."""
    across = min(WIDTH, HEIGHT * size[0] / size[1])  # mm on paper
    needed = math.ceil(COARSEST * across / 25.4)
    if size[0] < needed:
        how = "" if size == whole else " zonder de witte rand"
        message = f"{name!r} is{how} {size[0]} pixels breed, {needed} is het minste"
        raise BadLogo(message, "Neem een groter plaatje")
