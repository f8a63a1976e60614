"""``check`` tells all that is wrong or doubtful in the data, where it stands and what to do."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import generate
from tests.conftest import LANGUAGES
from tests.sources.roo_export import everyone
from wegwijs.sources.checks.engine import check_editions
from wegwijs.sources.checks.sentences import sentences, word_count
from wegwijs.sources.importers.edition_text import mark
from wegwijs.sources.load import SHIPPED

TODAY = "2026-11-23"
ORGS, GUIDE = "organisations.yaml", "guidance.yaml"
Check = Callable[..., "Told"]


@dataclass
class Told:
    """What the command said."""

    code: int
    findings: list[dict[str, Any]]
    data: dict[str, Any]

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [finding for finding in self.findings if finding["kind"] == kind]

    def one(self, kind: str) -> dict[str, Any]:
        """The only finding there is."""
        assert [finding["kind"] for finding in self.findings] == [kind], self.findings
        return self.findings[0]


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    def run(*arguments: str | Path, today: str = TODAY) -> Told:
        code = generate.main(["check", "--json", "--today", today, *map(str, arguments)])
        data = json.loads(capsys.readouterr().out)
        return Told(code, data["findings"], data)

    return run


class Mine:
    """A user's own folder, with shipped files that somebody changed and editions of their own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "editions").mkdir(parents=True)

    def change(self, name: str, old: str, new: str) -> Mine:
        file = self.root / name
        if not file.exists():
            file.parent.mkdir(exist_ok=True)
            shutil.copy(SHIPPED / name, file)
        text = file.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        file.write_text(text.replace(old, new), "utf-8")
        return self

    def edition(self, id_: str, contact: str = "", **fields: str) -> Mine:
        rows = {
            "id": id_,
            "kind": "municipality",
            "name": id_.capitalize(),
            "publisher": "wij",
            "version": "1",
            "date": TODAY,
            "origin": "hulp-bij-radicalisering",
            **fields,
        }
        text = "edition:\n" + "".join(f"  {name}: {value}\n" for name, value in rows.items())
        if contact:
            text += "  contacts:\n" + contact
        (self.root / "editions" / f"{id_}.yaml").write_text(text, "utf-8")
        return self

    def line(self, name: str, words: str) -> int:
        """The line (1-based) where these words stand, once."""
        text = (self.root / name).read_text("utf-8")
        assert text.count(words) == 1, f"{words!r} stands {text.count(words)} times in {name}"
        return text[: text.index(words)].count("\n") + 1


@pytest.fixture
def mine(tmp_path: Path) -> Mine:
    return Mine(tmp_path / "mijn")


def contact(
    phone: str = "",
    *,
    role: str = "gemeente",
    label: str = "Gemeente",
    email: str = "",
    web: str = "",
    source: str = "zelf gebeld",
    checked: str = TODAY,
    review_after: str = "",
) -> str:
    rows = {
        "role": role,
        "label": f"'{label}'",
        "phone": phone,
        "email": email,
        "web": web,
        "source": source,
        "checked": checked,
        "review_after": review_after,
    }
    text = "".join(f"      {name}: {value}\n" for name, value in rows.items() if value)
    return "    - " + text.removeprefix("      ")


# --- what is right ------------------------------------------------------------------------------


def test_the_shipped_data_have_nothing_to_tell_of(check: Check) -> None:
    told = check()
    assert (told.code, told.findings) == (0, [])
    assert told.data["editions"] == [
        "nationaal",
        "voorbeeld-gemeente",
        "voorbeeld-school",
        "voorbeeld-workshop",
    ]
    states = {row["language"]: row["state"] for row in told.data["translations"]}
    assert {states[code] for code in LANGUAGES if code != "nl"} == {"concept"}


