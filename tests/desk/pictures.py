"""Make the pictures of the screens in the README and the manual anew, after a change of the screens:

python -m tests.desk.pictures
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.desk.conftest import CHROMIUM, edition
from tests.desk.test_browser import FITS, MADE, ROOT, Server

PICTURES = ROOT / "assets" / "pictures"
WIDTH, HEIGHT = 1440, 960  # px
SHOWN = 1120  # px
LANGUAGES = "languages: [nl, en, ar, tr, pl, uk, ti, de]"


def write(server: Server, id_: str, name: str, checked: str = "") -> None:
    text = edition("voorbeeld-gemeente").replace("id: voorbeeld-gemeente", f"id: {id_}")
    text = text.replace("name: Lindewaard", f"name: {name}").replace(
        LANGUAGES, "languages: [nl, ar]"
    )
    if checked:
        text = text.replace("checked: 2026-11-23", f"checked: {checked}", 1)
    (server.own / "editions" / f"{id_}.yaml").write_text(text, "utf-8")


def shoot(page: Page, name: str, *, whole: bool = False) -> None:
    image = Image.open(io.BytesIO(page.screenshot(full_page=whole)))
    image = image.convert("RGB")
    image.thumbnail((SHOWN, image.height), Image.Resampling.LANCZOS)
    image.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        PICTURES / f"{name}.png", optimize=True
    )


def main() -> None:
    server = Server(Path(tempfile.mkdtemp()))
    (server.own / "editions").mkdir(parents=True)
    write(server, "lindewaard", "Lindewaard")
    server.start()
    with sync_playwright() as library:
        browser = library.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = server.open(browser, viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(f"{server.base}/folder/lindewaard")
        page.wait_for_selector(FITS)
        page.wait_for_function("document.querySelector('#vel img').complete")
        shoot(page, "desk")
        page.click("#maak-bestanden")
        page.wait_for_selector("#klaar", timeout=MADE)
        page.evaluate("document.activeElement.blur()")
        page.wait_for_load_state("networkidle")
        shoot(page, "desk-klaar", whole=True)
        write(server, "voorbeeldstad", "Voorbeeldstad", "2025-10-20")
        page.goto(f"{server.base}/folder/voorbeeldstad")
        page.click("#maak-bestanden")
        page.wait_for_selector("#klaar", timeout=MADE)
        page.goto(f"{server.base}/")
        page.wait_for_load_state("networkidle")
        shoot(page, "desk-start")
        browser.close()
    server.stop()


if __name__ == "__main__":
    main()
