"""Each way to reach somebody has all that the rooms ask of its row."""

import pytest

from wegwijs.layouts.typesetting.theme import ICONS
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.model import LocalContact, Organisation
from wegwijs.sources.ways import DETAILS, WAYS, Detail, Way, reached, way_of

PACK = load("voorbeeld-gemeente", SHIPPED).pack


@pytest.mark.parametrize("way", WAYS.values(), ids=lambda way: way.id)
def test_a_way_has_fields_and_words(way: Way):
    assert {way.id} <= Organisation.model_fields.keys() & LocalContact.model_fields.keys()
    label = getattr(PACK.labels, way.says).text
    assert way.said(
        label, "LSE", way.read({"phone": "14 030", "email": "a@b.nl"}.get(way.id, "https://a.nl"))
    )
    assert "name" not in way.fills or "{name}" in label


def test_a_screen_reader_says_whose_number_it_is():
    phone = WAYS["phone"]
    assert phone.said("Bel {name}: {number}", "LSE", phone.read("14 030")) == "Bel LSE: 14 030"


@pytest.mark.parametrize("detail", DETAILS.values(), ids=lambda detail: detail.id)
def test_a_detail_has_a_drawing_and_dutch_names(detail: Detail):
    assert detail.icon in ICONS
    assert detail.short and detail.long


def test_a_value_tells_which_way_it_is():
    assert len({way.value for way in WAYS.values()}) == len(WAYS)
    for organisation in PACK.organisations:
        for id_, value in reached(organisation).items():
            assert way_of(value).id == id_


def test_the_ways_of_a_contact_are_in_the_order_of_the_rows():
    (first, *_) = PACK.edition.contacts
    assert list(reached(first)) == ["phone", "email", "web"]