@pytest.mark.more
def test_all_municipalities_of_the_register_have_one_notice_and_no_false_alarm(
    tmp_path: Path, check: Check, capsys: pytest.CaptureFixture[str]
) -> None:
    export = tmp_path / "export.xml"
    export.write_text(everyone(), encoding="utf-8")
    assert generate.main(["import", "roo", str(export), "--into", str(tmp_path / "m")]) == 0
    capsys.readouterr()
    told = check("--sources", tmp_path / "m")
    assert len(told.data["editions"]) == 342
    found = told.one("qr-too-long")
    assert (told.code, found["severity"]) == (0, "notice")
    assert (found["file"], found["field"]) == ("m/editions/asten.yaml", "edition.contacts[1].web")
    assert "85 tekens, 62 is het meeste" in found["message"]
    assert "De QR-code gaat naar https://www.asten.nl," in found["message"]
    line = (tmp_path / "m/editions/asten.yaml").read_text("utf-8").splitlines()[found["line"] - 1]
    assert line.strip().startswith("web: https://www.asten.nl/gemeentebestuur")


def test_a_site_that_no_code_can_hold_is_told(mine: Mine, check: Check) -> None:
    address = f"https://www.{'wegwijs-' * 6}dorp.example/zorgen"
    mine.edition("dorp", contact("14 030", web=address))
    found = check("--sources", mine.root).one("qr-none")
    assert (found["severity"], found["field"]) == ("warning", "edition.contacts[1].web")
    assert "Er komt geen QR-code bij" in found["message"]


def test_a_place_of_web_pages_that_no_code_can_hold_is_told(mine: Mine, check: Check) -> None:
    site = f"https://www.dorp.example/{'wegwijs-' * 6}"
    mine.edition("dorp", contact("14 030"), site=site)
    found = check("--sources", mine.root).one("qr-none")
    assert (found["severity"], found["field"]) == ("notice", "edition.site")
    assert "Er komt geen QR-code bij" in found["message"]


# --- which editions -------------------------------------------------------------------------------


def test_own_editions_are_judged_alone_and_all_leaves_the_examples_out(
    mine: Mine, check: Check
) -> None:
    assert check("--sources", mine.root).data["editions"] == ["nationaal"]  # with own data
    mine.edition("utrecht", contact("14 030"))
    assert check("--sources", mine.root).data["editions"] == ["utrecht"]
    assert check("--sources", mine.root, "--all").data["editions"] == ["nationaal", "utrecht"]
    assert check("--sources", mine.root, "utrecht").data["editions"] == ["utrecht"]
    assert check("--all").data["editions"] == ["nationaal"]


def test_an_edition_that_is_not_there_is_a_mistake_in_the_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert generate.main(["check", "utrect"]) == 2
    assert "editie 'utrect' bestaat niet. Kies uit: nationaal," in capsys.readouterr().err
    assert generate.main(["check", "--all", "nationaal"]) == 2


# --- errors ---------------------------------------------------------------------------------------


def test_everything_that_cannot_be_printed_is_told_at_once_over_all_editions(
    mine: Mine, check: Check
) -> None:
    mine.edition("een", contact("030-28610O0")).edition("twee", contact("14 030", email="x@y"))
    mine.edition("drie", "", origin="nergens").edition("vier", contact("14 030", source=""))
    told = check("--sources", mine.root)
    assert told.code == 3
    assert [
        (f["file"], f["field"], f["kind"], f["severity"])
        for f in sorted(told.findings, key=lambda f: f["file"])
    ] == [
        ("mijn/editions/drie.yaml", "edition.origin", "invalid", "error"),
        ("mijn/editions/een.yaml", "edition.contacts[1].phone", "invalid", "error"),
        ("mijn/editions/twee.yaml", "edition.contacts[1].email", "invalid", "error"),
        ("mijn/editions/vier.yaml", "edition.contacts[1]", "no-source", "warning"),
    ]
    phone = next(f for f in told.findings if f["file"].endswith("een.yaml"))
    assert phone["line"] == mine.line("editions/een.yaml", "phone: 030-28610O0")
    assert phone["message"] == "'030-28610O0' is geen telefoonnummer"
    assert phone["advice"].startswith("Schrijf alleen cijfers")


def test_a_mistake_that_editions_share_is_told_once(mine: Mine, check: Check) -> None:
    mine.edition("een").edition("twee").change(ORGS, "number: 0800-7000", "number: 0800-70000")
    told = check("--sources", mine.root)
    found = told.one("invalid")
    assert (told.code, found["line"]) == (3, mine.line(ORGS, "number: 0800-70000"))


