"""A review is of texts: who changes one sentence takes the review from that sentence alone."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generate
from tests.sources.test_po import MSGFMT, accepted, message, po, read, source, updated
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.press.catalogues import statuses, update_catalogues
from wegwijs.press.reviewing import review
from wegwijs.sources.catalogue import Catalogue, Key, PoEntry, TranslationState
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.merging import merge
from wegwijs.sources.model import Review
from wegwijs.sources.po_file import write_catalogue
from wegwijs.sources.reviews import signed
from wegwijs.sources.translations import in_language, load_catalogue

ANNA, BORIS = Review("Anna", date(2026, 11, 20)), Review("Boris", date(2026, 11, 24))
ONE, TWO = ("a", "Een."), ("b", "Twee.")
Edit = Callable[[str, str, str], None]


def reviewed(catalogue: Catalogue, *keys: Key, by: Review = ANNA) -> Catalogue:
    """The catalogue after a review, as a file that was written and read again."""
    return read(write_catalogue(signed(catalogue, by), source(*keys)).decode())


@pytest.fixture
def pair() -> Catalogue:
    """Two texts, both reviewed."""
    text = po(message("Een.", "Jeden.", "a") + message("Twee.", "Dwa.", "b"))
    return reviewed(updated(read(text), ONE, TWO), ONE, TWO)


def edited(catalogue: Catalogue, old: str, new: str) -> Catalogue:
    """What a translator types into the file."""
    keys = list(catalogue.entries)
    text = write_catalogue(catalogue, source(*keys)).decode()
    assert text.count(f'msgstr "{old}"') == 1
    return read(text.replace(f'msgstr "{old}"', f'msgstr "{new}"'))


# --- the catalogue -------------------------------------------------------------------------------


def test_a_changed_translation_waits_for_a_review_alone_and_only_while_it_is_changed(
    pair: Catalogue,
) -> None:
    changed = edited(pair, "Dwa.", "Drugi.")
    assert changed.unreviewed([ONE, TWO]) == [TWO]
    assert changed.state([ONE, TWO]) is TranslationState.DRAFT
    assert changed.reviewers([ONE, TWO]) == ANNA
    again = updated(changed, ONE, TWO)
    assert b"# changed since review: " in write_catalogue(again, source(ONE, TWO))
    assert edited(again, "Drugi.", "Dwa.").state([ONE, TWO]) is TranslationState.REVIEWED


def test_dutch_that_changed_and_changed_back_is_reviewed_again(pair: Catalogue) -> None:
    other = ("b", "Twee!")
    changed = updated(pair, ONE, other)
    assert (changed.entries[other].fuzzy, changed.unready([ONE, other])) == (True, [other])
    assert changed.review_of(ONE) == ANNA
    back = updated(changed, ONE, TWO)
    assert back.translation(TWO) == "Dwa." and back.state([ONE, TWO]) is TranslationState.REVIEWED


def test_a_sentence_taken_out_and_put_back_is_still_reviewed(pair: Catalogue) -> None:
    back = updated(updated(pair, ONE), ONE, TWO)
    assert back.state([ONE, TWO]) is TranslationState.REVIEWED


def test_a_header_alone_says_that_all_was_reviewed_and_becomes_stamps() -> None:
    more = '"X-Reviewer: Anna\\n"\n"X-Reviewed-On: 2026-11-20\\n"'
    text = po(message("Een.", "Jeden.", "a") + message("Twee.", "Dwa.", "b"), more=more)
    assert read(text).state([ONE, TWO]) is TranslationState.REVIEWED
    after = updated(read(text), ONE, TWO)
    assert (after.state([ONE, TWO]), after.reviewers([ONE, TWO])) == (
        TranslationState.REVIEWED,
        ANNA,
    )
    assert edited(after, "Dwa.", "Drugi.").unreviewed([ONE, TWO]) == [TWO]


def test_where_a_tool_dropped_the_stamps_nothing_is_reviewed(pair: Catalogue) -> None:
    text = write_catalogue(pair, source(ONE, TWO)).decode()
    dropped = re.sub(r"# reviewed: .*\n", "", text)
    assert dropped != text
    assert read(dropped).unreviewed([ONE, TWO]) == [ONE, TWO]


def test_other_line_breaks_and_a_note_of_the_translator_are_no_change(pair: Catalogue) -> None:
    text = write_catalogue(pair, source(ONE, TWO)).decode()
    other = text.replace('msgstr "Dwa."', 'msgstr ""\n"Dw"\n"a."').replace(
        "# reviewed", "# Zo zegt men dat.\n# reviewed"
    )
    assert read(other).state([ONE, TWO]) is TranslationState.REVIEWED
    kept = write_catalogue(updated(read(other), ONE, TWO), source(ONE, TWO)).decode()
    assert kept.count("# Zo zegt men dat.") == 2


@MSGFMT
@pytest.mark.parametrize(
    "command", [["msgcat", "--width=30"], ["msgcat", "--sort-output"], ["msgattrib", "--no-wrap"]]
)
def test_gettexts_own_tools_keep_a_review(command: list[str], polish: Path, tmp_path: Path) -> None:
    file = polish / "locale" / "pl.po"
    made = subprocess.run([*command, str(file)], capture_output=True, check=True).stdout
    assert made != file.read_bytes()
    found = read(made.decode())
    assert len(found.entries) > 150 and found.unreviewed(found.entries) == []
    file.write_bytes(made)
    list(update_catalogues([polish], ["pl"]))
    after = load_catalogue("pl", [polish])
    assert after.state(list(after.entries)) is TranslationState.REVIEWED
    assert accepted(file.read_bytes()) == ""


def test_who_reviewed_before_stays_named_until_all_is_reviewed_anew(pair: Catalogue) -> None:
    both = reviewed(edited(pair, "Dwa.", "Drugi."), ONE, TWO, by=BORIS)
    assert both.reviewers([ONE, TWO]) == Review("Anna, Boris", BORIS.day)
    anew = reviewed(both, ONE, TWO, by=BORIS)
    assert anew.reviewers([ONE, TWO]) == BORIS


DUTCH = {"a": ["Een.", "Een!"], "b": ["Twee {naam}.", 'Twee \\ "twee".'], "c": ["Drie."]}
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["dutch", "out", "translate", "stray", "update"]),
        st.sampled_from(list(DUTCH)),
        st.integers(0, 1),
    ),
    max_size=8,
)


@MSGFMT
@settings(max_examples=60, deadline=None)
@given(ACTS)
def test_whatever_happens_to_others_a_text_that_is_as_it_was_reviewed_stays_so(
    acts: list[tuple[str, str, int]],
) -> None:
    now = {place: texts[0] for place, texts in DUTCH.items()}
    start = [*now.items()]
    catalogue = merge(read(po()), source(*start), 1)
    catalogue.entries = {key: PoEntry(f"[{key[1]}]") for key in start}
    catalogue = reviewed(catalogue, *start)
    for what, place, which in acts:
        key = (place, now.get(place, ""))
        if what == "dutch":
            now[place] = DUTCH[place][which % len(DUTCH[place])]
        elif what == "out":
            now.pop(place, None)
        elif key in catalogue.entries and what in ("translate", "stray"):
            said = f"[{key[1]}]" if what == "translate" else f"anders: {key[1]}"
            former = catalogue.entries[key]
            catalogue.entries[key] = PoEntry(said, stamp=former.stamp)
        keys = sorted(now.items())
        catalogue = merge(catalogue, source(*keys), 1)
        catalogue = read(write_catalogue(catalogue, source(*keys)).decode())
    assert accepted(write_catalogue(catalogue, source(*sorted(now.items())))) == ""
    for key, entry in catalogue.entries.items():
        as_it_was = key in start and entry.text == f"[{key[1]}]" and not entry.fuzzy
        if entry.review:
            assert as_it_was, "only what was reviewed"
        touched = any(place == key[0] for what, place, _ in acts if what != "update")
        assert touched or entry.review == ANNA


# --- the command ---------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped sources, to change."""
    shutil.copytree(SHIPPED, tmp_path / "sources", ignore=shutil.ignore_patterns("*.py", "__py*"))
    return tmp_path / "sources"


