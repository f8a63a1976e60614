"""How pages and the cover give way to longer text. Type never does: nothing is below 18 pt."""

from __future__ import annotations

from msgspec import Struct, structs


class Fit(Struct, frozen=True):
    """The distances of a page, in mm, and the heights of its signs."""

    below_head: float = 13.0  # from a heading, with its lead, to the first entry
    entries: float = 13.0  # between entries
    heads: float = 14.0  # from an entry to the next heading
    to_sign: float = 5.5  # from the baseline of a name to its sign
    sign: float = 19.0
    below_sign: float = 11.7  # from a sign to the first baseline below it
    half: float = 3.5  # between paragraphs
    arm: float = 17.0
    arms: float = 2.5  # between two arms of a situation
    situations: float = 9.0
    advice: float = 4.0  # between lines of advice
    slots: float = 4.0  # between signs of local contacts
    colophon: float = 10.0  # above the colophon


ROOMY = Fit()
FITS = (
    ROOMY,
    structs.replace(ROOMY, below_head=9.5, entries=11.0, heads=12.0, situations=7.0),
    structs.replace(
        ROOMY,
        below_head=6.5,
        entries=8.0,
        heads=10.5,
        to_sign=4.8,
        sign=17.0,
        arm=16.0,
        situations=5.5,
        advice=3.0,
        slots=3.0,
        colophon=8.0,
    ),
    structs.replace(
        ROOMY,
        below_head=5.5,
        entries=6.5,
        heads=9.0,
        to_sign=4.4,
        sign=17.0,
        below_sign=10.7,
        half=2.0,
        arm=15.0,
        arms=2.0,
        situations=4.0,
        advice=2.0,
        slots=2.5,
        colophon=7.0,
    ),
)


class CoverFit(Struct, frozen=True):
    """The cover: ``title`` and ``lead`` are shares of their sizes, the rest is in mm."""

    title: float = 1.0
    lead: float = 1.0
    above_lead: float = 16.0  # from the last baseline above it
    arm: float = 14.5
    pitch: float = 17.7  # from an arm to the next, at least


COVER_FITS = (
    CoverFit(),
    CoverFit(pitch=16.9),
    CoverFit(above_lead=13.5, arm=14.0, pitch=16.2),
    CoverFit(title=52 / 57, above_lead=13.5, arm=14.0, pitch=16.2),
    CoverFit(title=48 / 57, lead=20 / 22, above_lead=13.0, arm=13.5, pitch=15.6),
    CoverFit(title=44 / 57, lead=20 / 22, above_lead=12.0, arm=13.0, pitch=14.8),
    CoverFit(title=40 / 57, lead=18 / 22, above_lead=11.0, arm=12.5, pitch=14.2),
    CoverFit(title=36 / 57, lead=18 / 22, above_lead=10.0, arm=12.0, pitch=13.4),
    CoverFit(title=30 / 57, lead=18 / 22, above_lead=9.0, arm=11.5, pitch=12.8),
    CoverFit(title=24 / 57, lead=18 / 22, above_lead=9.0, arm=11.0, pitch=12.2),
)
