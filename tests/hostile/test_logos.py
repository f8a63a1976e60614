"""A logo may be anything that is called logo.png: it is printed as it is meant, or refused."""

from __future__ import annotations

import io
import struct
import zlib

import pypdfium2
import pytest
from PIL import Image

from tests.hostile.cage import FORKS
from tests.hostile.cases import BUILD, Case, Files, Make, edition, folder, hollow, link, pipe

LEAFLET = (*BUILD[:-1], "leaflet")
FIELD = "eigen/editions/x.yaml:10: edition.logo.file: "
BROKEN = "is geen goede PNG, JPEG of SVG"
CAMERA = 0x112  # the Exif tag that says which way is up


def logo(content: bytes | Make, name: str = "logo.png") -> Files:
    """An edition with this logo beside it."""
    typed = "'" + name.replace("'", "''") + "'"
    files = edition(logo=f"{{file: {typed}, alt: Logo}}")
    return files | {f"eigen/editions/{name}": content} if content != b"-" else files


def saved(image: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *more: bytes, depth: int = 8, kind: int = 2, data: bytes | None = None) -> bytes:  # fmt: skip
    """A PNG by hand: black, with whatever chunks before its data."""
    if data is None:
        data = zlib.compress(b"\0" * (1 + 3 * width) * height)
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join([chunk(b"IHDR", head), *more, chunk(b"IDAT", data), chunk(b"IEND", b"")])  # fmt: skip


def half(mode: str, dark: object, light: object) -> Image.Image:
    """Dark on the left, light on the right; dark where it ends, so that nothing is margin."""
    image = Image.new(mode, (600, 200), dark)
    image.paste(light, (300, 0, 590, 200))
    return image


NOISE = Image.effect_noise((600, 200), 90)
PLAIN = Image.new("RGB", (600, 200), "red")
SIXTEEN = Image.frombytes("I;16", (600, 200), struct.pack("<600H", *[10_000] * 300, *[50_000] * 290, *[10_000] * 10) * 200)  # fmt: skip
BOMB = zlib.compress(b"\0" * 300_000_000, 9)
SCANLINES = zlib.compress((b"\0" + b"\0\0\0\xff" * 5000) * 5000, 9)
UNSEEN = {
    "wholly transparent": Image.new("RGBA", (600, 200), (0, 0, 0, 0)),
    "white": Image.new("RGB", (600, 200), "white"),
    "nearly white": Image.new("L", (600, 200), 250),
    "white letters on nothing": half("RGBA", (255, 255, 255, 255), (0, 0, 0, 0)),
    "hardly more than nothing": Image.new("RGBA", (600, 200), (0, 0, 0, 9)),
}  # fmt: skip


def camera() -> bytes:
    image = Image.new("RGB", (200, 600), "black")  # as it is stored: its top is dark
    image.paste("white", (0, 300, 200, 590))
    exif = image.getexif()
    exif[CAMERA] = 8  # turn it a quarter to the left: dark comes to the left
    return saved(image, "JPEG", exif=exif)


