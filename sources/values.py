"""Value types for what must never be printed wrong: numbers, addresses, colours.

A value has the organisation's own spelling (``display``, printed as is) and what a device does with
it (``target``, behind a link). Each ``parse`` raises ``ValueError`` with a Dutch sentence that says
what to write instead.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from wegwijs.sources.addresses import mail_address, web_address
from wegwijs.sources.dialling import read_number
from wegwijs.sources.numbering import EMERGENCY
from wegwijs.sources.problems import Misspelt, quoted

# The capacity of a QR code that still scans from paper: version 4-M in bytes (ISO/IEC 18004,
# table 7). A larger one needs modules too small for a copier, or more width than its column.
QR_BYTES = 62
_WHATSAPP = ("wa.me", "api.whatsapp.com", "whatsapp.com")
# A number in such an address; one that begins with a letter is a name or a code.
_WHATSAPP_NUMBER = re.compile(r"(?<=//wa\.me/)[+0-9][^/?#]*|(?<=[?&]phone=)[^&#]+")
LIGHTEST_DARK = 0.60  # relative luminance; darker is unsuitable behind type


class Phone(Struct, frozen=True):
    """A phone number: printed in the organisation's own grouping, dialled by ``target``."""

    display: str
    target: str

    @classmethod
    def parse(cls, text: str) -> Phone:
        """Check that pressing the printed digits reaches the number.

        Raises ``sources.problems.Misspelt`` when it is clear which number is meant.
        """
        display, dialled = read_number(text)
        return cls(display, f"tel:{dialled}")

    @classmethod
    def ordinary(cls, text: str) -> Phone:
        """Parse a number other than the emergency number, which has a place of its own."""
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
        """Parse the emergency number."""
        phone = cls.parse(text)
        if not phone.is_emergency:
            raise ValueError(f"{quoted(text)} is niet het alarmnummer. Schrijf hier: 112")
        return phone

    @property
    def is_emergency(self) -> bool:
        """Whether it reaches the emergency services."""
        return self.target.removeprefix("tel:") in EMERGENCY

    def __str__(self) -> str:
        return self.display


class Email(Struct, frozen=True):
    """An e-mail address, as printed and as a link."""

    display: str
    target: str

    @classmethod
    def parse(cls, text: str) -> Email:
        """Validate an address: all that is allowed without quotes, including non-ASCII domains."""
        target, display = mail_address(text)
        return cls(display, target)

    def __str__(self) -> str:
        return self.display


class Url(Struct, frozen=True):
    """A web address: the full one for the link, its bare domain in print."""

    target: str
    display: str

    @classmethod
    def parse(cls, text: str) -> Url:
        """Validate an ``https://`` address without user name or port.

        Raises ``sources.problems.Misspelt`` when it is clear which address is meant.
        """
        return cls(*web_address(text))

    @property
    def code(self) -> str:
        """The content of its QR code: the address, as far as that scans from paper.

        The full address; if that is too long, without its fragment; if still too long, the site
        alone, since an intermediate path may not be a page. Empty when even the site does not fit:
        then there is no code.
        """
        page = self.target.partition("#")[0]
        host = re.split("[/?#]", self.target.removeprefix("https://"), maxsplit=1)[0]
        ways = (self.target, page, f"https://{host}")
        return next((way for way in ways if len(way.encode()) <= QR_BYTES), "")

    def __str__(self) -> str:
        return self.display


class TextPhone(Phone, frozen=True):
    """The number of a text telephone, for people who do not hear."""


class Chat(Url, frozen=True):
    """The address of a page where somebody answers who types: printed in full, since a home page
    is not where that is.
    """

    @classmethod
    def parse(cls, text: str) -> Chat:
        """Validate an address as ``Url.parse`` does."""
        target, _ = web_address(text)
        return cls(target, _in_full(target))


class WhatsApp(Struct, frozen=True):
    """A number in WhatsApp, or the address of its owner that opens it there.

    A number has no link: which one opens WhatsApp only its owner says.
    """

    display: str
    target: str

    @classmethod
    def parse(cls, text: str) -> WhatsApp:
        """Validate a number, or an address on one of the sites of WhatsApp.

        Raises ``sources.problems.Misspelt`` when it is clear which number is meant.
        """
        if not text.startswith(("http:", "https:")):
            return cls(Phone.ordinary(text).display, "")
        target, site = web_address(text)
        path, match = urlsplit(target).path.strip("/"), _WHATSAPP_NUMBER.search(target)
        if site not in _WHATSAPP or not path or (path == "send" and not match):
            raise ValueError(
                f"{quoted(text)} is geen adres van WhatsApp. Neem het adres over van de organisatie"
                " zelf, bijvoorbeeld https://wa.me/31612345678, of schrijf alleen het nummer"
            )
        if match:
            _check_whatsapp(text, target, match)
        return cls(_in_full(target), target)

    def __str__(self) -> str:
        return self.display


def _check_whatsapp(text: str, target: str, number: re.Match[str]) -> None:
    """Check the number in an address of WhatsApp: with its country code and nothing between its
    digits, or the chat is with nobody, or with somebody abroad. A + before it does no harm.

    Raises ``sources.problems.Misspelt`` when it is clear which number is meant.
    """
    digits = unquote(number[0]).removeprefix("+")
    right = re.sub("[ ().-]", "", digits)
    right = re.sub("^00", "", re.sub("^(?:(?:00)?31)?0(?=[1-9])", "31", right))
    try:
        Phone.parse(f"0{right[2:]}" if right.startswith("31") else f"+{right}")
    except ValueError as error:
        raise ValueError(f"{quoted(text)}: daarin staat geen bestaand nummer. {error}") from error
    if right != digits:
        address = f"{target[: number.start()]}{right}{target[number.end() :]}"
        what = (
            f"{quoted(text)} opent geen gesprek: het nummer begint daar met de landcode, zonder 0"
            " of streepjes"
        )
        raise Misspelt(f"{what}. Schrijf het zo: {address}", address)


def _in_full(target: str) -> str:
    return target.removeprefix("https://").removeprefix("www.").removesuffix("/")


Reachable = Phone | Email | Url | WhatsApp


def too_long(url: Url) -> str:
    """Describe the length of an address against the limit for a QR code."""
    return f"{len(url.target.encode())} tekens, {QR_BYTES} is het meeste"


class Accent(Struct, frozen=True):
    """The light colour behind callable numbers: sRGB, 0 to 1.

    Black type on it must stay readable on any copier, so its relative luminance (WCAG 2.1) is at
    least 0.60: a contrast of 13:1 with black.
    """

    red: float
    green: float
    blue: float

    @classmethod
    def parse(cls, text: str) -> Accent:
        """Parse ``#BFDCC4``.

        Raises ``sources.problems.Misspelt`` for a darker colour, with the nearest allowed one.
        """
        if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
            message = f"{text!r} is geen kleur. Schrijf die zo, tussen aanhalingstekens: '#BFDCC4'"
            raise ValueError(message)
        accent = cls(*(int(text[i : i + 2], 16) / 255 for i in (1, 3, 5)))
        if accent.luminance < LIGHTEST_DARK:
            lighter = accent.lighter().hex
            raise Misspelt(
                f"{text} is te donker: zwarte letters erop zijn slecht te lezen en een"
                f" kopieermachine maakt er zwart van. Neem {lighter}",
                lighter,
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
        """Mix with white until it is light enough."""
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
