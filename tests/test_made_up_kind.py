"""A kind of edition is one record: with one more, every product and every command knows it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

import wegwijs.proof.output_check
from tests.layouts.docx_reading import Docx
from wegwijs.layouts.products.registry import SELECTABLE, with_companions
from wegwijs.press.build.build import build_order
from wegwijs.press.build.settings import BuildSettings
from wegwijs.press.order import order
from wegwijs.sources.importers.edition_files import init
from wegwijs.sources.kinds import KINDS, NATIONAL, EditionKind, NewEdition
from wegwijs.sources.load import load
from wegwijs.sources.problems import InvalidSources

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "sources"
TODAY = date(2026, 11, 23)
PRODUCTS = with_companions(tuple(SELECTABLE))
DISTRICT = EditionKind(
    id="district",
    dutch="stadsdeel",
    of="van een stadsdeel",
    aliases=("stadsdeel", "wijk"),
    name_of="het stadsdeel",
    role="gemeente",
    first="jongerenwerk",
    sign="Stadsdeel {name}",
    arm="municipality",
    header="handout_workshop",
    new=NewEdition(
        prefix="stadsdeel",
        about="Uitgave van een stadsdeel.",
        publisher="Stadsdeel {name}",
        contact="    - role: gemeente\n      label: Loket\n",
    ),
)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an edition of that kind, as ``init`` writes it, filled in."""
    monkeypatch.setitem(KINDS, DISTRICT.id, DISTRICT)  # type: ignore[arg-type]
    folder = tmp_path / "eigen"

    def write(path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    path = init(folder, DISTRICT.id, "stadsdeel Noord", TODAY, write, tuple(SELECTABLE))
    values = {"phone": "14 020", "source": "zelf gebeld", "checked": "2026-11-23"}
    text = path.read_text("utf-8")
    filled = re.sub(r" (\w+): +# <- VUL IN.*", lambda m: f" {m[1]}: {values[m[1]]}", text)
    path.write_text(filled, "utf-8")
    return folder


def words(pdf: Path) -> str:
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return " ".join(" ".join(pages).split())


def test_every_product_says_who_hands_it_out(own: Path, tmp_path: Path) -> None:
    output = tmp_path / "uit"
    asked = order(["noord"], ["nl"], [], every=False)
    result = build_order(asked, BuildSettings([SHIPPED, own], output, TODAY, jobs=1))
    assert not result.failed
    assert {document.product for document in result.documents} == set(PRODUCTS)
    made = output / "noord" / "nl"
    for name in ("leaflet.pdf", "pocket-card-a4.pdf"):
        assert "14 020" in words(made / name), name
    leaflet = words(made / "leaflet.pdf")
    assert "gemeente Noord" in leaflet  # on the cover
    assert "Stadsdeel Noord" in leaflet
    handout = Docx((made / "handout.docx").read_bytes())
    told = [text for _, text in handout.paragraphs()]
    assert told[0] == "Stadsdeel Noord"
    headers = [name for name in handout.parts if name.startswith("word/header")]
    running = " ".join("".join(handout.xml(name).itertext()) for name in headers)
    assert "Hand-out bij een workshop" in running
    assert "Loket" in " ".join(told)


@pytest.mark.more
def test_proof_knows_what_follows_from_it(own: Path, tmp_path: Path) -> None:
    output = tmp_path / "uit"
    asked = order(["noord"], ["nl"], [], every=False)
    build_order(asked, BuildSettings([SHIPPED, own], output, TODAY, jobs=1))
    judged = wegwijs.proof.output_check.check_output(
        wegwijs.proof.output_check.CheckSettings(
            output, [SHIPPED, own], TODAY, by="page-validation"
        )
    )
    assert len(judged.documents) == len(PRODUCTS)
    assert not judged.findings


def test_the_data_are_judged(own: Path) -> None:
    path = own / "editions" / "noord.yaml"
    path.write_text(path.read_text("utf-8").replace("  name: Noord\n", ""), "utf-8")
    with pytest.raises(InvalidSources, match="schrijf hier de naam van het stadsdeel"):
        load("noord", SHIPPED, own)
    path.write_text(path.read_text("utf-8").replace("kind: district", "kind: wijk"), "utf-8")
    with pytest.raises(InvalidSources, match=r"kies uit 'national', .* of 'district'"):
        load("noord", SHIPPED, own)


def test_nobody_compares_the_id_of_a_kind() -> None:
    """What follows from a kind is asked of its record, or the next one is forgotten."""
    compared = re.compile(rf"kind\"?\)? (==|!=|in) \W*({'|'.join(KINDS)})\b")
    found = {
        (path.relative_to(ROOT).as_posix(), match[0])
        for room in ("sources", "layouts", "press", "proof", "commands")
        for path in (ROOT / room).rglob("*.py")
        for match in compared.finditer(path.read_text("utf-8"))
    }
    assert found == set()


def test_a_kind_names_texts_and_roles_that_there_are() -> None:
    pack = load("nationaal", SHIPPED).pack
    roles = {role.id for role in pack.guidance.local.roles}
    for kind in KINDS.values():
        assert getattr(pack.labels, kind.header)
        assert not kind.arm or getattr(pack.labels, kind.arm)
        assert {kind.role, kind.first} <= {None, *roles}
        assert set(kind.new.products) <= SELECTABLE.keys()
        assert not kind.sign or "{name}" in kind.sign
    assert next(iter(KINDS)) == NATIONAL.id
