"""What few products state is made anew where it is stated, when it changes; nothing else is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.press.conftest import TODAY, House, add
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.products.contract import Product
from wegwijs.layouts.products.registry import PRODUCTS
from wegwijs.press.build.result import Result
from wegwijs.press.status import DocumentState, status
from wegwijs.sources.load import SHIPPED

CONTACT = """\
  contacts:
    - role: wijkagent
      phone: 0900-8844
      source: politie.nl
      checked: {day}
"""


def test_a_fact_that_is_checked_again(house: House, made: Callable[[Result], list[str]]) -> None:
    file = add(house.sources, "cc")
    text = file.read_text("utf-8").replace("date: 2026-11-23", "date: 2026-11-27")
    products = ["pocket-card", "contacts", "review-dates"]
    for day in ("2026-11-25", "2026-11-26"):
        file.write_text(text + CONTACT.format(day=day), "utf-8")
        result = house.build("cc", products=products)
    assert made(result) == ["cc/nl/contacts", "cc/nl/review-dates"]
    assert "REV:20261126" in (house.output / "cc/nl/contacts.vcf").read_text("utf-8")
    assert "DTSTART;VALUE=DATE:20271126" in (house.output / "cc/nl/review.ics").read_text("utf-8")
    assert made(house.build("cc", products=products)) == []


def test_another_site_makes_what_leads_to_it_outdated(house: House) -> None:
    file = add(house.sources, "cc")
    text = file.read_text("utf-8")
    file.write_text(f"{text}  site: https://wegwijzer.example/a\n", "utf-8")
    house.build("cc", products=["pocket-card", "web", "poster"])
    file.write_text(f"{text}  site: https://wegwijzer.example/b\n", "utf-8")
    folders = [SHIPPED, house.sources]
    (found,) = status(["cc"], folders, house.output, TODAY, own=True).editions
    outdated = [one for one in found.documents if one.state is DocumentState.OUTDATED]
    assert {one.document.product for one in outdated} == {"web", "poster"}


@pytest.mark.parametrize("product", PRODUCTS.values(), ids=lambda product: product.id)
def test_what_a_product_states_has_a_fingerprint(product: Product) -> None:
    assert Outline.apart.issuperset(product.states)
