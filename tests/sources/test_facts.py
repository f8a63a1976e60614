"""What an edition claims of each organisation, worked out from its data."""

from __future__ import annotations

from datetime import date

from wegwijs.sources.facts import claims, oldest_check
from wegwijs.sources.load import SHIPPED, load

TOWN, SCHOOL = "voorbeeld-gemeente", "voorbeeld-school"


def test_an_own_contact_counts_where_it_fills_a_role() -> None:
    (town,) = (one for one in claims(load(TOWN, SHIPPED).pack) if one.own)
    assert (town.name, town.numeral) == ("Gemeente Lindewaard", 2)
    assert str(town.phone) == "030 000 00 00"
    assert str(town.web) == "lindewaard.example"
    assert str(town.email) == "veilig@lindewaard.example"
    assert not town.is_blank


def test_without_an_own_contact_the_number_is_written_on_the_sign() -> None:
    found = {one.organisation.id: one for one in claims(load("nationaal", SHIPPED).pack)}
    assert found["gemeente"].is_blank and found["gemeente"].hero is None
    assert str(found["politie"].hero) == "0900-8844"
    assert str(found["nctv"].hero) == "nctv.nl"


def test_who_hands_it_out_comes_first() -> None:
    first, second, *_ = claims(load(SCHOOL, SHIPPED).pack)
    assert first.is_of_the_edition
    assert (first.name, str(first.hero)) == ("De Linde", "zorg@delinde.example")
    assert (first.numeral, second.organisation.id) == (1, "vertrouwensinspecteurs")


def test_the_oldest_check_counts_for_the_whole() -> None:
    pack = load(TOWN, SHIPPED).pack
    contact = pack.edition.contacts[0].model_copy(update={"checked": date(2026, 1, 2)})
    edition = pack.edition.model_copy(update={"contacts": (contact,)})
    assert oldest_check(pack.model_copy(update={"edition": edition})) == date(2026, 1, 2)
