"""Request pages politely: few at once, one per host, respecting robots.txt.

Sends nothing about the user: no cookies, no referrer, no ``.netrc`` credentials.

The only module that uses httpx and Protego (robots.txt, RFC 9309). Proxies and certificates come
from the environment, as httpx reads it (``HTTPS_PROXY``, ``NO_PROXY``, ``SSL_CERT_FILE``).
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx
from msgspec import Struct, field, structs
from protego import Protego

from wegwijs.sources.links.answers import LinkTrouble, NoPage, PageAnswer, why

AGENT = "Wegwijs"
USER_AGENT = f"{AGENT}/0.1 (controleert webadressen op gedrukte folders)"
AT_ONCE = 4
ATTEMPTS = 3
BACKOFF = 2.0  # s, doubled each time
LONGEST_WAIT = 30.0  # s; a server that asks for more is skipped
PAUSE = 1.0  # s between two requests to one host
TOTAL = 30.0  # s for one page, against servers that trickle
PAGE_BYTES = 2_000_000
ROBOTS_BYTES = 512_000  # RFC 9309 section 2.5: 500 KiB at least
MAX_HOPS = 8
BUSY = {429, 500, 502, 503, 504}
MOVED_FOR_GOOD = {301, 308}
REDIRECTS = {301, 302, 303, 307, 308}
READABLE = ("text/html", "application/xhtml+xml", "text/plain")

PORTS = (None, 80, 443)

Sleep = Callable[[float], Awaitable[None]]
Resolve = Callable[[str], Awaitable[Iterable[str]]]


class _Page(Struct, frozen=True):
    status: int
    headers: httpx.Headers
    body: bytes | None
    charset: str | None
    cut: bool


class _Host(Struct):
    """A host: one request at a time, with a pause in between."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    last: float = 0.0
    pause: float = PAUSE


def client() -> httpx.AsyncClient:
    """Return a client without cookies and without automatic redirects."""
    made = httpx.AsyncClient(
        headers={
            "User-Agent": USER_AGENT,
            "Accept": "text/html, text/plain;q=0.5, */*;q=0.1",
            "Accept-Language": "nl",
        },
        timeout=httpx.Timeout(10.0),
        follow_redirects=False,
    )
    made.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return made


def ask_all(addresses: Iterable[str], said: Callable[[int, int], None]) -> dict[str, PageAnswer]:
    """Request each address; ``said`` is called with the progress: done and total."""

    async def run() -> dict[str, PageAnswer]:
        async with client() as asked_by:
            return await ask(addresses, asked_by, said=said)

    return asyncio.run(run())


async def resolved(host: str) -> list[str]:
    """Return the addresses of a host; none when only a proxy may know them."""
    try:
        async with asyncio.timeout(TOTAL):
            found = await asyncio.get_running_loop().getaddrinfo(host, 443)
    except (OSError, UnicodeError, TimeoutError):
        return []
    return [str(address[0]) for *_, address in found]


async def ask(
    addresses: Iterable[str],
    asked_by: httpx.AsyncClient,
    *,
    sleep: Sleep = asyncio.sleep,
    resolve: Resolve = resolved,
    said: Callable[[int, int], None] = lambda done, count: None,
) -> dict[str, PageAnswer]:
    """Return the answer for each address, in the order given."""
    unique = list(dict.fromkeys(addresses))
    guest = _Guest(asked_by, sleep, resolve)
    done = 0

    async def one(address: str) -> PageAnswer:
        nonlocal done
        answer = await guest.visit(address)
        done += 1
        said(done, len(unique))
        return answer

    answers = await asyncio.gather(*(one(address) for address in unique))
    return dict(zip(unique, answers, strict=True))


