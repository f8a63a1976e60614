"""The possible outcomes of requesting an address."""

from __future__ import annotations

import ssl
from enum import Enum

from msgspec import Struct

from wegwijs.sources.errors import ExitCode, WegwijsError


class LinkTrouble(Enum):
    """Why there is no page."""

    GONE = "gone"
    SERVER = "server"
    REFUSED = "refused"
    TLS = "tls"
    UNREACHABLE = "unreachable"
    LOOP = "loop"
    ASTRAY = "astray"
    NOT_ASKED = "not-asked"


class PageAnswer(Struct, frozen=True):
    """The outcome for one address.

    ``moved``: the target of a permanent redirect. ``page`` is None when it is not HTML or text;
    ``cut``: it was longer than was read. ``detail`` adds to the trouble: a status, or the fault of
    the certificate.
    """

    trouble: LinkTrouble | None = None
    detail: str = ""
    moved: str | None = None
    page: bytes | None = None
    charset: str | None = None
    cut: bool = False


class NoPage(WegwijsError):
    """There is no page; carries the answer."""

    exit_code = ExitCode.SOME_FAILED

    def __init__(self, trouble: LinkTrouble, detail: str) -> None:
        self.answer = PageAnswer(trouble, detail)
        super().__init__(detail, "Kijk het adres na, of vraag het later nog eens op")


# Certificate errors of OpenSSL (x509_vfy.h) in Dutch.
_CERTIFICATES = {
    9: "het certificaat geldt nog niet",
    10: "het certificaat is verlopen",
    18: "het certificaat is door de site zelf gemaakt",
    19: "het certificaat is van een onbekende uitgever",
    20: "het certificaat is van een onbekende uitgever",
    62: "het certificaat is van een andere site",
}


def why(error: BaseException) -> NoPage:
    """Return why no connection could be made."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return NoPage(
                LinkTrouble.TLS, _CERTIFICATES.get(cause.verify_code, "het certificaat deugt niet")
            )
        if isinstance(cause, ssl.SSLError):
            return NoPage(LinkTrouble.TLS, "er komt geen veilige verbinding")
        cause = cause.__cause__ or cause.__context__
    return NoPage(LinkTrouble.UNREACHABLE, "er komt geen verbinding")
