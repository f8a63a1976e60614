"""Editions out of the register and out of `init`: what a person filled in stays as it was."""

from __future__ import annotations

import errno
import json
import re
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec import structs
from PIL import Image

import generate
import wegwijs.commands.data
from tests.sources.roo_export import SAMPLE, everyone, export, organisation
from wegwijs.layouts.products.registry import SELECTABLE
from wegwijs.press.files.store import write
from wegwijs.sources.editing.scalars import scalar
from wegwijs.sources.importers.edition_files import import_roo, init
from wegwijs.sources.importers.edition_text import empty, imported, mark
from wegwijs.sources.importers.memory import LEFT_OUT, MADE
from wegwijs.sources.importers.names import MAX_ID, safe_id, unique_ids
from wegwijs.sources.importers.refresh import Refreshed, refresh
from wegwijs.sources.importers.report import ImportReport, NotPossible, NotWritten
from wegwijs.sources.importers.roo import Municipality
from wegwijs.sources.importers.taken import municipality
from wegwijs.sources.kinds import KINDS, NATIONAL, SCHOOL
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.model import Edition, SourceFile
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.reader import MAX_BYTES, as_read, parse, unprintable
from wegwijs.sources.schema import schema
from wegwijs.sources.ways import WAYS

DAY, TODAY, LATER = date(2026, 5, 16), date(2026, 11, 23), date(2026, 12, 20)
PRODUCTS = ("leaflet", "handout", "pocket-card")
UTRECHT = Municipality(
    "utrecht", "Utrecht", "", "GM0344", "14 030", "info@utrecht.nl", "https://www.utrecht.nl"
)
TEXT = imported(municipality(UTRECHT, DAY, TODAY), TODAY, PRODUCTS)
MOVED = structs.replace(UTRECHT, phone="030-286 10 00")
JUNE = date(2026, 6, 20)
MARKS, NEW_MARKS = (
    " ".join(map(mark, ("Utrecht", phone, "info@utrecht.nl", "https://www.utrecht.nl")))
    for phone in ("14 030", "030-286 10 00")
)


def edition(text: str) -> Edition:
    found = SourceFile.model_validate(parse(text, "editions/x.yaml").data).edition
    assert found is not None
    return found


def run(file: Path, into: Path, *only: str, today: date = TODAY) -> ImportReport:
    return import_roo(file, into, only, today, write, PRODUCTS)


def refreshed(text: str, one: Municipality = MOVED, day: date = JUNE) -> Refreshed:
    return refresh(text, municipality(one, day, TODAY), TODAY, "editions/utrecht.yaml")


# --- names and values --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("'s-Hertogenbosch", "s-hertogenbosch"),
        ("’s-Gravenhage", "s-gravenhage"),
        ("Súdwest-Fryslân", "sudwest-fryslan"),
        ("Bergen (NH.)", "bergen-nh"),
        ("Nuenen, Gerwen en Nederwetten", "nuenen-gerwen-en-nederwetten"),
        ("Łódź ß Ærø", "lodz-ss-aero"),
        *((name, f"school-{name.lower()}") for name in ("CON", "aux", "NUL", "prn", "Com1", "LPT9")),
        ("com¹", "school-com1"),
        ("../../etc/passwd", "etc-passwd"),
        ("مدرسة", ""),
    ],
)  # fmt: skip
def test_ids(name: str, id_: str) -> None:
    assert safe_id(name, "school") == id_


@given(st.text(max_size=150))
def test_every_id_is_safe_or_empty(name: str) -> None:
    id_ = safe_id(name, "gemeente")
    assert len(id_) <= MAX_ID
    if id_:
        edition(empty(NATIONAL, id_, "x", TODAY, PRODUCTS))


@given(st.lists(st.tuples(st.sampled_from(["Bergen", "Bérgen", "Beek", "x" * 99]), st.integers(1, 999)), unique=True))  # fmt: skip
def test_alike_names_get_ids_of_their_own_in_any_order(rows: list[tuple[str, int]]) -> None:
    names = [(name, f"GM{index:04}") for index, (name, _) in enumerate(rows)]
    ids = unique_ids(names, "gemeente")
    assert len(set(ids)) == len(names)
    assert all(len(id_) <= MAX_ID for id_ in ids)
    assert unique_ids(names[::-1], "gemeente") == ids[::-1]


_PRINTABLE = st.characters(exclude_categories=["C", "Zl", "Zp"])


@given(st.text(_PRINTABLE, min_size=1, max_size=100))
def test_a_value_is_read_back_as_it_was(text: str) -> None:
    text = as_read(text)
    assume(text and not unprintable(text))
    written = scalar(text)
    assert "\n" not in written
    assert parse(f"a:\n  - b: {written}  # x\n", "").data == {"a": [{"b": text}]}


@pytest.mark.parametrize("text", ["NO", "030", "null", "a: b", "a #b", "- a", "'s-Hertogenbosch", "{x}", "*a", "@", "..."])  # fmt: skip
def test_what_yaml_would_turn_into_something_else_is_quoted(text: str) -> None:
    assert scalar(text)[0] in "'\""


# --- new editions ------------------------------------------------------------------------------


