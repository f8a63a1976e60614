"""Adding a product takes its folder, a file of expectations, a line in the registry and its words;
every command then knows it.

The product is in ``tests/layouts/products/banner``. It is added to a copy of the program, which runs
in a process of its own.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Files
from tests.program import ROOT, Program, copied, put
from wegwijs.layouts.products.contract import Picture, Product
from wegwijs.layouts.products.registry import FILES_BY_NAME, PRODUCTS, with_companions
from wegwijs.proof.readers.inspection import blocks, inspect
from wegwijs.sources.model import Edition, Labels
from wegwijs.sources.ways import WAYS

BANNER = Path(__file__).parent / "layouts" / "products" / "banner"
WORD = "  banner_where: Hang het op ooghoogte\n"
TRANSLATED = """
#. opschrift
#: sources/labels.yaml:1
msgctxt "labels.banner_where"
msgid "Hang het op ooghoogte"
msgstr "علقوه على مستوى النظر"
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program as it is after the steps by which a product is added."""
    found = copied(tmp_path_factory.mktemp("programma"))
    folder = found.folder
    banner = folder / "layouts" / "products" / "banner"
    shutil.copytree(BANNER, banner)
    (banner / "expectations.py").rename(folder / "proof" / "expectations" / "banner.py")
    registry = folder / "layouts" / "products" / "registry.py"
    put(registry, "    LEAFLET,\n", "    LEAFLET,\n    BANNER,\n")
    line = "from wegwijs.layouts.products.banner.product import BANNER\n"
    put(registry, "\n# The order in", f"{line}\n# The order in")
    labels = folder / "sources" / "model" / "labels.py"
    put(labels, "    kicker: Text\n", "    kicker: Text\n    banner_where: Text\n")
    put(folder / "sources" / "labels.yaml", "  local_in:", f"{WORD}  local_in:")
    with (folder / "sources" / "locale" / "ar.po").open("a", encoding="utf-8") as catalogue:
        catalogue.write(TRANSLATED)
    return found


EDITION = """\
edition:
  id: bord
  publisher: De Brug
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
  languages: [nl, ar]
  products: [banner]
"""


WORDS = {"nl": "Hang het op ooghoogte", "ar": "علقوه على مستوى النظر"}


def written(folder: Path) -> list[str]:
    """An edition that asks for the product, in a folder: what to say to a command."""
    editions = folder / "eigen" / "editions"
    editions.mkdir(parents=True)
    (editions / "bord.yaml").write_text(EDITION, "utf-8")
    return [
        *("--sources", str(folder / "eigen"), "--output", str(folder / "uit")),
        "--today=2026-11-23",
    ]


def read(pdf: Path) -> str:
    """What a screen reader says of it."""
    return " ".join(text for _, text in blocks(inspect(pdf.read_bytes())))


def test_every_command_knows_a_product_that_was_added(program: Program, tmp_path: Path) -> None:
    where, own, output = written(tmp_path), tmp_path / "eigen", tmp_path / "uit"
    made, again, status, changes, preview, check, slip = program.run(
        ["build", *where],
        ["build", *where],
        ["status", *where],
        ["changes", "--output", str(output)],
        ["preview", str(output), "--guides", "--dpi=50"],
        ["check", "--sources", str(own), "--today=2026-11-23"],
        ["build", "--product=spandoek"],
    )
    assert made[0] == 0, made
    for language in ("nl", "ar"):
        assert {path.name for path in (output / "bord" / language).glob("*.pdf")} == {
            "banner.pdf", "print-instructions.pdf",
        }  # fmt: skip
        assert WORDS[language] in read(output / "bord" / language / "banner.pdf")
    assert "Hang het op ooghoogte." in read(output / "bord/nl/print-instructions.pdf")
    assert again == (0, "Er is niets veranderd. Wat er staat, is nog goed: 4 documenten.\n")
    assert "spandoek" in status[1]
    assert "Spandoek en printinstructie in het Nederlands en Arabisch" in changes[1]
    assert preview[0] == 0, preview
    assert sorted(path.name for path in (output / "bord" / "nl" / "preview").iterdir()) == [
        "banner-1.png", "print-instructions-1.png",
    ]  # fmt: skip
    assert (output / "bord" / "contact-sheet.png").exists()
    assert check[0] == 0, check
    assert "Bedoelt u banner?" in slip[1]


SCREEN = """
from datetime import date
from pathlib import Path
from wegwijs.desk.drawing import picture, verdict
from wegwijs.desk.edition import Written
from wegwijs.desk.looks import tabs_of
from wegwijs.desk.showing import see
from wegwijs.sources.load import SHIPPED
import sys
own = Path(sys.argv[1])
one = Written("bord", (own / "editions" / "bord.yaml").read_text("utf-8"), (SHIPPED, own))
seen = see(one)
assert not seen.faults and seen.products == ("banner",), seen
((product, tab),) = tabs_of(seen.products)
assert (product, tab.name) == ("banner", "Spandoek")
for look in tab.looks:
    assert picture(one, "ar", look.id).startswith(b"\\x89PNG")
