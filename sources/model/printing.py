"""The texts of the print instructions and of the calendar. Never translated."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from wegwijs.sources.model.fields import Record
from wegwijs.sources.model.text import Fills, Text


class PrintSetting(Record):
    """A printer setting: the word to look for, and its meaning."""

    word: Text
    note: Text


class PrintEdges(Record):
    """The edge over which a sheet is turned in two-sided printing."""

    short: PrintSetting
    long: PrintSetting


class LeafletPrintNotes(Record):
    """How to print and fold the leaflet."""

    heading: Text
    paper: PrintSetting
    first: Annotated[Text, Field(description="Wat u met het eerste vel doet.")]
    press: Annotated[Text, Fills("panels", "flap", "bleed")]
    outside: Text
    inside: Text
    cover: Text
    back: Text
    flap: Text
    narrow: Text
    lay: Annotated[Text, Fills("side")]
    fold_flap: Text
    fold_other: Text
    closed: Text
    fill_in: Annotated[Text, Field(description="Als er nog borden leeg zijn.")]


class CardPrintNotes(Record):
    """How to print, cut and fold the pocket card."""

    heading: Text
    paper: PrintSetting
    first: Annotated[Text, Field(description="Wat u met het eerste vel doet.")]
    press: Annotated[Text, Fills("width", "height", "bleed")]
    cut: Text
    fold: Text
    closed: Text


class HandoutPrintNotes(Record):
    """What to do with the handout."""

    heading: Text
    text: Text


class LargePrintNotes(Record):
    """How to print the leaflet in large print, and where to staple it."""

    heading: Text
    text: Annotated[Text, Fills("side")]


class PosterPrintNotes(Record):
    """How to print the poster, and where to hang it."""

    heading: Text
    text: Annotated[Text, Fills("file")]
    press: Annotated[Text, Fills("file", "bleed")]


class StickerPrintNotes(Record):
    """Which labels the stickers are for, and how to print them."""

    heading: Text
    text: Annotated[Text, Fills("width", "height")]


class ReviewNotes(Record):
    """The words of the calendar with the days on which facts fall due."""

    calendar: Annotated[Text, Fills("publisher", "language")]
    summary: Annotated[Text, Fills("publisher", "facts")]
    one: Text
    several: Annotated[Text, Fills("count")]
    what: Annotated[Text, Fills("date")]
    ask: Annotated[Text, Fills("source")]


class PrintNotes(Record):
    """The texts of the print instructions and of the calendar, for a pack in any language. Never
    translated.
    """

    document: Annotated[
        Text, Fills("title", "language"), Field(description="De titel van het bestand.")
    ]
    kicker: Text
    title: Text
    edition: Annotated[Text, Fills("publisher", "language", "version", "date")]
    checked: Annotated[Text, Fills("checked", "until")]
    scale: PrintSetting
    edges: PrintEdges
    left: Text
    right: Text
    width: Annotated[Text, Fills("width")]
    leaflet: LeafletPrintNotes
    card: CardPrintNotes
    handout: HandoutPrintNotes
    large: LargePrintNotes
    poster: PosterPrintNotes
    stickers: StickerPrintNotes
    review: ReviewNotes
