"""Alle gemeenten: hundreds of editions from the register, and a run that makes them all."""

from __future__ import annotations

import csv
import io
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from wegwijs.desk.desk import Desk, desk_of
from wegwijs.desk.desk import in_words as day_in_words
from wegwijs.desk.edition import index_of
from wegwijs.desk.edition_states import EditionState
from wegwijs.desk.forms import upload_of
from wegwijs.desk.jobs import Job
from wegwijs.desk.making import Task, in_words
from wegwijs.desk.screens.ready import zipped
from wegwijs.desk.screens.start import states_of
from wegwijs.layouts.products.registry import STANDARD, file_of
from wegwijs.press.files.store import write
from wegwijs.sources.errors import WegwijsError
from wegwijs.sources.importers.edition_files import import_roo
from wegwijs.sources.kinds import MUNICIPALITY

JOB = "alle gemeenten"
PAGES = (10, 50, 0)  # choices of rows per page; 0 is all
# The sortable columns with their keys; "-" before a name reverses the order.
COLUMNS = (
    ("naam", "Gemeente"),
    ("nummer", "Nummer op bord 2"),
    ("talen", "Talen"),
    ("toestand", "Toestand"),
    ("gemaakt", "Gemaakt"),
)
MOST_LINES = 200  # lines shown of the report of an import
STATES = (
    ("", "", "Alles"),
    ("ready", "ready", "Klaar"),
    ("never", "never", "Wacht"),
    ("due", "due", "Nakijken"),
    ("changed", "changed", "Veranderd"),
    ("fault", "fault", "Fout"),
)
ACTIONS = {
    "ready": "Open",
    "never": "Open",
    "due": "Kijk na",
    "changed": "Bekijk",
    "fault": "Los op",
}


async def show(request: Request) -> Response:
    """Show the list of editions, and the run."""
    desk, asked = desk_of(request), request.query_params
    every = await _municipalities(desk)
    sought, state = asked.get("zoek", "")[:100].casefold(), asked.get("toestand", "")
    found = {
        id_: one
        for id_, one in every.items()
        if (not state or one.state == state) and (sought in one.title.casefold() or sought in id_)
    }
    by, rows = _order(asked.get("op", "")), _rows(asked.get("rijen", ""))
    ids = sorted(found, key=lambda id_: _rank(found[id_], by.strip("-")), reverse=by[0] == "-")
    first = index_of(asked.get("van", ""))
    first = first if 0 <= first < len(ids) else 0
    shown = ids[first : first + rows] if rows else ids
    count = {
        key: sum(not key or one.state == key for one in every.values()) for key, _, _ in STATES
    }
    return desk.page(
        "municipalities.html",
        here="gemeenten",
        total=len(every),
        rows=[_row(id_, found[id_]) for id_ in shown],
        columns=[_column(id_, name, by) for id_, name in COLUMNS],
        states=[
            {"id": key, "mark": mark, "name": name, "count": count[key]}
            for key, mark, name in STATES
        ],
        state=state,
        sought=asked.get("zoek", "")[:100],
        first=first,
        last=first + len(shown),
        found=len(ids),
        page=rows,
        pages=PAGES,
        by=by,
        todo=sum(_is_to_do(one) for one in every.values()),
        run=_run(desk.jobs.of(JOB)),
        report=desk.shelf.report,
        wrong=asked.get("fout", "")[:300],
        due=count["due"],
        faulty=count["fault"],
        made=count["ready"] + count["due"],
    )


def _is_to_do(one: EditionState) -> bool:
    return one.state in ("changed", "never") or (one.state == "due" and one.made is None)


def _order(asked: str) -> str:
    return asked if asked.removeprefix("-") in dict(COLUMNS) else COLUMNS[0][0]


def _rows(asked: str) -> int:
    return index_of(asked) if index_of(asked) in PAGES else PAGES[0]


def _rank(one: EditionState, by: str) -> tuple[Any, ...]:
    """Return the sort key of an edition in a column; ties are sorted by name."""
    looked_at: Mapping[str, Any] = {
        "nummer": one.number,
        "talen": len(one.languages),
        "toestand": [id_ for id_, _, _ in STATES].index(one.state),
        "gemaakt": one.made or date.min,
    }
    return looked_at.get(by, ""), one.title.casefold()


def _column(id_: str, name: str, by: str) -> Mapping[str, str]:
    """Return the head of a column: the order that it links to, and the present order."""
    now = {id_: "ascending", f"-{id_}": "descending"}.get(by, "")
    return {"name": name, "op": f"-{id_}" if by == id_ else id_, "sort": now}


async def _municipalities(desk: Desk) -> Mapping[str, EditionState]:
    ids = await run_in_threadpool(desk.shelf.ids)
    found = await states_of(desk, ids)
    return {id_: one for id_, one in found.items() if one.kind == MUNICIPALITY.id or not one.kind}


