"""A way to reach somebody is one row and its words: no product forgets it in silence.

An address for video calls is added to a copy of the program, which runs in a process of its own.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.layouts.docx_reading import Docx
from tests.program import Program, copied, put

ROW = '''
class Video(Url):
    """Where somebody answers whom one sees."""


VIDEO = Way(
    id="video",
    icon="clock",
    short="beeldbellen",
    long="adres om te beeldbellen",
    value=Video,
    read=Video.parse,
    key="address",
    schema={"type": "string", "pattern": "^https://"},
    says="link_video",
    fills=("name", "domain"),
)
_ROWS = (PHONE, EMAIL, WEB, VIDEO, TEXT_PHONE, CHAT, WHATSAPP)
'''
SHOWN, OTHER = "beeld.steunpunt.example", "zie.steunpunt.example"
OWN = "beeld.lindewaard.example"
ONLY = "beeld.delinde.example"  # there is no other way: it is on the sign


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    found = copied(tmp_path_factory.mktemp("programma"))
    folder = found.folder
    put(
        folder / "sources/ways.py", "_ROWS = (PHONE, EMAIL, WEB, TEXT_PHONE, CHAT, WHATSAPP)\n", ROW
    )
    labels, video = (
        folder / "sources/labels.yaml",
        "  link_video: 'Beeldbel met {name} op {domain}'\n",
    )
    put(labels, "  local_in:", f"{video}  local_in:")
    page = "      address: https://www.landelijksteunpuntextremisme.nl\n"
    fact = "      source: lse-consultatie\n      checked: 2026-11-23\n"
    more = f"    video:\n      address: https://{SHOWN}\n{fact}"
    put(folder / "sources/organisations.yaml", page + fact, page + fact + more)
    mail = "      email: jongeren@lindewaard.example\n"
    own = folder / "sources/editions/voorbeeld-gemeente.yaml"
    put(own, mail, f"{mail}      video: https://{OWN}\n")
    school = folder / "sources/editions/voorbeeld-school.yaml"
    put(school, "      email: zorg@delinde.example\n", f"      video: https://{ONLY}\n")
    return found


def links(pdf: Path) -> str:
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return "".join("".join(pages).split())


@pytest.mark.more
def test_every_product_prints_it_or_tells_that_it_does_not(
    program: Program, tmp_path: Path
) -> None:
    output = tmp_path / "uit"
    there = ["--output", str(output), "--today=2026-11-23", "--jobs=1"]
    build = [
        "build",
        "nationaal",
        "voorbeeld-gemeente",
        "voorbeeld-school",
        "--language=nl",
        *there,
    ]
    check, (code, said), again = program.run(["check", "--today=2026-11-23"], build, build)
    assert check[0] == 0, check
    assert code == 0, said
    assert "Er is niets veranderd" in again[1]
    for edition, shown, who in (
        ("nationaal", SHOWN, "Landelijk Steunpunt Extremisme"),
        ("voorbeeld-gemeente", OWN, "Jongerenwerk"),
        ("voorbeeld-school", ONLY, "De Linde"),
    ):
        folder = output / edition / "nl"
        told = [line for line in said.splitlines() if edition in line and who in line]
        for product, file in (("hulpfolder", "leaflet.pdf"), ("zakkaartje", "pocket-card-a4.pdf")):
            missed = any(
                product in line and ("beeldbellen" in line or f"{who} staat" in line)
                for line in told
            )
            assert (shown in links(folder / file)) != missed, (edition, file, told)
        handout = Docx((folder / "handout.docx").read_bytes())
        assert f"https://{shown}" in dict(handout.links()).values()
    proof = ["proof", str(output), "--today=2026-11-23", "--pdf-judge=page-validation", "--jobs=1"]
    ((judged, told),) = program.run(proof)
    assert judged == 0, told
    put(program.folder / "sources/organisations.yaml", SHOWN, OTHER)
    made, changes = program.run(build, ["changes", "--output", str(output)])
    assert made[0] == 0
    assert f"beeldbellen Landelijk Steunpunt Extremisme (LSE) {SHOWN} -> {OTHER}" in changes[1]


@pytest.mark.more
def test_files_as_data_have_it_too(program: Program, tmp_path: Path) -> None:
    output = tmp_path / "uit"
    build = ["build", "voorbeeld-gemeente", "voorbeeld-school", "--language=nl", "--quiet"]
    wanted = ["--product=contacts", "--product=review-dates"]
    there = ["--output", str(output), "--today=2026-11-23", "--jobs=1"]
    made, (judged, told) = program.run(
        [*build, *wanted, *there], ["proof", str(output), "--today=2026-11-23", "--jobs=1"]
    )
    assert made[0] == 0, made
    assert judged == 0, told
    for edition, shown in (("voorbeeld-gemeente", OWN), ("voorbeeld-school", ONLY)):
        for file in ("contacts.vcf", "contacts.csv", "contacts.json", "review.ics"):
            text = (output / edition / "nl" / file).read_text("utf-8").replace("\n ", "")
            assert shown in text, (edition, file)