def test_all_342_become_editions_that_load(tmp_path: Path) -> None:
    file = tmp_path / "all.xml"
    file.write_text(everyone(), encoding="utf-8")
    into = tmp_path / "mine"
    report = run(file, into)
    assert (len(report.new), report.same, report.problems) == (342, 0, [])
    written = sorted((into / "editions").iterdir())
    assert len(written) == 342
    rule = json.loads((into / "schema.json").read_text(encoding="utf-8"))
    for path in written:
        text = path.read_text(encoding="utf-8")
        found = edition(text)
        assert (found.id, found.kind, str(found.contacts[0].phone) != "") == (path.stem, "municipality", True)  # fmt: skip
        assert found.publisher == f"Gemeente {found.name}"
    editor = jsonschema.Draft7Validator(rule)
    for name in ("utrecht", "s-hertogenbosch", "bergen-nh"):
        data = parse((into / "editions" / f"{name}.yaml").read_text(encoding="utf-8"), "").data
        data["edition"]["version"] = 1  # type: ignore[index,call-overload]
        editor.validate(data)
        assert load(name, SHIPPED, into).pack.edition.contacts[0].source == (
            "Register van Overheidsorganisaties, 16-05-2026"
        )
    before = {path: path.stat().st_mtime_ns for path in written}
    again = run(file, into)
    assert (len(again.new), again.changed, again.left, again.same) == (0, [], [], 342)
    assert before == {path: path.stat().st_mtime_ns for path in written}


def test_only_some(tmp_path: Path) -> None:
    run(SAMPLE, tmp_path, "Den Bosch", "gm0893", "gemeente Súdwest-Fryslân")
    names = sorted(path.stem for path in (tmp_path / "editions").iterdir())
    assert names == ["bergen-l", "s-hertogenbosch", "sudwest-fryslan"]


# --- what somebody deleted ------------------------------------------------------------------------

AGAIN, SKIPPED = "Opnieuw gemaakt, want dit is eerder overgenomen", "Overgeslagen, want ze staan in"


def told(report: ImportReport) -> str:
    return "\n".join(report.lines())


def test_a_municipality_that_somebody_deleted_comes_back_with_a_word_or_is_left_out(
    tmp_path: Path,
) -> None:
    assert AGAIN not in told(run(SAMPLE, tmp_path))
    file = tmp_path / "editions" / "den-haag.yaml"
    file.unlink()
    found = run(SAMPLE, tmp_path)
    assert AGAIN in told(found) and file.exists()
    assert found.again == ["Den Haag: den-haag"]
    file.unlink()
    (tmp_path / LEFT_OUT).write_text("den-haag\n", "utf-8")
    found = run(SAMPLE, tmp_path)
    assert SKIPPED in told(found) and found.skipped == ["Den Haag"] and not file.exists()
    assert AGAIN in told(run(SAMPLE, tmp_path, "Den Haag")) and file.exists()  # asked by name


def test_two_imports_at_once_both_remember_what_they_made(tmp_path: Path) -> None:
    def write_late(path: Path, data: bytes) -> None:
        if path.name == "den-haag.yaml":
            run(SAMPLE, tmp_path, "Nuenen, Gerwen en Nederwetten")
        write(path, data)

    import_roo(SAMPLE, tmp_path, ("Den Haag",), TODAY, write_late, PRODUCTS)
    names = (tmp_path / MADE).read_text("utf-8").splitlines()[1:]
    assert names == ["den-haag", "nuenen-gerwen-en-nederwetten"]


@pytest.mark.skipif(sys.platform == "win32", reason="no lock of a folder")
def test_imports_that_write_in_the_same_moment_all_remember_what_they_made(tmp_path: Path) -> None:
    """Each has read what is remembered before another wrote it, unless they wait for each other."""
    chosen = ("Den Haag", "Nuenen, Gerwen en Nederwetten", "Den Bosch", "gm0893")

    def write_slowly(path: Path, data: bytes) -> None:
        if path.name == MADE:
            time.sleep(0.05)
        write(path, data)

    with ThreadPoolExecutor(len(chosen)) as threads:
        for done in [
            threads.submit(import_roo, SAMPLE, tmp_path, (name,), TODAY, write_slowly, PRODUCTS)
            for name in chosen
        ]:
            done.result()
    assert len((tmp_path / MADE).read_text("utf-8").splitlines()[1:]) == len(chosen)


def test_what_was_remembered_is_written_again_when_it_was_lost_meanwhile(tmp_path: Path) -> None:
    def write_late(path: Path, data: bytes) -> None:
        if path.name == "nuenen-gerwen-en-nederwetten.yaml":
            (tmp_path / MADE).unlink()
        write(path, data)

    run(SAMPLE, tmp_path, "Den Haag")
    names = ("Nuenen, Gerwen en Nederwetten",)
    import_roo(SAMPLE, tmp_path, names, TODAY, write_late, PRODUCTS)
    assert (tmp_path / MADE).read_text("utf-8").splitlines()[1:] == [
        "den-haag",
        "nuenen-gerwen-en-nederwetten",
    ]


def test_a_memory_that_cannot_be_read_stays_and_is_a_warning(tmp_path: Path) -> None:
    """It would forget what earlier imports made, and what was deleted would come back unsaid."""
    run(SAMPLE, tmp_path)
    (tmp_path / "editions" / "den-haag.yaml").unlink()
    memory = tmp_path / MADE
    memory.write_bytes(memory.read_bytes() + b"#" * MAX_BYTES)
    before = memory.read_bytes()
    out = told(run(SAMPLE, tmp_path, "Den Haag"))
    assert memory.read_bytes() == before
    assert f"Let op: {memory} kan niet worden gelezen (het is groter dan" in out
    assert "dus is niet bekend welke edities u weggooide. Maak dat bestand leesbaar" in out


