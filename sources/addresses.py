"""Web and e-mail addresses: validated, and in the forms that a browser and a mail program need.

A domain is printed as people write it, and encoded (IDNA 2008, UTS 46) only for machines. A domain
with lookalike letters could lead readers astray: it is printed in its encoded form, as browsers do.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from wegwijs.sources.problems import Misspelt, quoted

MAX_HOST = 253  # RFC 1035, without the trailing dot
MAX_LOCAL, MAX_EMAIL = 64, 254  # RFC 5321 sections 4.5.3.1.1 and 4.5.3.1.3, without < and >

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")
_ENCODED = "xn--"
_OWN_LETTERS = frozenset("ßæœøðþłđħŋ")  # not accented a to z, and yet distinct from them
# Lowercase Cyrillic and Greek lookalikes of Latin letters (UTS 39, confusables.txt).
_ALIKE = frozenset(
    "\u0430\u0441\u0501\u0435\u04bb\u0456\u0458\u04cf\u043e\u0440\u051b\u0455\u051d\u0445\u0443\u0475"
    "\u03b1\u03b3\u03b9\u03ba\u03bd\u03bf\u03c1\u03c3\u03c5\u03c9\u03f2"
)
# RFC 5322 section 3.2.3: an atom of a local part.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_EMAIL = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<host>[^@\s]+)")
_IN_MAILTO = "!$'*+-._~"  # RFC 6068 section 2 and RFC 3986: the rest is percent-encoded
_URL = re.compile(r"(?P<scheme>https://)(?P<host>[^/?#\s]+)(?P<rest>[^\s]*)", re.IGNORECASE)
# RFC 3986 sections 3.3 to 3.5.
_REST = re.compile(r"[A-Za-z0-9/._~%+=&?!,;:@$'()*#-]*")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ENTITY = re.compile(r"&(?:[A-Za-z]+|#[0-9]+|#[xX][0-9A-Fa-f]+);")
_POINTS = ".,;!?"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def host(written: str) -> str:
    """Return the ASCII form of a domain. Raises a bare ``ValueError`` when it is invalid."""
    encoded = written if written.isascii() else _encoded(written)
    if len(encoded) > MAX_HOST or not _HOST.fullmatch(encoded):
        raise ValueError
    if _ENCODED in encoded:
        _decoded(encoded)  # raises when it is invalid
    return encoded


def shown(encoded: str) -> str:
    """Return a domain as people write it."""
    if _ENCODED not in encoded:
        return encoded
    decoded = _decoded(encoded)
    return decoded if _is_plain(decoded) else encoded


@lru_cache(maxsize=256)
def _encoded(written: str) -> str:
    """Return the domain in its encoded form when a letter in it could pass for another."""
    import idna  # 10 ms to import; most domains do not need it

    if not _is_plain(written) or idna.uts46_remap(written) != written:
        raise ValueError
    return idna.encode(written, uts46=True, std3_rules=True).decode("ascii")


@lru_cache(maxsize=256)
def _decoded(encoded: str) -> str:
    import idna

    return idna.decode(encoded, uts46=True, std3_rules=True)


def _is_plain(domain: str) -> bool:
    """Whether no label mixes scripts or consists of lookalike letters."""
    return all(_is_plain_label(label) for label in domain.split("."))


def _is_plain_label(label: str) -> bool:
    letters = [char for char in label if char not in "-0123456789"]
    scripts = {unicodedata.name(char, "?").split()[0] for char in letters}
    if scripts <= {"LATIN"}:
        return all(
            char.isascii()
            or char in _OWN_LETTERS
            or unicodedata.normalize("NFD", char)[0].isascii()
            for char in letters
        )
    return len(scripts) == 1 and not set(letters) <= _ALIKE


def web_address(text: str) -> tuple[str, str]:
    """Return the URL for a browser, and the domain as it is printed.

    Raises ``Misspelt`` when it is clear which address is meant, else ``ValueError``.
    """
    if match := _URL.fullmatch(text):
        domain, rest = match["host"].lower(), match["rest"]
        if rest:
            rest = _mended(rest)
        else:
            domain = _trimmed(domain)
        try:
            encoded = host(domain)
        except ValueError:
            encoded = ""
        if encoded and _REST.fullmatch(rest):
            right = f"https://{domain}{rest}"
            if right != text:
                message = (
                    f"{quoted(text)} is geen webadres dat wij afdrukken. Schrijf het zo: {right}"
                )
                raise Misspelt(message, right)
            return f"https://{encoded}{rest}", shown(encoded).removeprefix("www.")
    raise ValueError(
        f"{quoted(text)} is geen webadres dat wij afdrukken. Schrijf het hele adres, met https://"
        " ervoor en in kleine letters, bijvoorbeeld https://www.organisatie.nl"
    )


def _mended(rest: str) -> str:
    """Return the part after the domain without what was copied along with it."""
    rest = _trimmed(_ENTITY.sub(lambda entity: html.unescape(entity[0]), rest))
    rest = _LONE_PERCENT.sub("%25", rest)
    return "".join(quote(char) if char in "[]" or _is_letter(char) else char for char in rest)


def _is_letter(char: str) -> bool:
    return char.isalpha() and not char.isascii()


def _trimmed(text: str) -> str:
    """Strip trailing punctuation and brackets that belong to the sentence around the address."""
    while text and (text[-1] in _POINTS or _is_unpaired(text)):
        text = text[:-1]
    return text


def _is_unpaired(text: str) -> bool:
    """Whether the last character is a closing bracket or quote without its partner."""
    last = text[-1]
    if last == "'":
        return text.count(last) % 2 == 1
    return last in _BRACKETS and text.count(last) > text.count(_BRACKETS[last])


def mail_address(text: str) -> tuple[str, str]:
    """Return the address for a mail program, and as printed. Raises ``ValueError``."""
    match = _EMAIL.fullmatch(text)
    try:
        if not match or len(match["local"]) > MAX_LOCAL:
            raise ValueError
        encoded = host(match["host"].lower())
        if len(match["local"]) + 1 + len(encoded) > MAX_EMAIL:
            raise ValueError
    except ValueError:
        message = f"{quoted(text)} is geen e-mailadres. Schrijf het zo: info@organisatie.nl"
        raise ValueError(message) from None
    domain = match["host"]
    written = shown(encoded) if _ENCODED in domain.lower() else domain
    target = domain if domain.isascii() else encoded
    return (
        f"mailto:{quote(match['local'], safe=_IN_MAILTO)}@{target}",
        f"{match['local']}@{written}",
    )
