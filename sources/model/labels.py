"""The fixed texts of the products."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field, create_model

from wegwijs.sources.kinds import KINDS
from wegwijs.sources.model.fields import Name, Record
from wegwijs.sources.model.text import Fills, Text
from wegwijs.sources.ways import WAYS

if TYPE_CHECKING:

    class _Named(Record):
        """The labels that rows of ``sources.ways`` and ``sources.kinds`` name."""

        link_phone: Text
        link_email: Text
        link_web: Text
        municipality: Text
        handout_kind: Text
        handout_workshop: Text

else:
    _Named = create_model(
        "Named",
        __base__=Record,
        **{way.says: (Annotated[Text, Fills(*way.fills)], ...) for way in WAYS.values()},
        **{way.named: (Annotated[Text, Fills("value")], ...) for way in WAYS.values() if way.named},
        **{kind.arm: (Annotated[Text, Fills("name")], ...) for kind in KINDS.values() if kind.arm},
        **{kind.header: (Text, ...) for kind in KINDS.values()},
    )


class Labels(_Named):
    """The fixed texts of the products."""

    kicker: Text
    hours_workdays: Annotated[Text, Fills("opens", "closes")]
    hours_daily: Annotated[Text, Fills("opens", "closes")]
    hours_on: Annotated[Text, Fills("days", "times")]
    hours_from: Annotated[Text, Fills("opens", "closes")]
    hours_night: Annotated[Text, Fills("opens", "closes")]
    hours_and: Annotated[Text, Fills("first", "then")]
    hours_through: Annotated[Text, Fills("first", "last")]
    hours_closed: Annotated[Text, Fills("days")]
    hours_next: Annotated[Text, Fills("first", "then")]
    hours_short: Annotated[Text, Fills("hours")]
    cost_and_anonymous: Annotated[Text, Fills("cost", "anonymous")]
    qr_alt: Annotated[Text, Fills("domain")]
    number_for: Annotated[Text, Fills("purpose", "number")]
    local_in: Annotated[Text, Fills("name")]
    colophon_mistake: Annotated[Text, Fills("address")]
    handout_place: Text
    colophon_publisher: Annotated[Text, Fills("publisher")]
    colophon_version: Annotated[Text, Fills("version", "date")]
    colophon_checked: Annotated[Text, Fills("date")]
    colophon_source: Annotated[Text, Fills("source")]
    colophon_numbers: Text
    colophon_disclaimer: Text
    colophon_no_contact: Text
    colophon_reviewed: Annotated[Text, Fills("reviewer", "date")]
    colophon_concept: Text
    concept: Text
    concept_explained: Text
    card_first: Annotated[Text, Fills("name")]
    handout_lead: Text
    handout_date: Text
    handout_trainer: Text
    handout_audience: Text
    handout_organisation: Text
    handout_own_contact: Text
    table_audience: Text
    table_organisation: Text
    table_number: Text
    table_contact: Text
    table_who: Text
    table_name: Text
    table_phone: Text
    details_heading: Text
    details_organisation: Text
    details_audience: Text
    details_qr: Text
    notes: Text
    page: Annotated[Text, Fills("page", "pages")]
    page_of: Annotated[Text, Fills("page", "pages")]
    large_print: Text
    poster_languages: Text
    screen_scan: Text
    field_name: Annotated[Text, Fills("who")]
    field_phone: Annotated[Text, Fills("who")]
    field_phone_details: Annotated[Text, Fills("who")]
    contacts_meaning: Text
    contacts_dial: Text
    contacts_numbers: Text
    contacts_email: Text
    contacts_web: Text
    contacts_person: Text
    contacts_hours: Text
    contacts_terms: Text
    contacts_checked: Text
    contacts_source: Text
    contacts_note: Text
    web_description: Text
    web_find: Text
    web_tap: Text
    web_follow: Text
    web_numeral: Text
    web_explained: Annotated[Text, Fills("sign")]
    web_sign: Annotated[Text, Fills("numeral")]
    web_read_on: Text
    web_copy: Text
    web_copy_value: Annotated[Text, Fills("value")]
    web_copied: Text
    web_paper: Text
    web_leaflet: Text
    web_leaflet_kind: Text
    web_large_print: Text
    web_large_print_kind: Text
    web_card: Text
    web_card_kind: Text
    web_handout_kind: Text
    web_handout_odt_kind: Text
    web_poster: Text
    web_poster_kind: Text
    web_languages: Text
    web_watched: Text
    web_watched_text: Annotated[Text, Fills("title")]
    web_exit: Text
    slides_welcome: Annotated[Text, Fills("number")]
    slides_choose: Text
    slides_back: Text
    slides_scan: Text
    slides_ask: Text
    slides_practise: Text
    slides_fill_in: Text
    slides_checked: Annotated[Text, Fills("date", "source")]


class DutchNotes(Record):
    """Dutch notes in a translated document, for whoever hands it out. Never translated."""

    concept: Annotated[Name, Field(description="Het woord op elk paneel.")]
    concept_explained: Name
    variant_explained: Annotated[
        Name, Field(description="Hetzelfde in een variant van het Nederlands.")
    ]
    concept_partly: Annotated[
        Text,
        Fills("count", "total"),
        Field(description="Als een deel van de vertaling is nagekeken, en {count} teksten niet."),
    ]
    about: Annotated[Text, Fills("language"), Field(description="Wat dit is, met {language}.")]
    about_poster: Annotated[Text, Fills("language"), Field(description="Hetzelfde, aan de muur.")]
