"""Exports in the shape of the register, out of the contacts of May 2026."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

DATA = Path(__file__).parent.parent / "data"
NAMESPACE = "https://organisaties.overheid.nl/static/schema/oo/export/2.6.13"
SAMPLE = DATA / "roo-sample.xml"


@cache
def rows() -> tuple[Mapping[str, str], ...]:
    with (DATA / "roo-contacts-2026-05.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def contact(group: str, one: str, field: str, value: str, label: str = "algemeen") -> str:
    if not value:
        return ""
    inner = f"<p:{field}>{escape(value)}</p:{field}><p:label>{label}</p:label>"
    return f"<p:{group}><p:{one}>{inner}</p:{one}></p:{group}>"


def organisation(
    name: str = "Gemeente Utrecht",
    code: str = "GM0344",
    phone: str = "14 030",
    email: str = "info@utrecht.nl",
    web: str = "https://www.utrecht.nl",
    short: str = "",
    kind: str = "Gemeente",
    more: str = "",
) -> str:
    tooi = f"https://identifier.overheid.nl/tooi/id/gemeente/{code.lower()}"
    return (
        f'<p:organisatie p:systeemId="1" p:resourceIdentifierTOOI="{tooi}">'
        f"<p:naam>{escape(name)}</p:naam><p:afkorting>{escape(short)}</p:afkorting>"
        f"<p:types><p:type>{kind}</p:type></p:types><p:contact>"
        + contact("telefoonnummers", "telefoonnummer", "nummer", phone)
        + contact("emailadressen", "emailadres", "email", email)
        + contact("internetadressen", "internetadres", "url", web)
        + f"</p:contact>{more}</p:organisatie>\n"
    )


def export(
    organisations: Iterable[str], day: str = "2026-05-16", namespace: str = NAMESPACE
) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<p:overheidsorganisaties xmlns:p="{namespace}" p:timestamp="{day}T22:00:00.000+02:00">\n'
        f"<p:organisaties>\n{''.join(organisations)}</p:organisaties></p:overheidsorganisaties>\n"
    )


def everyone() -> str:
    """All 342 municipalities, misspellings and all."""
    return export(
        organisation(
            row["roo_naam"],
            row["code"],
            row["telefoon_algemeen"],
            row["email_algemeen"],
            row["website"],
            row["roo_afkorting"],
        )
        for row in rows()
    )