def test_a_letter_that_no_font_has_is_an_error(mine: Mine, check: Check) -> None:
    mine.edition("een", contact("14 030", label="Gemeente 漢"))
    assert (
        "staat in geen van de lettertypen"
        in check("--sources", mine.root).one("invalid")["message"]
    )


# --- contacts ---------------------------------------------------------------------------------------


def test_a_number_under_two_organisations_is_doubtful(mine: Mine, check: Check) -> None:
    mine.change(ORGS, "number: 0900-1113111", "number: '0900 8844'")
    told = check("--sources", mine.root)
    found = told.one("same-contact")
    assert (told.code, found["severity"], found["field"]) == (
        0,
        "warning",
        "organisations[3].phone.number",
    )
    assert found["line"] == mine.line(ORGS, "number: '0900 8844'")
    assert found["message"] == "0900 8844 staat ook bij Politie"
    assert check("--sources", mine.root, "--strict").code == 3


def test_the_emergency_number_as_that_of_an_organisation_is_refused(
    mine: Mine, check: Check
) -> None:
    mine.change(ORGS, "number: 0900-8844", "number: '112'")
    found = check("--sources", mine.root).one("invalid")
    assert "'112' is het alarmnummer, en dat staat al op elk product" in found["message"]
    assert found["advice"] == "Schrijf hier het nummer van de organisatie zelf"


@pytest.mark.parametrize(
    ("first", "second", "offered"),
    [
        ("030-286 10 00", "(0513) 12 34 56", "0513-12 34 56"),
        ("(030) 286 10 00", "0513 123456", "(0513) 123456"),
        ("030 286 10 00", "+31 (0)513 12 34 56", "0513 12 34 56"),
        ("+31 30 286 10 00", "0513-12 34 56", "+31 513 12 34 56"),
        ("030 286 10 00", "06-12345678", "06 12345678"),
        ("0900-1234", "0800 70 01", "0800-70 01"),
    ],
)
def test_one_way_of_writing_numbers_is_offered_and_not_asked_for(
    first: str, second: str, offered: str, mine: Mine, check: Check
) -> None:
    mine.edition("utrecht", contact(first) + contact(second, role="wijkagent"))
    told = check("--sources", mine.root, "--strict")
    found = told.one("phone-spelling")
    assert (found["severity"], found["field"]) == ("notice", "edition.contacts[2].phone")
    assert found["message"] == f"{second} is anders geschreven dan {first}"
    assert found["advice"].endswith(f"schrijf dan: {offered}")


def test_a_number_without_spaces_is_no_example_for_the_others(mine: Mine, check: Check) -> None:
    mine.edition("utrecht", contact("0302861000") + contact("06 12 34 56 78", role="wijkagent"))
    found = check("--sources", mine.root).one("phone-spelling")
    assert found["field"] == "edition.contacts[1].phone"
    assert found["advice"].endswith("Zo leest het beter: 030 286 10 00")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("030-286 10 00", "0513-123456"),
        ("030 286 10 00", "0900-1234"),
        ("030-286 10 00", "14 030"),
        ("030-286 10 00", "116 111"),
        ("+31 30 286 10 00", "088 20 80 081"),
        ("030-286 10 00", "+32 2 555 12 12"),
    ],
)
def test_numbers_that_are_written_alike_or_have_a_way_of_their_own_are_not_told(
    first: str, second: str, mine: Mine, check: Check
) -> None:
    mine.edition("utrecht", contact(first) + contact(second, role="wijkagent"))
    told = check("--sources", mine.root)
    assert (told.code, told.of("phone-spelling")) == (0, [])


def test_one_e_mail_address_under_two_organisations_is_doubtful(mine: Mine, check: Check) -> None:
    mine.change(ORGS, "address: ess@minszw.nl", "address: Info@hetlse.nl")
    found = check("--sources", mine.root).one("same-contact")
    assert found["message"] == "Info@hetlse.nl staat ook bij Landelijk Steunpunt Extremisme"


