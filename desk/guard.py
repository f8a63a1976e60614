"""Access control between the network and the screens: who may ask, how much, and security headers.

Any page that is open in the browser may send requests to this computer. So the Host must be one of
ours (another name can be made to resolve to 127.0.0.1), a request that changes something must have
our own Origin, and on the user's own computer a cookie proves that the browser was opened by the
program.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD"})
BEGIN, STATIC = "/begin/", "/static/"
STYLE = f"{STATIC}desk.css"
MOST_BYTES = 8_000_000  # bytes of a request: a register of all municipalities is 4 MB
MOST_SECONDS = 30.0  # seconds for the body of a request
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# "no-referrer" would make the Origin of our own forms "null" (Fetch, "append a request Origin
# header"); "same-origin" reveals equally little to other sites.
HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


# Seconds that a browser keeps the cookie, also once it was closed: a working day. Who shares an
# account of this computer shares its browser.
KEPT = 10 * 3600
# What to do, for who closed the browser, uses another one, or has an old address.
AGAIN = (
    "Staat er nog een scherm van Wegwijs open? <b>Ga daarheen.</b>",
    "Zo niet: <b>sluit het venster</b> waarin staat: Wegwijs draait.",
    "<b>Start Wegwijs opnieuw</b>, zoals u dat eerder deed. Er gaat dan een nieuw scherm open.",
)
SAVED = "Zo kan een ander niet bij uw gegevens. Wat u invulde, is bewaard."


class Refused(Exception):
    """A refused request, with the status and message of its response. ``shut``: it is for who may
    well be the user, and has to open the desk again.
    """

    def __init__(self, status: int, told: str, *, shut: bool = False) -> None:
        super().__init__(told)
        self.status, self.told, self.shut = status, told, shut


@dataclass
class Key:
    """The credentials of one browser: a URL that works once, and the cookie that it sets.

    Other users of the computer can see the URL (in the list of processes), so it is void once used.
    All ports of a computer share cookies, so the cookie name contains the port.
    """

    port: int
    once: str | None = field(default_factory=lambda: secrets.token_urlsafe(32))
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def name(self) -> str:
        """The name of the cookie."""
        return f"wegwijs-{self.port}"

    @property
    def path(self) -> str:
        """The path that opens the desk, once."""
        return f"{BEGIN}{self.once}"

    def fits(self, headers: Mapping[str, str]) -> bool:
        """Return whether a request has the cookie."""
        jar: SimpleCookie = SimpleCookie()
        try:
            jar.load(headers.get("cookie", ""))
        except CookieError:
            return False
        given = jar[self.name].value if self.name in jar else ""
        return hmac.compare_digest(given.encode(), self.cookie.encode())

    def turn(self, path: str) -> bool:
        """Return whether a path opens the desk. True at most once."""
        given = path.removeprefix(BEGIN)
        if self.once is None or not hmac.compare_digest(given.encode(), self.once.encode()):
            return False
        self.once = None
        return True


@dataclass
class Guard:
    """Middleware that passes allowed requests to ``app`` and refuses the rest.

    ``hosts`` are the allowed values of Host. ``key`` is None where anybody may enter. With
    ``private`` browsers and proxies store no response, except files that are the same for
    everybody. ``origins`` are the allowed origins of forms; by default those of ``hosts``. With
    ``inline_pictures`` a page may contain data: pictures. Paths in ``open_to_all`` accept any Host.
    """

    app: ASGIApp
    hosts: Iterable[str]
    key: Key | None = None
    private: bool = False
    origins: frozenset[str] = frozenset()
    inline_pictures: bool = False
    open_to_all: frozenset[str] = frozenset()
    most_bytes: int = MOST_BYTES
    most_seconds: float = MOST_SECONDS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if self.inline_pictures:
                    policy = POLICY.replace("img-src 'self'", "img-src 'self' data:")
                    headers.setdefault("content-security-policy", policy)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if self.private and not scope["path"].startswith(STATIC):
                    headers["cache-control"] = "no-store"
                else:
                    headers.setdefault("cache-control", "no-store")
            await send(message)

        try:
            answer = self._admit(scope)
            body = self._bounded(scope, receive)
        except Refused as refused:
            answer = refusal(refused)
        await (answer(scope, receive, sealed) if answer else self.app(scope, body, sealed))

    def _admit(self, scope: Scope) -> Response | None:
        """Admit a request, or answer it here. Raises ``Refused``."""
        if scope["path"] in self.open_to_all and scope["method"] in SAFE:
            return None
        named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(named) != 1 or named[0].lower() not in self.hosts:
            raise Refused(400, "Dit adres is niet van Wegwijs.")
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        self._check_origin(scope["method"], named[0].lower(), headers)
        if self.key is None or (
            scope["path"] == STYLE and scope["method"] in SAFE
        ):  # which a refusal needs too
            return None
        if scope["path"].startswith(BEGIN):
            return self._open(scope, headers)
        if not self.key.fits(headers):
            told = "Dit scherm gaat alleen open in de browser die Wegwijs zelf opende."
            raise Refused(403, f"{told} {SAVED}", shut=True)
        return None

    def _check_origin(self, method: str, host: str, headers: Mapping[str, str]) -> None:
        """Refuse requests from another site, or from another program served by this computer."""
        site = headers.get("sec-fetch-site")
        if method in SAFE:
            if site in {"cross-site", "same-site"} and headers.get("sec-fetch-mode") != "navigate":
                raise Refused(403, "Een andere site mag dit niet opvragen.")
            return
        origin = urlsplit(headers.get("origin", ""))
        here = f"{origin.scheme}://{origin.netloc.lower()}"
        is_ours = here in (self.origins or {f"http://{host}"}) and origin.netloc.lower() == host
        if site not in {"same-origin", "none"} or not is_ours:
            raise Refused(403, "Dit verzoek komt niet van een scherm van Wegwijs.")

    def _open(self, scope: Scope, headers: Mapping[str, str]) -> Response:
        assert self.key
        if not self.key.fits(headers) and not self.key.turn(scope["path"]):
            told = "Dit adres werkt één keer, en het is al gebruikt."
            raise Refused(403, f"{told} {SAVED}", shut=True)
        # A page, not a redirect: a strict cookie is not sent on a navigation from another program.
        page = HTMLResponse(_page("Wegwijs", '<p><a href="/">Naar Wegwijs</a></p>', at_once="/"))
        page.set_cookie(
            self.key.name,
            self.key.cookie,
            max_age=KEPT,  # another user of this computer has a browser of their own
            httponly=True,
            samesite="strict",
            path="/",
        )
        return page

    def _bounded(self, scope: Scope, receive: Receive) -> Receive:
        """Limit the size and duration of a request body. Raises ``Refused``."""
        headers = dict(scope["headers"])
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > self.most_bytes:
            raise Refused(413, "Dit bestand is te groot.")
        ends = asyncio.get_running_loop().time() + self.most_seconds
        seen = 0
        whole = False

        async def bounded() -> Message:
            nonlocal seen, whole
            if whole:  # what follows is a disconnect, which has no time limit
                return await receive()
            left = ends - asyncio.get_running_loop().time()
            try:
                message = await asyncio.wait_for(receive(), max(left, 0.001))
            except TimeoutError as error:
                raise ClientDisconnect from error
            seen += len(message.get("body", b""))
            if seen > self.most_bytes:
                raise ClientDisconnect
            whole = not message.get("more_body", False)
            return message

        return bounded


def refusal(refused: Refused) -> HTMLResponse:
    """Return the response to a refused request; it echoes nothing of that request."""
    if not refused.shut:
        return HTMLResponse(_page("Dat kan niet", f"<p>{refused.told}</p>"), refused.status)
    steps = "".join(
        f'<li><span class="n">{count}.</span><p>{one}</p></li>'
        for count, one in enumerate(AGAIN, 1)
    )
    body = f'<p class="lead">{refused.told}</p><ol class="steps">{steps}</ol>'
    return HTMLResponse(_page("Start Wegwijs opnieuw", body, style=STYLE), refused.status)


def _page(title: str, body: str, at_once: str = "", style: str = "") -> str:
    more = f'<meta http-equiv="refresh" content="0;url={at_once}">' if at_once else ""
    more += f'<link rel="stylesheet" href="{style}">' if style else ""
    return (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>{more}</head>'
        f'<body><main class="wide text"><h1>{title}</h1>{body}</main></body></html>'
    )
