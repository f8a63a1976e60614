"""QR codes: readable from paper, or refused."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import pytest
import qrcode
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.pdf.memory import forgetting
from wegwijs.layouts.pdf.qr import (
    MAX_VERSION,
    MODULE,
    MODULE_FLOOR,
    QUIET_ZONE,
    QrUnreadable,
    encode,
)
from wegwijs.layouts.pdf.qr_symbol import LEVELS, modules
from wegwijs.layouts.products.handout.render import render_handout
from wegwijs.layouts.products.handout.tables import _qr_picture
from wegwijs.layouts.products.leaflet.render import render_leaflet
from wegwijs.layouts.products.pocket_card.render import render_pocket_card
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.layouts.word.blocks import blocks_of
from wegwijs.proof.readers.copier import decode
from wegwijs.sources.values import QR_BYTES, Url


@pytest.mark.parametrize(
    ("address", "size", "level"),
    [
        ("https://www.nctv.nl", 25, "Q"),  # 19 bytes: Q fits in version 2 as well
        ("https://www.meldmisdaadanoniem.nl", 29, "M"),  # 33 bytes: Q would need version 4
        ("https://www.landelijksteunpuntextremisme.nl", 33, "Q"),
    ],
)
def test_level_m_raised_where_the_code_does_not_grow(address, size, level):
    code = encode(address)
    assert (code.size, code.level) == (size, level)
    assert code.width() == size * 0.5


def test_an_address_that_is_too_long_is_refused_with_advice():
    with pytest.raises(QrUnreadable, match="63 tekens, 62 is het meeste"):
        encode("https://www.example.org/" + "a" * 39)


def test_the_longest_address_that_scans_is_what_the_data_are_judged_by():
    address = "https://www.example.org/"
    longest = address + "a" * (QR_BYTES - len(address))
    assert encode(longest).size == 17 + 4 * MAX_VERSION
    assert Url.parse(longest).code == longest
    with pytest.raises(QrUnreadable):
        encode(longest + "a")
    assert Url.parse(longest + "a").code == "https://www.example.org"


def test_a_site_that_no_code_can_hold_has_none():
    address = f"https://www.{'example-' * 6}site.org/page"
    assert Url.parse(address).code == ""


def test_modules_below_the_floor_are_refused():
    assert encode("https://www.nctv.nl").width(MODULE_FLOOR) == pytest.approx(10.0)
    with pytest.raises(QrUnreadable, match="te klein"):
        encode("https://www.nctv.nl").width(0.39)


def test_the_picture_for_word_is_crisp_and_keeps_its_quiet_zone():
    code = encode("https://www.nctv.nl")
    image = Image.open(io.BytesIO(code.png(scale=12)))
    assert image.mode == "1"
    assert image.size == ((code.size + 2 * QUIET_ZONE) * 12,) * 2
    dark = image.convert("L").point(lambda grey: 255 - grey).getbbox()
    assert dark == (48, 48, image.width - 48, image.height - 48)
    assert decode(image.convert("L")) == ["https://www.nctv.nl"]
    assert 12 / (MODULE / 25.4) > 600, "dots per inch in print"


def addresses(count: int) -> list[str]:
    """Addresses of every length that a code may hold, always the same."""
    letters = random.Random(18004)
    return [
        "https://" + "".join(letters.choices("abcdefghijklmnopqrstuvwxyz0123456789-./?=&%_~", k=k))
        for k in (letters.randrange(QR_BYTES - 7) for _ in range(count))
    ]


@pytest.mark.parametrize(
    "count", [100, pytest.param(1000, marks=pytest.mark.more)], ids=["some", "a thousand"]
)
def test_every_code_is_module_for_module_what_its_package_makes(count: int) -> None:
    for address in addresses(count):
        code = encode(address)
        made = qrcode.QRCode(error_correction=LEVELS[code.level])
        data = qrcode.util.QRData(address.encode(), mode=qrcode.util.MODE_8BIT_BYTE)
        made.add_data(data)
        made.make()
        rows = ["".join("1" if dark else "0" for dark in row) for row in made.modules]
        assert list(code.rows) == rows, address


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789-./?=&%_~", max_size=54))
def test_bars_cover_exactly_the_dark_modules(path):
    code = encode("https://" + path)
    covered = [(x + dx, y + dy) for x, y, w, h in code.bars() for dx in range(w) for dy in range(h)]
    assert len(covered) == len(set(covered))
    assert set(covered) == {
        (x, y) for y, row in enumerate(code.rows) for x, dark in enumerate(row) if dark == "1"
    }


def test_a_code_is_made_once_for_all_products_and_languages(
    outline_in: Callable[[str], Outline],
    theme: Theme,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bytes] = []

    def noted(payload: bytes, version: int, level: str) -> tuple[str, ...]:
        asked.append(payload)
        return modules(payload, version, level)

    monkeypatch.setattr("wegwijs.layouts.pdf.qr.modules", noted)
    encode.cache_clear()
    _qr_picture.cache_clear()
    blocks_of.cache_clear()
    with forgetting():
        for language in ("nl", "pl"):
            outline = outline_in(language)
            for render in (render_leaflet, render_pocket_card):
                render(outline, theme.for_outline(outline))
            render_handout(outline)
    codes = {entry.code.encode() for entry in outline_in("nl").entries if entry.code}
    assert sorted(asked) == sorted(codes)