@pytest.mark.parametrize(
    ("field", "text", "number"),
    [
        ("label", "Balie 030 286 00 77", "030 286 00 77"),
        ("name", "Jan, +31 6 12 34 56 78", "+31 6 12 34 56 78"),
        ("phone_for", "Overdag, anders 14 030", "14 030"),
        ("label", "Buurtteam 2026-2027, kamer 0.12", None),
        ("phone_for", "Op werkdagen tot 17.00 uur", None),
        ("phone_for", "Overdag, 09.00-12.30 en 13.00 \u2013 17.00", None),
        ("phone_for", "Vanaf 01-09-2026 of 1/10/2026", None),
        ("label", "Gemeente 030/2860001", "030/2860001"),
        ("label", "Gemeente (030) 286 00 01", "(030) 286 00 01"),
    ],
)
def test_a_number_between_words_is_told(
    field: str, text: str, number: str | None, mine: Mine, check: Check
) -> None:
    """It is printed as typed: nobody validates it, and no phone dials it."""
    fields = {"label": "Gemeente", field: text}
    more = "".join(f"      {one}: '{said}'\n" for one, said in fields.items() if one != "label")
    mine.edition("utrecht", contact("030 286 00 01", label=fields["label"]) + more)
    found = check("--sources", mine.root).of("number-in-words")
    told = [(one["field"].rpartition(".")[2], one["message"]) for one in found]
    asked = f"hier staat een nummer tussen woorden: {number}. Niemand kijkt dat na"
    assert told == ([(field, asked)] if number else [])


def test_an_organisation_with_two_numbers_is_doubtful(mine: Mine, check: Check) -> None:
    mine.change(ORGS, "name: Meld Misdaad Anoniem", "name: Landelijk Steunpunt Extremisme")
    two = check("--sources", mine.root).of("two-numbers")
    assert [f["field"] for f in two] == ["organisations[5].phone.number"]
    assert "heeft hier 0800-7000, en elders 088 20 80 080" in two[0]["message"]
    assert f"mijn/organisations.yaml:{mine.line(ORGS, 'number: 088 20 80 080')}" in two[0]["advice"]


@pytest.mark.parametrize(
    ("label", "doubtful"),
    [
        ("Gemeente, openbare orde", True),
        ("Steunpunt", True),
        ("Advies van het LSE", False),
        ("Landelijk Steunpunt Extremisme", False),
        ("Hulse", True),  # LSE is a word, not a part of one
    ],
)
def test_a_national_number_under_another_name_is_doubtful_unless_the_label_says_whose_it_is(
    mine: Mine, check: Check, label: str, doubtful: bool
) -> None:
    mine.edition("utrecht", contact("(088) 208 00 80", role="steun", label=label))
    told = check("--sources", mine.root)
    if not doubtful:
        assert told.findings == []
        return
    found = told.one("national-number")
    assert found["line"] == mine.line("editions/utrecht.yaml", "phone:")
    assert "(088) 208 00 80 is het nummer van Landelijk Steunpunt Extremisme" in found["message"]


def test_another_number_for_a_national_organisation_is_doubtful(mine: Mine, check: Check) -> None:
    mine.edition("utrecht", contact("030 286 10 00", role="steun", label="LSE"))
    found = check("--sources", mine.root).one("two-numbers")
    assert "heeft hier 030 286 10 00, en elders 088 20 80 080" in found["message"]
    assert found["file"] == "mijn/editions/utrecht.yaml"


