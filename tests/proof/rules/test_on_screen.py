"""Planted faults in stills: slips of the layout, and pictures that are not what they should be."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from PIL import Image, ImageDraw

from tests.conftest import in_part
from tests.layouts.products.poster.test_poster import SITE, WALL
from tests.proof.judging import judged
from tests.proof.mutants import LSE, called
from tests.proof.rules.test_poster import instead, nothing
from tests.proof.truths import pack_in, truth_in
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.picture import png as pictures
from wegwijs.layouts.products.on_screen import blocks, nodes
from wegwijs.layouts.products.on_screen.render import render_still
from wegwijs.layouts.products.on_screen.shapes import SHAPES, SQUARE, TALL, WIDE, Area, Shape
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.proof.case import Case
from wegwijs.proof.judge import judge
from wegwijs.proof.readers.png import SIGNATURE, PictureFile
from wegwijs.sources.values import Phone

Patch = Callable[[pytest.MonkeyPatch], Any]
Chunks = list[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Fault:
    """A slip, and the kind of finding that names it."""

    name: str
    kind: str
    says: str
    patch: Patch | None = None
    styles: tuple[tuple[str, float], ...] = ()
    change: Callable[[Outline], Outline] | None = None
    shape: Shape = WIDE
    language: str = "nl"


def other_site(monkeypatch: pytest.MonkeyPatch) -> None:
    real = nodes.site_of
    wrong = f"{SITE}/wegwijzer-en.html"
    monkeypatch.setattr(nodes, "site_of", lambda *a: structs.replace(real(*a), code=wrong))


def labels_exchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    real = nodes.boards_of

    def boards(outline: Outline) -> Any:
        found = list(real(outline))
        labels = [one.label for one in found[1:]] + [found[0].label]
        return [structs.replace(one, label=label) for one, label in zip(found, labels, strict=True)]

    monkeypatch.setattr(nodes, "boards_of", boards)


def one_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    real = nodes.boards_of
    monkeypatch.setattr(nodes, "boards_of", lambda outline: list(real(outline))[:-1])


def numerals_one_up(monkeypatch: pytest.MonkeyPatch) -> None:
    real = nodes.boards_of

    def boards(outline: Outline) -> Any:
        for one in real(outline):
            yield structs.replace(one, numerals=tuple(number + 1 for number in one.numerals))

    monkeypatch.setattr(nodes, "boards_of", boards)


def paper_grey(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Panel.arm
    monkeypatch.setattr(Panel, "arm", lambda *a, **k: real(*a, **k | {"accent": False}))


FAULTS = (
    Fault("numbers of 14 pt", "sign", "18 is het minste", styles=(("still-number", 14.0),)),
    Fault("a label of 6 pt", "type", "Te klein is", styles=(("still-domain", 6.0),)),
    Fault("a code too near to its address", "qr-quiet", "te weinig wit", instead(blocks, "DOMAIN_GAP", 0.1), shape=TALL),
    Fault("a code of half the size", "qr-size", "is klein", instead(blocks, "_module", lambda *_: 0.5)),
    Fault("a code to another language", "qr", "wegwijzer-en.html", other_site),
    Fault("no code", "qr", "is er niet", instead(Panel, "qr", nothing)),
    Fault("the number of another", "contact", "088 20 80 080 staat niet", change=called(LSE, Phone("0800-7000", "tel:08007000"))),
    Fault("the label of another", "contact", "staat niet bij", labels_exchanged, shape=SQUARE),
    Fault("another numeral", "numeral", "dat moet 1 zijn", numerals_one_up, shape=TALL),
    Fault("a sign left out", "text", "professionals", one_left_out),
    Fault("no post", "sign", "De paal ontbreekt", instead(Panel, "box", nothing)),
    Fault("no colour behind the numbers", "sign", "ontbreekt de kleur", paper_grey, shape=SQUARE),
    Fault("no 112", "text", "Dit ontbreekt: 112", instead(blocks, "draw_alert", nothing)),
    Fault("no mark on a draft", "concept", "ontbreekt", instead(blocks, "draw_draft_bar", nothing), language="ar"),
    Fault("a mark without its hatch", "concept", "arcering", instead(Panel, "hatch", nothing), language="ti", shape=TALL),
    Fault("signs into the margin", "margin", "Te dicht bij de rand", shape=structs.replace(WIDE, boards=Area(104.0, 9.4, 81.6, 93.0))),
)  # fmt: skip


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("eigen")
    (folder / "editions").mkdir()
    text = WALL.format(id="muur", kind="municipality", site=SITE)
    (folder / "editions" / "muur.yaml").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("fault", in_part(FAULTS, one_in=5), ids=lambda fault: fault.name)
def test_a_slip_of_the_layout_is_found_and_named(
    fault: Fault, own: Path, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outline = build_outline(pack_in(fault.language, "muur", own))
    outline = fault.change(outline) if fault.change else outline
    look = theme.for_outline(outline)
    sizes = {name: look.styles[name]._replace(size=size) for name, size in fault.styles}
    # A scale of its own, so that nothing that was drawn before is found again.
    look = replace(look, scale=structs.replace(look.scale, styles={**look.styles, **sizes}))
    if fault.patch:
        fault.patch(monkeypatch)
    data = render_still(outline, look, fault.shape)
    found = judged(data, fault.shape.file, tmp_path, fault.language, "muur", own)
    assert any(one.kind == fault.kind and fault.says in one.what for one in found), found


# --- pictures that were changed, or made otherwise ---


def packed(chunks: Chunks) -> bytes:
    parts = [
        len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
        for kind, data in chunks
    ]
    return SIGNATURE + b"".join(parts)


def chunks_of(data: bytes) -> Chunks:
    return [(kind.encode("latin-1"), said) for kind, said in PictureFile(data).chunks]


def without(kind: bytes) -> Callable[[bytes], bytes]:
    return lambda data: packed([one for one in chunks_of(data) if one[0] != kind])


def said(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """A text of the picture says something else."""

    def change(data: bytes) -> bytes:
        found = chunks_of(data)
        changed = [(k, d.replace(old, new) if k == b"iTXt" else d) for k, d in found]
        assert changed != found
        return packed(changed)

    return change


def more(kind: bytes) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        head, *rest = chunks_of(data)
        return packed([head, (kind, b"\0\0\xb1\x8f"), *rest])

    return change


def painted(paint: Callable[[Image.Image], Image.Image]) -> Callable[[bytes], bytes]:
    """Other pixels above the same page."""

    def change(data: bytes) -> bytes:
        with Image.open(io.BytesIO(data)) as image:
            shown = paint(image.convert("RGB"))
        out = io.BytesIO()
        shown.save(out, "PNG")
        pixels = [one for one in chunks_of(out.getvalue()) if one[0] in (b"IHDR", b"IDAT")]
        kept = [one for one in chunks_of(data) if one[0] not in (b"IHDR", b"IDAT", b"PLTE")]
        return packed([pixels[0], *kept[:-1], *pixels[1:], kept[-1]])

    return change


def other_digit(image: Image.Image) -> Image.Image:
    """The first two digits of the first number are exchanged."""
    box = (1035, 150, 1080, 212)
    other = (1080, 150, 1125, 212)
    one, two = image.crop(box), image.crop(other)
    image.paste(one, other)
    image.paste(two, box)
    return image


def spot(image: Image.Image) -> Image.Image:
    ImageDraw.Draw(image).ellipse((500, 400, 520, 420), fill=(163, 0, 27))
    return image


def without_code(image: Image.Image) -> Image.Image:
    image.paste((255, 255, 255), (90, 640, 300, 850))
    return image


def smaller(image: Image.Image) -> Image.Image:
    return image.resize((1280, 720))


CHANGES = (
    ("no colour space", "colour", "sRGB", without(b"sRGB")),
    ("a gamma of its own", "form", "gAMA", more(b"gAMA")),
    ("moving pictures", "form", "acTL", more(b"acTL")),
    ("no text", "text", "ontbreekt de tekst", without(b"pdFP")),
    ("no description", "alt", "ontbreekt de beschrijving", without(b"iTXt")),
    ("another number in the description", "alt", "0900-8845", said(b"0900-8844", b"0900-8845")),
    ("a description in another language", "language", "De taal van", said(b"nl-NL", b"de-DE")),
    ("digits exchanged", "picture", "iets anders zien", painted(other_digit)),
    ("a spot", "picture", "iets anders zien", painted(spot)),
    ("a code that was wiped out", "qr", "nergens heen", painted(without_code)),
    ("a smaller picture", "pages", "1280 bij 720", painted(smaller)),
    ("a spoiled checksum", "file", "beschadigd", lambda data: data[:-1] + b"\0"),
    ("half a picture", "file", "beschadigd", lambda data: data[: len(data) // 2]),
    ("another picture format", "file", "beschadigd", lambda data: b"GIF89a" + data),
)  # fmt: skip


@pytest.fixture(scope="module")
def wide(own: Path, theme: Theme) -> bytes:
    outline = build_outline(pack_in("nl", "muur", own))
    return render_still(outline, theme.for_outline(outline), WIDE)


@pytest.mark.parametrize("case", in_part(CHANGES, one_in=3), ids=lambda case: case[0])
def test_a_picture_that_is_not_what_it_was_is_found_and_named(
    case: tuple[str, str, str, Callable[[bytes], bytes]], wide: bytes, own: Path, tmp_path: Path
) -> None:
    _, kind, says, change = case
    found = judged(change(wide), WIDE.file, tmp_path, "nl", "muur", own)
    assert any(one.kind == kind and says in one.what for one in found), found


@pytest.mark.parametrize("name", ["screen-1920x1080-2025-11-23.png", "screen-1920x1080.png"])
def test_another_day_in_its_name_is_found(
    name: str, wide: bytes, own: Path, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(wide)
    truth = truth_in("nl", "muur", own)
    case = Case("muur/nl/x", f"muur/nl/{name}", tmp_path / name, truth, "office", rules=False)
    (found,) = judge(case).findings
    assert (found.kind, "2026-11-23" in found.what) == ("name", True)


def test_the_page_in_it_is_that_of_the_maker(wide: bytes) -> None:
    assert PictureFile(wide).page == pictures.page_in(wide)


def test_there_are_at_least_ten() -> None:
    assert len(FAULTS) >= 10
    assert len(CHANGES) >= 10
    assert {fault.shape.id for fault in FAULTS} == {shape.id for shape in SHAPES}
