"""A text that has no room is told with the place of its Dutch, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from wegwijs.layouts.pdf.overflow import DoesNotFit, Overflow
from wegwijs.press.order import Document
from wegwijs.press.places import located
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.translations import in_language

MUNICIPALITY = "voorbeeld-gemeente"


@pytest.mark.parametrize("language", ["nl", "tr"])
def test_text_without_room_is_told_with_the_place_of_its_dutch(language: str) -> None:
    pack = in_language(load(MUNICIPALITY, SHIPPED), language, [SHIPPED])
    one, contact = pack.organisation("ess"), pack.edition.contacts[0]
    assert contact.phone is not None
    rows = [
        Overflow("inside 1", f"4 {one.when.text}", 1.2),
        Overflow("back", contact.phone.display),
    ]
    error = DoesNotFit("leaflet", language, rows)
    before = str(error)
    document = Document(MUNICIPALITY, language, "leaflet", ("leaflet.pdf",))
    message, *places = str(located(error, document, [SHIPPED]))[len(before) :].splitlines()
    assert message == ""
    heading = "Het staat in" if language == "nl" else "Het Nederlands ervan staat in"
    expected = [
        ("organisations.yaml", f"text: {load(MUNICIPALITY, SHIPPED).pack.organisation('ess').when.text}", "organisations[6].when", 1),
        (f"editions/{MUNICIPALITY}.yaml", f"phone: {contact.phone.display}", "edition.contacts[1].phone", 0),
    ]  # fmt: skip
    for told, (file, start, field, above) in zip(places, expected, strict=True):
        text = (SHIPPED / file).read_text("utf-8")
        line = text[: text.index(start)].count("\n") + 1 - above
        assert told == f"{heading} sources/{file}:{line}: {field}"


def test_other_faults_and_sources_that_are_gone_are_left_as_they_are(tmp_path: Path) -> None:
    document = Document("weg", "nl", "leaflet", ("leaflet.pdf",))
    for error in (ValueError("x"), DoesNotFit("leaflet", "nl", [Overflow("back", "tekst")])):
        before = str(error)
        assert str(located(error, document, [tmp_path])) == before
