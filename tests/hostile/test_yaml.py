"""Data that somebody typed, generated or spoiled: told with file, line and field, or not printed."""

from __future__ import annotations

import pytest

from tests.hostile.cases import (
    BUILD,
    SCHOOL,
    Case,
    Files,
    edition,
    folder,
    hollow,
    link,
    often,
    pipe,
)
from wegwijs.sources.load import SHIPPED

OWN = "eigen/editions/x.yaml"
GUIDANCE = (SHIPPED / "guidance.yaml").read_text("utf-8")
CATALAN = "languages:\n  ca: {name: català, dutch: Catalaans, locale: ca-ES, script: Latn, fonts: [Source Sans 3]}\n"  # fmt: skip
PARTLY = "concept_partly: '{count} van {total}'"
NOTES = (
    f"dutch_notes: {{concept: CONCEPT, concept_explained: niet nagekeken, variant_explained: niet nagekeken, {PARTLY},"
    " about_poster: '{language}', about: '%s'}\n"
)


def own(text: str | bytes) -> Files:
    return {OWN: text}


def beside(name: str, content: object) -> Files:
    """A sound edition, and a file beside it."""
    return edition() | {f"eigen/{name}": content}  # type: ignore[dict-item]


def language(old: str, new: str) -> Files:
    assert CATALAN.count(old) == 1
    return beside("languages.yaml", CATALAN.replace(old, new))


BOMBS = [
    Case("aliases in aliases", own("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"), 3, (f"{OWN}:1: a: anker &a",)),
    Case("an alias of itself", own("a: &a [*a]\n"), 3, (f"{OWN}:1: a[1]: verwijzing *a",)),
    Case("a merge key", own("a: &a {b: c}\nd: {<<: *a}\n"), 3, (f"{OWN}:2: d.<<: verwijzing *a",)),
    Case("deep blocks", own("".join(" " * i + "a:\n" for i in range(1300))), 3, (f"{OWN}:13: ", "meer dan 12 lagen diep")),
    Case("deep flow", own("edition: " + "[" * 300_000), 3, ("meer dan 12 lagen diep",)),
    Case("deep maps in flow", own("edition: " + "{a: " * 200_000), 3, ("meer dan 12 lagen diep",)),
    Case("a scalar of 10 MB", {OWN: often("x", 10_000_000, "edition: ")}, 3, (f"{OWN}: het bestand is 10.000.009 bytes groot",)),
    Case("a scalar of 900 kB", own("edition: " + "x" * 900_000), 3, (f"{OWN}:1: edition: een tekst van 900.000 tekens",)),
    Case("a key of 900 kB", own("'" + "x" * 900_000 + "': 1"), 3, (f"{OWN}:1: ",)),
    Case("ninety thousand keys", own("".join(f"a{i}: 1\n" for i in range(90_000))), 3, ("meer dan 10.000 waarden",)),
    Case("thousands of keys that nobody knows", own("".join(f"a{i}: 1\n" for i in range(4_900))), 3, (f"{OWN}:1: a0: dit veld bestaat niet",)),
    Case("three hundred thousand empty items", own("organisations: [" + "''," * 300_000 + "]"), 3, ("meer dan 10.000 waarden",)),
    Case("thousands of empty organisations", own("organisations:\n" + "- {}\n" * 9_000), 3, ("organisations[1].id: dit veld ontbreekt",)),
    Case("thousands of unknown names", beside("guidance.yaml", GUIDANCE.replace("  calling:\n", "  calling:\n", 1).replace("    items:\n", "    items:\n      - {text: '{geen}', organisations: [" + "geen," * 9_000 + "]}\n", 1)), 3, ("eigen/guidance.yaml:", "organisatie 'geen' bestaat niet")),
    *(Case(f"{text[:6].strip()!r} and so on", own(text), 3, (OWN,)) for text in (
        "[" * 900_000, "{a: " * 200_000, "- " * 400_000, "? " * 400_000, "a: " + "[" * 100_000 + "]" * 100_000,
        "a: 1\n" * 150_000, "- &a 1\n" * 100_000, "{" + "a: 1, " * 100_000 + "}", ":" * 900_000, "- *a\n" * 100_000,
        '"' + "\\n" * 450_000 + '"', "a: >\n" + " x\n\n" * 150_000, "!" * 900_000,
    )),
    Case("a file of 10 GB", beside("labels.yaml", hollow(10_000_000_000)), 3, ("eigen/labels.yaml: het bestand is 10.000.000.000 bytes",)),
]  # fmt: skip