def test_a_memory_that_cannot_be_written_is_a_warning_and_the_editions_are_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes) -> None:
        if path.name == MADE:
            raise NotWritten(path, PermissionError(errno.EACCES, "geweigerd"))
        write(path, data)

    monkeypatch.setattr(wegwijs.commands.data, "_write", refuse)
    command = ["import", "roo", str(SAMPLE), "--into", str(tmp_path)]
    assert generate.main(command) == 0
    out = capsys.readouterr().out
    assert f"Let op: {tmp_path / MADE} kan niet worden geschreven (geweigerd)." in out
    assert "Dan maakt een volgende import die opnieuw, en zegt dat niet." in out
    assert "6 nieuw, 0 bijgewerkt, 0 gelijk.\n" in out
    assert generate.main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["forgotten"].endswith("(geweigerd)")


@pytest.mark.parametrize(
    ("only", "words"),
    [("Bergen", "bergen-l of bergen-nh"), ("Aalburg", "opgeheven per 01-01-2019"), ("Utrecht", "staat niet"), ("", "staat niet")],
)  # fmt: skip
def test_only_one_that_is_not_there_writes_nothing(tmp_path: Path, only: str, words: str) -> None:
    with pytest.raises(NotPossible, match=words):
        run(SAMPLE, tmp_path, "Den Haag", only)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", KINDS)
def test_what_init_writes_is_right_once_filled_in(tmp_path: Path, kind: str) -> None:
    path = init(tmp_path, kind, "’t Huis: nr. 1 #2", TODAY, write, PRODUCTS)
    assert path == tmp_path / "editions" / "t-huis-nr-1-2.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schema.json\n")
    laid = json.loads((tmp_path / "schema.json").read_text(encoding="utf-8"))
    assert laid.pop("$comment").startswith("wegwijs ")
    assert laid == json.loads(schema(SELECTABLE))
    marked = [line for line in text.splitlines() if "# <- VUL IN" in line]
    if marked:
        with pytest.raises(InvalidSources) as refused:
            load(path.stem, SHIPPED, tmp_path)
        assert len(refused.value.problems) == len(marked) == 3
        for field, value in (
            ("phone", "14 030"),
            ("source", "zelf gebeld"),
            ("checked", "2026-11-23"),
        ):
            text = re.sub(rf"( {field}:) +# <- VUL IN.*", rf"\1 {value}", text)
        path.write_text(text, encoding="utf-8")
    found = load(path.stem, SHIPPED, tmp_path).pack.edition
    assert (found.kind, found.name) == (kind, "’t Huis: nr. 1 #2")
    assert len(found.contacts) == (kind in ("municipality", "school"))


OPTION = re.compile(r"(?m)^( *)#(?=[^\s]|  )")  # an explanation has one space behind its #
FILLED = {
    "phone": "14 030",
    "source": "zelf gebeld",
    "checked": "2026-11-23",
    "email": "naam@school.example",
    "web": "https://www.school.example",
    "text_phone": "0800 022 55 55",
    "chat": "https://chat.school.example",
    "whatsapp": "06 12 34 56 78",
    "contact": "fout@school.example",
    "site": "https://wegwijzer.school.example",
}


def filled_in(text: str) -> str:
    text = re.sub(r"( (\w+):) +# <- VUL IN.*", lambda m: f"{m[1]} {FILLED[m[2]]}", text)
    return re.sub(r"(\w+): VUL IN", lambda m: f"{m[1]}: {FILLED.get(m[1], 'Een tekst')}", text)


def options(text: str) -> list[list[int]]:
    """The lines of each option: a field, or the lines of a part together."""
    found: list[list[int]] = []
    for number, line in enumerate(text.splitlines()):
        if OPTION.match(line):
            if line.lstrip(" ").startswith("#  "):
                found[-1].append(number)
            else:
                found.append([number])
    return found


CHOICES = [
    (kind, index)
    for kind in KINDS
    for index in range(len(options(empty(KINDS[kind], "a", "A", TODAY, PRODUCTS))))
]


@pytest.mark.parametrize(("kind", "index"), CHOICES)
def test_an_option_is_right_once_its_hash_signs_are_gone(
    tmp_path: Path, kind: str, index: int
) -> None:
    path = init(tmp_path, kind, "A", TODAY, write, PRODUCTS)
    lines = path.read_text(encoding="utf-8").splitlines()
    for number in options("\n".join(lines))[index]:
        lines[number] = OPTION.sub(r"\1", lines[number])
    Image.new("L", (600, 200), 0).save(tmp_path / "editions" / "logo.png")
    path.write_text("\n".join(lines), encoding="utf-8")
    try:
        load(path.stem, SHIPPED, tmp_path)
    except InvalidSources as refused:  # what was never filled in is told, and nothing else
        places = [problem.line for problem in refused.problems]
        assert places == [n for n, line in enumerate(lines, 1) if "VUL IN" in line and n in places]
    path.write_text(filled_in("\n".join(lines)), encoding="utf-8")
    assert load(path.stem, SHIPPED, tmp_path).pack.edition.kind == kind


