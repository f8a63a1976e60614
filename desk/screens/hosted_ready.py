"""Klaar, where nothing is kept: files are made to be proof-read, and made again to be sent.

Equal editions give equal bytes. Should the bytes differ (the program was updated in between), the
files to send are not those that were proof-read: they are proof-read and shown anew.
"""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route

from wegwijs.desk.desk import Desk, desk_of
from wegwijs.desk.edition import Written
from wegwijs.desk.faults import in_words as in_words_of
from wegwijs.desk.faults import log
from wegwijs.desk.forms import form_of
from wegwijs.desk.limited import TookTooLong
from wegwijs.desk.making import MADE, Made, Outcome, in_words, make_travelling, progress_of
from wegwijs.desk.parcels import parcel
from wegwijs.desk.screens.editor import accent_of
from wegwijs.desk.screens.form import title_of
from wegwijs.desk.screens.hosted import attached
from wegwijs.desk.screens.left_out import at_the_end
from wegwijs.desk.screens.preview import folding, left_out_of
from wegwijs.desk.screens.ready import first_of, shown_of, size_of, zipped
from wegwijs.desk.showing import Seen, numbers, see
from wegwijs.desk.workers import Busy
from wegwijs.sources.folder import ENDING

if TYPE_CHECKING:
    from wegwijs.desk.limited import LimitedWorkers

EVERYTHING = "alles"
PREFIX = "wegwijs-"
TICK = 0.3  # seconds between two looks at how far it is
SILENCE = 15.0  # seconds after which a proxy may take a connection for dead
LATER = "<!-- later -->"  # in the template
WAITING = "Er wordt nu voor iemand anders gemaakt. Wacht even, u bent zo aan de beurt."


async def ready(desk: Desk, written: Written) -> Response:
    """Make and proof-read the files, and show them: a page that is sent while that goes on.

    The connection is all that there is of a job: closed by "Stoppen", or by leaving, it ends the
    work with its process. Raises ``Busy`` when too many are waiting already.
    """
    cast("LimitedWorkers", desk.workers).refuse_to_make_when_full()
    seen = await desk.workers.work(see, written)
    page = desk.rendered("making_hosted.html", **_head(written, seen))
    begun, _, end = page.partition(LATER)
    # nginx passes each piece on at once
    headers = {"x-accel-buffering": "no"}
    pieces = _pieces(desk, written, seen, begun, end)
    return StreamingResponse(pieces, media_type="text/html", headers=headers)


async def _pieces(
    desk: Desk, written: Written, seen: Seen, begun: str, end: str
) -> AsyncIterator[str]:
    """Yield the page, how far it is whenever that changes, and the files or why there are none."""
    yield begun
    place = Path(tempfile.mkdtemp(prefix=PREFIX))
    making = asyncio.create_task(_made_in(desk, written, place))
    try:
        told, silent = "", 0.0
        while not (await asyncio.wait({making}, timeout=TICK))[0]:
            what, done, total = progress_of(place) or ("", 0, 0)
            step = f"{what} {10 * done // (total or 1)}"
            silent += TICK
            if step != told:
                told, silent = step, 0.0
                words = in_words(what, done, total) if what else WAITING
                yield desk.part("step.html", done=done, total=total, told=words)
            elif silent > SILENCE:
                silent = 0.0
                yield "\n"
    finally:
        making.cancel()
    yield "</div></div>"
    try:
        yield await _shown(desk, written, seen, making.result())
    except Exception as error:  # the screen has begun: what is wrong is told on it
        if not isinstance(error, Busy | TookTooLong):
            log(error)
        heading, words = in_words_of(error)
        yield desk.part("stopped_main.html", heading=heading, told=words, report="")
    yield end


async def _made_in(desk: Desk, written: Written, place: Path) -> Outcome:
    """Make and proof-read in a folder that is removed afterwards, also when it is cancelled."""
    try:
        return await _made(desk, written, place, judge=True)
    finally:
        await run_in_threadpool(_clear, place)


async def _shown(desk: Desk, written: Written, seen: Seen, outcome: Outcome) -> str:
    """Return what the screen shows of the files."""
    if outcome.error:
        told = "Uw gegevens zijn er nog. Ga terug en kijk ze na."
        more = {"heading": "Dit lukte niet", "told": told, "report": outcome.error}
        return desk.part("stopped_main.html", **more)
    to_call = await desk.workers.work(numbers, written)
    bad = {one.path for one in outcome.found if one.path}
    shown = _head(written, seen) | {
        "judged": mark_of(one for one in outcome.files if one.path not in bad),
        "left_out": sorted(bad),
        "own_file": f"{written.id}{ENDING}",
        "own_size": size_of(len(written.text.encode())),
    }
    shown |= shown_of(outcome, seen.languages, to_call)
    with suppress(Busy, TookTooLong):  # a note is no reason to lose the files
        shown["not_on_it"] = at_the_end(await left_out_of(desk, written))
    shown["folding"] = await folding(desk, written, seen, first_of(shown["groups"]))
    return desk.part("ready_main.html", **shown)


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


def _clear(place: Path) -> None:
    """Remove a folder, in which a process that was killed may still write its last byte."""
    for _ in range(20):
        shutil.rmtree(place, ignore_errors=True)
        if not place.exists():
            return
        time.sleep(0.05)


ROUTES = [
    Route("/klaar", send, methods=["POST"]),
    Route("/bellen", to_call, methods=["POST"]),
]