CHARACTERS = [
    Case("60,000 short names for tags", own("".join(f"%TAG !{n}! x\n" for n in range(60_000)) + "---\nedition: {}\n"), 3, (f"{OWN}:1: %TAG wordt niet gebruikt, haal elke regel weg die zo begint",)),
    Case("NUL", own(b"edition:\n  name: a\0b\n"), 3, (f"{OWN}:2: hier staat een onzichtbaar stuurteken (U+0000)",)),
    Case("NUL as an escape", edition(publisher='"a\\0b"'), 3, ("edition.publisher: teken U+0000",)),
    Case("an escape sequence", edition(publisher='"\\e[31mrood"'), 3, ("edition.publisher: teken U+001B",)),
    Case("an escape sequence as a key", own('edition: {"\\e[31m": "\\a"}\n'), 3, ("edition.\\x1b[31m: teken U+0007",)),
    Case("a lone surrogate", own(b"edition:\n  name: \xed\xa0\x80\n"), 3, (f"{OWN}:2: dit is geen UTF-8",)),
    Case("a lone surrogate as an escape", own('edition:\n  name: "\\ud800"\n'), 3, (f"{OWN}:2: dit is geen geldige YAML",)),
    Case("an override that is not closed", edition(publisher="a\u202eb"), 3, ("publisher: teken U+202E (RIGHT-TO-LEFT OVERRIDE)",)),
    Case("an isolate that is not closed", edition(publisher="a\u2067b"), 3, ("publisher: teken U+2067",)),
    Case("an isolate that is closed twice", edition(publisher="a\u2069\u2069b"), 3, ("publisher: teken U+2069",)),
    Case("zero-width spaces", edition(publisher="a" + "\u200b" * 90 + "b"), 3, ("publisher: teken U+200B",)),
    Case("joiners in Dutch", edition(publisher="a" + "\u200d" * 90 + "b"), 3, ("publisher: teken", "(U+200D)")),
    Case("marks piled up", edition(publisher="a" + "\u0301\u0302\u0303" * 30), 3, ("publisher: teken U+0303 (COMBINING TILDE)",)),
    Case("tag letters", edition(publisher="a\U000e0041"), 3, ("publisher: teken U+E0041",)),
    Case("a variation selector", edition(publisher="a\ufe0f"), 3, ("publisher: teken U+FE0F",)),
    Case("a joiner of graphemes", edition(publisher="a\u034fb"), 3, ("publisher: teken U+034F (COMBINING GRAPHEME JOINER)",)),
    Case("a filler that counts as a letter", edition(publisher="a\u3164b"), 3, ("publisher: teken U+3164 (HANGUL FILLER)",)),
    Case("a family in emoji", edition(publisher="\U0001f469\u200d\U0001f469\u200d\U0001f467"), 3, ("publisher: teken", "(U+1F469)")),
    Case("a flag", edition(publisher="\U0001f1f3\U0001f1f1"), 3, ("publisher: teken", "(U+1F1F3)")),
    Case("an unassigned code point", edition(publisher="a\u0378"), 3, ("publisher: teken U+0378 (zonder naam)",)),
    Case("no character", edition(publisher="a\U0001ffff"), 3, ("publisher: teken U+1FFFF",)),
    Case("private use", edition(publisher="a\uf8ff"), 3, ("publisher: teken U+F8FF",)),
    Case("a name from right to left", edition(publisher="\u0645\u062f\u0631\u0633\u0629"), 3, ("publisher: teken", "(U+0645) staat in geen van de lettertypen")),
    Case("UTF-16", own("edition: x".encode("utf-16")), 3, (f"{OWN}:1: dit is geen UTF-8",)),
    Case("UTF-7", edition(publisher="+ADw-b+AD4-"), 0),
    Case("a byte order mark twice", own("\ufeff\ufeffedition: x"), 3, (OWN,)),
    Case("bytes that are no text", own(bytes(range(256)) * 10), 3, (OWN,)),
]  # fmt: skip

