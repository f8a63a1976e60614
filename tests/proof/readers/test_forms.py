"""What a PDF paints by a form, once or five times, is read as if the page painted it itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.proof import faults
from tests.proof.test_proof import render
from tests.proof.truths import pack_in, truth_in
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.proof.case import Case
from wegwijs.proof.findings import Finding
from wegwijs.proof.judge import judge
from wegwijs.proof.readers.forms import without_forms

CARD, LEAFLET = "pocket-card.pdf", "leaflet.pdf"
Judged = Callable[[bytes, str], list[Finding]]


@pytest.fixture
def judged(tmp_path: Path) -> Judged:
    def judged(data: bytes, name: str) -> list[Finding]:
        (tmp_path / name).write_bytes(data)
        case = Case("x/nl/x", f"x/nl/{name}", tmp_path / name, truth_in(), rules=False)
        return judge(case).findings

    return judged


def in_a_form(data: bytes, x: float = 0, y: float = 0) -> bytes:
    """Each page as a form that is painted ``x`` and ``y`` mm further on; what it is made of lies
    elsewhere, and its matrix brings it back.
    """

    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            left, bottom, right, top = map(float, page.mediabox)
            content = page.Contents.read_bytes()
            form = pdf.make_stream(
                b"q 1 0 0 1 -30 -40 cm " + content + b" Q",
                Dictionary(
                    Type=Name.XObject,
                    Subtype=Name.Form,
                    BBox=Array([left - 30, bottom - 40, right, top]),
                    Matrix=Array([1, 0, 0, 1, 30, 40]),
                    Resources=page.obj.Resources,
                ),
            )
            page.obj.Resources = Dictionary(XObject=Dictionary(Fm1=form))
            shift = f"{x / faults.PT:.3f} {y / faults.PT:.3f}"
            page.obj.Contents = pdf.make_stream(f"q 1 0 0 1 {shift} cm /Fm1 Do Q".encode())

    return faults.changed(data, change)


@pytest.mark.parametrize("name", [CARD, LEAFLET])
def test_a_page_that_paints_by_a_form_has_no_findings(
    name: str, theme: Theme, judged: Judged
) -> None:
    data = render(build_outline(pack_in()), theme, name)
    assert without_forms(data) == data
    painted = in_a_form(data)
    assert without_forms(painted) != painted
    assert judged(painted, name) == []


def test_a_fault_in_a_form_is_found(theme: Theme, judged: Judged) -> None:
    data = render(build_outline(pack_in()), theme, CARD)
    found = judged(in_a_form(data, x=3), CARD)
    assert {"margin", "marks"} <= {one.kind for one in found}


def test_a_form_that_paints_itself_does_not_hold_the_judge(theme: Theme, judged: Judged) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        form = pdf.make_stream(b"/Fm1 Do /Fm1 Do", Dictionary(Type=Name.XObject, Subtype=Name.Form))
        form.Resources = Dictionary(XObject=Dictionary(Fm1=form))
        page.Resources.XObject = Dictionary(Fm1=form)
        page.Contents.write(page.Contents.read_bytes() + b" /Fm1 Do")

    data = faults.changed(render(build_outline(pack_in()), theme, CARD), change)
    (found,) = judged(data, CARD)
    assert (found.kind, "niet na te kijken" in found.what) == ("file", True)
