"""The part of a run that makes something: outlines, fingerprints, files, and the manifest."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from layouts.omissions import Omission
from layouts.sheet import Profile
from layouts.theme import Theme, load_theme
from press.fingerprint import of_document, of_outline
from press.inputs import Inputs
from press.make import Answer, make
from press.manifest import Edition, Entry, Manifest, Stored
from press.outdated import inputs_of, left_out, outdated
from press.plan import FILES, Document, Order
from press.prepare import Prepared, check, failures
from press.preview.names import forget
from press.record import Job, asks, facts_overdue, record, remove_gone, save, says, tell
from press.run import Failed, Look, Made, Result, Settings
from press.store import ahead, write
from sources.freshness import refuse

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
    """Check and make what the quick look could not vouch for."""
    theme = load_theme()
    allow_drafts = settings.allow_drafts
    found = check(
        order, seen.suspect, seen.unsure, settings.folders, theme, allow_drafts=allow_drafts
    )
    job = Job(order, settings, known, inputs, found)
    job.result.damaged = known.damaged
    job.result.overdue = facts_overdue(job)
    if settings.strict:
        refuse(job.result.overdue)
    asked = (one for name, one in found.ready.items() if name in order.editions)
    job.result.notices = list(dict.fromkeys(line for one in asked for line in one.notices))
    documents = list(_documents(job))
    job.result.documents = documents
    failed = failures(found, documents)
    job.result.failed = [Failed(document, error) for document, error in failed.items()]
    ready = [d for d in documents if d not in failed and _outlined(job, d)]
    for document in ready:
        job.prints[document] = _print(job, theme, document, settings.profile)
    record(job)
    todo = ready if settings.output is None else [d for d in ready if not _up_to_date(job, d)]
    made = set(todo) | set(failed)
    job.result.fresh = [document for document in documents if document not in made]
    if before_writing:
        before_writing()
    ended = False
    try:
        if _announced(job, todo):
            _make(job, todo, theme)
        names = {document.name for document in documents}
        remove_gone(job, names)
        _judge_left_out(job, names, theme)
        ended = True
    finally:
        try:
            save(job, ended=ended)
        except OSError as error:
            job.result.unsaved = error
    job.result.languages = known.languages
    place = {document: index for index, document in enumerate(documents)}
    job.result.made.sort(key=lambda made: place[made.document])
    job.result.failed.sort(key=lambda failed: place[failed.document])
    return job.result


def _documents(job: Job) -> Iterable[Document]:
    for edition in job.order.editions:
        row: Prepared | Edition | None = job.found.ready.get(edition)
        row = row or job.known.editions.get(edition)
        if row:
            yield from job.order.documents(edition, row.languages, row.products or FILES)
        else:
            yield Document(edition, "", "", ())  # nobody knows what it asks for


def _outlined(job: Job, document: Document) -> bool:
    prepared = job.found.ready.get(document.edition)
    return prepared is not None and document.language in prepared.outlines


def _print(job: Job, theme: Theme, document: Document, profile: str) -> str:
    key = document.edition, document.language
    if key not in job.drawn:
        job.drawn[key] = of_outline(job.found.ready[key[0]].outlines[key[1]], theme)
    return of_document(job.drawn[key], document.product, profile, job.inputs.layouts)


def _up_to_date(job: Job, document: Document) -> bool:
    """Whether it would come out the same; when so, its quick look is brought up to date."""
    assert job.settings.output
    entry = job.known.entry(document)
    if entry is None:
        return False
    if reason := _reason(job, document, entry, job.settings.output):
        job.reasons[document] = reason
        return False
    tell(job, document, entry, made=False)
    entry.inputs = inputs_of(document, job.known, job.inputs)
    entry.said, entry.drafts = says(job, document), job.settings.allow_drafts
    entry.stale = False
    return True


def _reason(job: Job, document: Document, entry: Entry, output: Path) -> str:
    """Why it must be made, as far as no fact says so; empty when it need not be."""
    if job.settings.force:
        return "op verzoek"
    if entry.fingerprint != job.prints[document]:
        return "teksten of opmaak veranderd"
    if entry.pending:
        return "het maken was afgebroken"
    return "" if entry.stands(output) else "een bestand was weg of met de hand veranderd"


def _announced(job: Job, todo: Iterable[Document]) -> bool:
    """On disk no entry may claim bytes that are about to be replaced: else none is replaced."""
    entries = [entry for document in todo if (entry := job.known.entry(document))]
    for entry in entries:
        entry.pending = True
    try:
        if entries and job.settings.output:
            job.known.save(job.settings.output)
    except OSError as error:
        for entry in entries:
            entry.pending = False
        job.result.failed += [Failed(document, error) for document in todo]
        return False
    return True


def _judge_left_out(job: Job, wanted: set[str], theme: Theme) -> None:
    """Of what the order leaves out: whether the data still are what it was made from."""
    known, output = job.known, job.settings.output
    if output is None:
        return
    for document, entry in left_out(job.order, known, wanted):
        now = inputs_of(document, known, job.inputs)
        prepared = job.found.ready.get(document.edition)
        if entry.inputs == now or prepared is None:
            continue
        entry.inputs = now
        entry.stale = document.language not in prepared.outlines or entry.fingerprint != _print(
            job, theme, document, entry.profile
        )
    job.result.outdated = outdated(job.order, known, output, wanted)


def _make(job: Job, todo: list[Document], theme: Theme) -> None:
    settings = job.settings
    outlines = {
        (prepared.id, language): outline
        for prepared in job.found.ready.values()
        for language, outline in prepared.outlines.items()
    }
    saved = time.monotonic()
    found = make(
        todo, outlines, theme, Profile(settings.profile), jobs=settings.jobs, dask=settings.dask
    )
    if settings.progress and todo:
        settings.progress(0, len(todo), todo[0])
    store = partial(_write, job)
    several = ahead(found, store) if len(todo) > FEW else map(store, found)
    for index, written in enumerate(several, start=1):
        _note(job, written)
        if settings.progress:
            settings.progress(index, len(todo), written.document)
        if settings.output and time.monotonic() - saved > SAVE_EVERY:
            with suppress(OSError):  # the last time it counts
                save(job, ended=False)
            saved = time.monotonic()


@dataclass
class _Written:
    """What came of a document; of one that failed halfway a file may be new."""

    document: Document
    made: list[Made] = field(default_factory=list)
    stored: dict[str, Stored] = field(default_factory=dict)
    omissions: tuple[Omission, ...] = ()
    error: Exception | None = None


def _write(job: Job, answer: Answer) -> _Written:
    """Write the files that are other bytes than what stands there: who prints needs no others."""
    document, output = answer.document, job.settings.output
    written = _Written(document, omissions=answer.omissions, error=answer.error)
    if answer.error or output is None:
        return written
    entry = None if job.settings.force else job.known.entry(document)
    former = entry.files if entry else {}
    try:
        for path, data in answer.files:
            sha256 = hashlib.sha256(data).hexdigest()
            stored = former.get(path)
            if stored is None or stored.sha256 != sha256 or not stored.stands(f"{output}/{path}"):
                forget(output, document.name)
                write(output / path, data)
                stored = Stored.of(output / path, sha256)
                written.made.append(Made(document, output / path, sha256, len(data)))
            written.stored[path] = stored
    except OSError as error:
        written.error = error
    return written


def _note(job: Job, written: _Written) -> None:
    document, settings = written.document, job.settings
    job.result.made += written.made
    if written.error:
        job.result.failed.append(Failed(document, written.error))
        return
    if written.omissions:
        job.result.omissions[document] = written.omissions
    if settings.output is None:
        return
    if not written.made:
        job.result.fresh.append(document)
    old = job.known.entry(document)
    tell(job, document, old, made=bool(written.made))
    prepared = job.found.ready[document.edition]
    asked = asks(prepared, document.language, document.product)
    job.known.documents[document.name] = Entry(
        inputs_of(document, job.known, job.inputs),
        job.prints[document],
        settings.profile,
        settings.allow_drafts,
        says(job, document),
        asked or (old is not None and old.asked),
        written.stored,
    )