VALUES = [
    Case("braces in a text", edition(title="'{{x}} {x}'"), 3, ("edition.title: accolades",)),
    Case("braces in a name", edition(publisher="'{{x}} {x}'"), 0),
    Case("a day after all days", own(SCHOOL.replace("2026-11-23", "9999-12-31")), 3, ("edition.contacts[1].checked: 9999-12-31: kijk het jaar na",)),
    Case("a review after all days", own(SCHOOL + "      review_after: 9999-12-31\n"), 3, ("review_after: 9999-12-31: kijk het jaar na",)),
    Case("a day before all days", edition(date="0001-01-01"), 3, ("edition.date: 0001-01-01: kijk het jaar na",)),
    Case("a day that is none", edition(date="2026-02-30"), 3, ("edition.date: '2026-02-30' is geen datum",)),
    Case("a day in other digits", edition(date="\u0662\u0660\u0662\u0666-11-23"), 3, ("edition.date:",)),
    Case("a version of a million digits", edition(version="9" * 1_900), 3, ("edition.version:",)),
    Case("a version in other digits", edition(version="\u0663"), 3, ("edition.version:",)),
    Case("not a number", edition(version="nan"), 3, ("edition.version: hier hoort een heel getal",)),
    Case("a placeholder that is not there", beside("n.yaml", NOTES % "Vertaald in {taal}"), 3, ("eigen/n.yaml:1: dutch_notes.about: in deze tekst horen precies deze invulplaatsen: {language}",)),
    Case("a placeholder that prints a gigabyte", beside("n.yaml", NOTES % "{language:>900000000}"), 3, ("dutch_notes.about:",)),
    Case("a placeholder that looks inside", beside("n.yaml", NOTES % "{language.__class__}"), 3, ("dutch_notes.about:",)),
    Case("a brace without partner", beside("n.yaml", NOTES % "{language"), 3, ("dutch_notes.about:",)),
    Case("a language that Windows cannot store", language("ca:", "con:"), 3, ("languages.con: 'con' kan op Windows geen map zijn",)),
    Case("a language that leads out of the folder", language("ca:", "../../ca:"), 3, ("languages",)),
    Case("a locale that is none", language("ca-ES", "catalaans"), 3, ("languages.ca.locale: 'catalaans' is geen taal met een land",)),
    Case("a locale that nobody knows", language("ca-ES", "qq-QQ"), 3, ("languages.ca.locale: 'qq-QQ' is geen taal met een land",)),
    Case("a locale that leads out of the folder", language("ca-ES", "../../etc"), 3, ("languages.ca.locale",)),
    Case("a typeface that is not ours", language("Source Sans 3", "../../font.ttf"), 6, ("het lettertype '../../font.ttf' is onbekend",), (*BUILD, "--language", "ca", "--allow-drafts")),
    *(Case(f"an edition called {id_}", edition(id=id_) , 3, ("edition.id:",)) for id_ in ("../x", "/etc/x", "con", "nul", "com1", "x.", "x/y", "X", "'x\\y'", "y")),
    Case("an id of 61 letters", edition(id="x" * 61), 3, ("edition.id: dit is te lang: 60 tekens is het meeste",)),
    Case("a name without end", edition(publisher="W" * 121), 3, ("edition.publisher: dit is te lang: 120",)),
    Case("a name that fits nowhere", edition(title="W" * 200), 5, ("paneel", "mm te veel", "W" * 200)),
    Case("a list where a name is asked", edition(publisher="[a, b]"), 3, ("edition.publisher: hier hoort gewone tekst",)),
    Case("a map where a list is asked", edition(contacts="{a: b}"), 3, ("edition.contacts: hier hoort een lijst",)),
]  # fmt: skip

