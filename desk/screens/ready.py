"""Klaar: files that were made and proof-read, how to print them, and whom to inform."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from wegwijs.desk.desk import Desk, desk_of
from wegwijs.desk.edition import Written
from wegwijs.desk.jobs import Job
from wegwijs.desk.making import Found, Made, Outcome, Task, digest_of, in_words
from wegwijs.desk.reading import tree_of
from wegwijs.desk.screens.editor import accent_of
from wegwijs.desk.screens.form import title_of
from wegwijs.desk.screens.left_out import at_the_end
from wegwijs.desk.screens.preview import folding, left_out_of
from wegwijs.desk.screens.start import states_of
from wegwijs.desk.screens.verdict import does_fit
from wegwijs.desk.showing import Language, numbers, see
from wegwijs.layouts.products.registry import PRODUCTS, file_of
from wegwijs.press.build.plan import NOT_AS_MADE
from wegwijs.press.ledger.changes import NEW
from wegwijs.proof.findings import AGAIN, NEWER, OURS
from wegwijs.sources.invocation import COMMAND

# The order of files: printed products first, companions last; the file for an office printer
# represents a product.
ORDER = [
    file.name
    for product in sorted(PRODUCTS.values(), key=lambda one: (not one.selectable, not one.printed))
    for file in sorted(product.files, key=lambda file: "press" in file.profiles)
]
BLOCK = 64 * 1024
# Prefixes of differences that the mail does not mention.
UNTOLD = ("versie ", "datum ", "het programma ", NEW, NOT_AS_MADE)
KILO, MEGA = 1000, 1_000_000


def size_of(count: int) -> str:
    """Return a size in bytes as people read it: ``65 kB``, ``1,7 MB``."""
    if count < MEGA:
        return f"{max(1, round(count / KILO))} kB"
    return f"{count / MEGA:.1f} MB".replace(".", ",")


def start(desk: Desk, written: Written, *, force: bool = False) -> Job:
    """Start to make and proof-read the files of an edition."""
    folders, output = tuple(desk.folders), desk.output
    task = Task((written.id,), folders, output, desk.today(), force=force)
    return desk.jobs.start(written.id, Job(task, written))


async def make(request: Request) -> Response:
    """Make the files of the edition as it is now, or show what is wrong first."""
    desk, id_ = desk_of(request), request.path_params["id"]
    written = await run_in_threadpool(desk.shelf.written, id_)
    form = await request.form()
    return await make_or_tell(desk, written, {}, force=bool(form.get("opnieuw")))


async def make_or_tell(
    desk: Desk, written: Written, query: Mapping[str, str], *, force: bool = False
) -> Response:
    """Go to the files, or to the faults in the editor; ``query`` is what the editor shows."""
    id_ = written.id
    seen = await desk.workers.work(see, written)
    faulty = any(not fault.mild for fault in seen.faults) or bool(seen.elsewhere)
    if faulty or not await does_fit(desk, written):
        tail = urlencode({**query, "fouten": "1"})
        return RedirectResponse(f"/folder/{id_}?{tail}#fouten", 303)
    if (await states_of(desk, [id_]))[id_].needs_version:
        written = await run_in_threadpool(desk.shelf.new_version, written, desk.today())
    start(desk, written, force=force)
    return RedirectResponse(f"/folder/{id_}/klaar", 303)


async def stop(request: Request) -> Response:
    """Stop the run; finished files stay."""
    desk, id_ = desk_of(request), request.path_params["id"]
    job = desk.jobs.of(id_)
    if job:
        await run_in_threadpool(job.stop)
    return RedirectResponse(f"/folder/{id_}/klaar", 303)


async def show(request: Request) -> Response:
    """Show the files, or the progress."""
    desk, id_ = desk_of(request), request.path_params["id"]
    written = await run_in_threadpool(desk.shelf.written, id_)
    tree = tree_of(written.text)
    job = _still_holds(desk, written)
    if job is None:
        if (await states_of(desk, [id_]))[id_].state not in ("ready", "due"):
            return RedirectResponse(f"/folder/{id_}", 303)
        job = start(desk, written)  # nothing is made: files are only proof-read again
    shown: dict[str, Any] = {"id": id_, "title": title_of(tree), "accent": accent_of(tree)}
    if job.outcome is None:
        told = in_words(job.what, job.done, job.total)
        return desk.page("making.html", job=job, told=told, **shown)
    if job.outcome.stopped or job.outcome.error:
        return desk.page("stopped.html", **shown, **_why_stopped(job.outcome))
    seen = await desk.workers.work(see, written)
    to_call = await desk.workers.work(numbers, written)
    shown |= shown_of(job.outcome, seen.languages, to_call)
    shown["not_on_it"] = at_the_end(await left_out_of(desk, written))
    shown["folding"] = await folding(desk, written, seen, first_of(shown["groups"]))
    return desk.page("ready.html", **shown)


def _why_stopped(outcome: Outcome) -> dict[str, Any]:
    heading, told = "Dit lukte niet", "Uw gegevens zijn bewaard. Uw oude bestanden zijn er nog."
    if outcome.stopped:
        heading = "Gestopt"
        told = "Wat al gemaakt is, blijft. De volgende keer gaat het verder waar u was."
    return {"heading": heading, "told": told, "report": outcome.error}


def shown_of(
    outcome: Outcome, languages: Sequence[Language], to_call: Sequence[object]
) -> dict[str, Any]:
    """Return what the screen shows of files that were made and proof-read."""
    by_file: dict[str, list[Found]] = {}
    for one in outcome.found:
        by_file.setdefault(one.path, []).append(one)
    bad = {path for path in by_file if path}
    good = [file for file in outcome.files if file.path not in bad]
    codes = [one.code for one in languages]
    groups = []
    for code in sorted({file.language for file in outcome.files}, key=_rank(codes)):
        own = [file for file in outcome.files if file.language == code]
        own.sort(key=lambda file: _place(file.path))
        files = [_row(file, by_file.get(file.path, ())) for file in own]
        about = next((one for one in languages if one.code == code), None)
        groups.append({"language": about, "code": code, "files": files})
    found = [_finding(one, languages) for one in outcome.found]
    found += [_failed(document, why, languages) for document, why in outcome.failed]
    return {
        "groups": groups,
        "findings": found,
        "good": len(good),
        "bad": len(bad) + len(outcome.failed),
        "total": size_of(sum(file.size for file in good)),
        "numbers": len(to_call),
        "codes": outcome.codes,
        "languages": len(groups),
        "mail": mail_of(outcome),
        "has_changes": bool(_to_tell(outcome)),
    }


def first_of(groups: Sequence[Mapping[str, Any]]) -> str:
    """Return the language that is shown first."""
    return str(groups[0]["code"]) if groups else "nl"


def _place(path: str) -> int:
    file = file_of(path.rpartition("/")[2])
    return ORDER.index(file.name) if file else len(ORDER)


def _rank(codes: Sequence[str]) -> Any:
    return lambda code: codes.index(code) if code in codes else len(codes)


def _row(file: Made, found: Sequence[Found]) -> dict[str, Any]:
    name = file.path.rpartition("/")[2]
    known = file_of(name)
    return {
        "name": name,
        "title": known.dutch if known else PRODUCTS[file.product].dutch.capitalize(),
        "use": known.use if known else "",
        "size": size_of(file.size),
        "faults": len(found),
    }


# What proof advises in words of the command line, as it is done here.
_MAKE_AGAIN = {
    AGAIN: "Maak dit bestand opnieuw.",
    NEWER: "Maak dit bestand opnieuw.",
    OURS: "Maak dit bestand opnieuw. Blijft dit er staan? Meld het aan de maker van het programma.",
}


def _finding(one: Found, languages: Sequence[Language]) -> dict[str, Any]:
    parts = (one.path or one.document).split("/")
    name = parts[-1]
    if file := file_of(name):
        title = file.dutch
    else:
        title = PRODUCTS[name].dutch.capitalize() if name in PRODUCTS else "Bestanden"
    code = parts[1] if len(parts) > 1 else ""
    language = next((known.dutch for known in languages if known.code == code), "")
    place = ", ".join(part for part in (title, language, one.where) if part)
    return {
        "head": f"{place}: {one.what[:1].lower()}{one.what[1:]}".removesuffix("."),
        "todo": _advice(one.todo),
        "again": one.todo in _MAKE_AGAIN,
    }


def _advice(todo: str) -> str:
    """Return what to do in the desk, where nobody types a command."""
    has_command = f"{COMMAND} " in todo or "--" in todo
    usual = "Verbeter de gegevens, en maak de bestanden opnieuw." if has_command else todo
    return _MAKE_AGAIN.get(todo, usual)


def _failed(document: str, why: str, languages: Sequence[Language]) -> dict[str, Any]:
    found = _finding(Found(document, document, "", "niet gemaakt", ""), languages)
    return found | {"todo": why.splitlines()[0], "again": False}


def _to_tell(outcome: Outcome) -> list[str]:
    return [one for one in outcome.changes if not one.startswith(UNTOLD)]


def mail_of(outcome: Outcome) -> str:
    """Return the text of a mail to those who hand out the pack."""
    told = _to_tell(outcome)
    rows = "\n".join(
        f"- {one[:1].upper()}{one[1:].replace(' -> ', ' is nu ')}" for one in told[:20]
    )
    if rows:
        return (
            "Dag,\n\nDe folder is vernieuwd.\n\nWat is er anders?\n"
            f"{rows}\n\nGooi de oude folders weg. De nieuwe zit in de bijlage."
        )
    return (
        "Dag,\n\nIn de bijlage zit een folder voor wie zich zorgen maakt om iemand."
        " Er staat in wie u kunt bellen.\n\nPrint de folder dubbelzijdig op 100%, omslaan langs de"
        " korte kant. Geef hem aan wie hem nodig heeft."
    )


def _still_holds(desk: Desk, written: Written) -> Job | None:
    """Return the job of an edition; None when the edition has changed since the job began."""
    job = desk.jobs.of(written.id)
    if job and not job.is_running and job.written != written:
        desk.jobs.forget(written.id)
        return None
    return job


def _files(desk: Desk, id_: str) -> list[Made] | None:
    """Return the usable files: those without findings, with the bytes that were proof-read.

    None when the edition or a file has changed since. Raises 404 while they are being made.
    """
    job = _still_holds(desk, desk.shelf.written(id_))
    if job is None:
        return None
    if job.outcome is None:
        raise HTTPException(404)
    bad = {one.path for one in job.outcome.found}
    good = [file for file in job.outcome.files if file.path not in bad]
    if any(digest_of(desk.output / file.path) != file.digest for file in good):
        desk.jobs.forget(id_)
        return None
    return good


async def download(request: Request) -> Response:
    """Send one file."""
    desk, id_ = desk_of(request), request.path_params["id"]
    path = f"{id_}/{request.path_params['language']}/{request.path_params['name']}"
    files = await run_in_threadpool(_files, desk, id_)
    if files is None:
        return RedirectResponse(f"/folder/{id_}/klaar", 303)
    file = next((one for one in files if one.path == path), None)
    if file is None:
        raise HTTPException(404)
    name = path.replace("/", "-")
    return FileResponse(desk.output / file.path, headers=_attached(name))


async def download_all(request: Request) -> Response:
    """Send all files in one zip, written while it is sent."""
    desk, id_ = desk_of(request), request.path_params["id"]
    files = await run_in_threadpool(_files, desk, id_)
    if files is None:
        return RedirectResponse(f"/folder/{id_}/klaar", 303)
    paths = [(desk.output / one.path, one.path) for one in files]
    return StreamingResponse(
        zipped(paths), media_type="application/zip", headers=_attached(f"{id_}.zip")
    )


def _attached(name: str) -> Mapping[str, str]:
    return {
        "content-disposition": f"attachment; filename*=utf-8''{quote(name)}",
        "cache-control": "no-store",
    }


class _Sink:
    """The target of a zip that is written and sent piece by piece."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing; nothing is buffered elsewhere."""

    def taken(self) -> bytes:
        """Return what was written since the last call."""
        data, self.pieces = b"".join(self.pieces), []
        return data


