"""What cannot be printed as it is, as far as can be told without rendering."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wegwijs.sources.checks.context import (
    CheckContext,
    PrintedAddress,
    finding_at,
    printed_addresses,
)
from wegwijs.sources.checks.finding import Finding, Severity
from wegwijs.sources.load import Loaded
from wegwijs.sources.values import QR_BYTES, too_long


def codes(reading: CheckContext) -> Iterator[Finding]:
    """Report addresses that are too long for a QR code."""
    yield from shortened(reading.editions)
    yield from _sites(reading.editions)


def shortened(editions: Iterable[Loaded]) -> Iterator[Finding]:
    """Yield QR codes that are left out or lead to another page than the link."""
    for one in printed_addresses(editions):
        if one.in_qr and one.url.code != one.url.target:
            yield _to_site(one) if one.url.code else _none(one)


def _sites(editions: Iterable[Loaded]) -> Iterator[Finding]:
    """Yield the places of web pages that no code can lead to."""
    for loaded in editions:
        site = loaded.pack.edition.site
        if site and len(f"{site.target.rstrip('/')}/".encode()) > QR_BYTES:
            yield finding_at(
                loaded.sections["edition"].document,
                ("edition", "site"),
                "qr-none",
                Severity.NOTICE,
                f"dit adres is te lang voor een QR-code ({too_long(site)}). Er komt geen"
                " QR-code bij",
                "Kies een korter adres voor de webpagina's",
            )


def _to_site(one: PrintedAddress) -> Finding:
    return one.finding(
        "qr-too-long",
        Severity.NOTICE,
        f"dit adres is te lang voor een QR-code ({too_long(one.url)}). De QR-code gaat naar"
        f" {one.url.code}, de link in de bestanden naar het hele adres",
        "Heeft de organisatie een korter adres voor deze pagina, neem dan dat",
    )


def _none(one: PrintedAddress) -> Finding:
    return one.finding(
        "qr-none",
        Severity.WARNING,
        f"dit adres is te lang voor een QR-code ({too_long(one.url)}), en de site zelf ook. Er"
        " komt geen QR-code bij",
        "Kies een korter adres van de organisatie zelf",
    )
