"""The shipped pack is sound, and every mistake that an editor can make in it is told where it stands."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijs.sources.consistency import placeholders, walk
from wegwijs.sources.folder import editions
from wegwijs.sources.load import SHIPPED, UnknownEdition, load
from wegwijs.sources.model import Fact, Pack
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.reader import read
from wegwijs.sources.values import Email, Phone, Url

EXAMPLES = ("voorbeeld-gemeente", "voorbeeld-school", "voorbeeld-workshop")
ORGS, GUIDE, LABELS, EDITION = "organisations", "guidance", "labels", "editions/nationaal"
Edit = tuple[str, str, str]  # file, what stands there once, what comes in its place
Told = tuple[str, str, str, str]  # file, where the line starts, field, part of the message


class Folder:
    """A copy of the shipped sources, open for mistakes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "editions").mkdir(parents=True)
        for file in (*SHIPPED.glob("*.yaml"), SHIPPED / f"{EDITION}.yaml"):
            shutil.copy(file, root / file.relative_to(SHIPPED))

    def edit(self, name: str, old: str, new: str) -> None:
        file = self.root / f"{name}.yaml"
        text = file.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        file.write_text(text.replace(old, new), "utf-8")

    def line(self, name: str, start: str) -> int:
        text = (self.root / f"{name}.yaml").read_text("utf-8")
        assert text.count(start) == 1, f"{start!r} stands {text.count(start)} times in {name}"
        return text[: text.index(start)].count("\n") + 1

    def problems(self) -> list[tuple[str, int, str, str]]:
        with pytest.raises(InvalidSources) as refused:
            load("nationaal", self.root)
        return [(p.file, p.line, p.field, p.message) for p in refused.value.problems]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "sources")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load("nationaal", SHIPPED).pack


# --- mistakes --------------------------------------------------------------------------------

POLICE = "  - id: politie\n    name: Politie\n"
PHONE = "      number: 0900-8844\n"
MAIL = "    email:\n      address: info@hetlse.nl\n"


def hours(days: str = "workdays", times: str = "08:00-17:00") -> str:
    """Opening hours, as an organisation's facts have them."""
    fact = "      source: lse-consultatie\n      checked: 2026-11-23\n"
    return f"    hours:\n      days: {days}\n      times: {times}\n{fact}"


