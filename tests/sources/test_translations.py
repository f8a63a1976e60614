"""The translator's way: what is extracted, merged, checked and printed of a translation."""

from __future__ import annotations

import io
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import wegwijs.press.catalogues
from tests.conftest import LANGUAGES as SHIPPED_LANGUAGES
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.press.catalogues import check_catalogues, statuses, update_catalogues
from wegwijs.sources.catalogue import TranslationState
from wegwijs.sources.consistency import placeholders, walk
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.model import Review, Text
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.translatable import STRONG, translatable_texts
from wegwijs.sources.translations import NotReady, UnknownLanguage, in_language, load_catalogue

LANGUAGES = [code for code in SHIPPED_LANGUAGES if code != "nl"]
OLD = "U zit nergens aan vast."
NEW = "U zit nergens aan vast, ook later niet."


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped sources, to change."""
    shutil.copytree(SHIPPED, tmp_path / "sources", ignore=shutil.ignore_patterns("*.py", "__py*"))
    return tmp_path / "sources"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def po(folder: Path, language: str) -> Path:
    return folder / "locale" / f"{language}.po"


def review(folder: Path, language: str, reviewer="Hanan Voorbeeld", day="2026-11-20") -> None:
    path = po(folder, language)
    text = re.sub(r'"X-Reviewer:.*"', f'"X-Reviewer: {reviewer}\\\\n"', path.read_text())
    path.write_text(re.sub(r'"X-Reviewed-On:.*"', f'"X-Reviewed-On: {day}\\\\n"', text))


def problems(folder: Path, language: str) -> list:
    with pytest.raises(InvalidSources) as caught:
        in_language(load("nationaal", folder), language, [folder])
    return list(caught.value.problems)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_language_is_complete_and_a_concept(language):
    loaded = load("nationaal", SHIPPED)
    catalogue = load_catalogue(language, [SHIPPED])
    assert catalogue.state(list(translatable_texts(loaded.sections))) is TranslationState.DRAFT


def test_the_shipped_translations_pass_their_own_check():
    loaded = load("nationaal", SHIPPED)
    texts = len(translatable_texts(loaded.sections))
    assert check_catalogues([SHIPPED], ()) == (texts * len(LANGUAGES),) * 2


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "de"])
def test_every_language_has_a_glossary_that_can_fail(language):
    glossary = load("nationaal", SHIPPED).pack.glossary[language]
    assert len(glossary) >= 6
    assert all(word for words in glossary.values() for word in words)


def test_every_text_that_is_printed_is_extracted_with_its_place():
    loaded = load("nationaal", SHIPPED)
    found = translatable_texts(loaded.sections)
    texts = {
        value.text
        for section in ("organisations", "guidance", "labels")
        for _, value, _ in walk(getattr(loaded.pack, section), (section,))
        if isinstance(value, Text)
    }
    assert texts <= {key[1] for key in found}
    for source in found.values():
        line = (SHIPPED.parent / source.file).read_text("utf-8").splitlines()[source.line - 1]
        assert source.panel
        if STRONG not in source.key[0]:
            assert source.key[0].split(".")[-1] in line or line.strip().startswith("-"), source


def test_no_number_or_address_can_be_changed_by_a_translator():
    loaded = load("nationaal", SHIPPED)
    extracted = " ".join(key[1] for key in translatable_texts(loaded.sections))
    for organisation in loaded.pack.organisations:
        for contact in (organisation.phone, organisation.email, organisation.web):
            if contact:
                value = getattr(contact, "number", None) or contact.address
                assert value.display not in extracted
    number = loaded.pack.guidance.alert.number.display
    assert set(re.findall(r"\d+", extracted)) == {number}, "and that one the check guards"


def test_a_second_update_changes_nothing(folder):
    list(update_catalogues([folder], ()))
    once = {language: po(folder, language).read_bytes() for language in LANGUAGES}
    list(update_catalogues([folder], ()))
    assert {language: po(folder, language).read_bytes() for language in LANGUAGES} == once


@pytest.mark.parametrize("language", LANGUAGES)
def test_gettext_tools_read_the_files_and_find_places_and_panels(language):
    with io.BytesIO(po(SHIPPED, language).read_bytes()) as file:
        catalog = read_po(file, abort_invalid=True)
    messages = [message for message in catalog if message.id]
    assert len(messages) > 140
    assert all(message.context and message.locations for message in messages)
    assert all(message.auto_comments for message in messages)


def test_one_changed_sentence_goes_fuzzy_in_every_language_and_only_that_one(folder):
    review(folder, "ar")
    before = {language: load_catalogue(language, [folder]) for language in LANGUAGES}
    edit(folder / "organisations.yaml", OLD, NEW)
    reports = {report.language: report for report in update_catalogues([folder], ())}
    for language in LANGUAGES:
        assert (reports[language].fuzzy, reports[language].missing) == (1, 0)
        after = load_catalogue(language, [folder])
        fuzzy = {key: entry for key, entry in after.entries.items() if entry.fuzzy}
        (key,) = fuzzy
        assert key == ("organisations.lse.what.more", NEW)
        former = before[language].entries[key[0], OLD]
        assert fuzzy[key].text == former.text, "the translator starts from the former text"
        kept = {k: e.text for k, e in after.entries.items() if not e.fuzzy}
        old = {k: e.text for k, e in before[language].entries.items()}
        assert kept.items() < old.items()
        assert f'#| msgid "{OLD}"' in po(folder, language).read_text("utf-8")
        with pytest.raises(NotReady) as caught:
            in_language(load("nationaal", folder), language, [folder])
        assert [text.key for text in caught.value.texts] == [key]
        assert NEW in str(caught.value)
    assert before["ar"].review is not None
    reviewed = load_catalogue("ar", [folder])
    assert reviewed.state(list(reviewed.entries)) is TranslationState.NOT_READY
    waiting = [key for key in reviewed.entries if not reviewed.review_of(key)]
    assert waiting == [key], "the review was of another text, and of all the others"


def test_without_update_a_changed_sentence_is_missing_not_printed_from_memory(folder):
    edit(folder / "organisations.yaml", OLD, NEW)
    with pytest.raises(NotReady, match=r"organisations\.lse\.what\.more"):
        in_language(load("nationaal", folder), "pl", [folder])


def test_a_draft_prints_the_dutch_where_the_translation_is_missing(folder):
    review(folder, "pl")
    edit(folder / "organisations.yaml", OLD, NEW)
    pack = in_language(load("nationaal", folder), "pl", [folder], allow_drafts=True)
    lse = pack.organisation("lse")
    assert (lse.what.more.text, lse.what.more.language) == (NEW, "nl")
    assert lse.what.language == "pl"
    assert build_outline(pack).draft, "a draft is a concept, whoever reviewed the former one"


def test_a_reviewed_translation_is_no_concept_and_says_who_and_when(folder):
    review(folder, "tr")
    outline = build_outline(in_language(load("nationaal", folder), "tr", [folder]))
    assert outline.draft is None
    assert "Hanan Voorbeeld kontrol etti" in str(outline.colophon[-1])
    assert outline.review == Review("Hanan Voorbeeld", date(2026, 11, 20))
    states = {status.language: status.row()["state"] for status in statuses([folder], LANGUAGES)}
    assert states == dict.fromkeys(LANGUAGES, "concept") | {"tr": "nagekeken"}


def test_what_a_translator_saves_during_an_update_is_kept(folder, monkeypatch):
    write_catalogue, catalogue = wegwijs.press.catalogues.write_catalogue, po(folder, "de")
    saved = catalogue.read_bytes() + b"# net opgeslagen in Poedit\n"

    def meanwhile(merged, sources):
        if merged.language == "de":
            catalogue.write_bytes(saved)
        return write_catalogue(merged, sources)

    monkeypatch.setattr(wegwijs.press.catalogues, "write_catalogue", meanwhile)
    kept = []
    list(update_catalogues([folder], (), kept))
    assert [one.path for one in kept] == [catalogue]
    assert kept[0].aside.read_bytes() == saved
    assert kept[0].aside.name.startswith("de (aangepast 20")
    load_catalogue("de", [folder])


def test_an_unknown_language_names_those_that_there_are():
    with pytest.raises(UnknownLanguage, match=r"'xx' is er niet\. Kies uit: nl, en, ar"):
        in_language(load("nationaal", SHIPPED), "xx", [SHIPPED])


def test_a_new_language_is_one_line_of_data_and_one_po_file(folder):
    with (folder / "languages.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "  pap: {name: papiamentu, dutch: Papiaments, locale: pap-CW, script: Latn,"
            " fonts: [Source Sans 3]}\n"
        )
    (report,) = update_catalogues([folder], ["pap"])
    assert report.missing == report.total
    path = po(folder, "pap")
    german = load_catalogue("de", [folder])
    text = path.read_text("utf-8")
    shutil.copy(po(folder, "de"), path)
    edit(path, '"Language: de\\n"', '"Language: pap\\n"')
    assert text.startswith("\nmsgid") or "msgid" in text
    pack = in_language(load("nationaal", folder), "pap", [folder])
    assert (
        pack.guidance.title.text
        == german.entries["guidance.title", load("nationaal", folder).pack.guidance.title.text].text
    )


# --- bad input -----------------------------------------------------------------------------------


def translated(folder: Path, language: str, dutch: str) -> tuple[str, int]:
    """The msgstr of a Dutch text as it stands in the file, and its line."""
    text = po(folder, language).read_text("utf-8")
    start = text.index(f'msgid "{dutch}"\n')
    match = re.compile(r'msgstr "(.*)"\n').search(text, start)
    return match[1], text.count("\n", 0, start) + 1


def spoil(folder: Path, language: str, dutch: str, change) -> int:
    """Change one translation; gives the line of its message."""
    former, line = translated(folder, language, dutch)
    path = po(folder, language)
    text = path.read_text("utf-8")
    start = text.index(f'msgid "{dutch}"\n')
    path.write_text(
        text[:start] + text[start:].replace(f'msgstr "{former}"', f'msgstr "{change(former)}"', 1),
        "utf-8",
    )
    return line


@pytest.mark.parametrize(
    ("dutch", "change", "message"),
    [
        ("QR-code naar {domain}", lambda t: t.replace("{domain}", ""), "{domain} ontbreekt"),
        ("Mail naar {address}", lambda t: t + " {phone}", "{phone} staat niet in het Nederlands"),
        ("Mail naar {address}", lambda t: t + " {address}", "staat er te vaak"),
        ("Begin hier", lambda t: t + " {", "accolades"),
        ("Begin hier", lambda t: "x" * (3 * len("Begin hier") + 20), "te lang: 50 tekens"),
        ("Begin hier", lambda t: t + "\u202e", "U+202E"),
        ("Begin hier", lambda t: t + "\u2066", "U+2066"),
        ("Begin hier", lambda t: t + "\u200b", "U+200B"),
        ("Begin hier", lambda t: t + " 漢", "staat in geen van de lettertypen"),
    ],
)
@pytest.mark.parametrize("language", ["ar", "pl"])
def test_a_spoilt_translation_is_refused_with_file_and_line(
    language, dutch, change, message, folder
):
    from wegwijs.layouts.typesetting.fonts import FontSet

    line = spoil(folder, language, dutch, change)
    loaded = load("nationaal", folder)
    fonts = FontSet(loaded.pack.languages[language].fonts)
    with pytest.raises(InvalidSources) as caught:
        in_language(loaded, language, [folder], missing_glyph=fonts.missing)
    (problem,) = [p for p in caught.value.problems if message in p.message]
    assert problem.file == f"sources/locale/{language}.po"
    assert abs(problem.line - line) <= 1


def test_bold_words_that_are_not_in_the_sentence_are_refused(folder):
    spoil(folder, "en", "nu gevaar", lambda _: "nowhere")
    assert any("vette woorden 'nowhere'" in p.message for p in problems(folder, "en"))


@pytest.mark.parametrize("instead", ["113", "", "112 112", "١١٢"])
def test_the_emergency_number_in_a_sentence_is_the_same_in_every_language(instead, folder):
    dutch = "Is er nu gevaar? Bel 112, niet dit nummer."
    spoil(folder, "ar", dutch, lambda text: text.replace("112", instead))
    (problem,) = problems(folder, "ar")
    assert "dezelfde getallen staan als in het Nederlands: 112" in problem.message


@pytest.mark.parametrize("instead", ["", "neighbourhood", "Wijkagent", "wijkagent, wijkagent"])
def test_words_to_say_to_a_dutch_switchboard_stay_dutch(instead, folder):
    dutch = "Vraag naar de wijkagent of een contactpersoon."
    spoil(folder, "en", dutch, lambda text: text.replace("wijkagent", instead))
    told = [p.message for p in problems(folder, "en")]
    assert any("'wijkagent' moet hier precies één keer in het Nederlands" in m for m in told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translator_is_told_which_words_stay_dutch(language):
    with io.BytesIO(po(SHIPPED, language).read_bytes()) as file:
        catalog = read_po(file, abort_invalid=True)
    told = {message.context: message.auto_comments for message in catalog}
    note = "blijft Nederlands: openbare orde en veiligheid"
    assert note in " ".join(told["organisations.gemeente.what"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_of_the_glossary_stands_in_the_dutch(language):
    loaded = load("nationaal", SHIPPED)
    texts = [key[1].lower() for key in translatable_texts(loaded.sections)]
    terms = loaded.pack.glossary[language]
    assert not [term for term in terms if not any(term in text for text in texts)]


def test_a_term_against_the_glossary_is_refused(folder):
    spoil(folder, "en", "Politie", lambda _: "constabulary")
    assert any("woordenlijst" in p.message for p in problems(folder, "en"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('msgid "Begin hier"\n', 'msgid "Begin hier\n', "geen geldig PO-bestand"),
        ('msgid "Begin hier"\n', "msgid Begin hier\n", "geen geldig PO-bestand"),
        ("charset=UTF-8", "charset=ISO-8859-1", "de tekenset is ISO-8859-1"),
        ('"Language: en\\n"', '"Language: fr\\n"', "hier staat taal 'fr'"),
        ('"X-Reviewed-On: \\n"', '"X-Reviewed-On: gisteren\\n"', "'gisteren' is geen datum"),
    ],
)
def test_a_broken_po_file_is_refused_with_its_line(old, new, message, folder):
    path = po(folder, "en")
    text = path.read_text("utf-8")
    if old not in text:
        pytest.skip("written the other way round")
    path.write_text(text.replace(old, new, 1), "utf-8")
    found = [p for p in problems(folder, "en") if message in p.message]
    assert found and found[0].file == "sources/locale/en.po"
    line = text.count("\n", 0, text.index(old)) + 1
    assert abs(found[0].line - line) <= 3


def test_a_po_file_in_another_charset_is_refused(folder):
    path = po(folder, "pl")
    path.write_bytes(
        path.read_text("utf-8").replace("UTF-8", "ISO-8859-2").encode("iso-8859-2", "replace")
    )
    assert "geen UTF-8" in problems(folder, "pl")[0].message


def test_an_equal_message_twice_is_refused(folder):
    path = po(folder, "de")
    text = path.read_text("utf-8")
    block = next(b for b in text.split("\n\n") if 'msgid "Begin hier"' in b)
    path.write_text(f"{text}\n{block}\n", "utf-8")
    assert any("nog eens" in p.message for p in problems(folder, "de"))


@pytest.mark.parametrize(
    ("language", "wrong"),
    [
        ("fr", r"[^\u00A0\u202F][?!;»]|[^\u00A0\u202F]:(?!\w)|«[^\u00A0\u202F]|['\"]"),
        ("es", r"^[^¿]*\?|^[^¡]*!|['\"]"),
        ("ro", r"[şţŞŢ]|['\"]"),  # with a cedilla instead of a comma below
        ("bg", r"[«»'\"]|“[^“„]*“"),
        ("ru", r"[„“'\"]"),
        ("fy", r"['\"]"),
    ],
    ids=["fr", "es", "ro", "bg", "ru", "fy"],
)
def test_punctuation_and_letters_are_those_of_the_language(language, wrong):
    texts = read_po(io.BytesIO(po(SHIPPED, language).read_bytes()))
    assert [m.context for m in texts if m.id and re.search(wrong, str(m.string))] == []


def test_placeholders_are_found_and_loose_braces_too():
    assert placeholders("Bel {name}: {number}") == ["name", "number"]
    assert placeholders("a } b") == ["{"]
