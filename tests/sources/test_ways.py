"""Each way to reach somebody has all that the rooms ask of its row."""

import pytest

from wegwijs.layouts.typesetting.theme import ICONS
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.model import LocalContact, Organisation
from wegwijs.sources.problems import Misspelt
from wegwijs.sources.ways import DETAILS, WAYS, Detail, Way, reached, way_of

TYPED = {"phone": "14 030", "email": "a@b.nl", "text_phone": "14 030", "whatsapp": "06 12345678"}
PACK = load("voorbeeld-gemeente", SHIPPED).pack


@pytest.mark.parametrize("way", WAYS.values(), ids=lambda way: way.id)
def test_a_way_has_fields_and_words(way: Way):
    assert {way.id} <= Organisation.model_fields.keys() & LocalContact.model_fields.keys()
    label = getattr(PACK.labels, way.says).text
    assert way.said(label, "LSE", way.read(TYPED.get(way.id, "https://a.nl")))
    assert "name" not in way.fills or "{name}" in label
    assert not way.named or "{value}" in getattr(PACK.labels, way.named).text


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


@pytest.mark.parametrize(
    ("way", "typed", "printed", "target"),
    [
        ("text_phone", "030 000 00 09", "030 000 00 09", "tel:+31300000009"),
        ("chat", "https://www.a.nl/chat/", "a.nl/chat", "https://www.a.nl/chat/"),
        ("whatsapp", "06 12 34 56 78", "06 12 34 56 78", ""),  # only its owner knows a link
        ("whatsapp", "https://wa.me/31612345678", "wa.me/31612345678", "https://wa.me/31612345678"),
    ],
)
def test_a_further_way_is_printed_as_its_owner_writes_it(
    way: str, typed: str, printed: str, target: str
):
    value = WAYS[way].read(typed)
    assert (value.display, value.target) == (printed, target)


@pytest.mark.parametrize(
    "typed",
    [
        "https://example.nl/31612345678",
        "http://wa.me/31612345678",
        "https://api.whatsapp.com/send?text=hallo",  # to share something with somebody
        "https://api.whatsapp.com/send?phone=",
    ],
)
def test_an_address_that_is_not_of_whatsapp_is_refused(typed: str):
    with pytest.raises(ValueError, match=r"https://"):
        WAYS["whatsapp"].read(typed)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("https://wa.me/0612345678", "https://wa.me/31612345678"),
        ("https://wa.me/310612345678", "https://wa.me/31612345678"),
        ("https://wa.me/0031612345678", "https://wa.me/31612345678"),
        ("https://wa.me/31-6-12345678", "https://wa.me/31612345678"),
        ("https://wa.me/31%20612345678", "https://wa.me/31612345678"),
        (
            "https://api.whatsapp.com/send?text=a&phone=0612345678",
            "https://api.whatsapp.com/send?text=a&phone=31612345678",
        ),
    ],
)
def test_an_address_of_whatsapp_that_opens_no_chat_is_mended(typed: str, right: str):
    """WhatsApp reads the digits as a number with its country code: 06 is no Dutch mobile there."""
    with pytest.raises(Misspelt, match="landcode") as error:
        WAYS["whatsapp"].read(typed)
    assert error.value.right == right
    assert WAYS["whatsapp"].read(right).target == right


@pytest.mark.parametrize("path", ["", "12", "31612345679x", "3114030", "3161234567"])
def test_an_address_of_whatsapp_without_an_existing_number_is_refused(path: str):
    with pytest.raises(ValueError, match=r"geen (adres van WhatsApp|bestaand nummer)"):
        WAYS["whatsapp"].read(f"https://wa.me/{path}")


@pytest.mark.parametrize("path", ["31882080080", "+31612345678", "4915112345678", "message/AB12"])
def test_other_addresses_of_whatsapp_stay_as_their_owner_gives_them(path: str):
    assert WAYS["whatsapp"].read(f"https://wa.me/{path}").target == f"https://wa.me/{path}"
