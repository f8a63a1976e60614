"""What states when each fact was checked is made anew when one is checked; nothing else is."""

from __future__ import annotations

from collections.abc import Callable

from press.build.result import Result
from tests.press.conftest import House, add

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