def test_two_editions_of_one_municipality_with_two_numbers_are_doubtful(
    mine: Mine, check: Check
) -> None:
    mine.edition("oost", contact("030 286 10 00"), name="Utrecht")
    mine.edition("west", contact("14 030"), name="Utrecht")
    assert check("--sources", mine.root).one("two-numbers")["file"] == "mijn/editions/west.yaml"


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ({"phone": "030 286 10 00"}, {"phone": "030-2861000"}, "030-2861000"),
        ({"phone": "14 030"}, {"phone": "14 030"}, None),  # an area code with a menu
        (
            {"phone": "088 432 70 00", "email": "info@druten.nl"},  # one call centre
            {"phone": "088 432 70 00", "email": "info@wijchen.nl"},
            None,
        ),
        ({"phone": "14 030", "email": "a@b.nl"}, {"phone": "14 033", "email": "a@b.nl"}, "a@b.nl"),
        ({"web": "https://www.een.nl"}, {"web": "https://www.een.nl/"}, "https://www.een.nl/"),
    ],
)
def test_a_contact_that_seems_forgotten_in_a_copied_edition_is_doubtful(
    mine: Mine, check: Check, first: dict[str, str], second: dict[str, str], told: str | None
) -> None:
    mine.edition("een", contact(**first)).edition("twee", contact(**second))
    result = check("--sources", mine.root)
    if told is None:
        assert result.findings == []
    else:
        found = result.one("same-contact")
        assert found["file"] == "mijn/editions/twee.yaml"
        assert found["message"] == f"{told} is ook van Een (mijn/editions/een.yaml)"


# --- sources --------------------------------------------------------------------------------------


def test_a_contact_that_does_not_say_where_it_comes_from_is_told(mine: Mine, check: Check) -> None:
    mine.edition("utrecht", contact("14 030", source=""))
    found = check("--sources", mine.root).one("no-source")
    assert found["line"] == mine.line("editions/utrecht.yaml", "- role: gemeente")


def test_a_number_that_somebody_changed_under_the_source_of_the_register_is_told(
    mine: Mine, check: Check
) -> None:
    register = "Register van Overheidsorganisaties, 16-05-2026"
    imported = {"imported": f"{mark('Utrecht')} {mark('14 030')}"}
    mine.edition("utrecht", contact("14 030", source=register), **imported)
    assert not check("--sources", mine.root).of("source-of-another")
    mine.edition("utrecht", contact("030-286 10 00", source=register), **imported)
    found = check("--sources", mine.root).one("source-of-another")
    assert found["line"] == mine.line("editions/utrecht.yaml", "phone:")
    assert "030-286 10 00 komt niet uit het register" in found["message"]
    mine.edition("utrecht", contact("030-286 10 00", source="gebeld"), **imported)
    assert not check("--sources", mine.root).of("source-of-another")


def test_a_source_that_no_fact_names_is_told_when_all_editions_are_read(
    mine: Mine, check: Check
) -> None:
    mine.edition("utrecht", contact("14 030"), origin="eigen").edition("zeist")
    path = mine.root / "bronnen.yaml"
    path.write_text("sources:\n  eigen: {title: Van ons}\n  over: {title: Te veel}\n", "utf-8")
    later = mine.root / "later.yaml"  # another file with sources is read after it
    later.write_text("sources:\n  eigen: {title: Van ons}\n", "utf-8")
    found = check("--sources", mine.root).one("unused-source")
    assert (found["file"], found["line"], found["field"]) == (
        "mijn/bronnen.yaml",
        3,
        "sources.over",
    )
    assert check("--sources", mine.root, "utrecht").findings == []  # another may name it


def test_shipped_sources_that_own_data_put_out_of_use_are_no_trouble_of_the_user(
    mine: Mine, check: Check
) -> None:
    text = (SHIPPED / ORGS).read_text("utf-8")
    (mine.root / ORGS).write_text(text[text.index("organisations:") :].replace("ess-over", "ess-nieuws-2023"), "utf-8")  # fmt: skip
    assert check("--sources", mine.root).findings == []


# --- age ------------------------------------------------------------------------------------------


def test_each_fact_past_its_review_date_is_told_with_who_to_ask(mine: Mine, check: Check) -> None:
    mine.edition(
        "utrecht",
        contact("14 030", checked="2026-01-02", review_after="2026-11-22", source="de griffie"),
        name="Utrecht",
    )
    told = check("--sources", mine.root)
    found = told.one("review-due")
    assert told.code == 0
    assert (found["owner"], found["checked"], found["due"], found["ask"]) == (
        "Utrecht",
        "2026-01-02",
        "2026-11-23",
        "de griffie",
    )
    assert found["field"] == "edition.contacts[1].checked"
    assert found["line"] == mine.line("editions/utrecht.yaml", "checked: 2026-01-02")
    assert "Vraag na bij: de griffie" in found["advice"]
    assert "'review_after'" in found["advice"]
    assert check("--sources", mine.root, "--strict").code == 3


