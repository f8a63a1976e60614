"""The contacts as data: a product of three files, made on request only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegwijs.layouts.products.contract import File, Product

if TYPE_CHECKING:
    from wegwijs.layouts.content.outline import Outline
    from wegwijs.layouts.pdf.sheet import Profile
    from wegwijs.layouts.products.screen import Screen
    from wegwijs.layouts.typesetting.theme import Theme


def _vcards(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from wegwijs.layouts.products.contacts.vcard import render_vcards

    return render_vcards(outline)


def _table(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from wegwijs.layouts.products.contacts.table import render_table

    return render_table(outline)


def _json(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from wegwijs.layouts.products.contacts.linked import render_json

    return render_json(outline)


def _screen() -> Screen:
    from wegwijs.layouts.products.contacts.screen import SCREEN

    return SCREEN


CONTACTS = Product(
    id="contacts",
    dutch="contacten",
    aliases=("contacts", "contactenlijst", "adresboek", "vcard", "csv"),
    about="Voor telefoon, Excel en andere programma's.",
    files=(
        File(
            "contacts.vcf",
            _vcards,
            dutch="Contacten, telefoon",
            use="Openen op uw telefoon",
            title="Contacten",
            published="contacten",
        ),
        File(
            "contacts.csv",
            _table,
            dutch="Contacten, tabel",
            use="Excel: een rij per organisatie",
            title="Contacten",
            published="contacten",
        ),
        File(
            "contacts.json",
            _json,
            dutch="Contacten, JSON",
            use="Voor wie een website maakt",
            title="Contacten",
            published="contacten",
        ),
    ),
    labels=(
        "contacts_meaning",
        "contacts_dial",
        "contacts_numbers",
        "contacts_email",
        "contacts_web",
        "contacts_person",
        "contacts_hours",
        "contacts_terms",
        "contacts_checked",
        "contacts_source",
        "contacts_note",
    ),
    screen=_screen,
    printed=False,
    standard=False,
    states=("checks",),
)