REFUSED = [
    Case("a head of two milliard by two milliard pixels", logo(png(2**31 - 1, 2**31 - 1, data=b"")), 3, (FIELD, "veel te veel pixels")),
    Case("just enough pixels to be warned of", logo(png(10_000, 10_000, data=b"")), 3, (FIELD, "veel te veel pixels")),
    Case("more pixels than a logo needs", logo(png(5_001, 5_001, data=b"")), 3, (FIELD, "5001 x 5001 pixels, dat is te veel")),
    Case("no pixels", logo(png(0, 0)), 3, (FIELD, BROKEN)),
    Case("a hairline", logo(saved(Image.new("1", (270, 90_000)))), 3, (FIELD, "270 x 90000 pixels, dat is te smal")),
    Case("a horizon", logo(saved(Image.new("1", (24_000_000, 1)))), 3, (FIELD, "te smal")),
    Case("a colour profile of 300 MB", logo(png(300, 100, chunk(b"iCCP", b"x\0\0" + BOMB))), 3, (FIELD, BROKEN)),
    Case("texts of 200 MB", logo(png(300, 100, *[chunk(b"zTXt", b"x\0\0" + zlib.compress(b"a" * 1_000_000, 9))] * 200)), 3, (FIELD, BROKEN)),
    Case("three bits a colour", logo(png(300, 100, depth=3)), 3, (FIELD, BROKEN)),
    Case("data that are too short", logo(png(300, 100, data=zlib.compress(b"\0" * 99))), 3, (FIELD, BROKEN)),
    Case("data that are not packed", logo(png(300, 100, data=b"\xff" * 999)), 3, (FIELD, BROKEN)),
    *(Case(f"an empty {kind} chunk", logo(png(300, 100, chunk(kind.encode(), b""))), 3, (FIELD, BROKEN)) for kind in ("gAMA", "cHRM", "tRNS", "pHYs", "iCCP", "acTL", "fcTL", "fdAT", "sRGB", "IHDR")),
    Case("a PNG cut off", logo(saved(NOISE)[:3_000]), 3, (FIELD, BROKEN)),
    Case("a JPEG cut off", logo(saved(NOISE, "JPEG")[:3_000], "logo.jpg"), 3, (FIELD, BROKEN)),
    Case("a GIF", logo(saved(PLAIN, "GIF")), 3, (FIELD, BROKEN)),
    Case("a GIF in name and deed", logo(saved(PLAIN, "GIF"), "logo.gif"), 3, (FIELD, BROKEN)),
    Case("a GIF that is rubbish", logo(b"GIF89a rubbish"), 3, (FIELD, BROKEN)),
    Case("3 MB of nothing", logo(b"\x89PNG\r\n\x1a\n" + b"\0" * 3_000_000), 3, (FIELD, "groter dan 2 MB")),
    Case("too few pixels to be sharp", logo(saved(Image.new("RGB", (100, 40)))), 3, (FIELD, "100 pixels breed")),
    Case("81 million pixels", logo(saved(Image.new("1", (9_000, 9_000)))), 3, (FIELD, "te veel")),
    *(Case(f"a logo that nobody sees: {name}", logo(saved(image)), 3, (FIELD, "is op wit papier niet te zien. Neem het logo in donkere kleuren")) for name, image in UNSEEN.items()),
    Case("no file", logo(b"-"), 3, (FIELD, "staat niet in deze map")),
    Case("a TIFF", logo(saved(PLAIN, "TIFF")), 3, (FIELD, BROKEN)),
    Case("an SVG with a script", logo(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "logo.svg"), 3, (FIELD, "er staat een script in. Exporteer het logo als PNG")),
    Case("an SVG with a pattern of gigabytes", logo(b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><pattern id='p' width='1e6' height='1e6' patternUnits='userSpaceOnUse'><path d='M0 0h9e5v9e5'/></pattern><rect width='9' height='9' fill='url(#p)'/></svg>", "logo.svg"), 3, (FIELD, "deze SVG is te ingewikkeld. Exporteer het logo als PNG")),
    Case("a web page", logo(b"<html>404</html>", "logo.jpg"), 3, (FIELD, BROKEN)),
    Case("PostScript", logo(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "logo.eps"), 3, (FIELD, BROKEN)),
    Case("nothing", logo(b""), 3, (FIELD, BROKEN)),
    Case("a file of 10 GB", logo(hollow(10_000_000_000)), 3, (FIELD, "groter dan 2 MB")),
    Case("a pipe", logo(pipe), 3, (FIELD, "staat niet in deze map")),
    Case("a folder", logo(folder), 3, (FIELD, "staat niet in deze map")),
    Case("a device", logo(link("/dev/zero")), 3, (FIELD, "staat niet in deze map")),
    Case("a link out of the folder", logo(link("../../../buiten.txt")), 3, (FIELD, "staat niet in deze map")),
    Case("a link to itself", logo(link("logo.png")), 3, (FIELD, "staat niet in deze map")),
    Case("a name in other capitals", logo(b"-", "LOGO.png") | {"eigen/editions/logo.png": saved(PLAIN)}, 3, (FIELD, "staat niet in deze map")),
    Case("a name that the disk cannot have", logo(b"-", "\N{EN DASH}" * 110 + ".png"), 3, (FIELD, "is niet te lezen")),
    *(Case(f"the name {name}", logo(saved(PLAIN), name), 3, (FIELD, "kan op Windows geen bestand zijn")) for name in ("CON.png", "nul", "com1.jpg", "logo.png.", "a:b.png", "what?.png")),
    *(Case(f"the path {name}", logo(b"-", name), 3, (FIELD, "schrijf alleen de bestandsnaam")) for name in ("../logo.png", "/etc/passwd", "a/logo.png", "..", ".", "a\\logo.png", "C:\\logo.png")),
]  # fmt: skip


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_a_logo_that_cannot_be_printed_is_refused_with_its_place(case, judge):
    judge(Case(case.name, case.files, case.code, case.says, LEAFLET))


PRINTED = {
    "16 bits of grey": (logo(saved(SIXTEEN)), 39, 194),
    "a palette": (logo(saved(half("P", 0, 255).convert("P"))), None, None),
    "grey with a mask": (logo(saved(half("LA", (0, 255), (255, 0)))), 0, 255),
    "a mask alone": (logo(saved(half("RGBA", (0, 0, 0, 255), (0, 0, 0, 0)))), 0, 255),
    "black that half shows through": (logo(saved(half("RGBA", (0, 0, 0, 128), (255, 0, 0, 0)))), 127, 255),
    "a pale yellow": (logo(saved(half("RGB", (255, 255, 204), "white"))), 249, 255),
    "one bit": (logo(saved(half("1", 0, 1))), 0, 255),
    "CMYK": (logo(saved(half("CMYK", (0, 0, 0, 255), (0, 0, 0, 0)), "JPEG"), "logo.jpg"), 0, 255),
    "a JPEG called PNG": (logo(saved(half("L", 0, 255), "JPEG")), 0, 255),
    "a progressive JPEG": (logo(saved(half("L", 0, 255), "JPEG", progressive=True), "logo.jpg"), 0, 255),
    "a moving picture": (logo(saved(half("L", 0, 255), save_all=True, append_images=[PLAIN.convert("L")])), 0, 255),
    "on its side, as a camera stores it": (logo(camera(), "logo.jpg"), 0, 255),
    "a colour profile that is rubbish": (logo(saved(half("L", 0, 255), icc_profile=b"x" * 9_999)), 0, 255),
    "Exif that is rubbish": (logo(saved(half("L", 0, 255), "JPEG", exif=b"Exif\0\0" + b"\xff" * 50), "logo.jpg"), 0, 255),
    "twenty-five million pixels in 24 kB": (logo(png(5_000, 5_000, kind=6, data=SCANLINES)), None, None),
}  # fmt: skip


@pytest.mark.parametrize("name", PRINTED)
@pytest.mark.skipif(not FORKS, reason="the output folder is looked into while it is there")
def test_a_logo_that_can_be_printed_looks_as_it_is_meant(name, judge, tmp_path):
    files, dark, light = PRINTED[name]
    judge(Case(name, files, 0, (), LEAFLET))
    pdf = pypdfium2.PdfDocument(tmp_path / "hier" / "uit" / "x" / "nl" / "leaflet.pdf")
    (image,) = [o for o in pdf[0].get_objects() if o.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    pixels = image.get_bitmap().to_pil().convert("L")
    width, height = pixels.size
    if dark is not None:
        assert abs(pixels.getpixel((width // 4, height // 2)) - dark) < 4
        assert abs(pixels.getpixel((3 * width // 4, height // 2)) - light) < 4