def test_the_old_facts_of_an_organisation_are_one_line_with_a_number_and_whom_to_ask(
    mine: Mine, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("utrecht", "zeist"):
        mine.edition(name, contact("14 030"), name=name.capitalize())
    generate.main(["check", "--sources", str(mine.root), "--today", "2028-03-01"])
    told = [line for line in capsys.readouterr().out.splitlines() if "te lang geleden" in line]
    (police,) = [line for line in told if ": Politie: " in line]
    assert ": Politie: 7 gegevens te lang geleden nagekeken (sinds 24-11-2027). " in police
    assert police.count("Vraag na bij: ") == police.count("'checked'") == 1
    (towns,) = [line for line in told if "Utrecht en Zeist: elk 1 gegeven te lang" in line]
    assert "editions/utrecht.yaml en " in towns


def test_a_fact_is_too_old_a_year_after_it_was_checked_and_announced_60_days_before(
    check: Check,
) -> None:
    lines = (SHIPPED / ORGS).read_text("utf-8").splitlines()
    for today, kind, severity in (
        ("2027-09-24", None, None),
        ("2027-09-25", "review-soon", "notice"),
        ("2027-11-23", "review-soon", "notice"),
        ("2027-11-24", "review-due", "warning"),
    ):
        told = check("nationaal", "--strict", today=today)
        expected = [kind] if kind else []
        assert sorted({f["kind"] for f in told.findings}) == expected, today
        assert told.code == (3 if severity == "warning" else 0)  # a notice is not made stricter
        for found in told.findings:
            if found["file"].endswith(ORGS):
                assert lines[found["line"] - 1].strip() == "checked: 2026-11-23"
    lse = [f for f in told.findings if f["owner"] == "Landelijk Steunpunt Extremisme"]
    assert {f["field"] for f in lse} >= {
        "organisations[4].phone.checked",
        "organisations[4].anonymous.checked",
    }
    asked = {f["field"]: f["ask"] for f in lse}
    assert asked["organisations[4].anonymous.checked"].startswith("VNG, advies en ondersteuning")


# --- plain Dutch ----------------------------------------------------------------------------------

TWENTY = "Bel ons als u zich zorgen maakt over iemand in uw buurt, op uw werk of bij u thuis als"


def test_a_sentence_of_more_than_20_words_is_told_with_its_line(mine: Mine, check: Check) -> None:
    mine.change(
        GUIDE, "lead: U hoeft dit niet alleen uit te zoeken. ", f"lead: {TWENTY}. Dat mag. "
    )
    assert check("--sources", mine.root).of("long-sentence") == []
    mine.change(GUIDE, f"{TWENTY}. Dat", f"{TWENTY} dat")
    (found,) = check("--sources", mine.root).of("long-sentence")
    assert found["message"] == f"een zin van 22 woorden: '{TWENTY} dat mag.'"
    assert (found["file"], found["field"]) == ("mijn/guidance.yaml", "guidance.lead")
    assert found["line"] == mine.line(GUIDE, "  lead: Bel ons")


def test_a_word_from_an_office_is_told_with_the_word_that_people_say(
    mine: Mine, check: Check
) -> None:
    mine.change(
        GUIDE,
        "- Vertel het aan politie én gemeente.",
        "- Vertel het tevens aan de ander, indien u wilt.",
    )
    told = check("--sources", mine.root).of("difficult-word")
    assert [(f["message"], f["advice"]) for f in told] == [
        ("'indien' is een moeilijk woord", "Schrijf 'als'"),
        ("'tevens' is een moeilijk woord", "Schrijf 'ook'"),
    ]


@pytest.mark.parametrize("number", ["030-286 10 00", "0900-8844", "14 030", "+31 88 20 80 080"])
def test_a_number_in_a_running_text_is_told(mine: Mine, check: Check, number: str) -> None:
    mine.change(GUIDE, "- Ook als u twijfelt.", f"- Of bel {number}.")
    (found,) = check("--sources", mine.root).of("number-in-text")
    assert found["message"].startswith(f"'{number}' staat in een lopende tekst")


@pytest.mark.parametrize(
    "text", ["Open van 8.00 tot 17.00 uur.", "Sinds 11 februari 2023.", "Versie 2026-11-23."]
)
def test_other_digits_in_a_text_are_no_number(mine: Mine, check: Check, text: str) -> None:
    mine.change(GUIDE, "- Ook als u twijfelt.", f"- {text}")
    assert check("--sources", mine.root).of("number-in-text") == []


def test_the_wording_of_texts_that_the_user_did_not_write_is_left_alone(
    tmp_path: Path, mine: Mine
) -> None:
    mine.edition("utrecht", contact("14 030"))
    theirs = tmp_path / "landelijk"
    shutil.copytree(SHIPPED, theirs)
    text = (theirs / GUIDE).read_text("utf-8")
    hard = text.replace(
        "- Vertel het aan politie én gemeente.", f"- {TWENTY} u twijfelt, tevens thuis."
    )
    (theirs / GUIDE).write_text(hard, "utf-8")

    def told(*folders: Path) -> set[str]:
        day = date.fromisoformat(TODAY)
        found = check_editions(
            ["nationaal"], folders, day, lambda fonts: lambda text: None
        ).findings
        return {finding.kind for finding in found} - {"translation-not-ready"}

    assert told(theirs) == {"long-sentence", "difficult-word"}
    assert told(theirs, mine.root) == set()


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Zorgen om iemand?", True),
        ("Zorgen om radicalisering?", False),
        ("Wordt iemand extremist?", False),
    ],
)
def test_a_title_that_does_not_name_the_subject_is_told(
    mine: Mine, check: Check, title: str, told: bool
) -> None:
    mine.edition("utrecht", contact("14 030"))
    mine.change("editions/utrecht.yaml", "  version: 1", f"  title: {title}\n  version: 1")
    found = check("--sources", mine.root).of("no-subject")
    assert [one["field"] for one in found] == (["edition.title"] if told else [])


