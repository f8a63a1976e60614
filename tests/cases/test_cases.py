"""What people type and send in: taken as it is meant, or refused with file, line and what to do.

``cases.json`` holds the cases as data. Of a ``build`` case something in ``proef.yaml`` is typed in
another way; of a ``translate`` case the file is whole.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import generate
from tests.conftest import IN_LANGUAGES
from tests.layouts.docx_reading import Docx
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.registry import PRODUCTS
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.translations import in_language

HERE = Path(__file__).parent
CASES = json.loads((HERE / "cases.json").read_text("utf-8"))
EDITION = (HERE / "proef.yaml").read_text("utf-8")
Case = dict[str, Any]


def lay_out(folder: Path, case: Case) -> None:
    """The files of a case."""
    (folder / "editions").mkdir()
    path = folder / case["file"]
    path.parent.mkdir(exist_ok=True)
    text = case.get("content") or EDITION.replace(case["typed"], case["instead"], 1)
    path.write_text(text, "utf-8")


def answer(folder: Path, case: Case) -> int:
    if "typed" in case:
        where = ["--sources", str(folder), "--output", str(folder / "uit")]
        return generate.main(["build", "proef", *where, "--product=leaflet", "--today=2026-11-24"])
    return generate.main(["translate", "check", Path(case["file"]).stem, "--sources", str(folder)])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_people_send_is_answered_as_promised(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "eigen"
    folder.mkdir()
    lay_out(folder, case)
    code = answer(folder, case)
    told = capsys.readouterr()
    if case["expect"] == "ok":
        assert (code, told.err if "typed" not in case else "") == (0, ""), told.err
    else:
        assert code == 3, told
        (line,) = [one for one in told.err.splitlines() if one.startswith("eigen/")]
        assert line.startswith(f"eigen/{case['file']}:{case['line']}: ")
        assert case["remedy"] in line
        assert not (folder / "uit").exists()


SECOND = EDITION[EDITION.index("    - role: gemeente") :].replace("gemeente", "wijkagent")


def typed(name: str) -> tuple[str, str]:
    (case,) = (case for case in CASES if case["name"] == name)
    return case["typed"], case["instead"]


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_what_is_taken_can_be_followed_in_every_product_and_language(
    language: str, tmp_path: Path, theme: Theme
) -> None:
    """The long addresses in one edition, in which every product has to make room for all."""
    text = EDITION
    for part, names in (
        ("", ("phone-116", "email-40", "domain-33")),
        (SECOND, ("phone-spaced-hyphen", "email-32", "url-86")),
    ):
        own = part or EDITION
        for name in names:
            own = own.replace(*typed(name))
        text = text + own if part else own
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / "proef.yaml").write_text(text, "utf-8")
    folders = [SHIPPED, tmp_path]
    loaded = load("proef", *folders)
    outline = build_outline(in_language(loaded, language, folders))
    contacts = loaded.pack.edition.contacts
    for product, own in (
        ("leaflet", contacts),
        ("handout", contacts),
        ("pocket-card", contacts[:1]),
    ):
        asked = {one.target for who in own for one in (who.phone, who.email, who.web)}
        file, *_ = PRODUCTS[product].files
        found = links(file.name, file.render(outline, theme.for_outline(outline), Profile.OFFICE))
        assert not asked - found, file.name


def links(name: str, data: bytes) -> set[str]:
    """Where one gets from a document."""
    if name.endswith(".docx"):
        return {target for _, target in Docx(data).links()}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        notes = (note for page in pdf.pages for note in page.get("/Annots", []))
        return {str(note.A.URI) for note in notes if "/A" in note}
