"""What a file says of itself in a list of files or a catalogue is of its own edition."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import in_more
from tests.proof import faults
from tests.proof.truths import pack_in, truth_in
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.proof.case import Case
from wegwijs.proof.findings import Finding
from wegwijs.proof.judge import judge

TOWN, PUBLISHER = "voorbeeld-gemeente", "gemeente Lindewaard (voorbeeld)"
RENDERERS = {name: file.render for name, file in FILES_BY_NAME.items()}
Judged = Callable[[str, Callable[[bytes], bytes]], list[Finding]]
Made = Callable[[str], bytes]


@pytest.fixture(scope="module")
def made(theme: Theme) -> Made:
    """The files of a town, as they are made, each once."""
    outline, files = build_outline(pack_in("nl", TOWN)), dict[str, bytes]()

    def made(file: str) -> bytes:
        if file not in files:
            drawn = RENDERERS[file](outline, theme.for_outline(outline), Profile.OFFICE)
            files[file] = drawn
        return files[file]

    return made


@pytest.fixture
def judged(made: Made, tmp_path: Path) -> Judged:
    """What proof says of a file that was changed."""

    def judged(file: str, change: Callable[[bytes], bytes]) -> list[Finding]:
        path = tmp_path / file
        path.write_bytes(change(made(file)))
        truth = truth_in("nl", TOWN)
        return judge(Case(file, file, path, truth, Profile.OFFICE.value, rules=False)).findings

    return judged


def in_info(name: str, value: str) -> Callable[[bytes], bytes]:
    def change(pdf: pikepdf.Pdf) -> None:
        assert str(pdf.docinfo[name]) != value
        pdf.docinfo[name] = pikepdf.String(value)

    return lambda data: faults.changed(data, change)


def in_xmp(old: str, new: str) -> Callable[[bytes], bytes]:
    def change(pdf: pikepdf.Pdf) -> None:
        packet = pdf.Root.Metadata.read_bytes()
        assert old.encode() in packet
        pdf.Root.Metadata.write(packet.replace(old.encode(), new.encode()))

    return lambda data: faults.changed(data, change)


def in_core(old: str, new: str) -> Callable[[bytes], bytes]:
    def change(xml: bytes) -> bytes:
        return xml.replace(old.encode(), new.encode())

    return lambda data: faults.part(data, "docProps/core.xml", change)


DAY, OTHER_DAY = "2026-11-23", "2020-01-01"
CASES = {
    "another publisher in the list of files": (
        "leaflet.pdf", in_info("/Author", "gemeente Elders"), "properties", "gemeente Elders",
    ),
    "another publisher in the packet": (
        "pocket-card.pdf", in_xmp(PUBLISHER, "gemeente Elders"), "properties", "gemeente Elders",
    ),
    "no publisher": ("leaflet.pdf", in_info("/Author", ""), "properties", "niet ingevuld"),
    "another day in the list of files": (
        "leaflet.pdf", in_info("/CreationDate", "D:20200101000000+00'00'"), "properties", "20200101",
    ),
    "another day of change": (
        "print-instructions.pdf", in_info("/ModDate", "D:20200101000000Z"), "properties", "20200101",
    ),
    "another day in the packet": (
        "leaflet.pdf", in_xmp(DAY, OTHER_DAY), "properties", OTHER_DAY,
    ),
    "another language in the packet": (
        "pocket-card-a4.pdf", in_xmp("<rdf:li>nl<", "<rdf:li>de<"), "language", '"de"',
    ),
    "another day in Word": ("handout.docx", in_core(DAY, OTHER_DAY), "properties", OTHER_DAY),
}  # fmt: skip


EVERY_RUN = (
    "another publisher in the packet",
    "another day in the list of files",
    "another day in Word",
)


@pytest.mark.parametrize(
    "name", [*EVERY_RUN, *in_more(*(name for name in CASES if name not in EVERY_RUN))]
)
def test_what_is_of_another_edition_is_found(name: str, judged: Judged) -> None:
    file, change, kind, said = CASES[name]
    found = judged(file, change)
    assert {one.kind for one in found} == {kind}
    assert all(said in one.what for one in found)


@pytest.mark.parametrize(
    "file",
    ["handout.docx", *in_more(*sorted({file for file, *_ in CASES.values()} - {"handout.docx"}))],
)
def test_what_is_of_its_own_edition_is_right(file: str, judged: Judged) -> None:
    assert judged(file, bytes) == []