MISTAKES: dict[str, tuple[list[Edit], list[Told]]] = {
    "unknown field, almost right": (
        [(ORGS, "    abbreviation: LSE", "    abreviation: LSE")],
        [(ORGS, "    abreviation", "organisations[4].abreviation", "bestaat niet. Bedoelt u 'abbreviation'?")],
    ),
    "unknown field": (
        [(ORGS, "    abbreviation: LSE", "    fax: 030")],
        [(ORGS, "    fax", "organisations[4].fax", "bestaat niet. Bekend zijn: source, checked, id, name,")],
    ),
    "unknown section": (
        [(LABELS, "\nlabels:", "\nlabel:")],
        [(LABELS, "label:\n", "label", "bestaat niet. Bedoelt u 'labels'?")],
    ),
    "field with another name": (
        [(ORGS, PHONE, "      nummer: 0900-8844\n")],
        [
            (ORGS, "    phone:\n      nummer", "organisations[1].phone.number", "dit veld ontbreekt. Vul het in"),
            (ORGS, "      nummer", "organisations[1].phone.nummer", "bestaat niet. Bedoelt u 'number'?"),
        ],
    ),
    "missing name": (
        [(ORGS, POLICE, "  - id: politie\n")],
        [(ORGS, "  - id: politie", "organisations[1].name", "dit veld ontbreekt. Vul het in")],
    ),
    "missing source": (
        [(ORGS, PHONE + "      source: roo-politie\n", PHONE)],
        [(ORGS, "    phone:\n" + PHONE, "organisations[1].phone.source", "dit veld ontbreekt. Vul het in")],
    ),
    "missing check date": (
        [(ORGS, "      source: roo-politie\n      checked: 2026-11-23\n    web:", "      source: roo-politie\n    web:")],
        [(ORGS, "    phone:\n      number: 0900-8844", "organisations[1].phone.checked", "dit veld ontbreekt. Vul het in")],
    ),
    "missing label": (
        [(LABELS, "  kicker: Wegwijzer\n", "")],
        [(LABELS, "labels:\n", "labels.kicker", "dit veld ontbreekt. Vul het in")],
    ),
    "no label where there is no number": (
        [(GUIDE, "          label: en uw gemeente\n", "")],
        [(GUIDE, "- organisations: [gemeente]", "guidance.situations[1].routes[2]", "een 'label' nodig")],
    ),
    "empty": (
        [(ORGS, POLICE, "  - id: politie\n    name:\n")],
        [(ORGS, "    name:\n", "organisations[1].name", "dit mag niet leeg zijn")],
    ),
    "list for text": (
        [(ORGS, POLICE, "  - id: politie\n    name: [Politie]\n")],
        [(ORGS, "    name: [", "organisations[1].name", "hier hoort gewone tekst te staan")],
    ),
    "list for a number": (
        [(ORGS, PHONE, "      number: [0900-8844]\n")],
        [(ORGS, "      number: [", "organisations[1].phone.number", "hier hoort gewone tekst te staan")],
    ),
    "text for fields": (
        [(ORGS, MAIL, "    hours: altijd\n" + hours().replace("hours:", "when_not:\n      text: x") + MAIL)],
        [
            (ORGS, "    hours: altijd", "organisations[4].hours", "hier horen velden te staan (naam: waarde)"),
            (ORGS, "      days:", "organisations[4].when_not.days", "bestaat niet"),
            (ORGS, "      times:", "organisations[4].when_not.times", "bestaat niet. Bekend zijn: text, strong,"),
        ],
    ),
    "text for a list": (
        [(GUIDE, "      organisations: [lse]\n    - id: anoniem", "      organisations: lse\n    - id: anoniem")],
        [(GUIDE, "      organisations: lse\n", "guidance.audiences[3].organisations", "hier hoort een lijst te staan")],
    ),
    "too many arms": (
        [(GUIDE, "  label: iedereen\n      organisations: [politie,", "  label: iedereen\n      organisations: [nctv, ess, politie,")],
        [(GUIDE, "organisations: [nctv, ess", "guidance.audiences[1].organisations", "er mogen er hoogstens 2 zijn")],
    ),
    "no arms": (
        [(GUIDE, "  label: iedereen\n      organisations: [politie, gemeente]", "  label: iedereen\n      organisations: []")],
        [(GUIDE, "organisations: []", "guidance.audiences[1].organisations", "er moeten er minstens 1 zijn")],
    ),
    "phone with letters": (
        [(ORGS, PHONE, "      number: 0900-WIJK\n")],
        [(ORGS, "      number: 0900-WIJK", "organisations[1].phone.number", "Schrijf alleen cijfers")],
    ),
    "phone with a digit too few": (
        [(ORGS, "number: 0800-7000", "number: 0800-700")],
        [(ORGS, "      number: 0800-700\n", "organisations[5].phone.number", "Tel de cijfers na")],
    ),
    "wrong alarm number": (
        [(GUIDE, "    number: '112'", "    number: '122'")],
        [(GUIDE, "    number: '122'", "guidance.alert.number", "Tel de cijfers na")],
    ),
    "address that runs a program": (
        [(ORGS, "address: https://www.politie.nl/contact/", "address: javascript:alert(1)")],
        [(ORGS, "      address: javascript", "organisations[1].web.address", "Schrijf het hele adres, met https://")],
    ),
    "source that runs a program": (
        [(ORGS, "    url: https://organisaties.overheid.nl/98010/nctv", "    url: javascript:alert(1)")],
        [(ORGS, "    url: javascript", "sources.roo-nctv.url", "Schrijf het hele adres, met https://")],
    ),
    "mail address": (
        [(ORGS, "address: ess@minszw.nl", "address: ess@minszw")],
        [(ORGS, "      address: ess@", "organisations[6].email.address", "Schrijf het zo: info@organisatie.nl")],
    ),
    "hours": (
        [(ORGS, MAIL, hours(times="8-17") + MAIL)],
        [(ORGS, "      times: 8-17", "organisations[4].hours.times", "Schrijf ze zo: 08:00-17:00")],
    ),
    "days": (
        [(ORGS, MAIL, hours(days="werkdagen") + MAIL)],
        [(ORGS, "      days: werk", "organisations[4].hours.days", "kies uit 'workdays' of 'daily'")],
    ),
    "date that does not exist": (
        [(ORGS, POLICE + "    source: hulp-bij-radicalisering\n    checked: 2026-11-23", POLICE + "    source: hulp-bij-radicalisering\n    checked: 2026-02-31")],
        [(ORGS, "    checked: 2026-02-31", "organisations[1].checked", "31 februari bestaat niet. In 2026 is 28 februari de laatste dag")],
    ),
    "date the other way round": (
        [(EDITION, "  date: 2026-11-23", "  date: 31-02-2026")],
        [(EDITION, "  date: 31", "edition.date", "31 februari bestaat niet")],
    ),
    "date as people say it": (
        [(EDITION, "  date: 2026-11-23", "  date: 3 nov. 2026")],
        [(EDITION, "  date: 3", "edition.date", "'3 nov. 2026' is geen datum. Schrijf die zo: 2026-11-03")],
    ),
    "date with month and day the other way round": (
        [(EDITION, "  date: 2026-11-23", "  date: 2026-23-11")],
        [(EDITION, "  date: 2026", "edition.date", "maand 23 bestaat niet. Schrijf eerst het jaar, dan de maand")],
    ),
    "date without dashes": (
        [(EDITION, "  date: 2026-11-23", "  date: 20261123")],
        [(EDITION, "  date: 2026", "edition.date", "Schrijf die zo: 2026-11-23")],
    ),
    "version in words": (
        [(EDITION, "version: 1", "version: een")],
        [(EDITION, "  version", "edition.version", "hier hoort een heel getal te staan")],
    ),
    "version zero": (
        [(EDITION, "version: 1", "version: 0")],
        [(EDITION, "  version", "edition.version", "dit moet 1 of meer zijn")],
    ),
    "version without end": (
        [(EDITION, "version: 1", "version: " + "9" * 1999)],
        [(EDITION, "  version", "edition.version", "dit moet 9999 of minder zijn")],
    ),
    "edition with another id than its file": (
        [(EDITION, "id: nationaal", "id: regio")],
        [(EDITION, "  id: regio", "edition.id", "het bestand heet nationaal.yaml. Schrijf hier ook nationaal")],
    ),
    "unknown origin": (
        [(EDITION, "origin: hulp-bij-radicalisering", "origin: hulp")],
        [(EDITION, "  origin", "edition.origin", "bron 'hulp' staat niet onder 'sources'")],
    ),
    "unknown source": (
        [(ORGS, "      source: roo-nctv", "      source: roo")],
        [(ORGS, "      source: roo\n", "organisations[7].web.source", "bron 'roo' staat niet onder 'sources'")],
    ),
    "unknown source of the app": (
        [(GUIDE, "    app_source: hoormij-112nl", "    app_source: hoormij")],
        [(GUIDE, "    app_source", "guidance.alert.app_source", "bron 'hoormij' staat niet onder 'sources'")],
    ),
    "unknown organisation": (
        [(GUIDE, "  label: iedereen\n      organisations: [politie, gemeente]", "  label: iedereen\n      organisations: [politie, brandweer]")],
        [(GUIDE, "organisations: [politie, brandweer]", "guidance.audiences[1].organisations[2]", "'brandweer' bestaat niet. Kies uit: ess, gemeente, lse,")],
    ),
    "unknown role": (
        [(ORGS, "    role: gemeente", "    role: burgemeester")],
        [(ORGS, "    role: burgemeester", "organisations[2].role", "rol 'burgemeester' bestaat niet. Kies uit: gemeente, wijkagent,")],
    ),
    "page of an organisation": (
        [(ORGS, "    web:\n      address: https://www.nctv.nl\n      source: roo-nctv\n      checked: 2026-11-23\n", "")],
        [(ORGS, "  - id: nctv", "organisations[7].web", "dit veld ontbreekt")],
    ),
    "organisation of an edition's own without a role": (
        [(ORGS, "    role: school\n    only_for: school", "    only_for: school")],
        [(ORGS, "    only_for: school", "organisations[8].only_for", "geef ook een 'role'")],
    ),
    "part of an unknown role": (
        [(GUIDE, "part_of: wijkagent", "part_of: agent")],
        [(GUIDE, "part_of: agent", "guidance.local.roles[6].part_of", "rol 'agent' bestaat niet")],
    ),
    "organisation in no group": (
        [(GUIDE, "heading: Voor uw werk\n      organisations: [ess, nctv]", "heading: Voor uw werk\n      organisations: [ess]")],
        [(GUIDE, "  groups:", "guidance.groups", "'nctv' staat in geen enkele groep")],
    ),
    "organisation in two groups": (
        [(GUIDE, "heading: Voor uw werk\n      organisations: [ess, nctv]", "heading: Voor uw werk\n      organisations: [ess, nctv, lse]")],
        [(GUIDE, "  groups:", "guidance.groups", "'lse' staat in meer dan één groep")],
    ),
    "two organisations with one id": (
        [(ORGS, "  - id: nctv", "  - id: ess"), (GUIDE, "heading: Voor uw werk\n      organisations: [ess, nctv]", "heading: Voor uw werk\n      organisations: [ess]")],
        [
            (GUIDE, "      organisations: [ess, nctv]\n  situations_heading", "guidance.audiences[5].organisations[2]", "organisatie 'nctv' bestaat niet"),
            (GUIDE, "- organisations: [ess, nctv]\n          label", "guidance.situations[5].routes[1].organisations[2]", "organisatie 'nctv' bestaat niet"),
            (ORGS, "  - id: ess\n    name: Nationaal", "organisations[7].id", "'ess' bestaat al, kies een ander"),
        ],
    ),
    "id with capitals and spaces": (
        [(ORGS, "  - id: nctv", "  - id: N C T V")],
        [(ORGS, "  - id: N", "organisations[7].id", "gebruik alleen kleine letters, cijfers en streepjes, bijvoorbeeld uw-gemeente")],
    ),
    "source id with capitals": (
        [(ORGS, "  roo-nctv:", "  ROO NCTV:")],
        [(ORGS, "  ROO NCTV:", "sources.ROO NCTV", "gebruik alleen kleine letters, cijfers en streepjes")],
    ),
    "bold words that are not there": (
        [(ORGS, "strong: [wijkagent]", "strong: [wijkagenten]")],
        [(ORGS, "    what:\n      text: Vraag naar de wijkagent", "organisations[1].what", "'strong' noemt 'wijkagenten'; dat moet precies één keer")],
    ),
    "bold words that are there twice": (
        [(ORGS, "strong: [Bel zo snel mogelijk]", "strong: [e]")],
        [(ORGS, "    when:\n      text: Bel zo snel", "organisations[1].when", "precies één keer in de tekst staan")],
    ),
    "words to keep in Dutch that are not there": (
        [(ORGS, "dutch: [wijkagent]", "dutch: [agent van de wijk]")],
        [(ORGS, "    what:\n      text: Vraag naar de wijkagent", "organisations[1].what", "'dutch' noemt 'agent van de wijk'; dat moet precies één keer")],
    ),
    "placeholder that is gone": (
        [(LABELS, "card_first: 'Begin hier: {name}'", "card_first: Begin hier")],
        [(LABELS, "  card_first", "labels.card_first", "precies deze invulplaatsen: {name}")],
    ),
    "placeholder that does not exist": (
        [(LABELS, "card_first: 'Begin hier: {name}'", "card_first: Begin hier {naam}")],
        [(LABELS, "  card_first", "labels.card_first", "precies deze invulplaatsen: {name}")],
    ),
    "placeholder twice": (
        [(LABELS, "card_first: 'Begin hier: {name}'", "card_first: Begin hier {name} {name}")],
        [(LABELS, "  card_first", "labels.card_first", "precies deze invulplaatsen: {name}")],
    ),
    "placeholder that reaches into the program": (
        [(LABELS, "card_first: 'Begin hier: {name}'", "card_first: Begin hier {name.__class__}")],
        [(LABELS, "  card_first", "labels.card_first", "precies deze invulplaatsen: {name}")],
    ),
    "brace without a partner": (
        [(LABELS, "card_first: 'Begin hier: {name}'", "card_first: Begin {name} } hier")],
        [(LABELS, "  card_first", "labels.card_first", "precies deze invulplaatsen: {name}")],
    ),
    "placeholder in a plain text": (
        [(GUIDE, "title: Bent u bang", "title: Bent {u} bang")],
        [(GUIDE, "  title: Bent", "guidance.title", "accolades { } zijn voor invulplaatsen, en die heeft deze tekst niet")],
    ),
    "placeholder for an organisation that is not named": (
        [(GUIDE, "        organisations: [lse, meld-misdaad-anoniem]", "        organisations: [lse]")],
        [(GUIDE, "more: Bij {lse}", "guidance.calling.items[2].more", "precies deze invulplaatsen: {lse}")],
    ),
    "a date before the facts were checked": (
        [(EDITION, "  date: 2026-11-23", "  date: 2025-11-23")],
        [(EDITION, "  date: 2025", "edition.date", "nagekeken na deze datum: zet hier 2026-11-23")],
    ),
    "name of 200 letters": (
        [(ORGS, POLICE, f"  - id: politie\n    name: {'P' * 200}\n")],
        [(ORGS, "    name: PPP", "organisations[1].name", "dit is te lang: 120 tekens is het meeste")],
    ),
    "text of 401 letters": (
        [(GUIDE, "title: Bent u bang dat iemand radicaliseert?", f"title: {'M' * 401}")],
        [(GUIDE, "  title: MMM", "guidance.title", "dit is te lang: 400 tekens is het meeste")],
    ),
    "field twice": (
        [(ORGS, POLICE, POLICE + "    name: Politie\n")],
        [(ORGS, "    name: Politie\n    source", "organisations[1]", "'name' staat hier nog eens (ook op regel {line-1})")],
    ),
    "several mistakes in every file": (
        [
            (ORGS, PHONE, "      number: 0900-WIJK\n"),
            (ORGS, MAIL, hours(times="8-17") + MAIL),
            (GUIDE, "      label: iedereen\n", "      lable: iedereen\n"),
            (LABELS, "card_first: 'Begin hier: {name}'", "card_first: Begin hier"),
            (LABELS, "link_email: Mail naar {address}", "link_email: Mail naar {adres}"),
            (EDITION, "  publisher: Wegwijs", "  publisher: &w Wegwijs"),
        ],
        [
            (EDITION, "  publisher", "edition.publisher", "anker &w wordt niet gebruikt, haal het weg"),
            (GUIDE, "    - id: iedereen", "guidance.audiences[1].label", "dit veld ontbreekt"),
            (GUIDE, "      lable", "guidance.audiences[1].lable", "Bedoelt u 'label'?"),
            (LABELS, "  link_email", "labels.link_email", "{address}"),
            (LABELS, "  card_first", "labels.card_first", "{name}"),
            (ORGS, "      number: 0900-WIJK", "organisations[1].phone.number", "Schrijf alleen cijfers"),
            (ORGS, "      times: 8-17", "organisations[4].hours.times", "Schrijf ze zo"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_file_line_field_and_advice(
    folder: Folder, mistake: str
) -> None:
    edits, told = MISTAKES[mistake]
    for edit in edits:
        folder.edit(*edit)
    found = folder.problems()
    expected = [
        (f"sources/{name}.yaml", folder.line(name, start), field) for name, start, field, _ in told
    ]
    assert [problem[:3] for problem in found] == expected
    for (_, line, _, message), (*_, part) in zip(found, told, strict=True):
        assert part.replace("{line-1}", str(line - 1)) in message


def test_a_letter_that_no_typeface_has_is_told_with_its_line(folder: Folder) -> None:
    folder.edit(GUIDE, "lead: U hoeft", "lead: \u304aU hoeft")
    absent: Callable[[str], str | None] = lambda text: "\u304a" if "\u304a" in text else None  # noqa: E731
    with pytest.raises(InvalidSources) as refused:
        load("nationaal", folder.root, missing_glyph=absent)
    (problem,) = refused.value.problems
    line = folder.line(GUIDE, "  lead: \u304a")
    assert (
        str(problem)
        == f"sources/guidance.yaml:{line}: guidance.lead: teken '\u304a' (U+304A) staat in geen van de lettertypen"
    )


@pytest.mark.parametrize(
    ("name", "section"), [(ORGS, "organisations"), (GUIDE, "guidance"), (LABELS, "labels")]
)
def test_a_section_that_is_not_there_is_told(folder: Folder, name: str, section: str) -> None:
    (folder.root / f"{name}.yaml").unlink()
    assert ("sources", 0, section, "dit onderdeel ontbreekt") in folder.problems()


def test_a_file_that_would_be_passed_over_for_its_name_is_told(folder: Folder) -> None:
    (folder.root / "onze.yml").write_text("organisations: []\n")
    assert folder.problems() == [
        ("sources/onze.yml", 0, "", "noem dit bestand onze.yaml, nu leest niemand het")
    ]


def test_an_edition_that_does_not_exist_names_those_that_do(folder: Folder) -> None:
    shutil.copy(folder.root / f"{EDITION}.yaml", folder.root / "editions" / "regio.yaml")
    for name in ("landelijk", "../guidance", ""):
        with pytest.raises(UnknownEdition, match="Kies uit: nationaal, regio") as refused:
            load(name, folder.root)
        assert "Kies uit: nationaal, regio" in str(refused.value)


# --- a folder of one's own --------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "eigen" / "editions").mkdir(parents=True)
    return tmp_path / "eigen"


def test_a_section_in_the_users_folder_replaces_the_shipped_one_and_nothing_else(
    own: Path, pack: Pack
) -> None:
    labels = (
        (SHIPPED / "labels.yaml")
        .read_text("utf-8")
        .replace("kicker: Wegwijzer", "kicker: Onze wijzer")
    )
    (own / "woorden.yaml").write_text(labels, "utf-8")
    mine = load("nationaal", SHIPPED, own).pack
    assert mine.labels.kicker.text == "Onze wijzer"
    assert mine.model_copy(update={"labels": pack.labels}) == pack


def test_an_edition_of_ones_own_may_bring_its_own_source(own: Path, pack: Pack) -> None:
    (own / "editions" / "school.yaml").write_text(
        "sources:\n  onze-site:\n    title: Onze school\n    url: https://www.onzeschool.nl\n"
        "edition:\n  id: school\n  publisher: Onze school\n  version: 7\n  date: 2026-12-01\n  origin: onze-site\n"
    )
    assert editions(SHIPPED, own) == ["nationaal", "school", *EXAMPLES]
    mine = load("school", SHIPPED, own).pack
    assert (mine.edition.publisher, mine.edition.version) == ("Onze school", 7)
    assert mine.sources == pack.sources | {"onze-site": mine.sources["onze-site"]}
    assert (mine.organisations, mine.guidance) == (pack.organisations, pack.guidance)


def test_a_mistake_in_the_users_folder_is_told_with_that_folder(own: Path) -> None:
    (own / "editions" / "school.yaml").write_text("edition:\n  id: school\n  origin: nergens\n")
    with pytest.raises(InvalidSources) as refused:
        load("school", SHIPPED, own)
    assert [(p.file, p.line, p.field) for p in refused.value.problems] == [
        ("eigen/editions/school.yaml", 1, f"edition.{field}")
        for field in ("date", "publisher", "version")
    ]


# --- the shipped data -------------------------------------------------------------------------


def scalars() -> Iterator[str]:
    for file in sorted(SHIPPED.rglob("*.yaml")):
        yield from (text for _, text in read(file, file.name).scalars())


def test_the_shipped_national_pack_loads(pack: Pack) -> None:
    assert editions(SHIPPED) == ["nationaal", *EXAMPLES]
    assert [organisation.id for organisation in pack.organisations] == [
        *("politie", "gemeente", "vertrouwensinspecteurs", "lse", "meld-misdaad-anoniem", "ess", "nctv", "school")
    ]  # fmt: skip
    assert pack.guidance.alert.number.target == "tel:112"


def test_every_number_and_address_of_the_source_page_is_in_the_pack(pack: Pack) -> None:
    values = {
        (organisation.id, value.address if hasattr(value, "address") else value.number)
        for organisation in pack.organisations
        for value in (organisation.phone, organisation.email)
        if value
    }
    assert values == {
        ("politie", Phone.parse("0900-8844")),
        ("vertrouwensinspecteurs", Phone.parse("0900-1113111")),
        ("lse", Phone.parse("088 20 80 080")),
        ("lse", Email.parse("info@hetlse.nl")),
        ("meld-misdaad-anoniem", Phone.parse("0800-7000")),
        ("ess", Email.parse("ess@minszw.nl")),
    }


def test_every_fact_has_a_source_that_exists_and_a_day_on_which_it_was_checked(pack: Pack) -> None:
    facts = [value for _, value, _ in walk(pack) if isinstance(value, Fact)]
    assert len(facts) > 40
    for fact in facts:
        assert fact.source in pack.sources
        assert date(2026, 1, 1) <= fact.checked <= pack.edition.date
    assert pack.guidance.alert.app_source in pack.sources
    assert all(source.url for source in pack.sources.values())


def test_every_source_is_the_source_of_something(pack: Pack) -> None:
    used = {value.source for _, value, _ in walk(pack) if isinstance(value, Fact)}
    assert set(pack.sources) == used | {pack.guidance.alert.app_source, pack.edition.origin}


# From facts.md: weak, old or in conflict with a better source, or not for people who seek help.
UNCONFIRMED = [
    *("088-6628844", "088 669 60 60", "088-6696000", "070 333 4558", "(070) 333 4555", "(070) 751 50 50"),
    *("0800-8112", "06-81893529", "+31 30 670 60 01", "030 670 60 01", "0900-0235", "+31 70 214 02 14"),
]  # fmt: skip
FORBIDDEN = [
    r"0800-?700(?!0)",
    r"communicatie@nctv|informatieverzoekenwoo@",
    r"//(www\.)?hetlse\.nl",
    r"(?<!@)\bhetlse\.nl",
    r"platformjep|platform jep|familiesteunpunt",
    r"onderwijsinspectie\.nl/onderwerpen/vertrouwensinspecteurs",
    r"meldmisdaadanoniem\.nl/campagnes",
]


@pytest.mark.parametrize("number", UNCONFIRMED)
def test_a_number_that_is_not_confirmed_is_nowhere_in_the_data_however_it_is_written(
    number: str,
) -> None:
    digits = re.sub(r"\D", "", number)
    for text in scalars():
        assert digits not in re.sub(r"[ ().-]", "", text)


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_what_must_not_be_printed_is_nowhere_in_the_data(pattern: str) -> None:
    for text in scalars():
        assert not re.search(pattern, text, re.IGNORECASE)


def test_what_is_not_known_of_an_organisation_is_left_out(pack: Pack) -> None:
    known = {
        organisation.id: {
            field for field in ("phone", "email", "hours", "cost") if getattr(organisation, field)
        }
        for organisation in pack.organisations
    }
    assert known == {
        "politie": {"phone"},
        "gemeente": set(),
        "vertrouwensinspecteurs": {"phone"},  # its hours and tariff rest on no source of its own
        "lse": {"phone", "email"},
        "meld-misdaad-anoniem": {"phone", "cost"},
        "ess": {"email"},
        "nctv": set(),
        "school": set(),
    }


def test_numbers_come_from_where_the_colophon_says(pack: Pack) -> None:
    assert "van de organisaties of uit een overheidsregister" in pack.labels.colophon_numbers.text
    pages = [one.web.address for one in pack.organisations if one.web]  # the register among them
    origin = pack.sources[pack.edition.origin].url
    known = {url.display for url in (*pages, origin) if url}
    facts = [
        fact
        for one in pack.organisations
        for fact in (one.phone, one.email, one.web, one.cost)
        if fact
    ]
    for fact in (*facts, pack.guidance.alert):
        source = pack.sources[fact.source].url
        assert source and source.display in known


def test_every_web_address_is_of_the_organisation_itself_or_of_the_government(pack: Pack) -> None:
    pages = {one.id: one.web.address for one in pack.organisations if one.web}
    assert pages == {
        "politie": Url.parse("https://www.politie.nl/contact/"),
        "gemeente": Url.parse("https://organisaties.overheid.nl"),
        "vertrouwensinspecteurs": Url.parse("https://www.onderwijsinspectie.nl/contact"),
        "lse": Url.parse("https://www.landelijksteunpuntextremisme.nl"),
        "meld-misdaad-anoniem": Url.parse("https://www.meldmisdaadanoniem.nl"),
        "ess": Url.parse("https://www.socialestabiliteit.nl"),
        "nctv": Url.parse("https://www.nctv.nl"),
    }


@given(st.text("{}ab", max_size=12))
def test_a_text_without_a_lonely_brace_can_be_filled_in(text: str) -> None:
    names = placeholders(text)
    if "{" in names:
        return
    filled = re.sub(r"\{[^{}]*\}", "", text)
    assert "{" not in filled
    assert "}" not in filled
    assert text.count("{") == text.count("}") == len(names)


def test_an_edition_beside_the_folder_of_editions_is_told_where_it_belongs(tmp_path: Path) -> None:
    text = (SHIPPED / "editions" / "nationaal.yaml").read_text("utf-8")
    (tmp_path / "kofschip.yaml").write_text(text.replace("id: nationaal", "id: kofschip"), "utf-8")
    with pytest.raises(InvalidSources) as told:
        load("nationaal", SHIPPED, tmp_path)
    assert "Noem dit bestand editions/kofschip.yaml" in str(told.value)


def test_an_edition_asks_for_the_products_that_the_caller_has(tmp_path: Path) -> None:
    text = (SHIPPED / "editions" / "nationaal.yaml").read_text("utf-8")
    own = tmp_path / "editions" / "eigen.yaml"
    own.parent.mkdir()
    text = re.sub(r"(?m)^  (id: nationaal|products: .*)$", "", text)
    own.write_text(
        text.replace("edition:", "edition:\n  id: eigen\n  products: [Poster, kaart]"), "utf-8"
    )
    folders = (SHIPPED, tmp_path)
    assert load("eigen", *folders, products=("poster", "kaart")).pack.edition.products == (
        "poster",
        "kaart",
    )
    with pytest.raises(InvalidSources, match=r"products\[1\]: kies uit 'leaflet' of 'kaart'"):
        load("eigen", *folders, products=("leaflet", "kaart"))


# --- where the web pages of an edition come -----------------------------------------------------


@pytest.mark.parametrize(("typed", "leaves"), [("ja", True), ("true", True), ("Nee", False)])
def test_an_edition_says_where_its_web_pages_come_and_whether_one_can_leave_them(
    folder: Folder, typed: str, leaves: bool
) -> None:
    address = "https://www.lindewaard.example/zorgen/"
    folder.edit(EDITION, "  version: ", f"  site: {address}\n  exit: {typed}\n  version: ")
    edition = load("nationaal", folder.root).pack.edition
    assert edition.site == Url(address, "lindewaard.example")
    assert edition.exit is leaves


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("exit", "misschien", "kies uit true of false"),
        ("site", "https://lindewaard.example/?pagina=3", "zonder ? of #"),
        ("site", "http://lindewaard.example", "met https:// ervoor"),
    ],
)
def test_a_place_for_web_pages_that_is_none_is_told(
    folder: Folder, field: str, typed: str, told: str
) -> None:
    folder.edit(EDITION, "  version: ", f"  {field}: {typed}\n  version: ")
    ((_, _, at, message),) = folder.problems()
    assert at == f"edition.{field}"
    assert told in message


@pytest.mark.parametrize("typed", ["99.1x38.1", "99,1 x 38,1 mm", "99,1 × 38,1"])
def test_the_size_of_a_label_is_read_as_it_is_on_the_box(typed: str, folder: Folder) -> None:
    folder.edit(EDITION, "  version: ", f"  stickers: {{sheet: '{typed}'}}\n  version: ")
    assert load("nationaal", folder.root).pack.edition.stickers.sheet == "99.1x38.1"


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("sheet", "70x37", "kies uit '63.5x38.1', '99.1x38.1' of '63.5x46.6'"),
        ("each", "vel", "kies uit 'row' of 'sheet'"),
    ],
)
def test_a_sheet_of_labels_that_is_not_known_is_told(
    folder: Folder, field: str, typed: str, told: str
) -> None:
    folder.edit(EDITION, "  version: ", f"  stickers: {{{field}: {typed}}}\n  version: ")
    ((_, _, at, message),) = folder.problems()
    assert at == f"edition.stickers.{field}"
    assert told in message
