"""Make documents on a Dask cluster, with the same bytes as in this process.

Workers get outlines and a theme, no paths, and give bytes back; the caller writes. It is imported
when a cluster is asked for: to import it takes 15 ms.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from msgspec import structs

from wegwijs.layouts.products.registry import file_of
from wegwijs.layouts.typesetting.theme import load_theme
from wegwijs.press.build.make import CHUNK, Answer, Work, answers
from wegwijs.press.order import Document, in_making_order
from wegwijs.sources.errors import ExitCode, WegwijsError

_START_DASK = "Kijk of de scheduler aan staat, of laat --dask weg"


def answer_all(work: Work) -> list[Answer]:
    """Make all documents of a unit of work, on a worker of a cluster.

    An equal theme is replaced by the worker's own: plates are cached by its identity, and each unit
    brings another object.
    """
    own = load_theme()
    return list(answers(structs.replace(work, theme=own) if work.theme == own else work))


def on_dask(address: str, whole: Work) -> Iterator[Answer]:
    """Make documents on a Dask cluster. Raises ``ClusterMissing`` and ``StrangeAnswer``."""
    with _dask(address) as (executor, workers):
        yield from _spread(_shared_out(whole), executor, workers)


def _shared_out(whole: Work) -> Iterator[Work]:
    """Yield units of work: some languages of an edition, or some editions.

    Of every product in 17 languages an edition has 200 documents of 20 MB: too much for one answer.
    What belongs to an edition in a language stays together, since its codes are the same.
    """
    units: dict[tuple[str, str], list[Document]] = {}
    for document in whole.documents:
        units.setdefault((document.edition, document.language), []).append(document)
    part: list[Document] = []
    for index, found in enumerate(units.values(), start=1):
        part += found
        if len(part) >= CHUNK or index == len(units):
            needed = {(d.edition, d.language) for d in part}
            some = {key: whole.outlines[key] for key in needed}
            moved = {one: whole.offsets[one] for one in part if one in whole.offsets}
            ordered = tuple(in_making_order(part))
            yield Work(ordered, some, whole.theme, whole.profile, moved)
            part = []


def _spread(work: Iterator[Work], executor: Executor, workers: int) -> Iterator[Answer]:
    """Submit work slightly ahead of what is done, so that memory stays bounded."""
    running: dict[Future[list[Answer]], Work] = {}
    while True:
        for part in islice(work, workers + 2 - len(running)):
            running[executor.submit(answer_all, part)] = part
        if not running:
            return
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            part = running.pop(future)
            yield from checked(part, future.result())


class StrangeAnswer(WegwijsError):
    """A worker returned something else than it was asked; nothing of it is written."""

    exit_code = ExitCode.FONT_OR_TOOL_MISSING

    def __init__(self, what: str) -> None:
        super().__init__(
            f"een computer die meehielp gaf iets anders terug dan gevraagd: {what}. Daar is niets"
            " van geschreven",
            "Zet overal dezelfde versie van Wegwijs, en kijk wie er meehelpt",
        )


def checked(part: Work, found: object) -> Iterator[Answer]:
    """Validate the answers of a worker: one for each document, with the files of that document.

    A worker may be another version of the program, or on a machine that is not ours. Raises
    ``StrangeAnswer`` before any of them is used.
    """
    todo = set(part.documents)
    if not isinstance(found, list):
        raise StrangeAnswer("een lijst van documenten ontbreekt")
    for answer in found:
        if not isinstance(answer, Answer) or answer.document not in todo:
            raise StrangeAnswer("er is iets gemaakt dat niet gevraagd is")
        document = answer.document
        todo.remove(document)
        if not _fits(answer):
            raise StrangeAnswer(f"van {document.name} kwamen andere bestanden")
    if todo:
        raise StrangeAnswer(f"{min(one.name for one in todo)} kwam niet")
    yield from found


def _fits(answer: Answer) -> bool:
    """Return whether an answer has the files of its document, in order, or an error."""
    try:
        if answer.error:
            return isinstance(answer.error, WegwijsError) and not answer.files
        paths = [_asked(path) for path, data in answer.files if isinstance(data, bytes)]
        asked = [path.as_posix() for path in answer.document.paths]
        return paths == asked and len(answer.files) == len(asked)
    except (TypeError, ValueError):
        return False


def _asked(path: str) -> str:
    """Return the path of a file as a document has it, without the day of checking."""
    folder, _, name = path.rpartition("/")
    file = file_of(name)
    return f"{folder}/{file.name}" if file else path


def _someone_at(address: str) -> None:
    """Probe first; Dask times out slowly.

    Raises ``ClusterMissing``.
    """
    try:
        parts = urlsplit(address if "://" in address else f"tcp://{address}")
        if parts.scheme not in ("tcp", "tls") or not parts.hostname or not parts.port:
            raise ValueError("schrijf het adres zo: tcp://computer:8786")
        socket.create_connection((parts.hostname, parts.port), timeout=10).close()
    except (OSError, ValueError) as error:
        raise ClusterMissing(f"op {address} antwoordt geen Dask: {error}", _START_DASK) from error


class ClusterMissing(WegwijsError):
    """Dask is not installed, or there is no scheduler at the address."""

    exit_code = ExitCode.FONT_OR_TOOL_MISSING


@contextmanager
def _dask(address: str) -> Iterator[tuple[Any, int]]:
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise ClusterMissing(
            "voor --dask is distributed nodig",
            "Installeer het met: python -m pip install '.[cluster]'",
        ) from error
    _someone_at(address)
    try:
        client = distributed.Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterMissing(f"op {address} antwoordt geen Dask: {error}", _START_DASK) from error
    try:
        cores = sum(client.ncores().values())
        yield client.get_executor(), max(1, cores)
    finally:
        client.close()
