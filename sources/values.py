"""Typed values for what must never be printed wrong: numbers, addresses, hours.

A value knows how the organisation writes it (``display``, printed as is) and what a device does
with it (``target``, behind a link). Each ``parse`` raises ``ValueError`` with a sentence in Dutch
that says what to write instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sources.addresses import mail_address, web_address
from sources.dialling import read
from sources.numbering import EMERGENCY
from sources.problems import Misspelt, quoted

# What a QR code can hold that still scans from paper: version 4 at level M in bytes (ISO/IEC 18004,
# table 7). A larger one would need smaller modules than a copier keeps, or more than its column.
QR_BYTES = 62
LIGHTEST_DARK = 0.60  # relative luminance; darker is no ground for type
_TIME_SHAPE = re.compile(r"(?P<hour>[01][0-9]|2[0-4]):(?P<minute>[0-5][0-9])")


@dataclass(frozen=True)
class Phone:
    """A telephone number: printed in the organisation's own grouping, dialled by ``target``."""

    display: str
    target: str

    @classmethod
    def parse(cls, text: str) -> Phone:
        """Check that who presses the digits as they are printed reaches the number.

        Raises ``sources.problems.Misspelt`` when it is clear which number is meant.
        """
        display, dialled = read(text)
        return cls(display, f"tel:{dialled}")

    @classmethod
    def ordinary(cls, text: str) -> Phone:
        """A number that is not the emergency number: that one has a place of its own."""
        try:
            phone, fault = cls.parse(text), None
        except Misspelt as error:
            phone, fault = cls.parse(error.right), error
        if phone.is_emergency:
            raise ValueError(
                f"{quoted(text)} is het alarmnummer, en dat staat al op elk product. Schrijf hier"
                " het nummer van de organisatie zelf"
            )
        if fault:
            raise fault
        return phone

    @classmethod
    def emergency(cls, text: str) -> Phone:
        """The emergency number."""
        phone = cls.parse(text)
        if not phone.is_emergency:
            raise ValueError(f"{quoted(text)} is niet het alarmnummer. Schrijf hier: 112")
        return phone

    @property
    def is_emergency(self) -> bool:
        """Whether somebody who calls it asks for police, fire brigade or ambulance at once."""
        return self.target.removeprefix("tel:") in EMERGENCY

    def __str__(self) -> str:
        return self.display


@dataclass(frozen=True)
class Email:
    """An e-mail address: printed as people write it, and as a link."""

    display: str
    target: str

    @classmethod
    def parse(cls, text: str) -> Email:
        """Check an address: all that mail allows without quotes, also a domain beyond ASCII."""
        target, display = mail_address(text)
        return cls(display, target)

    def __str__(self) -> str:
        return self.display


@dataclass(frozen=True)
class Url:
    """A web address: the full one behind the link, its bare domain in print."""

    target: str
    display: str

    @classmethod
    def parse(cls, text: str) -> Url:
        """Check a full ``https://`` address without user name, port or other scheme.

        Raises ``sources.problems.Misspelt`` when it is clear which address is meant.
        """
        return cls(*web_address(text))

    @property
    def code(self) -> str:
        """What its QR code says: the address, as far as that can be read from paper.

        All of it; when that is too long, without its place on the page; when that is too long as
        well, the site: of what lies between nobody knows whether it is a page. Empty when not even
        the site fits: then there is no code.
        """
        page = self.target.partition("#")[0]
        host = re.split("[/?#]", self.target.removeprefix("https://"), maxsplit=1)[0]
        ways = (self.target, page, f"https://{host}")
        return next((way for way in ways if len(way.encode()) <= QR_BYTES), "")

    def __str__(self) -> str:
        return self.display


def too_long(url: Url) -> str:
    """How long an address is, and how long one in a QR code may be."""
    return f"{len(url.target.encode())} tekens, {QR_BYTES} is het meeste"


@dataclass(frozen=True)
class Accent:
    """The light colour behind what can be called: sRGB, 0 to 1.

    Black type on it must stay readable on any copier, so its relative luminance (WCAG 2.1) is 0.60
    at least: 13:1 with black.
    """

    red: float
    green: float
    blue: float

    @classmethod
    def parse(cls, text: str) -> Accent:
        """Check ``#BFDCC4``. A colour that is too dark is refused, with the nearest that is not."""
        if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
            message = f"{text!r} is geen kleur. Schrijf die zo, tussen aanhalingstekens: '#BFDCC4'"
            raise ValueError(message)
        accent = cls(*(int(text[i : i + 2], 16) / 255 for i in (1, 3, 5)))
        if accent.luminance < LIGHTEST_DARK:
            raise ValueError(
                f"{text} is te donker: zwarte letters erop zijn slecht te lezen en een"
                f" kopieermachine maakt er zwart van. Neem {accent.lighter().hex}"
            )
        return accent

    @property
    def luminance(self) -> float:
        """Relative luminance (WCAG 2.1)."""
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (self.red, self.green, self.blue)
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def lighter(self) -> Accent:
        """The same colour mixed with white until it is light enough."""
        for share in range(101):
            white = share / 100
            mixed = Accent(
                *(part + (1 - part) * white for part in (self.red, self.green, self.blue))
            )
            if mixed.luminance >= LIGHTEST_DARK + 0.02:
                return mixed
        raise AssertionError("white is light enough")

    @property
    def hex(self) -> str:
        """As ``#BFDCC4``."""
        return "#" + "".join(f"{round(p * 255):02X}" for p in (self.red, self.green, self.blue))

    def __str__(self) -> str:
        return self.hex


@dataclass(frozen=True)
class Times:
    """Opening hours of one day, printed as Dutch readers write them: ``8.00-17.00``."""

    opens: str
    closes: str

    @classmethod
    def parse(cls, text: str) -> Times:
        """Check ``08:00-17:00``: two times of day, the first before the second."""
        opens, _, closes = text.partition("-")
        for time in (opens, closes):
            if not _TIME_SHAPE.fullmatch(time) or time > "24:00":
                raise ValueError(f"{text!r} zijn geen openingstijden. Schrijf ze zo: 08:00-17:00")
        if opens >= closes:
            raise ValueError(f"{text!r}: de sluitingstijd moet na de openingstijd komen")
        return cls(opens, closes)

    def written(self, clock: str = ".") -> tuple[str, str]:
        """Both times without a leading zero, with what a language has between hour and minute."""
        return _clock(self.opens, clock), _clock(self.closes, clock)

    @property
    def display(self) -> str:
        """Both times with an en dash."""
        return "\N{EN DASH}".join(self.written())

    def __str__(self) -> str:
        return self.display


def _clock(time: str, between: str) -> str:
    hour, minute = time.split(":")
    return f"{int(hour)}{between}{minute}"
