"""Pillow is loaded when a picture is drawn, not by what makes a PDF without one."""

from __future__ import annotations

import subprocess
import sys

LOOK = """
import sys
import wegwijs.layouts.pdf.objects, wegwijs.layouts.pdf.qr_symbol
assert not {"PIL.Image", "PIL.ImageDraw"} & sys.modules.keys()
import qrcode
from PIL import Image, ImageDraw
picture = Image.new("L", (8, 8), 255)
ImageDraw.Draw(picture).point((1, 1), 0)
assert picture.getpixel((1, 1)) == 0
assert qrcode.make("tel:112").size
"""


def test_a_pdf_without_pictures_does_not_load_pillow_and_pictures_can_still_be_drawn() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