def _row(id_: str, one: EditionState) -> Mapping[str, Any]:
    name = one.title.removeprefix("Gemeente ")
    words = {
        "ready": "Klaar",
        "never": "Wacht",
        "due": "1 gegeven nakijken" if one.due == 1 else f"{one.due} gegevens nakijken",
        "changed": "Veranderd" + (f": {one.why[0]}" if one.why else ""),
        "fault": one.problem,
    }
    return {
        "id": id_,
        "name": name or id_,
        "number": one.number,
        "languages": "1 taal" if len(one.languages) == 1 else f"{len(one.languages)} talen",
        "mark": one.state,
        "state": words[one.state],
        "made": day_in_words(one.made) if one.made else "niet gemaakt",
        "action": ACTIONS[one.state],
    }


def _run(job: Job | None) -> Mapping[str, Any] | None:
    if job is None:
        return None
    if job.outcome:
        told = (
            f"{job.outcome.count} documenten zijn goed."
            if not job.outcome.stopped
            else "Gestopt. Wat gemaakt is, blijft."
        )
        return {
            "running": False,
            "told": job.outcome.error or told,
            "failed": len(job.outcome.failed),
        }
    seconds = time.monotonic() - job.began
    speed = job.done / seconds if seconds else 0
    left = ""
    if seconds > 10 and speed:
        rest = (job.total - job.done) / speed
        left = (
            f"nog ongeveer {max(10, round(rest / 10) * 10)} seconden"
            if rest < 90
            else f"nog ongeveer {round(rest / 60)} minuten"
        )
    return {
        "running": True,
        "done": job.done,
        "total": job.total,
        "told": in_words(job.what, job.done, job.total, "gemeenten"),
        "speed": f"{speed:.1f} per seconde".replace(".", ",") if job.done else "",
        "left": left,
    }


async def act(request: Request) -> Response:
    """Import a register, start a run, or stop it."""
    desk = desk_of(request)
    async with request.form(max_files=1) as form:
        asked = str(form.get("do") or "")
        sent = await upload_of(form, "register")
    if asked == "stop" and (job := desk.jobs.of(JOB)):
        await run_in_threadpool(job.stop)
    elif asked == "maak":
        every = await _municipalities(desk)
        ids = tuple(
            id_ for id_, one in every.items() if one.state in ("never", "changed", "ready", "due")
        )
        if ids:
            renew = tuple(id_ for id_ in ids if every[id_].needs_version)
            folders, today = tuple(desk.folders), desk.today()
            task = Task(ids, folders, desk.output, today, judge=False, renew=renew)
            desk.jobs.start(JOB, Job(task))
    elif asked == "haal" and sent is not None:
        told = await run_in_threadpool(_import, desk, sent)
        if told:
            from urllib.parse import quote

            return RedirectResponse(f"/gemeenten?fout={quote(told)}", 303)
    return RedirectResponse("/gemeenten", 303)


def _import(desk: Desk, data: bytes) -> str:
    """Create or refresh the editions of a register; return what is wrong with it, if anything."""
    with tempfile.TemporaryDirectory(prefix="wegwijs-") as place:
        file = Path(place) / "register.xml"
        file.write_bytes(data)
        try:
            report = import_roo(file, desk.shelf.own, (), desk.today(), write, STANDARD)
        except WegwijsError as error:
            return str(error).replace(str(file), "Dit bestand")
    own = str(desk.shelf.own)
    lines = [line.replace(own, desk.shelf.own.name) for line in report.lines()]
    desk.shelf.report = lines[:MOST_LINES]
    return ""


async def faults(request: Request) -> Response:
    """Send the faults of all editions as a spreadsheet (CSV)."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";")
    rows.writerow(["gemeente", "bestand", "fout"])
    for id_, one in (await _municipalities(desk_of(request))).items():
        if one.state == "fault":
            rows.writerow([_cell(one.title), id_, _cell(one.problem)])
    headers = {"content-disposition": 'attachment; filename="fouten.csv"'}
    return Response("\ufeff" + out.getvalue(), headers=headers, media_type="text/csv")


def _cell(text: str) -> str:
    """Return a text that a spreadsheet never takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@" else text


async def everything(request: Request) -> Response:
    """Send all files of all municipalities in one zip."""
    desk = desk_of(request)
    every = await _municipalities(desk)
    paths = await run_in_threadpool(
        _paths, desk.output, [id_ for id_ in every if every[id_].state in ("ready", "due")]
    )
    headers = {"content-disposition": 'attachment; filename="alle-gemeenten.zip"'}
    return StreamingResponse(zipped(paths), media_type="application/zip", headers=headers)


def _paths(output: Path, ids: Sequence[str]) -> list[tuple[Path, str]]:
    return [
        (file, file.relative_to(output).as_posix())
        for id_ in ids
        for file in sorted((output / id_).glob("*/*.*"))
        if file_of(file.name) and file.is_file() and not file.is_symlink()
    ]


ROUTES = [
    Route("/gemeenten", show),
    Route("/gemeenten", act, methods=["POST"]),
    Route("/gemeenten/fouten.csv", faults),
    Route("/gemeenten/alles.zip", everything),
]