WORDS = st.lists(st.from_regex(r"[a-zé]{1,8}", fullmatch=True), min_size=1, max_size=30)


@st.composite
def written(draw: st.DrawFn) -> list[str]:
    """Sentences as people type them: a capital, words, placeholders, commas, an end."""
    found = []
    for words in draw(st.lists(WORDS, min_size=1, max_size=6)):
        first = draw(st.sampled_from([words[0].capitalize(), "{lse}", "Écht"]))
        rest = [draw(st.sampled_from([word, word + ",", "{app}"])) for word in words[1:]]
        found.append(" ".join([first, *rest]).rstrip(",") + draw(st.sampled_from(".!?")))
    return found


@given(written())
def test_sentences_are_found_as_they_were_typed_and_their_words_counted(typed: list[str]) -> None:
    found = sentences(" ".join(typed))
    assert found == typed
    assert [word_count(one) for one in found] == [len(one.split()) for one in typed]


@given(st.text())
@example("{\N{LINEAR B SYLLABLE B008 A}}")  # two units in UTF-16
def test_no_letter_is_lost_between_sentences(text: str) -> None:
    assert re.sub(r"\s", "", "".join(sentences(text))) == re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bel b.v. om 8.00 uur met nr. drie.", 1),
        ('Hij zei: "Ga weg." Toen ging ik.', 2),
        ("😀 Hoi. Dag.", 2),
        ("Vraag of dat mag. {lse} helpt.", 2),
        ("kijk op internet", 1),
        ("", 0),
    ],
)
def test_a_point_in_a_number_or_an_abbreviation_ends_no_sentence(text: str, count: int) -> None:
    assert len(sentences(text)) == count


# --- translations -----------------------------------------------------------------------------------


def test_a_translation_with_a_fault_is_an_error_on_its_line(mine: Mine, check: Check) -> None:
    mine.change("locale/de.po", 'msgstr "Zur Website {domain}"', 'msgstr "Zur Website {domein}"')
    told = check("--sources", mine.root)
    assert told.code == 3
    assert {(f["kind"], f["severity"], f["file"], f["field"]) for f in told.findings} == {
        ("translation", "error", "mijn/locale/de.po", "labels.link_web")
    }
    line = mine.line("locale/de.po", "{domein}")
    assert all(abs(f["line"] - line) <= 2 for f in told.findings)


