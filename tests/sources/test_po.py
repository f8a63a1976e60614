"""Catalogues as the tools of translators write them, and as gettext's own tools accept them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generate
from wegwijs.press.catalogues import update_catalogues
from wegwijs.sources.catalogue import Catalogue, Key, PoEntry
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.merging import merge
from wegwijs.sources.po_file import parse_catalogue, write_catalogue
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.translatable import TranslatableText

MSGFMT = pytest.mark.skipif(not shutil.which("msgfmt"), reason="msgfmt (gettext) is missing")
HEAD = 'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset={charset}\\n"\n{more}\n'


def po(body: str = "", language: str = "pl", charset: str = "UTF-8", more: str = "") -> str:
    return HEAD.format(language=language, charset=charset, more=more) + body


def message(dutch: str, translation: str, place: str = "guidance.title") -> str:
    return f'msgctxt "{place}"\nmsgid "{dutch}"\nmsgstr "{translation}"\n\n'


def read(text: str, language: str = "pl") -> Catalogue:
    return parse_catalogue(text, "x.po", language)


def refusals(text: str, language: str = "pl") -> list[tuple[int, str]]:
    with pytest.raises(InvalidSources) as refused:
        read(text, language)
    return [(problem.line, problem.message) for problem in refused.value.problems]


def source(*keys: Key) -> Mapping[Key, TranslatableText]:
    return {key: TranslatableText(key, "x.yaml", 1, "opschrift") for key in keys}


def updated(catalogue: Catalogue, *keys: Key) -> Catalogue:
    merged = merge(catalogue, source(*keys), 1)
    return read(write_catalogue(merged, source(*keys)).decode())


def accepted(data: bytes) -> str:
    """What gettext says of a catalogue; empty when nothing is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "x.po")
        file.write_bytes(data)
        command = ["msgfmt", "-c", "-o", str(Path(folder, "x.mo")), str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.stderr if done.returncode else ""


# --- what a translator never loses ---------------------------------------------------------------


def test_a_sentence_that_was_taken_out_and_put_back_has_its_translation_again() -> None:
    one, two = ("a", "Een."), ("b", "Twee.")
    catalogue = read(po(message("Een.", "Jeden.", "a") + message("Twee.", "Dwa.", "b")))
    without = updated(catalogue, one)
    assert without.entries.keys() == {one} and without.obsolete[two].text == "Dwa."
    back = updated(without, one, two)
    assert back.translation(two) == "Dwa." and not back.obsolete


def test_the_former_dutch_stays_beside_a_translation_until_it_is_no_longer_fuzzy() -> None:
    catalogue = read(po(message("Bel nu.", "Zadzwoń.", "a")))
    key = ("a", "Bel direct.")
    for _ in range(3):
        catalogue = updated(catalogue, key)
        entry = catalogue.entries[key]
        assert (entry.fuzzy, entry.text, entry.previous) == (True, "Zadzwoń.", ("", "Bel nu."))
    catalogue.entries[key] = PoEntry("Zadzwoń od razu.")
    assert b"Bel nu" not in write_catalogue(catalogue, source(key))


TEXTS = st.sampled_from(["Een.", "Twee.", "Drie {naam}.", 'Vier \\ en "vijf".'])
STEPS = st.lists(
    st.sets(st.tuples(st.sampled_from(["a", "b", "c"]), TEXTS), max_size=5), min_size=1, max_size=6
)


@pytest.mark.more
@MSGFMT
@settings(max_examples=100, deadline=None)
@given(STEPS, st.data())
def test_gettext_accepts_a_catalogue_whatever_went_before(
    steps: list[set[Key]], data: st.DataObject
) -> None:
    catalogue = read(po())
    for keys in steps:
        ordered = sorted(keys)
        catalogue = merge(catalogue, source(*ordered), 1)
        for key in ordered:
            if data.draw(st.booleans()):  # a translator at work
                catalogue.entries[key] = PoEntry(f"[{key[1]}]")
        written = write_catalogue(catalogue, source(*ordered))
        assert accepted(written) == ""
        catalogue = read(written.decode())


@MSGFMT
@pytest.mark.parametrize(
    "file", sorted((SHIPPED / "locale").glob("*.po")), ids=lambda file: file.stem
)
def test_gettext_accepts_what_is_shipped(file: Path) -> None:
    assert accepted(file.read_bytes()) == ""


# --- what tools write ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (po(charset="UTF8"), "pl"),
        (po(language="pl_PL"), "pl"),
        (po(more='"x-reviewer: A. B.\\n"\n"x-reviewed-on: 2026-11-23\\n"'), "pl"),
        (po('#~| msgid "voor"\n#~ msgid "na"\n#~ msgstr "po"\n'), "pl"),
        (po(message("Een.", "Jeden.")).replace("\n", "\r\n"), "pl"),
    ],
    ids=["UTF8", "a country", "headers in small letters", "the former of the obsolete", "CRLF"],
)
def test_what_tools_write_is_taken(text: str, language: str) -> None:
    assert read(text, language).language == language


