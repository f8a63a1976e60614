"""A form shows the fields of an edition with the limits and the mistakes that the rules give."""

from __future__ import annotations

import random
import re
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pydantic import BaseModel

from layouts.products.registry import PRODUCTS, SELECTABLE
from sources.editing.edition import change_contact, choose, set_accent, set_field, set_logo
from sources.editing.fields import Control, fields, options_of
from sources.editing.verdict import Verdict, judge
from sources.folder import ENDING, list_folders
from sources.importers.edition_text import empty
from sources.kinds import KINDS
from sources.load import SHIPPED, load
from sources.model import Edition
from sources.portable import pack
from sources.values import QR_BYTES
from tests.sources.test_random_edits import edited

NAME = "voorbeeld-gemeente"
TEXT = (SHIPPED / "editions" / f"{NAME}.yaml").read_text("utf-8")
SHIPPED_ONES = list_folders(SHIPPED)


def judged(text: str, file: str = f"{NAME}.yaml") -> Verdict:
    return judge(text, file, SHIPPED_ONES, SELECTABLE)


def paths(model: type[BaseModel], around: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    return {(*around, name) for name in model.model_fields}


# --- what a form needs to know of a field -------------------------------------------------------


def test_every_field_of_the_model_is_there() -> None:
    assert paths(Edition) <= set(fields())
    assert {path for path in fields() if path[0] == "contacts"} > {("contacts", "role"), ("contacts", "phone"), ("contacts", "hours", "times")}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("publisher",), {"control": Control.TEXT, "required": True, "max_length": 120}),
        (("name",), {"control": Control.TEXT, "required": False}),
        (("kind",), {"control": Control.CHOICE, "options": tuple(KINDS)}),
        (("version",), {"control": Control.NUMBER, "least": 1, "most": 9999}),
        (("date",), {"control": Control.DAY, "required": True}),
        (("accent",), {"control": Control.COLOUR, "pattern": "^#[0-9A-Fa-f]{6}$"}),
        (("title",), {"control": Control.TEXT, "max_length": 400, "parts": ()}),
        (("languages",), {"control": Control.CHOICES, "least": 1}),
        (("contacts",), {"control": Control.LIST, "most": 6, "required": False}),
        (("contacts", "role"), {"required": True, "max_length": 60}),
        (("contacts", "phone"), {"control": Control.PHONE, "examples": ("088 20 80 080", "14 030")}),
        (("contacts", "web"), {"control": Control.URL, "in_code": QR_BYTES}),
        (("contacts", "hours", "days"), {"control": Control.CHOICE, "options": ("workdays", "daily")}),
        (("contacts", "checked"), {"about": "Dag waarop iemand dit heeft nagekeken."}),
        (("logo", "alt"), {"required": True, "max_length": 120}),
        (("workshop",), {"control": Control.GROUP, "required": False}),
    ],
    ids=str,
)  # fmt: skip
def test_a_field_has_the_control_and_limits_of_the_model(
    path: tuple[str, ...], expected: dict[str, Any]
) -> None:
    field = fields()[path]
    assert {name: getattr(field, name) for name in expected} == expected


def test_limits_are_those_that_the_rules_hold_to() -> None:
    longest = "x" * (fields()["publisher",].max_length or 0)
    assert not judged(set_field(TEXT, "publisher", longest)).problems
    assert judged(set_field(TEXT, "publisher", longest + "x")).of("edition", "publisher")


def test_what_can_be_chosen_are_the_names_that_the_sources_have() -> None:
    pack_ = load(NAME, SHIPPED).pack
    options = options_of(pack_, SELECTABLE)
    for path, ids in options.items():
        assert path in fields()
        if len(path) == 1 and fields()[path].control is Control.CHOICES:
            text = set_field(TEXT, path[0], [*ids])
            assert not judged(text).of("edition", path[0]), path
    assert options["contacts", "role"][0] == "gemeente"
    assert set(options["products",]) <= set(PRODUCTS)