@pytest.mark.parametrize("kind", KINDS)
def test_no_field_is_offered_twice(kind: str) -> None:
    text = OPTION.sub(r"\1", filled_in(empty(KINDS[kind], "a", "A", TODAY, PRODUCTS)))
    found = edition(text)  # a field that stands there twice is refused
    assert found.accent and found.logo and found.title and found.organisations and found.audience
    assert len(found.contacts) == (2 if kind in ("municipality", "school") else 0)
    assert bool(found.workshop) is (kind == "workshop")


def test_what_init_leaves_open_is_told_as_not_filled_in_yet(tmp_path: Path) -> None:
    path = init(tmp_path, "municipality", "A", TODAY, write, PRODUCTS)
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"#(email|web|chat|whatsapp|text_phone): VUL IN.*", r"\1:", text)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidSources) as refused:
        load(path.stem, SHIPPED, tmp_path)
    said = {problem.field.rpartition(".")[2]: problem.message for problem in refused.value.problems}
    assert said.pop("source") == "dit mag niet leeg zijn"
    assert said.pop("checked") == "nog niet ingevuld. Schrijf de dag zo: 2026-11-23"
    assert said == {
        id_: f"nog niet ingevuld. Vul het {way.long} in, of haal deze regel weg"
        for id_, way in WAYS.items()
    }


def test_what_was_left_to_fill_in_is_told_with_its_line(tmp_path: Path) -> None:
    path = init(tmp_path, "national", "A", TODAY, write, PRODUCTS)
    text = path.read_text(encoding="utf-8").replace("#title: VUL IN", "title: VUL IN")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidSources) as refused:
        load(path.stem, SHIPPED, tmp_path)
    (problem,) = refused.value.problems
    assert text.splitlines()[problem.line - 1].startswith("  title:")
    assert "hier staat nog VUL IN" in problem.message


def test_init_refuses(tmp_path: Path) -> None:
    path = init(tmp_path, "school", "Con", TODAY, write, PRODUCTS)
    assert path.stem == SCHOOL.new.prefix + "-con"
    path.write_text("mine", encoding="utf-8")
    for name in ("Con", "CON", "", " ", "a\u202eb", "x" * 101, "مدرسة"):
        with pytest.raises(NotPossible):
            init(tmp_path, "school", name, TODAY, write, PRODUCTS)
    assert path.read_text(encoding="utf-8") == "mine"


# --- refreshing --------------------------------------------------------------------------------


def test_a_new_number_is_another_version_and_changes_nothing_else() -> None:
    result = refreshed(TEXT)
    assert result.changed == ["telefoon 14 030 -> 030-286 10 00", "versie 1 -> 2"]
    assert result.left == []
    changed = [(a, b) for a, b in zip(TEXT.splitlines(), result.text.splitlines(), strict=True) if a != b]  # fmt: skip
    assert changed == [
        ("  version: 1", "  version: 2"),
        (f"  imported: {MARKS}", f"  imported: {NEW_MARKS}"),
        ("      phone: 14 030", "      phone: 030-286 10 00"),
        (
            "      source: Register van Overheidsorganisaties, 16-05-2026",
            "      source: Register van Overheidsorganisaties, 20-06-2026",
        ),
        ("      checked: 2026-05-16", "      checked: 2026-06-20"),
    ]


_COMMENT = st.from_regex(r"\A *#[ a-zA-Z0-9:'\"{}é-]{0,30}\Z")
_TAIL = st.from_regex(r"\A# [ a-zA-Z0-9:'\"{}é-]{0,30}\Z")  # without a space: part of the value?
_BREAKS = st.sampled_from(["\n", "\r\n"])


def test_a_refresh_writes_no_value_that_the_comment_after_it_would_cut() -> None:
    result = refreshed(TEXT.replace("phone: 14 030", "phone: '14 030' #balie"))
    assert result.changed == ["telefoon 14 030 -> 030-286 10 00", "versie 1 -> 2"]
    assert "phone: '030-286 10 00' #balie\n" in result.text


@given(
    st.lists(st.tuples(st.integers(0, 60), st.one_of(_COMMENT, st.just(""), st.just("   "))), max_size=6),
    st.lists(st.tuples(st.sampled_from(["phone", "email", "web", "source", "checked", "version", "id", "imported"]), _TAIL), max_size=4),
    st.sampled_from(["", "'", '"']),
    _BREAKS,
    st.booleans(),
    st.sampled_from(["", "logo: {file: a.png, alt: A}", "title: 'Eigen: titel'", "accent: '#BFDCC4'"]),
)  # fmt: skip
def test_a_refresh_keeps_every_other_byte(
    added: list[tuple[int, str]],
    tails: list[tuple[str, str]],
    quote: str,
    line_break: str,
    first_web: bool,
    own: str,
) -> None:
    """A person adds comments, empty lines, quotes, fields, another order and Windows line ends."""
    lines = TEXT.splitlines()
    for key, tail in tails:
        at = next(i for i, line in enumerate(lines) if line.strip().startswith(f"{key}:"))
        lines[at] += "   " + tail.strip()
    phone = next(i for i, line in enumerate(lines) if line.strip().startswith("phone:"))
    lines[phone] = lines[phone].replace("14 030", f"{quote}14 030{quote}")
    if first_web:
        lines.insert(phone, lines.pop(phone + 2))
    if own:
        lines.insert(next(i for i, line in enumerate(lines) if line == "edition:") + 1, f"  {own}")
    for at, line in added:
        lines.insert(min(at, len(lines)), line)
    text = line_break.join(lines) + line_break
    result = refreshed(text)
    assert result.changed == ["telefoon 14 030 -> 030-286 10 00", "versie 1 -> 2"]
    undone = (
        result.text.replace("phone: 030-286 10 00", f"phone: {quote}14 030{quote}", 1)
        .replace("version: 2", "version: 1", 1)
        .replace("organisaties, 20-06-2026", "organisaties, 16-05-2026", 1)
        .replace("checked: 2026-06-20", "checked: 2026-05-16", 1)
        .replace(f"imported: {NEW_MARKS}", f"imported: {MARKS}", 1)
    )
    assert undone.encode() == text.encode()