def zipped(files: Sequence[tuple[Path, str]]) -> Iterator[bytes]:
    """Yield a zip with these files under these names; PDF and Word are stored, being compressed
    already.
    """
    sink = _Sink()
    with zipfile.ZipFile(cast("IO[bytes]", sink), "w", zipfile.ZIP_STORED) as archive:
        for path, name in files:
            about = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            with path.open("rb") as source, archive.open(about, "w") as target:
                while block := source.read(BLOCK):
                    target.write(block)
                    yield sink.taken()
    yield sink.taken()


async def to_call(request: Request) -> Response:
    """Show the numbers to call, on a page to print."""
    desk, id_ = desk_of(request), request.path_params["id"]
    written = await run_in_threadpool(desk.shelf.written, id_)
    tree = tree_of(written.text)
    found = await desk.workers.work(numbers, written)
    return desk.page(
        "numbers.html", id=id_, title=title_of(tree), numbers=found, accent=accent_of(tree)
    )


ROUTES = [
    Route("/folder/{id}/maak", make, methods=["POST"]),
    Route("/folder/{id}/stop", stop, methods=["POST"]),
    Route("/folder/{id}/klaar", show),
    Route("/folder/{id}/bellen", to_call),
    Route("/folder/{id}/alles.zip", download_all),
    Route("/folder/{id}/bestand/{language}/{name}", download),
]
