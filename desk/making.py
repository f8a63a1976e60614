"""Make and proof-read the files of editions. Runs in a process of its own that can be stopped.

The only module of the desk that uses ``press`` and ``proof``: it starts the same run as the command
line, in the same folder, under the same lock.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from wegwijs.desk.faults import no_room
from wegwijs.press.order import Document
from wegwijs.sources.errors import WegwijsError

if TYPE_CHECKING:
    from wegwijs.press.build.plan import Plan
    from wegwijs.proof.case import Case, Verdict

MADE = "gemaakt"  # the folder of files that are made for a visitor
PROGRESS = "voortgang"  # the file beside it that says how far that is: ``make 5 16``


@dataclass(frozen=True)
class Task:
    """Which editions to make, from which folders, and into which folder.

    Those of ``renew`` get a new version first. ``alone``: in this process only, where the caller
    limits it.
    """

    editions: tuple[str, ...]
    folders: tuple[Path, ...]
    output: Path
    today: date
    force: bool = False
    judge: bool = True
    alone: bool = False
    renew: tuple[str, ...] = ()


@dataclass(frozen=True)
class Made:
    """A file in the output folder; ``digest`` is the SHA-256 of its bytes."""

    path: str
    language: str
    product: str
    size: int
    digest: str = ""


@dataclass(frozen=True)
class Found:
    """A finding of proof: the file, the place in it, and what to do."""

    path: str
    document: str
    where: str
    what: str
    todo: str


@dataclass
class Outcome:
    """The result of a task."""

    files: list[Made] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)  # document and reason
    changes: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    error: str = ""
    stopped: bool = False
    count: int = 0
    codes: int = 0  # number of QR codes that proof read, in files without findings


Tell = Callable[[str, int, int], None]


class _Count:
    """Counts what is made as people do: files, or editions when there are several."""

    def __init__(self, task: Task, tell: Tell) -> None:
        self._tell, self._by_edition = tell, len(task.editions) > 1
        self._left: Counter[str] = Counter()
        self._done = self._total = 0

    def expect(self, plan: Plan) -> None:
        from wegwijs.press.build.plan import Action

        for step in plan.of(Action.MAKE):
            self._left[step.document.edition] += len(step.document.files)
        self._total = len(self._left) if self._by_edition else self._left.total()

    def made(self, done: int, total: int, document: Document) -> None:
        if done:  # the first time is before anything is made
            self._left[document.edition] -= len(document.files)
            is_whole = not self._left[document.edition]
            self._done += is_whole if self._by_edition else len(document.files)
        self._tell("make", self._done, self._total)


def work(task: Task, tell: Tell) -> Outcome:
    """Make and proof-read; ``tell`` receives how much is done, and of how much."""
    from wegwijs.press.build.build import build_order
    from wegwijs.press.build.settings import BuildSettings
    from wegwijs.press.order import order

    outcome = Outcome(failed=list(_renewed(task)))
    count = _Count(task, tell)
    settings = BuildSettings(
        folders=task.folders,
        output=task.output,
        today=task.today,
        force=task.force,
        progress=count.made,
        announce=count.expect,
        jobs=1 if task.alone else None,
    )
    try:
        result = build_order(order(task.editions, (), (), every=False), settings)
    except WegwijsError as error:
        outcome.error = str(error)
        return outcome
    except OSError as error:
        outcome.error = no_room(error)
        return outcome
    outcome.failed += [(failed.document.name, str(failed.error)) for failed in result.failed]
    outcome.changes = [fact for row in result.rows for fact in row["facts"]]
    outcome.aside = [str(one) for one in result.aside]
    outcome.count = len(result.documents)
    outcome.files = list(_files(task, result.documents))
    if task.judge:
        _judge(task, outcome, tell)
    return outcome


def _renewed(task: Task) -> Iterator[tuple[str, str]]:
    """Give editions a new version; yield those that only a person can change, and why."""
    from wegwijs.desk.shelf import Shelf

    shelf = Shelf(task.folders[-1])
    for id_ in task.renew:
        try:
            shelf.new_version(shelf.written(id_), task.today)
        except WegwijsError as error:
            yield id_, str(error)


def _files(task: Task, documents: Sequence[Document]) -> Iterator[Made]:
    from wegwijs.press.build.build import read_ledger

    known = read_ledger(task.output)
    for document in documents:
        for name in known.names(document):
            path = f"{document.folder}/{name}"
            place = task.output / path
            if place.is_file():
                size, digest = place.stat().st_size, digest_of(place)
                yield Made(path, document.language, document.product, size, digest)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file; empty when it is gone."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _judge(task: Task, outcome: Outcome, tell: Tell) -> None:
    """Proof-read the files under the lock, while nobody else writes in the folder."""
    from wegwijs.press.files.lock import locked
    from wegwijs.press.older import older
    from wegwijs.proof.output_check import CheckSettings, check_output, one_by_one

    def judging(done: int, total: int, name: str) -> None:
        tell("judge", done, total)

    settings = CheckSettings(
        output=task.output,
        folders=task.folders,
        today=task.today,
        editions=task.editions,
        by="page-validation",
        work=one_by_one if task.alone else _in_processes,
        progress=judging,
    )
    with locked(task.output):
        known = older(task.editions, task.folders, task.output, task.today)
        result = check_output(replace(settings, older=known))
    made = {one.path for one in outcome.files}
    bad = {one.file for one in result.findings}
    outcome.codes = sum(one.codes for one in result.verdicts if one.file not in bad)
    outcome.found = [
        Found(one.file, one.document, str(one.at), one.what, one.todo)
        for one in result.findings
        if not one.file or one.file in made
    ]


def _in_processes(
    do: Callable[[Case], Verdict], cases: Sequence[Case]
) -> Iterator[tuple[int, Verdict | str]]:
    """Proof-read files in processes, each within its limits."""
    from wegwijs.press.bounded import Limits, bounded
    from wegwijs.proof.output_check import MEMORY, SECONDS

    yield from bounded(do, cases, os.cpu_count() or 1, Limits(SECONDS, MEMORY))


def make_travelling(text: str, place: Path, today: date, judge: bool) -> Outcome:
    """Make the files of a travelling edition in ``place``, an empty folder, and proof-read them.

    Nothing is written elsewhere. How far it is stands in ``PROGRESS``.
    The paths of files are relative to ``MADE`` in that folder.
    """
    from wegwijs.desk.reading import TRAVELLING
    from wegwijs.sources.load import SHIPPED
    from wegwijs.sources.portable import edition_of

    def tell(what: str, done: int, total: int) -> None:
        (place / PROGRESS).write_text(f"{what} {done} {total}", "ascii")

    tell("make", 0, 0)
    (place / TRAVELLING).write_text(text, "utf-8")
    folders = (SHIPPED, place / TRAVELLING)
    edition = edition_of(text, TRAVELLING)
    task = Task((edition,), folders, place / MADE, today, judge=judge, alone=True)
    outcome = work(task, tell)
    # our working folder is of no use to the visitor
    outcome.error = outcome.error.replace(f"{place}{os.sep}", "")
    return outcome


def progress_of(place: Path) -> tuple[str, int, int] | None:
    """Return what is done in that folder, how much of it, and of how much; None before it began."""
    try:
        what, done, total = (place / PROGRESS).read_text("ascii").split()
        return what, int(done), int(total)
    except (OSError, ValueError):
        return None


def in_words(what: str, done: int, total: int, unit: str = "bestanden") -> str:
    """Return how far it is as a sentence."""
    if not total:
        return "Bezig: de gegevens worden gelezen"
    return f"Bezig: {done} van {total} {unit} {'gemaakt' if what == 'make' else 'nagekeken'}"


def run_in_process(task: Task, pipe: Connection) -> None:
    """Run a task in this process: send its progress, and its outcome at the end."""

    def tell(what: str, done: int, total: int) -> None:
        pipe.send((what, done, total))

    try:
        outcome = work(task, tell)
    except KeyboardInterrupt:
        outcome = Outcome(stopped=True)
    except Exception as error:  # a bug of ours: report it, and keep the screen running
        outcome = Outcome(error=f"{type(error).__name__}: {error}")
    pipe.send(outcome)
    pipe.close()
