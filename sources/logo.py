"""The logo of an edition: a picture that cannot hurt, and that prints sharp enough."""

from __future__ import annotations

import io
import re
import warnings
from pathlib import Path

from PIL import Image, ImageOps

from sources.problems import reason

MAX_BYTES = 2_000_000
MAX_PIXELS = 25_000_000  # decoded; a larger one is a bomb, not a logo
MIN_WIDTH = 270  # pixels: 150 dpi over the 46 mm of its box
MAX_RATIO = 20  # of its sides; more is a hairline in print
PAPER = 240  # of 255 in every colour: what is lighter than this, no copier prints

# What Windows cannot store, or takes for a device.
_NO_FILE = re.compile(r'.*[<>:"|?*].*|.*[. ]|(con|prn|aux|nul|com\d|lpt\d)(\..*)?', re.IGNORECASE)


class BadLogo(Exception):
    """A logo that is not printed, and why."""


def read_logo(folder: Path, name: str) -> bytes:
    """The bytes of a logo beside an edition's file, as a PNG of its own pixels. Raises ``BadLogo``.

    The name is that of a file in the folder itself: no path leads out of it.
    """
    if Path(name).name != name or name in {"", ".", ".."} or "\\" in name:
        raise BadLogo(f"{name!r}: zet het logo in dezelfde map en schrijf alleen de bestandsnaam")
    if _NO_FILE.fullmatch(name):
        raise BadLogo(f"{name!r} kan op Windows geen bestand zijn, geef het een andere naam")
    picture = _picture(_data(folder / name, name), name)
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    ground.thumbnail((1086, 330))  # 600 dpi in its box; more is not seen in print
    if not any(any(band.histogram()[:PAPER]) for band in ground.split()):
        raise BadLogo(f"{name!r} is op wit papier niet te zien. Neem het logo in donkere kleuren")
    out = io.BytesIO()
    ground.save(out, "PNG")
    return out.getvalue()


def _data(path: Path, name: str) -> bytes:
    try:
        if path.is_symlink() or not path.is_file():
            raise BadLogo(f"{name!r} staat niet in deze map")
        if path.stat().st_size > MAX_BYTES:
            raise BadLogo(f"{name!r} is groter dan {MAX_BYTES // 1_000_000} MB. Maak het kleiner")
        return path.read_bytes()
    except OSError as error:
        raise BadLogo(f"{name!r} is niet te lezen ({reason(error)})") from error


def _picture(data: bytes, name: str) -> Image.Image:
    """The decoded picture, upright, in RGBA."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        with image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise BadLogo(f"{name!r} heeft {width} x {height} pixels, dat is te veel")
            upright = ImageOps.exif_transpose(image)  # a camera may store it on its side
            if upright.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off at 255
                upright = upright.convert("I").point(lambda grey: grey * (1 / 257)).convert("L")
            _check_size(upright, name)
            return upright.convert("RGBA")
    except BadLogo:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadLogo(f"{name!r} heeft veel te veel pixels. Maak het kleiner") from error
    except Exception as error:  # a decoder meets broken bytes in more ways than Pillow lists
        raise BadLogo(f"{name!r} is geen goede PNG of JPEG. Bewaar het logo opnieuw") from error


def _check_size(image: Image.Image, name: str) -> None:
    width, height = image.size
    if max(width, height) > MAX_RATIO * min(width, height):
        raise BadLogo(f"{name!r} is {width} x {height} pixels, dat is te smal")
    if width < MIN_WIDTH:
        raise BadLogo(f"{name!r} is {width} pixels breed, {MIN_WIDTH} is het minste")
