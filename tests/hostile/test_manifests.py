"""The manifest lies in a folder that others may write in: it is ours, or it counts as none."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache

import pytest

from tests.hostile.cage import FORKS, run
from tests.hostile.cases import BUILD, Case, Files, edition, folder, hollow, link, often, pipe, put
from wegwijs.press.ledger.entry import Entry, Stored
from wegwijs.press.ledger.manifest import read_manifest

CHANGES = ("changes", "--output", "uit")
EVERYTHING = ("build", "--all", "--sources", "eigen", "--output", "uit", "--language", "nl", "--product", "pocket-card", "--dry-run")  # fmt: skip
MADE = "2 bestanden gemaakt"
FOLDER, PRODUCT = LEAF = "x/nl", "pocket-card"
FILES, SAID = map(Entry.__struct_fields__.index, ("files", "said"))


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """The manifest of one edition, as the program leaves it."""
    here = tmp_path_factory.mktemp("goed") / "hier"
    put(here, edition())
    assert run(BUILD, here).code == 0
    content = json.loads((here / "uit" / "manifest.json").read_text("utf-8"))
    assert read_manifest(here / "uit").documents
    return content


def stored(content: object) -> Files:
    return edition() | {"uit/manifest.json": content}  # type: ignore[dict-item]


WHOLE = [
    Case("a pipe", stored(pipe), 0, (MADE,)),
    Case("a device", stored(link("/dev/zero")), 0, (MADE,)),
    Case("a link to itself", stored(link("manifest.json")), 0, (MADE,)),
    Case("a link to a file of somebody else", stored(link("../../buiten.txt")), 0, (MADE,)),
    Case("a folder", stored(folder), 7, ("manifest.json",)),
    Case("10 GB", stored(hollow(10_000_000_000)), 0, (MADE,)),
    Case("50 MB of lists", stored(often("[],", 16_000_000, "[", "[]]")), 0, (MADE,)),
    Case("11 MB of lists", stored(often("[],", 3_600_000, "[", "[]]")), 0, (MADE,)),
    Case("90 MB of lists", stored(often("[],", 30_000_000, "[", "[]]")), 0, (MADE,)),
    Case("90 MB of lists for a document", stored(often("[],", 30_000_000, '{"documents":{"x/nl":{"leaflet":[', "[]]}}}")), 0, (MADE,)),
    Case("90 MB of names", stored(often('"",', 30_000_000, '{"editions":{"x":{"languages":[', '""]}}}')), 0, (MADE,)),
    Case("50 MB of text", stored(often("x", 50_000_000, '"', '"')), 0, (MADE,)),
    Case("deep lists", stored("[" * 100_000), 0, (MADE,)),
    Case("deep objects", stored('{"a":' * 100_000), 0, (MADE,)),
    Case("a number of a hundred thousand digits", stored('{"format":' + "9" * 100_000 + "}"), 0, (MADE,)),
    Case("not a number", stored('{"format":NaN}'), 0, (MADE,)),
    Case("no text", stored(b"\xff\xfe\x00"), 0, (MADE,)),
    Case("the lock is a pipe", edition() | {"uit/.wegwijs.lock": pipe}, 0, (MADE,)),
    Case("the lock is a folder", edition() | {"uit/.wegwijs.lock": folder}, 2, ("in de map uit kan niet worden geschreven",)),
    Case("the lock is a link out of the folder", edition() | {"uit/.wegwijs.lock": link("../../buiten.txt")}, 2, ("in de map uit kan niet worden geschreven",)),
    Case("the edition's folder is a file", edition() | {"uit/x": "van mij"}, 7, ("uit/x",)),
    Case("the document is a folder", edition() | {"uit/x/nl/pocket-card.pdf": folder}, 7, ("pocket-card.pdf",)),
    Case("the document is a link out of the folder", edition() | {"uit/x/nl/pocket-card.pdf": link("../../../../buiten.txt")}, 0, (MADE,)),
    Case("the document is a pipe", edition() | {"uit/x/nl/pocket-card.pdf": pipe}, 0, (MADE,)),
    Case("the edition's folder is a link out of the folder", edition() | {"uit/x": link("../../elders")}, 7, ("deze map is een koppeling naar een andere plek", "uit/x")),
    Case("the language's folder is a link to another edition", edition() | {"uit/y/nl/notitie": "van mij", "uit/x/nl": link("../y/nl")}, 7, ("deze map is een koppeling naar een andere plek", "uit/x/nl")),
    Case("the contact sheet is a link out of the folder", edition() | {"uit/x/contact-sheet.png": link("../../../buiten.txt")}, 0, (MADE, "contact-sheet (aangepast")),
    Case("a picture is a pipe", edition() | {"uit/x/nl/preview/pocket-card-opened.png": pipe}, 0, (MADE, "pocket-card-opened (aangepast")),
    Case("a picture is a folder", edition() | {"uit/x/nl/preview/pocket-card-opened.png": folder}, 0, (MADE,)),
    Case("the pictures are a link out of the folder", edition() | {"uit/x/nl/preview": link("../../../../")}, 0, (MADE,)),
    *(Case(f"the journal is {what}", edition() | {"uit/.wegwijs.journal": make}, 7, ("wegwijs.journal",)) for what, make in (("a pipe", pipe), ("a folder", folder), ("a link out of the folder", link("../../buiten.txt")), ("a device", link("/dev/zero")))),
    *(Case(f"a journal of {what}", edition() | {"uit/.wegwijs.journal": text}, 0, (MADE,)) for what, text in (("rubbish", b"\xff\x00\n[[[["), ("deep lists", "[" * 100_000), ("names that lead away", '["../../buiten.txt", 14, "x"]\n["/etc/passwd", 1, "x"]\n[1, 2, 3]\n{}\n'), ("10 GB", hollow(10_000_000_000)), ("10 MB of lines", often("[]\n", 3_000_000)))),
]  # fmt: skip


@pytest.mark.parametrize("case", WHOLE, ids=str)
def test_what_lies_where_the_program_writes_is_not_waited_for_or_followed(case, judge):
    judge(case)


ODD = (None, 5, "x", [], [1], {"a": 1}, [["x"]], {"a": {"b": []}}, [["9", "a"]])
PATHS = ("../../buiten.pdf", "a/../b.pdf", "/etc/x/y", "C:/x/y", "a/b/..", "los.pdf", "../../buiten.txt", "x/nl/../../../buiten.txt", "/etc/passwd", "y/nl/leaflet.pdf", "x/nl/a/b", "x/nl/..", "x/nl/", "x/nl/a\0b")  # fmt: skip
ASSETS = ("/dev/zero", "../../../../../dev/zero", "editions/../../buiten.txt", "editions/a\0b", "a.png")  # fmt: skip
REPORTS = (
    {"day": 1},
    {"day": "x", "ended": True, "rows": 5},
    {"day": "x", "ended": 1, "rows": []},
    {"day": "x", "rows": [5]},
    {"day": "x", "rows": [{"edition": 1}]},
    {"day": "x", "rows": [{"edition": "a", "facts": "x", "made": [["a"]], "removed": 5}]},
    {"day": "x", "ended": True, "rows": [], "aside": [5]},
    {"day": "x", "ended": True, "rows": []},
)


@cache
def places() -> list[tuple[str | int, ...]]:
    """Every field that a manifest has, by the way to it."""
    above = [
        ("known",),
        ("editions",),
        ("documents",),
        ("facts",),
        ("languages",),
        ("due",),
        ("report",),
    ]
    fields = [
        "name",
        "inputs",
        "folder",
        "languages",
        "products",
        "assets",
        "due",
    ]
    more = [("editions", "x", field) for field in fields]
    more += [("documents", FOLDER), ("documents", *LEAF)]
    more += [("documents", *LEAF, number) for number in range(len(Entry.__struct_fields__))]
    file = ("documents", *LEAF, FILES, "pocket-card.pdf")
    return above + more + [(*file, number) for number in range(len(Stored.__struct_fields__))]


def changed(content, place, value):
    content = deepcopy(content)
    around = content
    for step in place[:-1]:
        around = around[step]
    around[place[-1]] = value
    return content


def damaged(content):
    """The sound manifest with one thing in it changed, in every way."""
    for place in places():
        for value in ODD:
            yield changed(content, place, value)
    files = content["documents"][FOLDER][PRODUCT][FILES]
    for path in PATHS:
        more = files | {path: files["pocket-card.pdf"]}
        yield changed(content, ("documents", *LEAF, FILES), more)
    for asset in ASSETS:
        yield changed(content, ("editions", "x", "assets"), [asset])
    for name in ("x", "x/", "/y", "a/b/c", "../nl", "x/..", "x/nl\0"):
        yield changed(content, ("documents", name), content["documents"][FOLDER])
    for name in ("", "boek", "../leaflet", "nl/leaflet"):
        yield changed(content, ("documents", FOLDER, name), content["documents"][FOLDER][PRODUCT])
    for report in REPORTS:
        yield changed(content, ("report",), report)
    yield changed(content, ("editions", "x", "products"), ["boek"])
    yield changed(content, ("facts", "a"), {f"organisation/{i}": ["", ""] for i in range(100_000)})
    yield changed(content, ("documents", *LEAF, SAID), "x y")


def test_one_thing_changed_makes_it_none_or_does_no_harm(sound, tmp_path):
    count = 0
    for content in damaged(sound):
        (tmp_path / "manifest.json").write_text(json.dumps(content), "utf-8")
        read = read_manifest(tmp_path)
        count += read.damaged
        for document, entry in read.entries():
            assert document.edition in ("x", "a") and document.language in ("nl", "b")
            assert not any(set("/\\\0") & set(file) or file in ("", "..") for file in entry.files)
    assert count > 150


@pytest.mark.skipif(not FORKS, reason="a hundred processes are too slow here")
@pytest.mark.parametrize("arguments", [BUILD, CHANGES, EVERYTHING], ids=["build", "changes", "all"])
@pytest.mark.parametrize("place", places()[:7], ids=".".join)
def test_whatever_is_in_it_every_command_goes_on(arguments, place, sound, judge):
    damage = changed(sound, place, [["9", "a"]])
    code = 2 if arguments is CHANGES else 0  # there is nothing that it could tell
    judge(Case(".".join(place), stored(json.dumps(damage)), code, (), arguments))


PREVIEW = ("preview", "uit", "--dpi", "40")
UNKNOWN = (
    ("a file that no product has", "boek.pdf"),
    ("a name that acts on the terminal", "\x1b[31m\u202ex.pdf"),
    ("no PDF and no Word", "pocket-card"),
)


@pytest.mark.parametrize(("what", "name"), UNKNOWN, ids=lambda value: value[:12])
def test_a_picture_of_what_no_product_has_is_told(what, name, sound, judge):
    files = sound["documents"][FOLDER][PRODUCT][FILES]
    damage = changed(sound, ("documents", *LEAF, FILES), {name: files["pocket-card.pdf"]})
    lies = stored(json.dumps(damage)) | {f"uit/{FOLDER}/{name}": b"%PDF-1.7"}
    judge(Case(what, lies, 7, ("dit programma kent dit bestand niet",), PREVIEW))


@pytest.mark.parametrize("place", [("documents", FOLDER, "boek"), ("editions", "x", "products")])
def test_a_picture_of_a_product_that_is_none_is_told(place, sound, judge):
    value = ["boek"] if place[-1] == "products" else sound["documents"][FOLDER][PRODUCT]
    damage = changed(sound, place, value)
    said = ("beschadigd",)
    judge(Case(str(place), stored(json.dumps(damage)), 2, said, PREVIEW))


@pytest.mark.parametrize("make", [pipe, link("/dev/zero"), link("../../../../buiten.txt"), folder])
def test_a_picture_of_what_is_no_file_is_told(make, sound, judge):
    lies = stored(json.dumps(sound)) | {f"uit/{FOLDER}/pocket-card.pdf": make}
    said = (f"{FOLDER}/pocket-card.pdf is geen plaatje gemaakt",)
    judge(Case("no file", lies, 7, said, PREVIEW))


ORDERS = (("build", "x", "--sources", "eigen", "--product", "pocket-card", "--output"), ("changes", "--output"), ("preview",))  # fmt: skip


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order[0])
@pytest.mark.parametrize("name", ["\x1b[31mrood", "\u202emo", "\x9bx"])
def test_an_output_folder_with_a_name_that_acts_is_written_out(name, order, judge):
    shown = name.encode("unicode_escape").decode()
    code = 2 if order[0] == "preview" else 0
    judge(Case(order[0], edition(), code, (shown,), (*order, name), writes=f"{name}/"))


def test_what_it_tells_of_the_last_run_does_not_act_on_the_terminal(sound, judge):
    row = {"edition": "\x1b[31mrood", "facts": ["\u202eomgekeerd"]}
    row |= {"new": [], "made": [], "removed": []}
    report = {"day": "\x1b[2J", "ended": True, "rows": [row], "aside": ["\x1b[2Jx (aangepast).pdf"]}
    damage = changed(sound, ("report",), report)
    ended = judge(Case("acts", stored(json.dumps(damage)), 0, ("\\x1b[31mrood",), CHANGES))
    assert "\\u202eomgekeerd" in ended.out
    assert "\\x1b[2Jx (aangepast).pdf" in ended.out