# --- what is wrong, at its field ----------------------------------------------------------------


def test_a_good_text_gives_the_edition() -> None:
    verdict = judged(TEXT)
    assert verdict.loaded
    assert verdict.loaded.pack == load(NAME, SHIPPED).pack
    assert verdict.problems == ()


@pytest.mark.parametrize(
    ("text", "place", "says", "right"),
    [
        (change_contact(TEXT, 0, {"phone": "302860000"}), ("contacts", 0, "phone"), "Schrijf het zo: 030 286 00 00", "030 286 00 00"),
        (change_contact(TEXT, 0, {"phone": "O30 286 00 00"}), ("contacts", 0, "phone"), "is geen telefoonnummer", ""),
        (change_contact(TEXT, 0, {"web": "https://x.nl/?a=%"}), ("contacts", 0, "web"), "Schrijf het zo", "https://x.nl/?a=%25"),
        (change_contact(TEXT, 0, {"web": "www.lindewaard.nl"}), ("contacts", 0, "web"), "https://", ""),
        (change_contact(TEXT, 2, {"email": None}), ("contacts", 2), "geef een telefoonnummer, e-mailadres of webadres", ""),
        (change_contact(TEXT, 1, {"checked": "2026-11-24"}), ("contacts", 1, "checked"), "nagekeken na de datum van de editie", ""),
        (set_accent(TEXT, "#400000"), ("accent",), "te donker", "#D9CCCC"),
        (set_field(TEXT, "name", None), ("name",), "schrijf hier de naam van de gemeente", ""),
        (set_field(TEXT, "publisher", None), ("publisher",), "dit veld ontbreekt", ""),
        (set_field(TEXT, "languages", ["nl", "frysk"]), ("languages", 1), "taal 'frysk' is er niet", ""),
        (set_field(TEXT, "organisations", ["politie", "nix"]), ("organisations", 1), "organisatie 'nix' bestaat niet", ""),
        (set_field(TEXT, "logo", {"file": "../x.png", "alt": "X"}), ("logo", "file"), "zet het logo in dezelfde map", ""),
        (TEXT.replace("label: Jongerenwerk", "label: VUL IN"), ("contacts", 2, "label"), "hier staat nog VUL IN", ""),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_field_with_what_to_write(
    text: str, place: tuple[str | int, ...], says: str, right: str
) -> None:
    verdict = judged(text)
    assert verdict.loaded is None
    (problem,) = verdict.problems
    assert problem.place == ("edition", *place)
    assert says in problem.message
    assert problem.right == right
    assert problem.line > 1
    assert verdict.of("edition", *place) == (problem,)


def test_what_must_still_be_filled_in_is_told_beside_what_is_wrong() -> None:
    text = empty(KINDS["school"], "proef", "Proef", date(2026, 11, 27), tuple(SELECTABLE))
    text = change_contact(text, 0, {"phone": "302860000", "label": "x"})
    text = re.sub("label: .*", "label: VUL IN", text)
    verdict = judged(text, "proef.yaml")
    told = {".".join(map(str, problem.place)) for problem in verdict.problems}
    assert told == {
        "edition.contacts.0.label",
        "edition.contacts.0.phone",
        "edition.contacts.0.source",
        "edition.contacts.0.checked",
    }


def test_what_belongs_together_is_told_beside_what_is_wrong_by_itself() -> None:
    text = set_field(set_field(TEXT, "name", None), "publisher", None)
    text = change_contact(text, 0, {"phone": "302860000", "web": None})
    text = change_contact(text, 2, {"email": None, "checked": "2027-01-01"})
    text = choose(text, "languages", ["nl", "frysk"])
    told = {problem.place[1:]: problem for problem in judged(text).problems}
    assert set(told) == {
        ("name",),
        ("publisher",),
        ("contacts", 0, "phone"),
        ("contacts", 2),
        ("contacts", 2, "checked"),
        ("languages", 1),
    }
    lines = text.splitlines()
    assert lines[told["contacts", 2].line - 1] == "    - role: jongerenwerk"
    assert "languages" in lines[told["languages", 1].line - 1]
    dated = set_field(TEXT, "date", "2026-11-22")
    two = {problem.place for problem in judged(change_contact(dated, 1, {"phone": "1"})).problems}
    assert ("edition", "contacts", 1, "phone") in two
    assert ("edition", "contacts", 2, "checked") in two


def test_a_logo_beside_the_edition_is_seen_before_the_text_is_saved(tmp_path: Path) -> None:
    (tmp_path / "editions").mkdir()
    Image.new("RGB", (600, 200), "navy").save(tmp_path / "editions" / "wapen.png")
    text = set_logo(TEXT.replace(f"id: {NAME}", "id: proef"), "wapen.png", "Wapen")
    verdict = judge(text, "proef.yaml", list_folders(SHIPPED, tmp_path), SELECTABLE)
    assert verdict.loaded
    assert (verdict.loaded.logo or b"").startswith(b"\x89PNG")
    other = set_logo(text, "ander.png", "Wapen")
    (problem,) = judge(other, "proef.yaml", list_folders(SHIPPED, tmp_path)).problems
    assert problem.place == ("edition", "logo", "file")


def test_whatever_somebody_does_to_a_text_is_answered_in_words() -> None:
    chance = random.Random(11)
    for _ in range(12):
        for text, file in ((edited(TEXT, chance), f"{NAME}.yaml"), (edited(pack(NAME, SHIPPED), chance), f"x{ENDING}")):  # fmt: skip
            verdict = judged(text, file)
            assert verdict.loaded or all(problem.message for problem in verdict.problems)


def test_an_id_leads_to_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "eigen" / "editions").mkdir(parents=True)
    (tmp_path / "geheim.yaml").write_text("edition: {wachtwoord: zwaluw}\n", "utf-8")
    text = pack(NAME, SHIPPED).replace(f"id: {NAME}", "id: ../../geheim")
    verdict = judge(text, f"x{ENDING}", list_folders(SHIPPED, tmp_path / "eigen"))
    assert [problem.place for problem in verdict.problems] == [("edition", "id")]
    assert "zwaluw" not in str(verdict)


def test_a_text_that_is_no_yaml_is_told_with_its_line() -> None:
    (problem,) = judged(TEXT + "  : :\n").problems
    assert problem.place == ()
    assert problem.line == len(TEXT.splitlines()) + 1


def test_an_edition_by_another_name_than_its_file_is_told() -> None:
    (problem,) = judged(TEXT, "ander.yaml").problems
    assert problem.place == ("edition", "id")


def test_a_file_that_travels_is_judged_without_being_on_disk() -> None:
    text = pack(NAME, SHIPPED)
    good = judged(text, f"x{ENDING}")
    assert good.loaded
    assert good.loaded.pack == load(NAME, SHIPPED).pack
    (problem,) = judged(change_contact(text, 0, {"phone": "302860000"}), f"x{ENDING}").problems
    assert (problem.file, problem.right) == (f"x{ENDING}", "030 286 00 00")
    (problem,) = judged(TEXT, f"x{ENDING}").problems
    assert problem.message.startswith("Dit is geen gegevens-bestand van Wegwijs.")


def test_what_is_wrong_elsewhere_is_told_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "eigen.yaml").write_text("organisations: [{id: lsee, cost: x}]\n", "utf-8")
    verdict = judge(TEXT, f"{NAME}.yaml", list_folders(SHIPPED, tmp_path), SELECTABLE)
    assert {problem.file for problem in verdict.problems} == {f"{tmp_path.name}/eigen.yaml"}


def test_a_text_is_judged_within_ten_milliseconds() -> None:
    spent = []
    for number in range(15):
        text = TEXT.replace("030 000 00 00", f"030 000 00 {number:02}")
        begin = time.process_time()
        assert judged(text).loaded
        spent.append(time.process_time() - begin)
    assert sorted(spent)[7] < 0.010
