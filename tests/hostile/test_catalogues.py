"""A translation comes from many hands and programs: what is wrong in it is told with its line."""

from __future__ import annotations

import pikepdf
import pytest

from tests.hostile.cases import BUILD, Case, Files, edition, folder, hollow, link, often, pipe
from wegwijs.proof.readers.inspection import blocks, inspect
from wegwijs.sources.load import SHIPPED

FILE = "eigen/locale/en.po"
ENGLISH = (SHIPPED / "locale" / "en.po").read_text("utf-8")
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
IN_ENGLISH = (*BUILD, "--language", "en")
UPDATE = ("translate", "update", "en", "--sources", "eigen")
PLURALS = '"Plural-Forms: nplurals=%s\\n"\n'
BROKEN = "dit is geen geldig PO-bestand"


def po(content: object) -> Files:
    return edition() | {FILE: content}  # type: ignore[dict-item]


def changed(*pairs: tuple[str, str]) -> Files:
    """The English translation with something else in it."""
    text = ENGLISH
    for old, new in pairs:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return po(text)


def review(name: str, day: str) -> Files:
    return changed(
        ('"X-Reviewer: \\n"', f'"X-Reviewer: {name}\\n"'),
        ('"X-Reviewed-On: \\n"', f'"X-Reviewed-On: {day}\\n"'),
    )


def message(dutch: str, english: str, context: str = "x") -> str:
    return f'\nmsgctxt "{context}"\nmsgid "{dutch}"\nmsgstr "{english}"\n'


REFUSED = [
    Case("a text that is not ended", po(HEAD + '\nmsgid "a\nmsgstr "b"\n'), 3, (f"{FILE}:5: {BROKEN}",)),
    Case("a text without quotes", po(HEAD + "\nmsgid a\nmsgstr b\n"), 3, (f"{FILE}:5: {BROKEN}",)),
    Case("nothing but quotes", po('"' * 900_000), 3, (f"{FILE}:1: {BROKEN}",)),
    Case("nothing but backslashes", po('"' + "\\" * 900_000), 3, (f"{FILE}:1: {BROKEN}",)),
    Case("four hundred thousand lines of rubbish", po(HEAD + "x\n" * 400_000), 3, (f"{FILE}:4: {BROKEN}",)),
    Case("a text of 10 MB", po(often("x", 10_000_000, HEAD)), 3, (f"{FILE}: het bestand is 10.000.",)),
    Case("thirty thousand texts", po(HEAD + "".join(f'\nmsgid "{i:x}"\nmsgstr ""\n' for i in range(30_000))), 3, (f"{FILE}: er staan meer dan 2000 teksten in",)),
    Case("thirty thousand texts of before", po(HEAD + "".join(f'\n#~ msgid "{i:x}"\n#~ msgstr ""\n' for i in range(25_000))), 3, ("meer dan 2000 teksten",)),
    Case("the header twice", po(HEAD + "\n" + HEAD), 3, (f"{FILE}:5: deze tekst staat hier nog eens (ook op regel 1)",)),
    Case("a header of nothing but quotes", po(HEAD + '\nmsgid ""\n' + '""\n' * 1_000 + 'msgstr "y"\n'), 3, (f"{FILE}:5: deze tekst staat hier nog eens",)),
    Case("a header line twice", changed(('"Language: en\\n"', '"Language: en\\n"\n"Language: fr\\n"')), 3, ("Language: hier staat taal 'fr'",)),
    Case("another charset", changed(("charset=UTF-8", "charset=utf-7")), 3, ("Content-Type: de tekenset is utf-7",)),
    Case("bytes of another charset", po(ENGLISH.encode("utf-16")), 3, (f"{FILE}:1: dit is geen UTF-8",)),
    Case("another language", changed(('"Language: en\\n"', '"Language: ../../ar\\n"')), 3, ("Language: hier staat taal '../../ar'",)),
    Case("a reviewer of no day", review("J. Lezer", "2026-02-31"), 3, ("X-Reviewed-On: '2026-02-31' is geen datum",)),
    Case("a reviewer of another calendar", review("J. Lezer", "2026-W07-1"), 3, ("X-Reviewed-On:", "is geen datum")),
    Case("a reviewer with an escape sequence", review("\x1b[31mJ", "2026-11-20"), 3, ("X-Reviewer: teken U+001B",)),
    Case("a reviewer with an override", review("\u202eJ", "2026-11-20"), 3, ("X-Reviewer: teken U+202E",)),
    Case("a reviewer in letters that we have not", review("漢字", "2026-11-20"), 3, ("漢",)),
    Case("a reviewer without end", review("J" * 700_000, "2026-11-20"), 3, ("X-Reviewer: dit is te lang",)),
    Case("plurals", po(HEAD + '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\n'), 3, (f"{FILE}:", "meervoudsvormen horen hier niet")),
    Case("the hundred millionth plural", po(HEAD + '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[99999999] "x"\n'), 3, (f"{FILE}:7: {BROKEN}",)),
    Case("isolates in a comment", po(HEAD + "\n#: " + "\u2068a" * 100_000 + message("a", "b")), 3, (f"{FILE}:5: {BROKEN}",)),
    Case("NUL", changed(("Start here", "Start\0here")), 3, ("teken U+0000 kan niet worden afgedrukt",)),
    Case("a place with an escape sequence", po(HEAD + message("a", "\x07", "\x1b[31m")), 3, ("\\x1b[31m: teken U+0007",)),
    Case("an isolate that is not closed", changed(("Start here", "Start \u2067here")), 3, ("teken U+2067",)),
    Case("marks piled up", changed(("Start here", "Start here" + "\u0301" * 9)), 3, ("teken U+0301",)),
    Case("a placeholder that prints a gigabyte", changed(("QR code for {domain}", "QR code for {domain:>900000000}")), 3, ("{domain} ontbreekt", "{domain:>900000000} staat niet in het Nederlands")),
    Case("a placeholder that looks inside", changed(("QR code for {domain}", "QR code for {domain.__class__}")), 3, ("{domain} ontbreekt",)),
    Case("a placeholder by number", changed(("QR code for {domain}", "QR code for {0}")), 3, ("{domain} ontbreekt",)),
    Case("a placeholder without name", changed(("QR code for {domain}", "QR code for {}")), 3, ("{domain} ontbreekt",)),
    Case("a placeholder in placeholders", changed(("QR code for {domain}", "QR code for {{domain}}")), 3, ("accolades",)),
    Case("a placeholder of another fashion", changed(("QR code for {domain}", "QR code to %(domain)s")), 3, ("{domain} ontbreekt",)),
    Case("a pipe", po(pipe), 3, (f"{FILE}: dit is een map of geen gewoon bestand",)),
    Case("a device", po(link("/dev/zero")), 3, (f"{FILE}: dit is een map of geen gewoon bestand",)),
    Case("a folder", po(folder), 3, (f"{FILE}: dit is een map of geen gewoon bestand",)),
    Case("a link to nothing", po(link("nergens")), 3, (f"{FILE}: het bestand is niet te lezen",)),
    Case("a link to itself", po(link("en.po")), 3, (f"{FILE}: het bestand is niet te lezen",)),
    Case("10 GB", po(hollow(10_000_000_000)), 3, (f"{FILE}: het bestand is 10.000.000.000 bytes",)),
]  # fmt: skip


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_what_is_wrong_in_a_catalogue_is_told_and_nothing_is_made(case, judge):
    judge(Case(case.name, case.files, case.code, case.says, IN_ENGLISH))


