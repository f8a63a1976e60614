"""Klaar, where nothing is kept: files are made to be proof-read, and made again to be sent.

Equal editions give equal bytes. Should the bytes differ (the program was updated in between), the
files to send are not those that were proof-read: they are proof-read and shown anew.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route

from desk.desk import Desk, desk_of
from desk.edition import Written
from desk.forms import form_of
from desk.making import MADE, Made, Outcome, make_travelling
from desk.parcels import parcel
from desk.screens.editor import accent_of
from desk.screens.form import title_of
from desk.screens.hosted import attached
from desk.screens.preview import folding
from desk.screens.ready import first_of, shown_of, size_of, zipped
from desk.showing import Seen, numbers, see
from sources.folder import ENDING

if TYPE_CHECKING:
    from desk.limited import LimitedWorkers

EVERYTHING = "alles"
PREFIX = "wegwijs-"


async def ready(desk: Desk, written: Written) -> Response:
    """Make and proof-read the files, and show them."""
    with _place() as place:
        outcome = await _made(desk, written, place, judge=True)
    seen = await desk.workers.work(see, written)
    shown = _head(written, seen)
    if outcome.error:
        return desk.page("stopped.html", 422, outcome=outcome, **shown)
    to_call = await desk.workers.work(numbers, written)
    bad = {one.path for one in outcome.found if one.path}
    shown |= {
        "judged": mark_of(one for one in outcome.files if one.path not in bad),
        "left_out": sorted(bad),
        "own_file": f"{written.id}{ENDING}",
        "own_size": size_of(len(written.text.encode())),
    }
    shown |= shown_of(outcome, seen.languages, to_call)
    shown["folding"] = await folding(desk, written, seen, first_of(shown["groups"]))
    return desk.page("ready.html", **shown)


async def _made(desk: Desk, written: Written, place: Path, *, judge: bool) -> Outcome:
    workers = cast("LimitedWorkers", desk.workers)
    return await workers.make(make_travelling, written.text, place, desk.today(), judge)


def mark_of(files: Iterable[Made]) -> str:
    """Return a short identifier of exactly these files with these bytes."""
    known = "".join(sorted(f"{file.path} {file.digest}\n" for file in files))
    return hashlib.sha256(known.encode()).hexdigest()


async def send(request: Request) -> Response:
    """Send one file, or all of them in a zip that is written while it is sent."""
    desk, form = desk_of(request), await form_of(request)
    written = await desk.workers.work(parcel, str(form.get("bestand") or ""))
    wanted, bad = str(form.get("welk") or ""), {str(one) for one in form.getlist("niet")}
    place = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        outcome = await _made(desk, written, place, judge=False)
        good = [one for one in outcome.files if one.path not in bad]
        if outcome.error or mark_of(good) != form.get("oordeel"):
            await run_in_threadpool(_clear, place)
            return await ready(desk, written)
        answer = _answer(place / MADE, written.id, good, wanted)
    except BaseException:
        await run_in_threadpool(_clear, place)
        raise
    answer.background = BackgroundTask(_clear, place)
    return answer


def _answer(made: Path, id_: str, good: list[Made], wanted: str) -> Response:
    if wanted == EVERYTHING:
        files = [(made / one.path, one.path) for one in good]
        return StreamingResponse(
            zipped(files), media_type="application/zip", headers=attached(f"{id_}.zip")
        )
    file = next((one for one in good if one.path == wanted), None)
    if file is None:
        raise HTTPException(404)
    return FileResponse(made / file.path, headers=attached(file.path.replace("/", "-")))


async def to_call(request: Request) -> Response:
    """Show the numbers to call, on a page to print."""
    desk, form = desk_of(request), await form_of(request)
    written = await desk.workers.work(parcel, str(form.get("bestand") or ""))
    seen = await desk.workers.work(see, written)
    found = await desk.workers.work(numbers, written)
    return desk.page("numbers.html", numbers=found, **_head(written, seen))


def _head(written: Written, seen: Seen) -> dict[str, Any]:
    """Return what each of these screens shows of its edition, including the edition itself."""
    return {
        "id": written.id,
        "title": title_of(seen.tree),
        "accent": accent_of(seen.tree),
        "carried": written.text,
    }


@contextmanager
def _place() -> Iterator[Path]:
    """Provide a folder that is removed after the response."""
    place = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        yield place
    finally:
        _clear(place)


def _clear(place: Path) -> None:
    with suppress(OSError):
        shutil.rmtree(place)


ROUTES = [
    Route("/klaar", send, methods=["POST"]),
    Route("/bellen", to_call, methods=["POST"]),
]