CONTACT = "[{{role: gemeente, label: a, {}, checked: 2026-11-23}}]"
CONTACTS = [
    Case(f"{field} {text[:40]!a}", edition(contacts=CONTACT.format(f"{field}: {text!r}")), 3, (f"edition.contacts[1].{field}: ", says))
    for field, text, says in (
        ("phone", "112", "is het alarmnummer"),
        ("phone", "911", "is een alarmnummer van een ander land"),
        ("phone", "302860000", "Schrijf het zo: 030 286 00 00"),
        ("phone", "+31 900 8844", "Schrijf het zo: 0900-8844"),
        ("phone", "(0)" * 600, "is geen"),
        ("phone", "1 " * 900, "is geen"),
        ("phone", "\u0660\u0663\u0660 286 00 00", "is geen telefoonnummer"),
        ("web", "https://x.nl/" + ")" * 1900, "Schrijf het zo: https://x.nl/"),
        ("web", "https://x.nl/?a=" + "%" * 1900, "Schrijf het zo: https://x.nl/?a=%25%25"),
        ("web", "https://" + "\u00e9" * 1900 + ".nl", "is geen webadres"),
        ("web", "https://" + "xn--" * 450 + ".nl", "is geen webadres"),
        ("web", "https://p\u043elitie.nl", "is geen webadres"),
        ("web", "https://x.nl/" + "&amp;" * 300, "Schrijf het zo: https://x.nl/&&&"),
        ("email", "a." * 900 + "a@x.nl", "is geen e-mailadres"),
        ("email", "a@" + "\u00e9." * 900 + "nl", "is geen e-mailadres"),
        ("email", "a@x.nl%0abcc:b@x.nl", "is geen e-mailadres"),
    )
]  # fmt: skip

PLACES = [
    Case("a pipe", beside("labels.yaml", pipe), 3, ("eigen/labels.yaml: dit is een map of geen gewoon bestand",)),
    Case("a device", beside("labels.yaml", link("/dev/zero")), 3, ("eigen/labels.yaml: dit is een map of geen gewoon bestand",)),
    Case("a folder", beside("labels.yaml", folder), 3, ("eigen/labels.yaml: dit is een map of geen gewoon bestand",)),
    Case("a link to nothing", beside("labels.yaml", link("nergens")), 3, ("eigen/labels.yaml: het bestand is niet te lezen",)),
    Case("a link to itself", beside("labels.yaml", link("labels.yaml")), 3, ("eigen/labels.yaml: het bestand is niet te lezen",)),
    Case("editions is a file", {"eigen/editions": "x"}, 2, ("editie 'x' bestaat niet",)),
    Case("editions is a link to itself", {"eigen/editions": link("editions")}, 2, ("editie 'x' bestaat niet",)),
    Case("the edition is a link to itself", {OWN: link("x.yaml")}, 3, (f"{OWN}: het bestand is niet te lezen",)),
    Case("a name in capitals", edition() | {"eigen/editions/X.yaml": SCHOOL}, 3, ("edition.id: het bestand heet X.yaml. Noem het x.yaml",), ("build", "X", *BUILD[2:])),
    Case("a file by another name", beside("labels.yml", "labels: {}"), 3, ("eigen/labels.yml: noem dit bestand labels.yaml",)),
]  # fmt: skip


@pytest.mark.parametrize("case", [*BOMBS, *CHARACTERS, *VALUES, *CONTACTS, *PLACES], ids=str)
def test_what_cannot_be_printed_is_told_with_its_place(case, judge):
    judge(case)