READ = {
    "empty": "",
    "a header that is none": 'msgid ""\nmsgstr "rubbish\\n\\n:\\n"\n',
    "dates that are none": 'msgid ""\nmsgstr "POT-Creation-Date: x\\nPO-Revision-Date: 9999-99-99 99:99+9999\\n"\n',
    "plurals that a program would run": HEAD + PLURALS % "__import__('os').system('touch buiten'); plural=n",
    "plurals without end": HEAD + PLURALS % "99999999999; plural=9**9**9**9;",
    "Windows": "\ufeff" + ENGLISH.replace("\n", "\r\n"),
    "a text of nearly 1 MB": HEAD + message("x" * 900_000, "y"),
    "half a million escapes": HEAD + message("\\n" * 450_000, "y"),
    "three hundred thousand comments": HEAD + "#\n" * 300_000,
    "a hundred thousand flags": HEAD + "\n#, " + "fuzzy, " * 100_000 + message("a", "b"),
    "two hundred thousand places": HEAD + "\n#: " + "a:1 " * 200_000 + message("a", "b"),
    "nobody's texts": HEAD + "".join(message(f"{i:x}", "%s{x}<b>") for i in range(1_900)),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_what_is_strange_but_harmless_in_a_catalogue_is_read(name, judge):
    judge(Case(name, po(READ[name]), 0, (), IN_ENGLISH))


def test_an_update_finds_what_is_alike_among_thousands_in_time(judge):
    alike = "".join(message(f"{i:x} wat te doen bij zorgen", "x", "edition.x.title") for i in range(1_900))  # fmt: skip
    files = edition(title="wat te doen bij zorgen") | {FILE: HEAD + alike}
    says = ("1 teksten, 1 veranderd",)
    judge(Case("alike", files, 0, says, UPDATE, writes="eigen/locale/"))


def test_a_review_of_nothing_does_not_take_the_mark_off_a_translation(judge, tmp_path):
    signed = '"X-Reviewer: J. Lezer\\n"\n"X-Reviewed-On: 2026-11-20\\n"\n'
    judge(Case("signed", po(HEAD + signed), 0, (), IN_ENGLISH))
    pdf = tmp_path / "hier" / "uit" / "x" / "en" / "pocket-card.pdf"
    text = " ".join(text for _, text in blocks(inspect(pdf.read_bytes())))
    assert "CONCEPT" in text
    assert "J. Lezer" not in text
    with pikepdf.open(pdf) as file:
        assert len(file.pages) == 2
