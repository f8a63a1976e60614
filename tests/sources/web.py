"""A small web of our own, on this machine: sites with good and bad certificates behind a proxy."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import trustme

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass
class Reply:
    """What a site says. ``slow``: seconds before each part of the body."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    slow: float = 0.0
    parts: int = 1

    @property
    def data(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


@dataclass
class Request:
    """What a site was asked, and between which moments it was busy with it."""

    host: str
    path: str
    headers: dict[str, str]
    began: float
    ended: float = 0.0


class Web:
    """Sites by host, each with replies by path; a list of replies is given one after the other."""

    def __init__(self, folder: Path) -> None:
        self.sites: dict[str, dict[str, Reply | list[Reply]]] = {}
        self.asked: list[Request] = []
        self.expired: set[str] = set()
        self.named: dict[str, str] = {}  # a host whose certificate is of another
        self.unknown: set[str] = set()  # a host whose certificate nobody signed
        self.addresses: dict[str, list[str]] = {}  # of a name; else a public one
        self.authority = trustme.CA()
        self.other = trustme.CA()
        self.certificates = folder / "ca.pem"
        self.authority.cert_pem.write_to_path(str(self.certificates))
        self.proxy = ""
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._lock = threading.Lock()

    async def resolve(self, host: str) -> list[str]:
        """What the names of this web resolve to."""
        return self.addresses.get(host, ["93.184.216.34"])

    def paths(self, host: str) -> list[str]:
        """What a host was asked, in order."""
        return [request.path for request in self.asked if request.host == host]

    def context(self, host: str) -> ssl.SSLContext:
        """The certificate that a host shows."""
        with self._lock:
            if host not in self._contexts:
                authority = self.other if host in self.unknown else self.authority
                until = LONG_AGO if host in self.expired else None
                since = LONG_AGO.replace(year=2019) if until else None
                name = self.named.get(host, host)
                made = authority.issue_cert(name, not_before=since, not_after=until)
                self._contexts[host] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                made.configure_cert(self._contexts[host])
            return self._contexts[host]

    def reply(self, host: str, path: str) -> Reply:
        with self._lock:
            found = self.sites.get(host, {}).get(path)
            if isinstance(found, list):
                return found.pop(0) if len(found) > 1 else found[0]
            return found or Reply("niet hier", 404, {"Content-Type": "text/plain"})


@contextmanager
def web(folder: Path) -> Iterator[Web]:
    """The web, as long as the block lasts. Its proxy knows every host that has a site."""
    made = Web(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(made))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    made.proxy = f"http://127.0.0.1:{server.server_port}"
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(made: Web) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """A proxy that answers for all sites itself."""

        protocol_version = "HTTP/1.1"

        def do_CONNECT(self) -> None:
            host = self.path.rpartition(":")[0]
            if host not in made.sites:
                self.send_error(502)
                return
            self.send_response(200)
            self.end_headers()
            self.wfile.flush()
            try:
                inside = made.context(host).wrap_socket(self.connection, server_side=True)
            except (ssl.SSLError, OSError):
                self.close_connection = True
                return
            _Site(inside, self.client_address, self.server, made)
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    return Handler


class _Site(BaseHTTPRequestHandler):
    """What is inside the tunnel."""

    protocol_version = "HTTP/1.1"

    def __init__(
        self, connection: socket.socket, address: object, server: object, made: Web
    ) -> None:
        self.made = made
        super().__init__(connection, address, server)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        host = self.headers["Host"]
        request = Request(host, self.path, dict(self.headers), time.monotonic())
        self.made.asked.append(request)
        reply = self.made.reply(host, self.path)
        try:
            self.send_response(reply.status)
            headers = {"Content-Type": "text/html; charset=utf-8", **reply.headers}
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.data) * reply.parts))
            self.end_headers()
            for _ in range(reply.parts):
                time.sleep(reply.slow)
                request.ended = time.monotonic()  # before the guest can know that it has all
                self.wfile.write(reply.data)
        except OSError:  # the guest has seen enough
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


Naps = list[float]


def counted(naps: Naps, really: float = 0.0) -> Callable[[float], object]:
    """A sleep that notes how long it was asked to last."""
    import asyncio

    async def sleep(seconds: float) -> None:
        naps.append(seconds)
        await asyncio.sleep(really)

    return sleep
