"""The desk as a service, ``uvicorn wegwijs.desk.hosted:app``. Keeps and logs nothing of visitors.

Limits and addresses come from environment variables; ``docs/hosting.md`` says how to run it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from wegwijs.desk.app import hosted_app
from wegwijs.desk.desk import Desk
from wegwijs.desk.faults import log
from wegwijs.desk.forms import MOST_BYTES
from wegwijs.desk.guard import Guard
from wegwijs.desk.limited import Limited, LimitedWorkers
from wegwijs.desk.shelf import Shelf

ADDRESS = "http://localhost:8000,http://127.0.0.1:8000"


class BadSettings(Exception):
    """An environment variable has an impossible value."""


@dataclass(frozen=True)
class ServiceSettings:
    """The limits of the service, and its addresses.

    ``path`` is the prefix of every path when the service shares a host name with others.
    """

    origins: frozenset[str]
    path: str = ""
    processes: int = 2
    makers: int = 1
    waiting: int = 200  # calls for a picture or a save that may wait
    waiting_makers: int = 20
    seconds: float = 20.0
    seconds_making: float = 180.0
    memory: int = 1_000_000_000  # bytes, of one process

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> ServiceSettings:
        """Return the settings in an environment. Raises ``BadSettings``."""
        given = environment.get("WEGWIJS_ADDRESS", ADDRESS)
        found = [urlsplit(one.strip()) for one in given.split(",")]
        if any(one.scheme not in {"http", "https"} or not one.netloc for one in found):
            raise BadSettings(f"WEGWIJS_ADDRESS={given!r}: as https://folders.example.nl")
        paths = {one.path.rstrip("/") for one in found}
        if len(paths) > 1 or not all(re.fullmatch(r"(/[\w.-]+)*", path) for path in paths):
            raise BadSettings(f"WEGWIJS_ADDRESS={given!r}: one path for all of them")

        def number(name: str, default: int, most: int) -> int:
            text = environment.get(f"WEGWIJS_{name}", str(default))
            if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= most:
                raise BadSettings(f"WEGWIJS_{name}={text!r}: a number from 1 to {most}")
            return int(text)

        return cls(
            frozenset(f"{one.scheme}://{one.netloc.lower()}" for one in found),
            paths.pop(),
            number("PROCESSES", os.cpu_count() or 2, 64),
            number("MAKERS", 1, 64),
            number("WAITING", cls.waiting, 10_000),
            number("WAITING_MAKERS", cls.waiting_makers, 1000),
            number("SECONDS", int(cls.seconds), 600),
            number("SECONDS_MAKING", int(cls.seconds_making), 3600),
            number("MEMORY_MB", cls.memory // 1_000_000, 64_000) * 1_000_000,
        )


def service(settings: ServiceSettings, workers: LimitedWorkers | None = None) -> ASGIApp:
    """Return the app of a service."""
    workers = workers or LimitedWorkers(
        Limited(settings.processes, settings.waiting, settings.seconds, settings.memory),
        Limited(settings.makers, settings.waiting_makers, settings.seconds_making, settings.memory),
    )
    nowhere = Path(os.devnull)  # nobody has a folder here
    desk = Desk(Shelf(nowhere), workers, nowhere, date.today, hosted=True, root=settings.path)
    hosts = {urlsplit(origin).netloc for origin in settings.origins}
    guard = Guard(
        Silent(hosted_app(desk)),
        hosts,
        private=True,
        origins=settings.origins,
        most_bytes=MOST_BYTES,
        inline_pictures=True,
        open_to_all=frozenset({"/gezond"}),
    )
    return Below(guard, settings.path)


@dataclass
class Silent:
    """Middleware that logs where a bug of ours occurred, and nothing of what a visitor typed."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request; an error is logged here after the visitor got a response."""
        try:
            await self.app(scope, receive, send)
        except Exception as error:
            if scope["type"] == "lifespan":
                raise
            log(error)


@dataclass
class Below:
    """An app under a path prefix, whether or not the proxy strips that prefix."""

    app: ASGIApp
    path: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "http" and self.path:
            path = scope["path"]
            if path == self.path or path.startswith(f"{self.path}/"):
                scope = dict(scope) | {"path": path[len(self.path) :] or "/"}
        await self.app(scope, receive, send)


def __getattr__(name: str) -> ASGIApp:
    """Create ``app`` on first use, so that importing this module starts nothing."""
    if name != "app":
        raise AttributeError(name)
    made = service(ServiceSettings.of(os.environ))
    globals()["app"] = made
    return made
