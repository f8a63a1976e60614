"""How each edition stands: made, changed since, too old, or wrong. Runs in a worker process.

The one place where the desk meets ``press.status``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from desk.edition import Fault, Written, contacts, names, value
from desk.reading import read, tree_of
from desk.screens.form import title_of
from desk.showing import due
from desk.wording import label_of
from press.status import EditionStatus, State, status
from sources.errors import WegwijsError
from sources.problems import InvalidSources

OF_OLD = {State.OUTDATED, State.UNFINISHED, State.MISSING}


@dataclass
class Standing:
    """How an edition stands: ``state`` is one of fault, changed, due, never, ready."""

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


def standing(
    ids: tuple[str, ...], folders: tuple[Path, ...], output: Path, today: date, stamp: float
) -> Mapping[str, Standing]:
    """How these editions stand; ``stamp`` only tells one time of asking from another."""
    try:
        found = {one.id: one for one in status(ids, folders, output, today, own=True).editions}
    except WegwijsError:
        found = {}
    return {id_: _one(id_, folders, output, today, found.get(id_)) for id_ in ids}


def _one(
    id_: str, folders: Sequence[Path], output: Path, today: date, known: EditionStatus | None
) -> Standing:
    path = folders[-1] / "editions" / f"{id_}.yaml"
    try:
        written = Written(id_, path.read_text("utf-8-sig"), tuple(folders))
        tree = tree_of(written.text, path.name)
    except (InvalidSources, OSError, UnicodeDecodeError) as error:
        return Standing(id_, state="fault", problem=str(error).splitlines()[0], unreadable=True)
    reading = read(written)
    hard = [fault for fault in reading.faults if not fault.mild]
    one = Standing(title_of(tree), str(tree.get("kind", "national")), mark=written.mark)
    one.languages = _dutch(written, names(tree, "languages") or ["nl"])
    one.day, one.place = value(tree, "workshop.date"), value(tree, "workshop.place")
    one.number = next((value(contact, "phone") for contact in contacts(tree)), "")
    late = due(written, today)
    one.due = len(late)
    one.checked = _oldest(written, late)
    states = {standing.state for standing in known.documents} if known else set()
    one.why = list(dict.fromkeys(why for s in known.documents for why in s.why)) if known else []
    one.made = _made(output, id_) if states - {State.NEVER} else None
    if hard and one.made is None and all(fault.message.startswith("Vul ") for fault in hard):
        one.state = "never"  # somebody is at work on it
    elif hard or reading.elsewhere:
        one.state, one.problem = "fault", _first(hard, reading.elsewhere)
    elif states & OF_OLD:
        one.state = "changed"
    elif late:
        one.state = "due"
    elif states and not states & {State.NEVER}:
        one.state = "ready"
    return one


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
