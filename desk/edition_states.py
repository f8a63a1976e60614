"""The state of each edition: made, changed since, outdated, or faulty. Runs in a worker process.

The only module of the desk that uses ``press.status``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from wegwijs.desk.edition import Fault, Written, contacts, names, shared_by, value
from wegwijs.desk.looks import cover_of
from wegwijs.desk.reading import Reading, read
from wegwijs.desk.screens.form import title_of
from wegwijs.desk.showing import due
from wegwijs.desk.wording import MISSING, label_of
from wegwijs.layouts.products.registry import STANDARD
from wegwijs.press.status import DocumentState, EditionStatus, status
from wegwijs.sources.errors import WegwijsError
from wegwijs.sources.problems import InvalidSources

OF_OLD = {DocumentState.OUTDATED, DocumentState.UNFINISHED, DocumentState.MISSING}


@dataclass
class EditionState:
    """The state of an edition: ``state`` is one of fault, changed, due, never, ready."""

    title: str
    kind: str = ""
    state: str = "never"
    languages: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    problem: str = ""
    unreadable: bool = False
    due: int = 0
    checked: date | None = None
    made: date | None = None
    mark: str = ""
    day: str = ""
    place: str = ""
    number: str = ""
    cover: str = ""  # the look that is shown first
    needs_version: bool = False  # by the rule of ``press.build.versions``
    is_begun: bool = False  # nothing is wrong, but required fields are empty


def edition_states(
    ids: tuple[str, ...], folders: tuple[Path, ...], output: Path, today: date, stamp: float
) -> Mapping[str, EditionState]:
    """Return the states of these editions; ``stamp`` is only a cache key."""
    try:
        found = {one.id: one for one in status(ids, folders, output, today, own=True).editions}
    except WegwijsError:
        found = {}
    shared = shared_by(folders[-1])
    return {id_: _one(id_, folders, shared, output, today, found.get(id_)) for id_ in ids}


def _one(
    id_: str,
    folders: tuple[Path, ...],
    shared: tuple[int, ...],
    output: Path,
    today: date,
    known: EditionStatus | None,
) -> EditionState:
    path = folders[-1] / "editions" / f"{id_}.yaml"
    try:
        one = _said(Written(id_, path.read_text("utf-8-sig"), folders, None, shared), today)
    except (InvalidSources, OSError, UnicodeDecodeError) as error:
        told = str(error).splitlines()[0]
        return EditionState(id_, state="fault", problem=told, unreadable=True)
    states = {one.state for one in known.documents} if known else set()
    why = list(dict.fromkeys(why for s in known.documents for why in s.why)) if known else []
    one = replace(
        one,
        why=why,
        made=_made(output, id_) if states - {DocumentState.NEVER} else None,
        needs_version=known is not None and known.needs_version,
    )
    if one.is_begun and one.made is None:
        one.state = "never"  # somebody is still filling it in
    elif one.problem:
        one.state = "fault"
    elif states & OF_OLD:
        one.state = "changed"
    elif one.due:
        one.state = "due"
    elif states and not states & {DocumentState.NEVER}:
        one.state = "ready"
    return one


@lru_cache(maxsize=2000)  # usually one of hundreds of editions changed since the last call
def _said(written: Written, today: date) -> EditionState:
    """Return what an edition itself states, whatever was made of it. Raises ``InvalidSources``."""
    reading = read(written)
    tree = reading.tree
    hard = [fault for fault in reading.faults if not fault.mild]
    late = due(written, today)
    cover = cover_of(names(tree, "products") or STANDARD)
    return EditionState(
        title=title_of(tree),
        kind=str(tree.get("kind", "national")),
        languages=_dutch(written, names(tree, "languages") or ["nl"]),
        problem=_first(hard, reading.elsewhere) if hard or reading.elsewhere else "",
        is_begun=bool(hard) and all(fault.message in MISSING for fault in hard),
        due=len(late),
        checked=_oldest(written, late),
        mark=written.mark,
        day=value(tree, "workshop.date"),
        place=value(tree, "workshop.place"),
        cover=cover.id if cover else "",
        number=_number(reading),
    )


def _number(reading: Reading) -> str:
    """Return the number of the first contact; empty when it is wrong, which is never shown."""
    if 0 in reading.empty:
        return ""
    return next((value(contact, "phone") for contact in contacts(reading.tree)), "")


def _first(hard: Sequence[Fault], elsewhere: Sequence[str]) -> str:
    if not hard:
        return elsewhere[0]
    return f"{label_of(hard[0].place)}: {hard[0].message}"


def _oldest(written: Written, late: Sequence[int]) -> date | None:
    reading = read(written)
    if reading.loaded is None or not late:
        return None
    own = zip(reading.kept, reading.loaded.pack.edition.contacts, strict=True)
    return min(one.checked for index, one in own if index in late)


def _dutch(written: Written, codes: Sequence[str]) -> list[str]:
    loaded = read(written).loaded
    known = loaded.pack.languages if loaded else {}
    return [known[code].dutch if code in known else code for code in codes]


def _made(output: Path, id_: str) -> date | None:
    times = [file.stat().st_mtime for file in (output / id_).glob("*/*.*") if file.is_file()]
    return datetime.fromtimestamp(max(times)).date() if times else None
