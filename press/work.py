"""The part of a run that makes something: outlines, fingerprints, files, and the manifest."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from layouts.sheet import Profile
from layouts.theme import Theme, load_theme
from press.changes import NEW
from press.fingerprint import of_document, of_outline
from press.inputs import Inputs
from press.make import Answer, make
from press.manifest import Edition, Entry, Manifest, Stored
from press.plan import FILES, Document, Order
from press.prepare import Prepared, check, failures
from press.preview.names import forget
from press.record import Job, facts_overdue, of_edition, record, remove_gone, save
from press.run import Failed, Look, Made, Result, Settings, inputs_of
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
    found = check(order, seen.suspect, settings.folders, theme, allow_drafts=settings.allow_drafts)
    job = Job(order, settings, known, inputs, found)
    job.result.overdue = facts_overdue(job)
    if settings.strict:
        refuse(job.result.overdue)
    documents = list(_documents(job))
    job.result.documents = documents
    failed = failures(found, documents)
    job.result.failed = [Failed(document, error) for document, error in failed.items()]
    ready = [d for d in documents if d not in failed and _outlined(job, d)]
    _fingerprints(job, ready, theme)
    todo = ready if settings.output is None else [d for d in ready if not _up_to_date(job, d)]
    made = set(todo) | set(failed)
    job.result.fresh = [document for document in documents if document not in made]
    if before_writing:
        before_writing()
    try:
        _announce(job, todo)
        _make(job, todo, theme)
        remove_gone(job, {document.name for document in documents})
        record(job)
    finally:
        save(job)
    place = {document: index for index, document in enumerate(documents)}
    job.result.made.sort(key=lambda made: place[made.document])
    job.result.failed.sort(key=lambda failed: place[failed.document])
    return job.result


def _documents(job: Job) -> Iterable[Document]:
    for edition in job.order.editions:
        row: Prepared | Edition | None = job.found.ready.get(edition)
        row = row or job.known.editions.get(edition)
        languages = row.languages if row else ["nl"]
        yield from job.order.documents(edition, languages, (row and row.products) or FILES)


def _outlined(job: Job, document: Document) -> bool:
    prepared = job.found.ready.get(document.edition)
    return prepared is not None and document.language in prepared.outlines


def _fingerprints(job: Job, documents: Iterable[Document], theme: Theme) -> None:
    drawn: dict[tuple[str, str], str] = {}
    for document in documents:
        key = (document.edition, document.language)
        if key not in drawn:
            outline = job.found.ready[document.edition].outlines[document.language]
            drawn[key] = of_outline(outline, theme)
        job.prints[document] = of_document(
            drawn[key], document.product, job.settings.profile, job.inputs.layouts
        )


def _up_to_date(job: Job, document: Document) -> bool:
    """Whether it would come out the same; when so, its quick look is brought up to date."""
    assert job.settings.output
    entry = job.known.entry(document)
    reasons = job.reasons.setdefault(document.edition, set())
    if entry is None:
        reasons.add(NEW)
        return False
    if job.settings.force:
        reasons.add("op verzoek")
        return False
    if entry.fingerprint != job.prints[document]:
        row = job.known.editions.get(document.edition)
        program = row is not None and row.program != job.inputs.layouts
        reasons.add("het programma is vernieuwd" if program else "teksten of opmaak veranderd")
        return False
    if not entry.stands(job.settings.output):
        reasons.add("een bestand was weg of met de hand veranderd")
        return False
    entry.inputs = _inputs_of(job, document)
    return True


def _inputs_of(job: Job, document: Document) -> str:
    now = of_edition(job, document.edition)
    return inputs_of(document, job.settings, now, job.inputs)


def _announce(job: Job, todo: Iterable[Document]) -> None:
    """On disk no entry may claim bytes that are about to be replaced."""
    entries = [entry for document in todo if (entry := job.known.entry(document))]
    for entry in entries:
        entry.pending = True
    if entries and job.settings.output:
        job.known.save(job.settings.output)


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
    output = settings.output
    store = partial(_write, output)
    several = ahead(found, store) if len(todo) > FEW else map(store, found)
    for index, written in enumerate(several, start=1):
        _note(job, written)
        if settings.progress:
            settings.progress(index, len(todo), written.document)
        if settings.output and time.monotonic() - saved > SAVE_EVERY:
            with suppress(OSError):  # the last time it counts
                job.known.save(settings.output)
            saved = time.monotonic()


@dataclass
class _Written:
    """What came of a document; of one that failed halfway a file may be new."""

    document: Document
    made: list[Made] = field(default_factory=list)
    stored: dict[str, Stored] = field(default_factory=dict)
    error: Exception | None = None


def _write(output: Path | None, answer: Answer) -> _Written:
    written = _Written(answer.document, error=answer.error)
    if answer.error or output is None:
        return written
    try:
        forget(output, answer.document.name)
        for path, data in answer.files:
            write(output / path, data)
            sha256 = hashlib.sha256(data).hexdigest()
            written.stored[path] = Stored.of(output / path, sha256)
            written.made.append(Made(answer.document, output / path, sha256, len(data)))
    except OSError as error:
        written.error = error
    return written


def _note(job: Job, written: _Written) -> None:
    document = written.document
    job.result.made += written.made
    if written.error:
        job.result.failed.append(Failed(document, written.error))
        return
    if not written.made:
        return
    prepared = job.found.ready[document.edition]
    asked = document.language in prepared.languages and document.product in (
        prepared.products or FILES
    )
    job.known.documents[document.name] = Entry(
        _inputs_of(job, document), job.prints[document], asked, written.stored
    )
