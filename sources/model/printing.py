"""The words of the sheet for who prints. They are never translated."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sources.model.fields import Record
from sources.model.text import Fills, Text


class PrintSetting(Record):
    """A setting of a printer: the word to look for, and what it means."""

    word: Text
    note: Text


class PrintEdges(Record):
    """The edge that a sheet turns over when both its sides are printed."""

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


class PrintNotes(Record):
    """The words of the sheet for who prints, whatever language the pack is in. Never translated."""

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