class _Guest:
    """Send requests; remember the last request and robots.txt of each host."""

    def __init__(self, asked_by: httpx.AsyncClient, sleep: Sleep, resolve: Resolve) -> None:
        self._client = asked_by
        self._resolve = resolve
        self._sleep = sleep
        self._places = asyncio.Semaphore(AT_ONCE)
        self._hosts: dict[str, _Host] = {}
        self._rules: dict[str, asyncio.Task[Protego]] = {}

    async def visit(self, address: str) -> PageAnswer:
        """Follow an address to its page."""
        moved: str | None = None
        try:
            url, for_good = _bare(httpx.URL(address)), True
            seen: set[httpx.URL] = set()
            while url not in seen and len(seen) < MAX_HOPS:
                seen.add(url)
                rules = await self._robots(url)
                if not rules.can_fetch(str(url), AGENT):
                    return PageAnswer(LinkTrouble.NOT_ASKED, "robots.txt", moved)
                page = await self._get(url, PAGE_BYTES)
                location = page.headers.get("location")
                if page.status not in REDIRECTS or not location:
                    return structs.replace(_answer(page), moved=moved)
                url = _joined(url, location)
                for_good = for_good and page.status in MOVED_FOR_GOOD
                moved = str(url) if for_good else moved
            return PageAnswer(LinkTrouble.LOOP, str(url), moved)
        except NoPage as failed:
            return structs.replace(failed.answer, moved=moved)

    async def _robots(self, url: httpx.URL) -> Protego:
        """Return the robots rules of a host, requested once."""
        origin = str(url.copy_with(raw_path=b"/robots.txt"))
        if origin not in self._rules:
            self._rules[origin] = asyncio.create_task(self._read_robots(httpx.URL(origin)))
        return await asyncio.shield(self._rules[origin])

    async def _read_robots(self, url: httpx.URL) -> Protego:
        """RFC 9309: without a file all is allowed; while the server is in trouble nothing is."""
        host = self._host(url)
        for _ in range(MAX_HOPS):
            page = await self._get(url, ROBOTS_BYTES)
            location = page.headers.get("location")
            if page.status not in REDIRECTS or not location:
                break
            try:
                url = _joined(url, location)
            except NoPage:  # no robots.txt; the page may still exist
                break
        if page.status in BUSY or page.status >= 500:
            raise NoPage(LinkTrouble.SERVER, f"robots.txt: {page.status}")
        lines = (page.body or b"") if page.status == 200 else b""
        rules = Protego.parse(lines.decode("utf-8-sig", "replace"))
        host.pause = max(PAUSE, min(rules.crawl_delay(AGENT) or 0.0, LONGEST_WAIT))
        return rules

    def _host(self, url: httpx.URL) -> _Host:
        return self._hosts.setdefault(url.host.lower(), _Host())

    async def _get(self, url: httpx.URL, limit: int) -> _Page:
        """Request one page; retry when the server is busy. Raises ``NoPage``."""
        if not _is_local(url.host):  # local names were typed on purpose
            for address in await self._resolve(url.host):
                if _is_local(address):
                    raise NoPage(LinkTrouble.ASTRAY, f"{url.host}, en dat is geen openbaar adres")
        host = self._host(url)
        async with host.lock:
            for attempt in range(1, ATTEMPTS + 1):
                wait = BACKOFF * 2 ** (attempt - 1)
                await self._breathe(host)
                try:
                    async with self._places:
                        page = await self._fetch(url, limit)
                except NoPage as failed:
                    if attempt == ATTEMPTS or failed.answer.trouble is LinkTrouble.TLS:
                        raise
                else:
                    asked_for = _retry_after(page.headers.get("retry-after"))
                    wait = max(wait, asked_for)
                    if page.status not in BUSY or attempt == ATTEMPTS or wait > LONGEST_WAIT:
                        return page
                finally:
                    host.last = time.monotonic()
                await self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    async def _breathe(self, host: _Host) -> None:
        left = host.last + host.pause - time.monotonic()
        if host.last and left > 0:
            await self._sleep(left)

    async def _fetch(self, url: httpx.URL, limit: int) -> _Page:
        try:
            async with asyncio.timeout(TOTAL), self._client.stream("GET", url) as response:
                kind = response.headers.get("content-type", "text/html").lower()
                body, cut = None, False
                if kind.startswith(READABLE):
                    body, cut = await _read(response, limit)
                return _Page(
                    response.status_code, response.headers, body, response.charset_encoding, cut
                )
        except (TimeoutError, httpx.TimeoutException) as error:
            raise NoPage(LinkTrouble.UNREACHABLE, "geen antwoord binnen de tijd") from error
        except (httpx.InvalidURL, httpx.RemoteProtocolError, httpx.DecodingError) as error:
            raise NoPage(LinkTrouble.SERVER, "het antwoord is onzin") from error
        except httpx.RequestError as error:
            raise why(error) from error


async def _read(response: httpx.Response, limit: int) -> tuple[bytes, bool]:
    body = bytearray()
    async for chunk in response.aiter_bytes(1 << 16):
        body += chunk
        if len(body) > limit:
            return bytes(body[:limit]), True
    return bytes(body), False


def _bare(url: httpx.URL) -> httpx.URL:
    """Strip credentials and the fragment from a URL."""
    return url.copy_with(username=None, password=None, fragment=None)


def _joined(url: httpx.URL, location: str) -> httpx.URL:
    """Resolve a redirect. Raises ``NoPage`` when the target is not a public page."""
    try:
        to = _bare(url.join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise NoPage(LinkTrouble.SERVER, f"verwijst naar {location[:80]!r}") from error
    if to.scheme not in ("http", "https") or not to.host:
        raise NoPage(LinkTrouble.ASTRAY, f"{str(to)[:80]}, en dat is geen webpagina")
    if _is_local(to.host) and not _is_local(url.host):
        raise NoPage(LinkTrouble.ASTRAY, f"{str(to)[:80]}, en dat is geen openbaar adres")
    if to.port not in PORTS:
        raise NoPage(LinkTrouble.ASTRAY, f"{str(to)[:80]}, en dat is geen gewone poort")
    return to


def _is_local(host: str) -> bool:
    """Whether the host name is local to this computer or network."""
    try:
        # As the system reads it: 127.1 and 2130706433 are this computer too.
        address = ip_address(host.partition("%")[0] if ":" in host else socket.inet_aton(host))
    except (OSError, ValueError):
        name = host.rstrip(".")
        return "." not in name or name.lower().endswith(_LOCAL_NAMES)
    if isinstance(address, IPv6Address):
        number = int(address)
        if address in _NAT64:
            address = IPv4Address(number & 0xFFFFFFFF)
        elif within := address.ipv4_mapped or address.sixtofour:
            address = within
    return not address.is_global or address.is_multicast


_LOCAL_NAMES = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".corp")
_NAT64 = ip_network("64:ff9b::/96")  # an IPv4 address in its last 32 bits


def _answer(page: _Page) -> PageAnswer:
    detail = str(page.status)
    if page.status in (404, 410):
        return PageAnswer(LinkTrouble.GONE, detail)
    if page.status in BUSY or page.status >= 500:
        return PageAnswer(LinkTrouble.SERVER, detail)
    if not 200 <= page.status < 300:
        return PageAnswer(LinkTrouble.REFUSED, detail)
    return PageAnswer(page=page.body, charset=page.charset, cut=page.cut)


def _retry_after(value: str | None) -> float:
    """Return the seconds a server asks to wait: a number or a date (RFC 9110 section 10.2.3)."""
    if not value:
        return 0.0
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