def typed(folder: Path, old: str, new: str, language: str = "pl") -> None:
    """A translation that somebody types over another."""
    file = folder / "locale" / f"{language}.po"
    text = file.read_text("utf-8")
    assert text.count(f'msgstr "{old}"') == 1
    file.write_text(text.replace(f'msgstr "{old}"', f'msgstr "{new}"'), "utf-8")


def test_a_review_stamps_every_text_and_nothing_else_changes(folder: Path) -> None:
    file = folder / "locale" / "pl.po"
    before = file.read_text("utf-8")
    done = review([folder], "pl", "Anna", ANNA.day, [])
    assert done.count == done.status.total and done.review == ANNA
    after = file.read_text("utf-8")
    bare = re.sub(r'# reviewed: .*\n|"X-Review-Per-Text: .*\n', "", after)
    assert bare == before.replace('"X-Reviewer: ', '"X-Reviewer: Anna').replace(
        '"X-Reviewed-On: ', '"X-Reviewed-On: 2026-11-20'
    )
    rows = {status.language: status.row() for status in statuses([folder])}
    assert (rows["pl"]["state"], rows["pl"]["unreviewed"]) == ("nagekeken", 0)
    assert (rows["de"]["state"], rows["de"]["unreviewed"]) == ("concept", rows["de"]["translated"])
    file.write_text(after.replace("\n", "\r\n"), "utf-8", newline="")
    review([folder], "pl", "Boris", BORIS.day, [])
    assert file.read_bytes().count(b"\r\n") == file.read_bytes().count(b"\n")


