"""The logo of an edition: a picture that cannot hurt, and that prints sharp enough."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

MAX_BYTES = 2_000_000
MAX_PIXELS = 25_000_000  # decoded; a larger one is a bomb, not a logo
MIN_WIDTH = 270  # pixels: 150 dpi over the 46 mm of its box


class BadLogo(Exception):
    """A logo that is not printed, and why."""


def read_logo(folder: Path, name: str) -> bytes:
    """The bytes of a logo beside an edition's file, as a PNG of its own pixels. Raises ``BadLogo``.

    The name is that of a file in the folder itself: no path leads out of it.
    """
    if Path(name).name != name or name in {"", ".", ".."} or "\\" in name:
        raise BadLogo(f"{name!r}: zet het logo in dezelfde map en schrijf alleen de bestandsnaam")
    path = folder / name
    if path.is_symlink() or not path.is_file():
        raise BadLogo(f"{name!r} staat niet in deze map")
    if path.stat().st_size > MAX_BYTES:
        raise BadLogo(f"{name!r} is groter dan {MAX_BYTES // 1_000_000} MB. Maak het kleiner")
    data = path.read_bytes()
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise BadLogo(f"{name!r} heeft {width} x {height} pixels, dat is te veel")
            if width < MIN_WIDTH:
                raise BadLogo(f"{name!r} is {width} pixels breed, {MIN_WIDTH} is het minste")
            picture = image.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BadLogo(f"{name!r} is geen goede PNG of JPEG. Bewaar het logo opnieuw") from error
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    ground.thumbnail((1086, 330))  # 600 dpi in its box; more is not seen in print
    out = io.BytesIO()
    ground.save(out, "PNG")
    return out.getvalue()
