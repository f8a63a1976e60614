"""What would stop on paper, and can be known without making a page."""

from __future__ import annotations

from collections.abc import Iterator

from sources.checks.finding import Finding, Severity
from sources.checks.reading import Reading, printed
from sources.values import QR_BYTES


def unscannable(reading: Reading) -> Iterator[Finding]:
    """Addresses too long for a QR code; ``build`` refuses them with exit code 5."""
    for one in printed(reading):
        if one.in_qr and not one.url.scannable:
            yield one.finding(
                "qr-too-long",
                Severity.ERROR,
                f"dit adres is te lang voor een QR-code die van papier te scannen is"
                f" ({len(one.url.target.encode())} tekens, {QR_BYTES} is het meeste)",
                "Kies een korter adres van de organisatie zelf",
            )