found = verdict(one)
assert (found.languages, found.products, found.troubles, found.failures) == (2, 1, (), ())
"""


def test_the_screen_shows_a_product_that_was_added(program: Program, tmp_path: Path) -> None:
    written(tmp_path)
    command = [sys.executable, "-c", SCREEN, str(tmp_path / "eigen")]
    done = subprocess.run(command, check=False, cwd=program.folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.more
def test_proof_judges_a_product_that_was_added(program: Program, tmp_path: Path) -> None:
    where = written(tmp_path)
    proof = [
        "proof",
        str(tmp_path / "uit"),
        *where[:2],
        where[-1],
        "--jobs=1",
        "--pdf-judge=page-validation",
    ]
    made, (code, said) = program.run(["build", *where], proof)
    assert made[0] == 0, made
    assert "4 documenten nagekeken (4 bestanden): geen fouten gevonden" in said, said
    assert code == 0

    # It has a ruler of its own: what the renderer does wrong is found.
    render = program.folder / "layouts" / "products" / "banner" / "render.py"
    put(render, '("title",): outline.title', '("title",): outline.lead')
    made, (code, said) = program.run(["build", *where, "--language=nl"], proof)
    assert made[0] == 0, made
    assert code == 5
    assert "bord/nl/banner" in said
    assert "titel" in said


def test_how_to_print_comes_with_what_is_printed_and_only_once() -> None:
    assert with_companions(["leaflet", "handout"]) == ("leaflet", "handout", "print-instructions")
    assert with_companions(["handout"]) == ("handout",)
    assert with_companions(["pocket-card", "print-instructions"]) == (
        "pocket-card", "print-instructions",
    )  # fmt: skip


def test_no_two_files_or_pictures_have_one_name() -> None:
    files = [file for product in PRODUCTS.values() for file in product.files]
    names = [file.name for file in files]
    assert list(FILES_BY_NAME) == names
    pictures = [picture.name for file in files for picture in pictures_of(file)]
    assert len(pictures) == len(set(pictures))
    for file in files:
        assert {name for column in file.columns for name in column} <= {
            picture.name for picture in pictures_of(file)
        }


def pictures_of(file) -> Iterator[Picture]:
    yield from file.pages
    yield from (folded.picture for folded in file.folded(False))


def test_a_file_for_the_printer_alone_is_the_same_for_the_print_shop(files: Files) -> None:
    for file in FILES_BY_NAME.values():
        same = files[file.name] == files[f"press/{file.name}"]
        assert same is ("press" not in file.profiles), file.name


@pytest.mark.parametrize("product", PRODUCTS.values(), ids=lambda product: product.id)
def test_a_product_names_words_that_there_are(product: Product) -> None:
    assert set(product.labels) <= set(Labels.model_fields)


OF_PRODUCTS = ("layouts/products/", "proof/expectations/")
# Which text names a product all the same, where, and why.
NAMED = {
    ("sources/kinds.py", "handout"),  # what a new edition of a kind asks for
    ("layouts/slides/relations.py", "slides/slide"),  # the name of a part of a deck
    ("proof/site/pages.py", "poster"),  # an attribute of HTML
    ("proof/rules/html_form.py", ".screen,nav,.leave"),  # a class of a style sheet
    (
        "layouts/word/fields.py",
        "urn:wegwijs:handout",
    ),  # the address of a namespace, which is in documents that are out
}


def test_only_the_registry_lists_products() -> None:
    """Whoever branches on a product elsewhere forgets the next one."""
    # A field of an edition or a way to reach somebody that has the name of a product is another
    # thing; files have one meaning.
    others = Edition.model_fields.keys() | WAYS.keys()
    names = [*(PRODUCTS.keys() - others), *map(re.escape, FILES_BY_NAME)]
    known = re.compile(rf"(?<!\w)({'|'.join(names)})(?!\w)")
    found = {
        (path.relative_to(ROOT).as_posix(), text)
        for room in ("sources", "layouts", "press", "proof", "desk", "commands")
        for path in (ROOT / room).rglob("*.py")
        if not path.relative_to(ROOT).as_posix().startswith(OF_PRODUCTS)
        for text in constants(path.read_text("utf-8"))
        if known.search(text)
    }
    assert found == NAMED


def constants(code: str) -> Iterator[str]:
    """The texts in a module that are data, not documentation."""
    tree = ast.parse(code)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from [node.value] if id(node) not in docstrings else []


def test_a_branch_on_a_product_is_seen() -> None:
    code = 'def f(product):\n    "Of a leaflet."\n    return product == "leaflet"'
    assert list(constants(code)) == ["leaflet"]
