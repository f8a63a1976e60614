"""The steps by which leaflet panels give way to longer text."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, structs

from wegwijs.layouts.products.leaflet.contact_details import (
    EVERYTHING,
    WITHOUT_FACTS,
    WITHOUT_PERSON,
)


class Fit(Struct, frozen=True):
    """How much a panel gives way. Sizes are factors of those of the theme; distances are in mm."""

    row_shift: float = 0.0  # shift of the second row, equal in all inside panels
    second_lead: bool = True
    flap_gap: float = 7.6
    list_gap: float = 3.75  # between lines of advice
    advice_gap: float = 12.5  # from the heading on the back to the advice
    local_gap: float = 12.5  # from the text above to the heading of the local contacts
    back_heads: float = 1.0  # size of the headings on the back
    close_colophon: bool = False
    back_air: float = 1.0  # white around the contacts and above the colophon, a factor
    close: int = 0  # density of the contacts, 0 to 5 (``local_sign.DENSITIES``)
    once: bool = False  # details of a contact that are shown inside are not repeated on the back
    fewer_details: int = 0  # number of further details of contacts that are left out
    title: float = 1.0
    lead: float = 1.0  # of the lines below the title
    body: float = 1.0  # never under 11 pt
    leading: float = 1.0
    half: float = 2.5  # between paragraphs
    entry_gap: float = 10.0  # from the last baseline to the next name
    # white above a second heading, and from it to the name
    head_gap: tuple[float, float] = (6.5, 8.0)
    web_sign: float = 10.5  # height of a sign without a number
    under_sign: float = 6.75  # from a sign to the first baseline below it
    flow: bool = False  # entries follow each other, no longer aligned across panels
    first_up: bool = False  # the first entry is close below the heading
    first_what: bool = True  # say what an organisation does even if examples show that
    without_more: int = 0  # number of entries without a second sentence, from the foot up
    group_leads: int = 2  # sentences below the heading of a panel
    own: int = EVERYTHING  # how much an edition's own organisation shows inside


FEWER_DETAILS = tuple({"fewer_details": count} for count in range(1, 31))
_STEPS: tuple[Mapping[str, Any], ...] = (
    {"flap_gap": 6.0},
    {"second_lead": False},
    {"half": 2.0, "entry_gap": 9.5, "web_sign": 9.0, "list_gap": 2.5},
    {"advice_gap": 10.0, "local_gap": 11.0},
    *({"title": size / 35} for size in (32.0, 30.0, 28.0)),
    {"lead": 12 / 13},
    *({"title": size / 35} for size in (26.0, 24.0)),
    {"body": 11.5 / 12, "leading": 0.96},
    {"once": True},
    {"close": 1},
    {"flow": True},
    {"head_gap": (4.9, 7.4), "entry_gap": 9.0},
    {"body": 11.0 / 12, "leading": 0.92, "list_gap": 1.2, "local_gap": 10.0},
    {"first_up": True},
    {"half": 1.5, "entry_gap": 8.5, "under_sign": 6.0, "web_sign": 8.5, "leading": 0.9},
    {"head_gap": (4.3, 7.0)},
    {"first_what": False},
    *({"without_more": count} for count in (1, 2, 3)),
    {"group_leads": 1},
    {"own": WITHOUT_FACTS},
    {"own": WITHOUT_PERSON},
    {"group_leads": 0},
    {"back_heads": 17 / 22, "advice_gap": 8.0, "local_gap": 8.5, "close_colophon": True},
    {"close": 2},
    {"back_air": 0.75, "advice_gap": 7.0, "list_gap": 0.5},
    {"close": 3},
    *FEWER_DETAILS,
    {"close": 4, "fewer_details": 0},
    {"close": 5},
    *FEWER_DETAILS,
)
# Every step includes those before it.
FITS: tuple[Fit, ...] = tuple(
    itertools.accumulate(_STEPS, lambda fit, step: structs.replace(fit, **step), initial=Fit())
)


class TracedFit:
    """A fit that records which fields are read: ``read`` has them with their values."""

    def __init__(self, fit: Fit) -> None:
        self.fit = fit
        self.read: dict[str, Any] = {}

    def __getattr__(self, field: str) -> Any:
        self.read[field] = value = getattr(self.fit, field)
        return value