def test_a_reviewer_in_small_letters_counts() -> None:
    found = read(po(more='"x-reviewer: A. B.\\n"\n"x-reviewed-on: 2026-11-23\\n"')).review
    assert found is not None and (found.reviewer, found.day) == ("A. B.", date(2026, 11, 23))


def test_a_file_with_windows_line_ends_keeps_them(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    shutil.copytree(SHIPPED, folder)
    file = folder / "locale" / "pl.po"
    text = file.read_bytes()
    file.write_bytes(text.replace(b"\n", b"\r\n"))
    list(update_catalogues([folder], ["pl"]))
    assert file.read_bytes() == text.replace(b"\n", b"\r\n")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Dwa  słowa\\n", "Dwa słowa"),
        ("  Dwa słowa ", "Dwa słowa"),
        ("Dwa sło\N{COMBINING ACUTE ACCENT}wa", "Dwa słówa"),
        ("Dwa\N{NO-BREAK SPACE}słowa", "Dwa\N{NO-BREAK SPACE}słowa"),
    ],
)
def test_spaces_and_composed_letters_are_as_they_are_printed(written: str, kept: str) -> None:
    assert read(po(message("Een.", written))).translation(("guidance.title", "Een.")) == kept


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("blank", [" ", "\\n", "\N{NO-BREAK SPACE}", "\N{IDEOGRAPHIC SPACE} \\t"])
def test_blanks_are_no_translation(blank: str) -> None:
    ((line, told),) = refusals(po(message("Een.", blank)))
    assert line > 1 and "de vertaling is leeg" in told


def test_the_same_message_is_found_under_other_line_breaks() -> None:
    twice = message("Een lange zin.", "A.") + message('Een "\n"lange zin.', "B.")
    ((line, told),) = refusals(po(twice))
    assert line == 10 and "staat hier nog eens (ook op regel 6)" in told


TOMORROW = date.today() + timedelta(days=1)


@pytest.mark.parametrize("day", ["2062-11-23", "1999-12-31", TOMORROW.isoformat()])
def test_nobody_has_reviewed_in_the_future_or_before_there_was_a_pack(day: str) -> None:
    more = f'"X-Reviewer: A. B.\\n"\n"X-Reviewed-On: {day}\\n"'
    ((line, told),) = refusals(po(more=more))
    assert line == 6 and day in told and "niet na vandaag" in told


# --- the glossary reads as people do -------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "term", "accepted_words", "dutch", "translation"),
    [
        ("tr", "anoniem", "isim", "liever anoniem", "İsim vermeden"),
        ("tr", "advies", "ışık", "advies", "IŞIK"),
        (
            "uk",
            "uw naam",
            "ім\N{MODIFIER LETTER APOSTROPHE}я",
            "uw naam",
            "ім\N{RIGHT SINGLE QUOTATION MARK}я",
        ),
        ("de", "straat", "straße", "straat", "STRASSE"),
    ],
)
def test_capitals_and_apostrophes_make_no_other_word(
    language: str, term: str, accepted_words: str, dutch: str, translation: str
) -> None:
    from wegwijs.sources.translation_faults import Glossary, translation_faults

    key = ("a", dutch)
    catalogue = Catalogue(language, "x.po", entries={key: PoEntry(translation)})
    shipped = Glossary.of(load("nationaal", SHIPPED).pack, language)
    glossary = shipped._replace(terms=((term, (accepted_words,)),))
    assert list(translation_faults(catalogue, source(key), glossary)) == []
    wrong = Catalogue(language, "x.po", entries={key: PoEntry("iets anders")})
    assert len(list(translation_faults(wrong, source(key), glossary))) == 1


def test_check_tells_of_a_blank_with_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mijn" / "editions").mkdir(parents=True)
    (tmp_path / "mijn" / "locale").mkdir()
    (tmp_path / "mijn" / "locale" / "pl.po").write_text(po(message("Een.", " ")), "utf-8")
    code = generate.main(["translate", "check", "pl", "--sources", str(tmp_path / "mijn")])
    assert code == 3
    assert "mijn/locale/pl.po:7: guidance.title: de vertaling is leeg" in capsys.readouterr().err