@given(st.text(max_size=60), st.integers(0, len(TEXT)), st.integers(0, 40))
def test_whatever_somebody_typed_a_refresh_never_changes_more_than_it_says(
    typed: str, at: int, gone: int
) -> None:
    text = TEXT[:at] + typed + TEXT[at + gone :]
    try:
        before = parse(text, "x").data
        result = refreshed(text)
    except InvalidSources:
        return
    if result.text == text:
        assert not result.changed
        return
    after = parse(result.text, "x").data
    assert len(result.text.splitlines()) == len(text.splitlines())
    different = [a for a, b in zip(text.splitlines(), result.text.splitlines(), strict=True) if a != b]  # fmt: skip
    assert len(different) <= 7
    for data in (before, after):
        for contact in data["edition"]["contacts"]:  # type: ignore[index,call-overload]
            if contact["role"] == "gemeente":  # type: ignore[index,call-overload]
                for key in ("phone", "email", "web", "source", "checked"):
                    contact.pop(key, None)  # type: ignore[union-attr,call-arg,arg-type]
        data["edition"].pop("imported", None)  # type: ignore[index,call-overload,union-attr]
        data["edition"].pop("version", None)  # type: ignore[index,call-overload,union-attr]
        data["edition"].pop("date")  # type: ignore[index,call-overload,union-attr]
    assert before == after


def own_source(text: str) -> str:
    return text.replace("source: Register van", "source: gebeld; het Register van")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (own_source, "telefoon: in uw bestand 14 030, in het register 030-286 10 00"),
        (lambda t: t.replace("kind: municipality", "kind: school"), "geen uitgave van een gemeente"),
        (lambda t: t.replace("role: gemeente", "role: wijkagent"), "niet precies één contact"),
        (lambda t: t.replace("14 030", "030-286 10 01"), "telefoon: in uw bestand 030-286 10 01, in het register 030-286 10 00"),
        (lambda t: re.sub(r"  imported: .*\n", "", t), "telefoon: in uw bestand 14 030, in het register 030-286 10 00"),
        (lambda t: t.replace("imported: ", "imported: >-\n    "), "imported staat niet op één eenvoudige regel, verander het zelf: telefoon 14 030 -> 030-286 10 00"),
        (lambda t: t.replace("phone: 14 030", "phone:\n        14\n        030"), "verander het zelf"),
        (lambda t: t.replace("phone: 14 030", "phone: 14\n        030"), "verander het zelf"),
        (lambda t: t.replace("phone: 14 030", "phone: >-\n        14 030"), "verander het zelf"),
        (lambda t: t.replace("      phone: 14 030\n", ""), "in uw bestand niets, in het register 030-286"),
        (lambda t: t.replace("checked: 2026-05-16", "checked: 2026-11-20"), "uw gegevens zijn nagekeken op 2026-11-20"),
    ],
)  # fmt: skip
def test_what_is_not_the_registers_is_told_and_left(
    change: Callable[[str], str], words: str
) -> None:
    text = change(TEXT)
    assert text != TEXT
    result = refreshed(text)
    assert result.text == text
    assert not result.changed
    assert words in " ".join(result.left)


def test_what_a_person_filled_in_stays_while_the_rest_is_refreshed() -> None:
    text = TEXT.replace("phone: 14 030", "phone: 030-286 99 99")
    result = refreshed(text, structs.replace(MOVED, email="nieuw@utrecht.nl"))
    assert result.changed == ["e-mail info@utrecht.nl -> nieuw@utrecht.nl", "versie 1 -> 2"]
    assert result.left == ["telefoon: in uw bestand 030-286 99 99, in het register 030-286 10 00"]
    contact = edition(result.text).contacts[0]
    assert str(contact.phone) == "030-286 99 99"
    # The register does not vouch for that number: nobody says that it was checked in June.
    assert (contact.source, contact.checked) == ("Register van Overheidsorganisaties, 16-05-2026", DAY)  # fmt: skip
    again = refreshed(result.text, structs.replace(MOVED, email="nieuw@utrecht.nl"))
    assert (again.text, again.left) == (result.text, result.left)


def test_a_contact_with_a_number_of_a_person_is_not_dated_anew() -> None:
    text = TEXT.replace("phone: 14 030", "phone: 030-286 99 99")
    assert refresh(text, municipality(UTRECHT, LATER, LATER), LATER, "x").text == text


def test_who_puts_the_number_of_the_register_back_gets_its_changes_again() -> None:
    text = TEXT.replace("phone: 14 030", "phone: 030-286 99 99")
    assert refreshed(refreshed(text).text.replace("030-286 99 99", "14 030")).changed == [
        "telefoon 14 030 -> 030-286 10 00",
        "versie 1 -> 2",
    ]


