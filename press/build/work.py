"""Carries out what was decided: makes documents, writes what differs, and the manifest."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from layouts.content.omissions import Omission
from layouts.pdf.sheet import Profile
from layouts.typesetting.theme import load_theme
from press.build.decide import decide
from press.build.make import Answer, make
from press.build.run import Failed, Look, Made, Result, Settings
from press.files.aside import Aside, content_of, is_somebodys, next_name, replace
from press.files.store import ahead, refuse_links
from press.ledger.inputs import Inputs
from press.ledger.journal import Journal
from press.ledger.manifest import Entry, Manifest, Stored
from press.ledger.outdated import inputs_of, never_made, outdated
from press.ledger.record import (
    Job,
    asks,
    judge_left_out,
    record,
    remove_gone,
    save,
    tell,
    up_to_date,
)
from press.ledger.versions import same_version
from press.order import Document, Order
from press.places import located
from press.preview.names import forget
from sources.problems import InvalidSources

FEW = 48  # documents that are written one by one
SAVE_EVERY = 5.0  # seconds: what a killed run has made is known but for this


def work(
    order: Order,
    settings: Settings,
    known: Manifest,
    inputs: Inputs,
    seen: Look,
    before_writing: Callable[[], None] | None,
) -> Result:
    """Decide about what the quick look could not vouch for, and carry it out.

    Raises what ``press.build.decide.decide`` raises, and ``InvalidSources`` of versions when
    strict.
    """
    plan = decide(order, settings, known, inputs, seen)
    result = Result(documents=plan.documents, why=plan.make, fresh=plan.fresh)
    result.overdue = plan.overdue
    result.same_version = same_version(plan, known)
    if settings.strict and result.same_version:
        raise InvalidSources(result.same_version)
    result.failed = [Failed(document, error) for document, error in plan.failed.items()]
    result.damaged = known.damaged
    asked = (one for name, one in plan.found.ready.items() if name in order.editions)
    result.notices = list(dict.fromkeys(line for one in asked for line in one.notices))
    job = Job(plan, settings, known, inputs, result, Journal(settings.output, known))
    record(job)
    for document in plan.fresh:
        up_to_date(job, document)
    if not settings.dry_run:
        if before_writing:
            before_writing()
        if settings.announce:
            settings.announce(plan)
    _carry_out(job)
    result.languages = known.languages
    place = {document: index for index, document in enumerate(plan.documents)}
    result.made.sort(key=lambda made: place[made.document])
    result.aside.sort(key=lambda aside: aside.path)
    result.failed.sort(key=lambda failed: place[failed.document])
    return result


def _carry_out(job: Job) -> None:
    ended = False
    try:
        if job.settings.dry_run or _announced(job):
            _make(job)
        remove_gone(job)
        judge_left_out(job)
        ended = True
    finally:
        try:
            save(job, ended=ended)
        except OSError as error:
            job.result.unsaved = error
        job.journal.close(saved=ended and job.result.unsaved is None)
    names = {document.name for document in job.plan.documents}
    job.result.outdated = outdated(job.plan.order, job.known, job.settings.output, names)
    job.result.not_made = never_made(job.plan.order, job.known)


def _announced(job: Job) -> bool:
    """On disk no entry may claim bytes that are about to be replaced: else none is replaced."""
    entries = [entry for document in job.plan.make if (entry := job.known.entry(document))]
    for entry in entries:
        entry.pending = True
    job.journal.begin()
    try:
        if entries:
            job.known.facts |= job.plan.says.sets
            job.known.save(job.settings.output)
    except OSError as error:
        for entry in entries:
            entry.pending = False
        job.result.failed += [Failed(document, error) for document in job.plan.make]
        return False
    return True


def _make(job: Job) -> None:
    settings, todo = job.settings, list(job.plan.make)
    outlines = {
        (prepared.id, language): outline
        for prepared in job.plan.found.ready.values()
        for language, outline in prepared.outlines.items()
    }
    saved = time.monotonic()
    profile = Profile(settings.profile)
    found = make(todo, outlines, load_theme(), profile, jobs=settings.jobs, dask=settings.dask)
    if settings.progress and todo:
        settings.progress(0, len(todo), todo[0])
    store = partial(_write, job)
    several = ahead(found, store) if len(todo) > FEW else map(store, found)
    for index, written in enumerate(several, start=1):
        _note(job, written)
        if settings.progress:
            settings.progress(index, len(todo), written.document)
        if time.monotonic() - saved > SAVE_EVERY:
            with suppress(OSError):  # the last time it counts
                save(job, ended=False)
            saved = time.monotonic()


@dataclass
class _Written:
    """What came of a document; of one that failed halfway a file may be new."""

    document: Document
    made: list[Made] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    stored: dict[str, Stored] = field(default_factory=dict)
    omissions: tuple[Omission, ...] = ()
    error: Exception | None = None


def _write(job: Job, answer: Answer) -> _Written:
    """Write only files whose bytes changed: who prints needs no others."""
    document, settings = answer.document, job.settings
    written = _Written(document, omissions=answer.omissions, error=answer.error)
    if answer.error:
        return written
    entry = None if settings.force else job.known.entry(document)
    former = entry.files if entry else {}
    try:
        for path, data in answer.files:
            place = settings.output / path
            refuse_links(place, settings.output)
            size, sha256 = content_of(data)
            stored = former.get(path)
            if stored is None or stored.sha256 != sha256 or not stored.stands(str(place)):
                written.aside += _put(job, document, path, data)
                written.made.append(Made(document, place, sha256, size))
                stored = None if settings.dry_run else Stored.of(place, sha256)
            if stored:
                written.stored[path] = stored
    except OSError as error:
        written.error = error
    return written


def _put(job: Job, document: Document, path: str, data: bytes) -> list[Aside]:
    """Write a file, after its pictures are gone; what somebody changed is put aside.

    Raises ``OSError``.
    """
    output = job.settings.output
    place, is_ours = output / path, job.known.ours(document, path, content_of(data))
    aside = forget(output, document.name, dry_run=job.settings.dry_run)
    if job.settings.dry_run:
        kept = Aside(place, next_name(place)) if is_somebodys(place, is_ours) else None
        return [*aside, kept] if kept else aside
    job.journal.note(path, data)
    kept = replace(place, data, is_ours)
    return [*aside, kept] if kept else aside


def _note(job: Job, written: _Written) -> None:
    document, settings = written.document, job.settings
    job.result.made += written.made
    job.result.aside += written.aside
    if written.error:
        error = located(written.error, document, settings.folders)
        job.result.failed.append(Failed(document, error))
        return
    if written.omissions:
        job.result.omissions[document] = written.omissions
    if not written.made:
        job.result.fresh.append(document)
    if settings.dry_run:
        return
    old = job.known.entry(document)
    tell(job, document, old, made=bool(written.made))
    prepared = job.plan.found.ready[document.edition]
    asked = asks(prepared, document.language, document.product)
    job.known.documents[document.name] = Entry(
        inputs_of(document, prepared.assets, job.inputs),
        job.plan.prints[document],
        settings.profile,
        settings.allow_drafts,
        job.plan.says.names(document),
        asked or (old is not None and old.asked),
        written.stored,
    )
