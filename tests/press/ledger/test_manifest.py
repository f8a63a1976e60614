"""What is out of date, and nothing else, is made anew; the manifest never lies."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

import wegwijs.press.build.execute
import wegwijs.press.ledger.inputs
import wegwijs.press.ledger.manifest
from tests.press.conftest import House, add
from wegwijs.layouts.content.words import Words
from wegwijs.press.ledger.entry import Entry
from wegwijs.press.ledger.fingerprint import fingerprint
from wegwijs.press.ledger.inputs import LIBRARIES, Inputs
from wegwijs.press.ledger.manifest import NAME, read_manifest
from wegwijs.press.order import FILES, in_making_order, order


def test_a_second_run_makes_nothing(house: House, made):
    before = {path: path.stat().st_mtime_ns for path in house.output.rglob("*")}
    result = house.build("aa", "bb")
    assert (made(result), len(result.fresh)) == ([], 2)
    assert {path: path.stat().st_mtime_ns for path in house.output.rglob("*")} == before


def test_only_the_documents_of_what_changed_are_made(house: House, made):
    before = house.files()
    add(house.sources, "aa", "Een ander")
    assert made(house.build("aa", "bb")) == ["aa/nl/pocket-card"]
    after = house.files()
    assert {name for name in after if after[name] != before[name]} == {
        "aa/nl/pocket-card.pdf",
        "aa/nl/pocket-card-a4.pdf",
    }


def test_a_change_that_is_not_printed_makes_nothing(house: House, made):
    file = house.sources / "editions" / "aa.yaml"
    file.write_text(file.read_text("utf-8") + "# niets\n", "utf-8")
    result = house.build("aa", "bb")
    assert (made(result), result.rows) == ([], [])
    assert house.true()


def test_a_file_that_went_away_or_was_changed_by_hand_is_made_again(house: House, made):
    before = house.files()
    (house.output / "aa/nl/pocket-card.pdf").unlink()
    path = house.output / "bb/nl/pocket-card-a4.pdf"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    os.utime(path, (1795392000, 1795392000))
    result = house.build("aa", "bb")
    assert made(result) == ["aa/nl/pocket-card", "bb/nl/pocket-card"]
    assert {fact for row in result.rows for fact in row["facts"]} == {
        "een bestand was weg of met de hand veranderd"
    }
    assert house.files().keys() - before.keys() == {
        "bb/nl/pocket-card-a4 (aangepast 2026-11-23).pdf"
    }
    assert before.items() <= house.files().items()


def test_a_file_that_was_only_touched_is_left(house: House, made):
    path = house.output / "aa/nl/pocket-card.pdf"
    os.utime(path, (1, 1))
    assert made(house.build("aa", "bb")) == []


def test_force_makes_all(house: House, made):
    assert len(made(house.build("aa", "bb", force=True))) == 2


def test_another_profile_another_program_or_another_library_makes_anew(
    house: House, made, monkeypatch
):
    assert len(made(house.build("aa", profile="press"))) == 1
    monkeypatch.setattr(wegwijs.press.ledger.inputs, "_libraries", lambda: ["reportlab 99"])
    result = house.build("aa", profile="press")
    assert [row["facts"] for row in result.rows] == [["het programma is vernieuwd"]]
    assert made(result) == []  # it was made, and came out the same: nobody need print again
    assert house.build("aa", profile="press").rows == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 0}', '{"format": 1}'])
def test_a_manifest_that_cannot_be_read_counts_as_none(house: House, made, text: str):
    (house.output / NAME).write_text(text)
    assert len(made(house.build("aa", "bb"))) == 2
    assert made(house.build("aa", "bb")) == []


def test_what_no_edition_asks_for_goes_unless_somebody_changed_it(house: House):
    house.build()
    (house.sources / "editions" / "aa.yaml").unlink()
    (house.sources / "editions" / "bb.yaml").unlink()
    (house.output / "aa" / "eigen.txt").write_text("van iemand")
    changed = house.output / "bb/nl/pocket-card.pdf"
    changed.write_bytes(b"van iemand anders")
    result = house.build()
    assert sorted(path.name for path in result.removed) == [
        "pocket-card-a4.pdf",
        "pocket-card-a4.pdf",
        "pocket-card.pdf",
    ]
    assert result.kept == [changed]
    left = [name for name in house.files() if name[:3] in ("aa/", "bb/")]
    assert left == ["aa/eigen.txt", "bb/nl/pocket-card.pdf"]
    assert {row["edition"] for row in result.rows} == {"aa"}
    again = house.build()
    assert (again.rows, again.kept) == ([], [changed])  # as long as it stands there
    changed.unlink()
    assert house.build().kept == house.build().removed == []


def test_a_run_with_other_sources_removes_nothing(house: House):
    before = house.files()
    house.sources = house.sources.parent / "anders"
    add(house.sources, "cc")
    house.build()
    assert before.items() <= house.files().items()


def test_an_edition_named_alone_removes_nothing_of_the_others(house: House):
    house.build("aa", "bb", force=True)  # from where the folder now is
    before = house.files()
    (house.sources / "editions" / "aa.yaml").unlink()
    house.build("bb")
    assert house.files() == before


def test_a_product_that_the_order_leaves_out_stays(house: House):
    house.build("aa", languages=["all"], products=["leaflet"])
    assert "aa/nl/pocket-card.pdf" in house.files()


def test_a_quick_look_reads_no_file_whose_times_are_the_same(house: House, monkeypatch):
    monkeypatch.setattr(wegwijs.press.ledger.inputs, "TICK", -(10**18))
    house.build("aa", "bb", force=True)
    monkeypatch.setattr(
        wegwijs.press.ledger.inputs, "digest_of_file", lambda *path: pytest.fail(str(path))
    )
    assert house.build("aa", "bb").made == []


def test_a_file_that_changed_just_now_is_read_again(tmp_path: Path):
    file = add(tmp_path, "aa")
    inputs = Inputs([tmp_path], {})
    inputs.of_file(str(file), "aa")
    assert inputs.seen == {}  # it may change within the same tick


def test_every_printed_value_is_in_the_fingerprint(outline, theme):
    assert fingerprint(outline) == fingerprint(outline)
    assert fingerprint(theme) != fingerprint(dataclasses.replace(theme, accent=(1.0, 1.0, 1.0)))
    before = fingerprint(outline)
    for entry in outline.entries:
        said = Words.of("iets anders")
        links = dict.fromkeys(entry.links, said)
        for change in (
            {"url": replace(entry.url, display="a.nl")},
            {"when": said},
            {"links": links},
        ):
            groups = tuple(
                replace(
                    group,
                    entries=tuple(
                        replace(one, **change) if one == entry else one for one in group.entries
                    ),
                )
                for group in outline.groups
            )
            assert fingerprint(replace(outline, groups=groups)) != before, (entry.id, change)
    with pytest.raises(TypeError):
        fingerprint(object())


def test_documents_are_made_by_language_and_then_by_product():
    asked = order(["aa", "bb"], ["nl", "en"], [], every=False)
    documents = [d for e in asked.editions for d in asked.documents(e, [], FILES)]
    names = [document.name for document in in_making_order(documents)]
    assert names[:3] == ["aa/en/leaflet", "bb/en/leaflet", "aa/en/handout"]


def as_format_4(content: dict[str, Any]) -> dict[str, Any]:
    """A manifest as an earlier version of the program wrote it."""
    documents = {}
    for folder, rows in content["documents"].items():
        for product, row in rows.items():
            files = {f"{folder}/{file}": one for file, one in row[FILES_OF].items()}
            documents[f"{folder}/{product}"] = [*row[:FILES_OF], files, *row[FILES_OF + 1 :]]
    return content | {"format": 4, "documents": documents}


FILES_OF = Entry.__struct_fields__.index("files")


def test_a_manifest_of_the_former_version_is_taken_over(house: House, made):
    former = as_format_4(json.loads((house.output / NAME).read_text("utf-8")))
    (house.output / NAME).write_text(json.dumps(former), "utf-8")
    result = house.build("aa", "bb")
    assert (made(result), result.damaged) == ([], False)
    work = house.output / "aa/nl/pocket-card.pdf"
    work.write_bytes(b"van iemand")
    add(house.sources, "aa", "Een ander")
    result = house.build("aa", "bb")
    assert [kept.aside.read_bytes() for kept in result.aside] == [b"van iemand"]
    assert result.rows[0]["facts"] == ["uitgever Wegwijs -> Een ander"]


@pytest.mark.parametrize("written", [lambda content: content, as_format_4], ids=["now", "former"])
def test_what_a_damaged_manifest_names_is_still_known_as_ours(house: House, made, written):
    content = written(json.loads((house.output / NAME).read_text("utf-8")))
    (house.output / NAME).write_text(json.dumps(content | {"facts": 5}), "utf-8")
    work = house.output / "aa/nl/pocket-card.pdf"
    work.write_bytes(b"van iemand")
    add(house.sources, "aa", "Een ander")
    add(house.sources, "bb", "Een ander")
    result = house.build("aa", "bb")
    assert result.damaged
    assert [kept.aside.read_bytes() for kept in result.aside] == [b"van iemand"]


def test_the_manifest_of_ten_times_all_municipalities_is_not_too_large(house: House):
    known = read_manifest(house.output)
    documents = 3_420 * 8 * 4
    row = max(len(msgspec.json.encode(entries)) for entries in known.documents.values())
    facts = max(len(msgspec.json.encode(facts)) for facts in known.facts.values())
    assert documents * (row + 40) + 3_420 * facts < wegwijs.press.ledger.manifest.MOST


@pytest.mark.parametrize("count", [2, 4])
def test_the_sources_are_listed_once_however_many_editions_there_are(
    tmp_path: Path, monkeypatch, count: int
):
    house = House(tmp_path)
    ids = [f"e{number}" for number in range(count)]
    for id_ in ids:
        add(house.sources, id_)
    listed: list[str] = []
    listdir = os.listdir
    monkeypatch.setattr(os, "listdir", lambda path: listed.append(str(path)) or listdir(path))
    assert len(house.build(*ids, dry_run=True).made) == 2 * count
    assert listed.count(str(house.sources / "editions")) == 1


ROOT = Path(__file__).parents[3]
HEAVY = ("reportlab", "docx", "lxml", "PIL", "phonenumbers", "pydantic", "icu", "uharfbuzz", "yaml", "babel", "logging", "multiprocessing")  # fmt: skip


def test_a_run_that_has_nothing_to_do_loads_nothing_heavy(house: House):
    asked = ["build", "aa", "bb", "--language=nl", "--product=pocket-card", "--today=2026-11-23"]
    asked += ["--sources", str(house.sources), "--output", str(house.output)]
    code = f"import sys, generate; code = generate.main({asked}); print(code, *sys.modules)"
    ran = [sys.executable, "-c", code]
    told = subprocess.run(ran, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "Er is niets veranderd. Wat er staat, is nog goed: 2 documenten." in told
    code_, *modules = told.splitlines()[-1].split()
    assert code_ == "0"
    assert [name for name in modules if name in HEAVY] == []
    assert "wegwijs.commands.proof" not in modules


def test_what_was_made_stays_up_to_date_when_an_extra_is_installed():
    file = Path(__file__).parents[3] / "pyproject.toml"
    project = tomllib.loads(file.read_text("utf-8"))["project"]
    extras = [one for some in project["optional-dependencies"].values() for one in some]
    core, extra = (
        set(re.findall(r"^[\w-]+", "\n".join(names), re.MULTILINE))
        for names in (project["dependencies"], extras)
    )
    assert "pypdfium2" in extra
    assert not set(LIBRARIES) & (extra - core)