def test_a_translation_that_replaces_that_of_the_program_is_told(mine: Mine, check: Check) -> None:
    mine.change("locale/de.po", 'msgstr "Zur Website {domain}"', 'msgstr "Website {domain}"')
    found = check("--sources", mine.root).one("translation-replaced")
    assert (found["severity"], found["field"]) == ("notice", "labels.link_web")
    assert found["message"].startswith("1 vertaling is hier anders dan in het programma")
    assert "Het programma heeft nu: 'Zur Website {domain}'" in found["message"]
    assert abs(found["line"] - mine.line("locale/de.po", '"Website {domain}"')) <= 2


def test_dutch_that_changed_is_told_for_the_languages_that_somebody_asks_for(
    mine: Mine, check: Check
) -> None:
    mine.change(GUIDE, "- Ook als u twijfelt.", "- Ook bij twijfel.")
    told = check("--sources", mine.root)
    assert told.code == 0
    assert [(f["kind"], f["severity"]) for f in told.findings] == [
        ("translation-not-ready", "notice")
    ] * (len(LANGUAGES) - 1)  # all but Dutch; nobody asks for another language
    mine.edition("utrecht", languages="[nl, de]")
    told = check("--sources", mine.root)
    (german,) = [f for f in told.findings if f["severity"] == "warning"]
    assert re.fullmatch(
        r"vertaling 'de' is niet klaar, van \d+ teksten: 1 ontbreekt. De eerste is"
        r" 'Ook bij twijfel.'. Gevraagd door: utrecht",
        german["message"],
    )
    assert "translate update" in german["advice"]
    rows = {row["language"]: row for row in told.data["translations"]}
    assert (rows["de"]["state"], rows["de"]["missing"]) == ("niet klaar", 1)


def test_a_po_file_that_cannot_be_read_does_not_keep_the_rest_from_being_judged(
    mine: Mine, check: Check
) -> None:
    (mine.root / "locale").mkdir()
    (mine.root / "locale" / "tr.po").write_text('msgid "half\n', "utf-8")
    mine.edition("utrecht", contact("14 030", source=""))
    told = check("--sources", mine.root)
    assert told.code == 3
    assert {f["kind"] for f in told.findings} == {"translation", "no-source"}


# --- what a person reads ------------------------------------------------------------------------------


def test_a_person_reads_errors_first_then_doubts_then_the_state_of_the_translations(
    mine: Mine, capsys: pytest.CaptureFixture[str]
) -> None:
    mine.edition("een", contact("14 030", source="")).edition("twee", contact("geen"))
    code = generate.main(["check", "--sources", str(mine.root), "--today", TODAY])
    out = capsys.readouterr().out
    assert code == 3
    order = ["Fouten:\n  mijn/editions/twee.yaml:12: edition.contacts[1].phone: 'geen' is geen"]
    order += ["Let op:\n  mijn/editions/een.yaml:10: edition.contacts[1]: bij contact 'gemeente'"]
    order += [
        "Vertalingen:\n  en, ar, tr, ",  # those of which the same is to be said
        "2 edities nagekeken: 1 fout, 1 keer let op.\n",
    ]
    places = [out.index(words) for words in order]
    assert places == sorted(places)


def test_what_must_be_checked_soon_is_told_together_for_who_can_be_asked_in_one_mail(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert generate.main(["check", "nationaal", "--today", "2027-11-01"]) == 0
    out = capsys.readouterr().out
    assert (
        "Om te weten:\n" in out
        and "  Meld Misdaad Anoniem: 7 gegevens nakijken voor 24-11-2027. Vraag na bij: Politie, themapagina"
        in out
    )


def test_check_writes_nothing(mine: Mine, check: Check) -> None:
    mine.edition("utrecht", contact("14 030"))
    before = sorted(mine.root.rglob("*"))
    check("--sources", mine.root)
    assert sorted(mine.root.rglob("*")) == before
