"""The desk on the user's own computer: on 127.0.0.1 only, opened by the program itself."""

from __future__ import annotations

import socket
import sys
import webbrowser
from collections.abc import Callable
from datetime import date
from pathlib import Path

import uvicorn

from wegwijs.desk.app import local_app
from wegwijs.desk.desk import Desk
from wegwijs.desk.guard import Guard, Key
from wegwijs.desk.shelf import Shelf
from wegwijs.desk.workers import Workers
from wegwijs.press.files.store import prepare

HOST = "127.0.0.1"
PORT = 8470  # fixed, so that a screen that is still open keeps working
TRIES = 20


def hosts_of(port: int) -> frozenset[str]:
    """Return the allowed values of Host."""
    return frozenset({f"{HOST}:{port}", f"localhost:{port}"})


def guarded(desk: Desk, key: Key) -> Guard:
    """Return the app for the user's own computer, for the holder of the key."""
    return Guard(local_app(desk), hosts_of(key.port), key)


def listen(port: int | None) -> socket.socket:
    """Return a socket on this computer only: on ``port``, or on the first free port from ``PORT``
    on.

    Raises ``OSError`` when the port is taken.
    """
    tries = [port] if port is not None else [*range(PORT, PORT + TRIES), 0]
    for number in tries:
        found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform != "win32":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((HOST, number))
            # connections made before everything is loaded wait instead of being refused
            found.listen(64)
        except OSError:
            found.close()
            if number == tries[-1]:
                raise
            continue
        return found
    raise AssertionError("the last one is tried or raised")


def serve(
    own: Path,
    output: Path,
    today: Callable[[], date],
    *,
    port: int | None,
    browser: bool,
    say: Callable[[str], None],
) -> None:
    """Run until Ctrl-C. Raises ``FolderNotWritable``, and ``OSError`` when the port is taken."""
    prepare(own)
    found = listen(port)
    key = Key(found.getsockname()[1])
    desk = Desk(Shelf(own), Workers(), output, today)
    address = f"http://{HOST}:{key.port}{key.path}"
    say("Wegwijs draait. Sluit dit venster niet zolang u bezig bent.")
    say(f"Gaat er geen scherm open? Open dan zelf: {address}")

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if browser:
                webbrowser.open(address)

    config = uvicorn.Config(
        guarded(desk, key),
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )
    Server(config).run(sockets=[found])