def test_what_was_refreshed_is_refreshed_again() -> None:
    text = refreshed(TEXT).text
    again = refreshed(text, structs.replace(UTRECHT, phone="14 020"), date(2026, 7, 20))
    assert again.changed == ["telefoon 030-286 10 00 -> 14 020", "versie 2 -> 3"]


def test_what_the_register_no_longer_has_is_told_and_left() -> None:
    result = refreshed(TEXT, structs.replace(UTRECHT, email=None))
    assert result.text == TEXT
    assert result.left == ["e-mail: in uw bestand info@utrecht.nl, in het register niets (meer)"]


def test_the_same_number_is_dated_anew_twice_a_year() -> None:
    assert refreshed(TEXT, UTRECHT, JUNE).text == TEXT
    late = refresh(TEXT, municipality(UTRECHT, LATER, LATER), LATER, "x")
    assert "checked: 2026-12-20" in late.text
    assert edition(late.text).date >= edition(late.text).contacts[0].checked


def test_a_contact_younger_than_its_edition_moves_the_date_too(tmp_path: Path) -> None:
    file = tmp_path / "x.xml"
    file.write_text(export([organisation()]), encoding="utf-8")
    run(file, tmp_path / "mine", today=date(2026, 5, 20))
    file.write_text(export([organisation(phone="14 020")], day="2026-11-20"), encoding="utf-8")
    report = run(file, tmp_path / "mine")
    assert report.changed == [
        "Utrecht: telefoon 14 030 -> 14 020, datum 2026-05-20 -> 2026-11-23, versie 1 -> 2"
    ]
    load("utrecht", SHIPPED, tmp_path / "mine")


def test_a_renamed_file_is_still_the_edition_of_that_municipality(tmp_path: Path) -> None:
    run(SAMPLE, tmp_path, "Den Bosch")
    (tmp_path / "editions/s-hertogenbosch.yaml").rename(tmp_path / "editions/den-bosch.yaml")
    assert run(SAMPLE, tmp_path, "Den Bosch").same == 1
    assert [path.name for path in (tmp_path / "editions").iterdir()] == ["den-bosch.yaml"]


def register(folder: Path, *organisations: str, day: str = "2026-05-16") -> Path:
    file = folder / "register.xml"
    file.write_text(export(organisations, day), encoding="utf-8")
    return file


HAAG = {"code": "GM0518", "email": "", "web": "https://www.denhaag.nl"}
THE_HAGUE = organisation("Gemeente Den Haag", phone="14 070", **HAAG)
NUENEN = organisation("Gemeente Nuenen, Gerwen en Nederwetten", "GM0820", "14 040")


def files(into: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (into / "editions").iterdir()}


def change(into: Path, name: str, old: str, new: str) -> None:
    path = into / "editions" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_number_that_a_person_changed_is_still_there_after_the_next_import(
    tmp_path: Path,
) -> None:
    file = register(tmp_path, THE_HAGUE, organisation())
    run(file, tmp_path)
    change(tmp_path, "den-haag.yaml", "phone: 14 070", "phone: 070-353 30 00")
    before = files(tmp_path)
    report = run(file, tmp_path)
    assert (report.changed, report.same) == ([], 2)
    assert report.left == [
        "Den Haag: telefoon: in uw bestand 070-353 30 00, in het register 14 070"
    ]
    assert files(tmp_path) == before


def test_a_municipality_with_another_name_keeps_its_edition(tmp_path: Path) -> None:
    run(register(tmp_path, THE_HAGUE), tmp_path)
    renamed = organisation("Gemeente Haagland", phone="070-353 30 00", **HAAG)
    report = run(register(tmp_path, renamed, day="2026-06-20"), tmp_path)
    assert (report.new, report.gone) == ([], [])
    assert report.changed == ["Haagland: telefoon 14 070 -> 070-353 30 00, versie 1 -> 2"]
    told = "Haagland: naam: in uw bestand Den Haag, in het register Haagland. Verander zelf name en publisher"
    assert report.left == [told]
    assert list(files(tmp_path)) == ["den-haag.yaml"]
    change(tmp_path, "den-haag.yaml", "Den Haag", "Haagland")
    assert run(register(tmp_path, renamed, day="2026-06-20"), tmp_path).left == []


def test_a_name_that_a_person_shortened_makes_no_second_edition(tmp_path: Path) -> None:
    file = register(tmp_path, NUENEN)
    run(file, tmp_path)
    change(tmp_path, "nuenen-gerwen-en-nederwetten.yaml", "Nuenen, Gerwen en Nederwetten", "Nuenen")
    (tmp_path / "editions/nuenen-gerwen-en-nederwetten.yaml").rename(
        tmp_path / "editions/nuenen.yaml"
    )
    report = run(file, tmp_path)
    assert (report.new, report.left, report.gone, report.same) == ([], [], [], 1)
    assert list(files(tmp_path)) == ["nuenen.yaml"]