def own(tmp_path: Path, *, title: str = "") -> Path:
    """A school's folder, with a title of its own in Polish."""
    mine = tmp_path / "mijn"
    (mine / "editions").mkdir(parents=True)
    edition = (SHIPPED / "editions" / "voorbeeld-school.yaml").read_text("utf-8")
    edition = edition.replace("id: voorbeeld-school", "id: school")
    edition = re.sub(r"(?m)^  languages:.*\n", "", edition)
    edition = edition.replace(
        "  id: school\n", "  id: school\n  title: Zorgen?\n  languages: [nl, pl]\n"
    )
    (mine / "editions" / "school.yaml").write_text(edition, "utf-8")
    if title:
        list(update_catalogues((SHIPPED, mine), ()))
        file = mine / "locale" / "pl.po"
        text = file.read_text("utf-8").replace(
            'msgid "Zorgen?"\nmsgstr ""', f'msgid "Zorgen?"\nmsgstr "{title}"'
        )
        file.write_text(text, "utf-8")
    return mine


def test_the_command_shows_what_waits_and_writes_who_reviewed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = own(tmp_path, title="Obawy?")
    command = ["translate", "reviewed", "pl", "--sources", str(mine)]
    assert generate.main(command) == 0
    shown = capsys.readouterr().out
    assert "  Zorgen?\n  Obawy?\n" in shown and "mijn/locale/pl.po: 1 teksten na te kijken" in shown
    assert generate.main([*command, "--by", "Anna Nowak", "--on", "2026-11-20"]) == 0
    assert "nagekeken door Anna Nowak op 2026-11-20, 1 van" in capsys.readouterr().out
    found = load_catalogue("pl", [mine])
    assert found.review_of(("edition.school.title", "Zorgen?")) == Review("Anna Nowak", ANNA.day)
    assert generate.main(command) == 0
    assert "mijn/locale/pl.po: 0 teksten na te kijken" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (["--by", "Anna", "--on", (date.today() + timedelta(1)).isoformat()], 2, "niet na vandaag"),
        (["--by", "Anna", "--on", "1999-12-31"], 2, "van 2000"),
        (["--by", " "], 2, "geef de naam"),
        (["--by", "\x1b[31mA"], 2, "teken U+001B"),
        (["--by", "漢"], 2, "staat in geen van de lettertypen"),
        (["--by", "A" * 121], 2, "te lang: 120 tekens"),
        (["--on", "2026-11-20"], 2, "geef bij --on ook --by"),
    ],
)
def test_a_review_that_cannot_be_is_refused_and_nothing_is_written(
    options: list[str],
    code: int,
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    mine = own(tmp_path, title="Obawy?")
    before = (mine / "locale" / "pl.po").read_bytes()
    assert generate.main(["translate", "reviewed", "pl", "--sources", str(mine), *options]) == code
    assert told in capsys.readouterr().err
    assert (mine / "locale" / "pl.po").read_bytes() == before


def test_nobody_signs_a_translation_with_a_fault_or_without_texts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = own(tmp_path, title="Obawy {x}?")
    command = ["translate", "reviewed", "--sources", str(mine), "--by", "Anna"]
    assert generate.main([*command, "pl"]) == 3
    assert "{x} staat niet in het Nederlands" in capsys.readouterr().err
    assert generate.main([*command, "de"]) == 2
    assert "nog geen vertaling" in capsys.readouterr().err
    assert generate.main([*command, "nl"]) == 2
    assert "taal 'nl' is er niet" in capsys.readouterr().err


# --- what is printed -----------------------------------------------------------------------------


def outline(edition: str, *folders: Path) -> Outline:
    return build_outline(in_language(load(edition, *folders), "pl", folders))


@pytest.fixture
def polish(folder: Path) -> Path:
    """The sources, with all of the Polish reviewed."""
    review([folder], "pl", "Anna", ANNA.day, [])
    return folder


def said(pack: Outline) -> list[str]:
    return [str(words) for words in pack.colophon]


def test_one_changed_sentence_brings_the_mark_back_and_the_colophon_counts(polish: Path) -> None:
    before = outline("nationaal", polish)
    assert before.draft is None and before.review == ANNA
    assert "Anna" in said(before)[-1]
    typed(polish, "Dzielnicowy zna Państwa okolicę.", "Dzielnicowy zna okolicę.")
    after = outline("nationaal", polish)
    assert after.draft is not None and after.review is None
    assert not any("Anna" in words for words in said(after))
    assert re.fullmatch(r"Nog niet nagekeken: 1 van de 1\d\d teksten\.", said(after)[-1])


def test_a_document_that_does_not_print_the_changed_sentence_stays_reviewed(polish: Path) -> None:
    typed(polish, "Dzielnicowy zna Państwa okolicę.", "Dzielnicowy zna okolicę.")
    edition = polish / "editions" / "nationaal.yaml"
    chosen = "  organisations: [lse, gemeente, nctv]\n"
    edition.write_text(edition.read_text("utf-8").rstrip("\n") + "\n" + chosen, "utf-8")
    assert outline("nationaal", polish).draft is None


def test_bold_words_that_nobody_reviewed_take_the_review_of_their_sentence(polish: Path) -> None:
    typed(polish, "Proszę zadzwonić jak najszybciej", "jak najszybciej")
    assert outline("nationaal", polish).draft is not None


@pytest.mark.parametrize("signed_there", [True, False])
def test_a_copy_of_ours_goes_with_an_update_but_not_what_was_reviewed_in_it(
    signed_there: bool, folder: Path, tmp_path: Path
) -> None:
    mine = own(tmp_path)
    edition = mine / "editions" / "school.yaml"
    edition.write_text(edition.read_text("utf-8").replace("  title: Zorgen?\n", ""), "utf-8")
    if signed_there:
        review([folder], "pl", "Anna", ANNA.day, [])
    (mine / "locale").mkdir()
    shutil.copy(folder / "locale" / "pl.po", mine / "locale")
    list(update_catalogues((SHIPPED, mine), ["pl"]))
    kept = load_catalogue("pl", [mine])
    assert bool(kept.entries) == signed_there and kept.unreviewed(kept.entries) == []
    assert (outline("school", SHIPPED, mine).draft is None) == signed_there


def test_an_editions_own_words_need_a_review_of_their_own(polish: Path, tmp_path: Path) -> None:
    mine = own(tmp_path)
    assert outline("school", polish, mine).draft is None, "Dutch needs no review"
    shutil.rmtree(mine)
    mine = own(tmp_path, title="Obawy?")
    assert outline("school", polish, mine).draft is not None
    review((polish, mine), "pl", "Boris", BORIS.day, [])
    after = outline("school", polish, mine)
    assert after.draft is None and after.review is not None
    assert set(after.review.reviewer.split(", ")) == {"Anna", "Boris"}
    assert after.review.day == BORIS.day
    assert outline("nationaal", polish, mine).review == ANNA
