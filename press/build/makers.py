"""Where editions are checked and documents made: in this process, in other processes, or on Dask.

Each process keeps the outlines of the editions that it checked, makes their documents, writes them
and gives back what it wrote: neither outlines nor bytes travel. Only to Dask they do. A process
that has not checked an edition itself, since another one was killed, does so then.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.contract import Offset
from wegwijs.layouts.typesetting.theme import load_theme
from wegwijs.press.bounded import QUICKEST, Stopped, Team
from wegwijs.press.build.make import CHUNK, Work, answers
from wegwijs.press.build.prepare import Asked, Check, Reader
from wegwijs.press.build.settings import BuildSettings
from wegwijs.press.build.writing import Former, Writer, Written
from wegwijs.press.ledger.journal import Pen
from wegwijs.press.order import FILES, Document, Order, in_making_order
from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.folder import Listing, list_folders

FEW = {"fork": 6, "spawn": 2 * CHUNK}  # documents; with more, several processes are worthwhile
MANY_NEW = 300_000  # objects; a few documents create no more
MANY = 4 * CHUNK  # documents; with more, checking in several processes is worthwhile too


class TooMuchAsked(WegwijsError):
    """The process that made a document was killed twice, most likely for lack of memory."""

    exit_code = ExitCode.SOME_FAILED

    def __init__(self) -> None:
        super().__init__(
            "het proces dat dit maakte is afgebroken",
            "Sluit andere programma's, of maak minder tegelijk met --jobs 1",
        )


class Job(Struct, frozen=True):
    """The settings that every process of a run gets; ``languages`` are those of the order."""

    folders: tuple[Path, ...]
    output: Path
    languages: tuple[str, ...]
    profile: str
    allow_drafts: bool
    dry_run: bool


class _Part(Struct, frozen=True):
    """Documents to make, each with what is known of its files; ``offsets`` of those that move."""

    job: Job
    documents: Mapping[Document, Former]
    offsets: Mapping[Document, Offset]

    @property
    def edition(self) -> str:
        """The edition of all documents in this part."""
        return next(iter(self.documents)).edition


class Makers:
    """The makers of one run: they first check, then make. A context manager."""

    def __init__(self, order: Order, settings: BuildSettings, listing: Listing) -> None:
        self._job = Job(
            tuple(settings.folders),
            settings.output,
            order.languages,
            settings.profile,
            settings.allow_drafts,
            settings.dry_run,
        )
        _readers[self._job] = _new_reader(self._job, listing)
        self._jobs = settings.jobs
        self._dask = settings.dask
        self._team: Team | None = None
        self._places: dict[str, int] = {}  # of the process that checked each edition

    def __enter__(self) -> Makers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._team:
            self._team.leave()
        del _readers[self._job]
        if pen := _pens.pop(self._job.output, None):
            pen.close()

    def check(self, editions: Sequence[Asked]) -> Check:
        """Read and check editions.

        Raises ``sources.load.UnknownEdition``, and ``TooMuchAsked``.
        """
        languages = len(self._job.languages) or 1
        jobs = min(self._wanted(len(editions) * languages * len(FILES), MANY), len(editions))
        if jobs <= 1:
            return _checked((self._job, tuple(editions)))
        self._team = Team(jobs)
        found: dict[int, Check] = {}
        parts = [(self._job, tuple(editions[place::jobs])) for place in range(jobs)]
        self._places = {one.edition: place for place in range(jobs) for one in parts[place][1]}
        for index, check in self._team.work(_checked, parts):
            if isinstance(check, Stopped):
                raise TooMuchAsked
            found[index] = check
        together = Check()
        for index in range(jobs):
            together.add(found[index])
        return together

    def make(
        self, documents: Mapping[Document, Former], offsets: Mapping[Document, Offset]
    ) -> Iterator[Written]:
        """Make and write documents that were checked, in the order in which they are ready;
        ``offsets`` is how far to move those that are moved on their paper.
        """
        if self._dask:
            yield from self._on_dask(documents, offsets)
            return
        parts = list(self._parts(documents, offsets))
        if self._team is None:
            jobs = min(self._wanted(len(documents), FEW[QUICKEST]), len(parts))
            if jobs <= 1:
                for part in parts:
                    yield from _made_and_written(part)
                return
            self._team = Team(jobs)
        places = [self._places.get(part.edition, 0) for part in parts] if self._places else None
        for index, written in self._team.work(_all_written, parts, places):
            if isinstance(written, Stopped):
                lost = parts[index].documents
                yield from (Written(document, error=TooMuchAsked()) for document in lost)
            else:
                yield from written

    def _wanted(self, documents: int, few: int) -> int:
        """Return the number of processes to use for so many documents."""
        if self._dask:
            return 1
        if self._jobs is not None:
            return self._jobs
        return (os.cpu_count() or 1) if documents > few else 1

    def _parts(
        self, documents: Mapping[Document, Former], offsets: Mapping[Document, Offset]
    ) -> Iterator[_Part]:
        """Yield a part for each edition.

        Of few documents each language is a part by itself: more than one process has work then.
        """
        few = len(documents) <= 2 * CHUNK and self._team is None
        units: dict[tuple[str, str], list[Document]] = {}
        for document in documents:
            key = document.edition, document.language if few else ""
            units.setdefault(key, []).append(document)
        for unit in units.values():
            ordered = in_making_order(unit)
            moved = {one: offsets[one] for one in ordered if one in offsets}
            yield _Part(self._job, {one: documents[one] for one in ordered}, moved)

    def _on_dask(
        self, documents: Mapping[Document, Former], offsets: Mapping[Document, Offset]
    ) -> Iterator[Written]:
        from wegwijs.press.build.cluster import on_dask

        assert self._dask
        reader, writer = _reader(self._job), _writer(self._job)
        profile = Profile(self._job.profile)
        whole = Work(tuple(documents), reader.outlines, load_theme(), profile, offsets)
        for answer in on_dask(self._dask, whole):
            yield writer.write(answer, documents[answer.document])
            reader.forget((answer.document,))  # all in this language is there


def _checked(part: tuple[Job, Sequence[Asked]]) -> Check:
    """Check editions in this process, which keeps their outlines."""
    job, editions = part
    with collected_once():
        return _reader(job).check(editions)


def _all_written(part: _Part) -> list[Written]:
    return list(_made_and_written(part))


def _made_and_written(part: _Part) -> Iterator[Written]:
    """Make and write documents in this process."""
    reader, writer = _reader(part.job), _writer(part.job)
    reader.must_have(part.documents)
    profile = Profile(part.job.profile)
    work = Work(tuple(part.documents), reader.outlines, load_theme(), profile, part.offsets)
    with collected_once():
        for answer in answers(work):
            yield writer.write(answer, part.documents[answer.document])
    reader.forget(part.documents)


@contextmanager
def collected_once() -> Iterator[None]:
    """Disable the garbage collector, and at the end collect only the youngest generation, if large.

    Few of our objects are cyclic, and it kept traversing the many objects that stay.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > MANY_NEW:
            gc.collect(0)
        if was_on:
            gc.enable()


# What a process keeps from one part of a run to the next; a fork has what its parent has.
_readers: dict[Job, Reader] = {}
_pens: dict[Path, Pen] = {}


def _reader(job: Job) -> Reader:
    if job not in _readers:
        _readers[job] = _new_reader(job, list_folders(*job.folders))
    return _readers[job]


def _new_reader(job: Job, listing: Listing) -> Reader:
    return Reader(listing, load_theme(), Order((), job.languages), allow_drafts=job.allow_drafts)


def _writer(job: Job) -> Writer:
    pen = _pens.setdefault(job.output, Pen(job.output))
    return Writer(job.output, pen.note, job.dry_run)
