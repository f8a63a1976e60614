"""Make the small pictures of the products in the README and the manual anew, after a change of the
looks, from an edition that has all of them, in one language, after ``preview``:

python -m tests.desk.thumbnails output/lindewaard/nl
"""

from __future__ import annotations

import csv
import io
import sys
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.desk.conftest import CHROMIUM
from tests.desk.pictures import PICTURES

WIDTH, HEIGHT = 150, 170  # px, the largest
PHONE = {"width": 390, "height": 520}
TABLE = {"width": 300, "height": 220}
DRAWN = {  # the picture of ``preview`` for each product that has pages
    "leaflet": "leaflet-folded-cover.png",
    "pocket-card": "pocket-card-folded.png",
    "handout": "handout-1.png",
    "handout-odt": "handout-odt-1.png",
    "slides": "slides-1.png",
    "large-print": "large-print-1.png",
    "poster": "poster-a4.png",
    "screen": "screen-wide.png",
    "stickers": "stickers-1.png",
}
STYLE = """<meta charset="utf-8"><style>body{margin:12px;font:600 20px "Source Sans 3",sans-serif}
td{border:1px solid #777;padding:5px 8px;white-space:nowrap}table{border-collapse:collapse}
</style>"""


def store(image: Image.Image, product: str) -> None:
    image = image.convert("RGB")
    image.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    framed = Image.new("RGB", (image.width + 2, image.height + 2), "#777")
    framed.paste(image, (1, 1))
    framed.quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        PICTURES / f"product-{product}.png", optimize=True
    )


def shot(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot()))


def table(page: Page, rows: list[list[str]], product: str) -> None:
    """Store a table: a file without pages is shown by what is in it."""
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    page.set_viewport_size(TABLE)  # type: ignore[arg-type]
    page.set_content(STYLE + "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
    store(shot(page), product)


def main() -> None:
    folder = Path(sys.argv[1])
    for product, name in DRAWN.items():
        store(Image.open(folder / "preview" / name), product)
    with (folder / "contacts.csv").open(encoding="utf-8-sig", newline="") as file:
        contacts = [[row[4], row[1]] for row in csv.reader(file, delimiter=";")][:6]
    text = (folder / "review.ics").read_bytes().decode("utf-8").replace("\r\n ", "")
    days = [line.rpartition(":")[2] for line in text.splitlines() if line.startswith("DTSTART")]
    told = [line.partition(":")[2] for line in text.splitlines() if line.startswith("SUMMARY")]
    with sync_playwright() as library:
        browser = library.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
        page.goto((folder / "page.html").resolve().as_uri())
        store(shot(page), "web")
        page = browser.new_page()  # without the policy of the web page
        table(page, contacts, "contacts")
        dates = [f"{day[6:]}-{day[4:6]}-{day[:4]}" for day in days]
        rows = [[day, one.replace("\\", "")] for day, one in zip(dates, told, strict=True)]
        table(page, rows[:6], "review-dates")
        browser.close()


if __name__ == "__main__":
    main()