def test_an_edition_that_the_register_no_longer_has_is_told_and_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = organisation("Gemeente Aalburg", "GM0738")
    gone = organisation("Gemeente Onsenoort", "GM0001")
    run(register(tmp_path, THE_HAGUE, ended, gone), tmp_path)
    change(tmp_path, "aalburg.yaml", "name: Aalburg", "name: Aalburg en Veen")
    before = files(tmp_path)
    ended = organisation("Gemeente Aalburg", "GM0738", more="<p:eindDatum>2026-06-01</p:eindDatum>")
    file = register(tmp_path, THE_HAGUE, ended)
    code, out, _ = command("import", "roo", file, "--into", tmp_path, capsys=capsys)
    assert code == 0
    assert (
        "Wel in uw map, niet (meer) in het register. 'build --all' maakt ze nog: haal het bestand"
        " weg als de gemeente niet meer bestaat:\n"
        "  Aalburg en Veen: editions/aalburg.yaml (opgeheven per 01-06-2026)\n"
        "  Onsenoort: editions/onsenoort.yaml (staat niet in dit bestand)\n"
    ) in out
    assert files(tmp_path) == before
    assert run(file, tmp_path, "Den Haag").gone == []
    code, out, _ = command("import", "roo", file, "--into", tmp_path, "--json", capsys=capsys)
    assert len(json.loads(out)["gone"]) == 2


def former(into: Path, name: str) -> None:
    """An edition as it was written before it knew what was imported."""
    path = into / "editions" / name
    text = path.read_text("utf-8")
    code = re.search(r"cbs_code: (.*)", text)
    assert code
    text = text.replace(", uit het Register", f" ({code[1]}), uit het Register")
    path.write_text(re.sub(r"  (cbs_code|imported|# Hieraan).*\n", "", text), encoding="utf-8")


def test_a_former_edition_is_known_by_its_code_and_only_told_of(tmp_path: Path) -> None:
    run(register(tmp_path, NUENEN), tmp_path)
    former(tmp_path, "nuenen-gerwen-en-nederwetten.yaml")
    change(
        tmp_path,
        "nuenen-gerwen-en-nederwetten.yaml",
        "name: Nuenen, Gerwen en Nederwetten",
        "name: Nuenen",
    )
    before = files(tmp_path)
    other = NUENEN.replace("14 040", "14 0499")
    report = run(register(tmp_path, other, day="2026-06-20"), tmp_path)
    assert (report.new, report.changed, report.gone) == ([], [], [])
    assert [left.partition(". ")[0] for left in report.left] == [
        "Nuenen, Gerwen en Nederwetten: naam: in uw bestand Nuenen, in het register Nuenen, Gerwen en Nederwetten",
        "Nuenen, Gerwen en Nederwetten: telefoon: in uw bestand 14 040, in het register 14 0499",
    ]
    assert files(tmp_path) == before


def test_two_editions_of_one_municipality_are_both_refreshed(tmp_path: Path) -> None:
    run(register(tmp_path, THE_HAGUE), tmp_path)
    second = files(tmp_path)["den-haag.yaml"].replace(b"id: den-haag", b"id: wijkteam")
    (tmp_path / "editions/wijkteam.yaml").write_bytes(second)
    other = THE_HAGUE.replace("14 070", "14 071")
    report = run(register(tmp_path, other, day="2026-06-20"), tmp_path)
    assert (report.changed, report.gone) == (
        ["Den Haag: telefoon 14 070 -> 14 071, versie 1 -> 2"] * 2,
        [],
    )


def test_the_edition_of_one_municipality_never_becomes_that_of_another(tmp_path: Path) -> None:
    run(register(tmp_path, THE_HAGUE), tmp_path)
    before = files(tmp_path)
    renamed = organisation("Gemeente Haagland", phone="14 070", **HAAG)
    newcomer = organisation("Gemeente Den Haag", "GM9999", "14 099")
    report = run(register(tmp_path, renamed, newcomer), tmp_path)
    assert files(tmp_path) == before
    assert "Den Haag: editions/den-haag.yaml is niet van deze gemeente" in report.left[-1]


def test_a_code_that_is_none_is_refused_with_its_line(tmp_path: Path) -> None:
    run(register(tmp_path, THE_HAGUE), tmp_path)
    change(tmp_path, "den-haag.yaml", "GM0518", "518")
    with pytest.raises(InvalidSources) as refused:
        load("den-haag", SHIPPED, tmp_path)
    assert (
        "den-haag.yaml:17: edition.cbs_code: '518' is geen CBS-code. Schrijf die zo: GM0344"
        in str(refused.value)
    )


def test_a_broken_edition_is_told_and_the_others_are_made(tmp_path: Path) -> None:
    (tmp_path / "editions").mkdir()
    broken = tmp_path / "editions/den-haag.yaml"
    broken.write_bytes(b"a: [\xff")
    report = run(SAMPLE, tmp_path)
    assert len(report.new) == 5
    assert [problem.file for problem in report.problems] == ["editions/den-haag.yaml"]
    assert broken.read_bytes() == b"a: [\xff"


# --- the command line --------------------------------------------------------------------------


