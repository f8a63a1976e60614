"""All rules for a PNG: those for the page that it was drawn from, and that it shows that page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from wegwijs.proof import pdf
from wegwijs.proof.case import Case, Verdict
from wegwijs.proof.expectations.on_screen import PER_MM
from wegwijs.proof.expectations.paper import Format
from wegwijs.proof.expectations.registry import product_of
from wegwijs.proof.findings import AGAIN, Finding
from wegwijs.proof.readers.png import PictureFile
from wegwijs.proof.rules import picture


def find_faults(case: Case, data: bytes, verdict: Verdict) -> None:
    """Run every rule on a picture and note the findings."""
    file = PictureFile(data)
    product, name = product_of(case.path.name)
    paper = product.files[name]
    assert paper, "a picture has a size"
    if not file.page:
        what = "In het plaatje ontbreekt de tekst. Het is niet na te kijken."
        verdict.note([Finding("text", what, AGAIN)])
        return
    pdf.find_faults_in(case, file.page, verdict, product, paper)
    verdict.attempt(_rules(case, file, paper))


def _rules(
    case: Case, file: PictureFile, paper: Format
) -> Iterator[Callable[[], Iterable[Finding]]]:
    size = round(paper.width * PER_MM), round(paper.height * PER_MM)
    yield lambda: picture.form(file, size)
    yield lambda: picture.misnamed(case.path.name, case.truth)
    yield lambda: picture.undescribed(file, case.truth)
    if file.size == size:
        yield lambda: picture.unlike_its_page(file, PER_MM)
        yield lambda: picture.codes(file, case.truth)