def command(*arguments: str | Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = generate.main([str(argument) for argument in arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_import_tells_what_it_took_and_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = command("import", "roo", SAMPLE, "--into", tmp_path / "m", capsys=capsys)
    assert (code, err) == (0, "")
    assert "6 gemeenten uit het register van 16-05-2026." in out
    assert "Den Haag: 14 070 | - | https://www.denhaag.nl" in out
    assert "Ontbreekt:\n  Den Haag: geen e-mail" in out
    assert "Overgeslagen:\n  Aalburg: opgeheven per 01-01-2019" in out
    assert "6 nieuw, 0 bijgewerkt, 0 gelijk" in out


ASTEN = "https://www.asten.nl/gemeentebestuur-en-organisatie/contact/openingstijden-en-contact"
TOLD = f"""Te lang voor een QR-code. In de link staat het hele adres:
  Asten: {ASTEN} (85 tekens, 62 is het meeste): de QR-code gaat naar https://www.asten.nl
"""


def test_import_tells_which_addresses_no_qr_code_can_hold_until_somebody_chose_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = tmp_path / "export.xml"
    export.write_text(everyone(), encoding="utf-8")
    into = tmp_path / "m"
    for _ in range(2):  # new, and again when nothing changed
        code, out, _ = command("import", "roo", export, "--into", into, capsys=capsys)
        assert (code, out.count(TOLD), out.count(" is het meeste)")) == (0, 1, 1)
    edition = into / "editions" / "asten.yaml"
    text = edition.read_text("utf-8").replace(ASTEN, "https://www.asten.nl")
    text = text.replace("source: Register", "source: asten.nl, niet het Register")
    edition.write_text(text, encoding="utf-8")
    code, out, _ = command("import", "roo", export, "--into", into, capsys=capsys)
    assert (code, "QR-code" in out) == (0, False)


def test_import_can_be_tried_without_writing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "m"
    arguments = ("import", "roo", SAMPLE, "--into", into)
    code, tried, _ = command(*arguments, "--dry-run", capsys=capsys)
    assert (code, into.exists()) == (0, False)
    assert tried.endswith("Dit was een proef: er is niets geschreven.\n")
    code, out, _ = command(*arguments, capsys=capsys)
    assert (code, out.splitlines()[:-1]) == (0, tried.splitlines()[:-1])
    later = tmp_path / "later.xml"
    later.write_text(SAMPLE.read_text("utf-8").replace("14 070", "14 071"), "utf-8")
    before = {path: path.read_bytes() for path in into.rglob("*.yaml")}
    code, out, _ = command("import", "roo", later, *arguments[3:], "--dry-run", capsys=capsys)
    assert "Bijgewerkt:\n  Den Haag: telefoon 14 070 -> 14 071" in out
    assert before == {path: path.read_bytes() for path in into.rglob("*.yaml")}


def test_import_tells_a_script_what_it_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "m"
    code, out, _ = command("import", "roo", SAMPLE, "--into", into, "--json", capsys=capsys)
    told = json.loads(out)
    assert (code, told["dry_run"], told["register"], told["municipalities"]) == (
        0,
        False,
        "2026-05-16",
        6,
    )
    there = [path for path in into.rglob("*") if path.is_file()]
    assert into / MADE in there  # what only the program reads is not told
    assert sorted(told["written"]) == sorted(str(path) for path in there if path.name != MADE)
    assert "Den Haag: 14 070 | - | https://www.denhaag.nl" in told["new"]
    assert {"kind": "missing", "name": "Den Haag", "message": "geen e-mail"} in told["findings"]
    wrong = tmp_path / "wrong.xml"
    wrong.write_text("<html/>", encoding="utf-8")
    code, out, _ = command("import", "roo", wrong, "--into", into, "--json", capsys=capsys)
    assert (code, json.loads(out)["problems"][0]["file"]) == (3, "wrong.xml")


def test_import_exit_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "wrong.xml"
    wrong.write_text("<?xml version='1.0'?>\n<html/>", encoding="utf-8")
    code, out, err = command("import", "roo", wrong, "--into", tmp_path / "m", capsys=capsys)
    assert (code, out) == (3, "")
    assert err.startswith("wrong.xml:2: dit is geen export")
    for arguments in (
        ("import", "roo"),
        ("import", "roo", tmp_path / "nope.xml"),
        ("import", "roo", tmp_path),
        ("import", "roo", SAMPLE, "--into", tmp_path / "m", "--only", "Nergens"),
        ("import", "roo", SAMPLE, "--into", wrong),
        ("init", tmp_path / "m", "--kind", "club", "--name", "x"),
        ("init", tmp_path / "m", "--kind", "school"),
        ("init", "--kind", "school", "--name", "x"),
        ("init", wrong, "--kind", "school", "--name", "x"),
    ):
        code, out, err = command(*arguments, capsys=capsys)
        assert (code, out) == (2, ""), arguments
        assert err.startswith("Fout: "), arguments
        assert not re.search(r"[Mm]issing|required|Traceback", err)
    assert not (tmp_path / "m").exists()


def test_init_says_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = (
        "init",
        tmp_path / "m",
        "--kind",
        "municipality",
        "--name",
        "Gemeente 's-Hertogenbosch",
    )
    code, out, _ = command(*arguments, capsys=capsys)
    assert code == 0
    assert f"build --sources {tmp_path / 'm'} s-hertogenbosch --dry-run" in out
    code, _, err = command(*arguments, capsys=capsys)
    assert code == 2
    assert "bestaat al" in err


@pytest.mark.parametrize("year", [1970, 2100])
def test_with_a_clock_that_cannot_be_right_nothing_is_begun(
    year: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else `checked` would get a date that the next command refuses."""

    class Wrong(date):
        @classmethod
        def today(cls) -> date:
            return date(year, 1, 1)

    monkeypatch.setattr("wegwijs.commands.options.date", Wrong)
    for command in (
        ["init", str(tmp_path / "eigen"), "--kind=school", "--name=De Linde"],
        ["import", "roo", str(SAMPLE), "--into", str(tmp_path / "eigen")],
    ):
        assert generate.main(command) == 2
        told = capsys.readouterr().err
        assert f"volgens deze computer is het {year}. Zet de klok goed" in told
    assert not (tmp_path / "eigen").exists()
