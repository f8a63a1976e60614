"""What a run leaves in the manifest: what each edition now says, what changed, what was removed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from press.changes import NEW, REMOVED, Change, as_rows, differences
from press.facts import TRANSLATION
from press.fingerprint import fingerprint
from press.inputs import Inputs, folder_id
from press.manifest import Edition, Manifest
from press.plan import Document, Order
from press.prepare import Check, Prepared
from press.preview.names import forget
from press.run import Result, Settings, gone
from press.store import remove
from sources.freshness import overdue

Pair = tuple[str, str]  # language, product


@dataclass
class Job:
    """A run while it goes."""

    order: Order
    settings: Settings
    known: Manifest
    inputs: Inputs
    found: Check
    result: Result = field(default_factory=Result)
    prints: dict[Document, str] = field(default_factory=dict)
    reasons: dict[str, set[str]] = field(default_factory=dict)
    removed: dict[str, list[Pair]] = field(default_factory=dict)


def of_edition(job: Job, edition: str) -> str:
    """The digest of what an edition reads, its pictures included."""
    return job.inputs.of_edition(edition, job.found.ready[edition].assets)


def facts_overdue(job: Job) -> list[str]:
    """What is printed and was checked too long ago."""
    for prepared in job.found.ready.values():
        job.known.due = prepared.shared_due
    due = list(job.known.due)
    for edition in job.order.editions:
        row: Prepared | Edition | None = job.found.ready.get(edition)
        row = row or job.known.editions.get(edition)
        due += row.due if row else []
    return overdue(due, job.settings.today)


def remove_gone(job: Job, wanted: set[str]) -> None:
    """Take away what no edition asks for; never what somebody else wrote or changed."""
    output, known = job.settings.output, job.known
    if output is None:
        return
    unsure = set(job.found.invalid)
    for name in gone(job.order, known, job.inputs, wanted, unsure):
        with suppress(OSError):  # open in another program: the next run tries again
            for path, stored in known.documents[name].files.items():
                if stored.stands(f"{output}/{path}"):
                    remove(output / path, output)
                    job.result.removed.append(output / path)
                elif (output / path).exists():
                    job.result.kept.append(output / path)
            forget(output, name)
            del known.documents[name]
            edition, language, product = name.split("/")
            job.removed.setdefault(edition, []).append((language, product))


def record(job: Job) -> None:
    """What each edition now says; of one of which a document failed the former words stay."""
    if job.settings.output is None:
        return
    first = not job.known.editions
    changes = [*_said(job), *_left(job)]
    if changes:
        rows = as_rows(changes)
        job.known.report = {"day": job.settings.today.isoformat(), "rows": rows}
        job.result.rows = [] if first else rows


def _said(job: Job) -> Iterator[Change]:
    """What the editions of this run say otherwise, and what was made of them."""
    known = job.known
    for edition in job.order.editions:
        if edition in known.editions:  # its folder may have moved
            known.editions[edition].folder = _folder(job, edition)
    failed = {fail.document.edition for fail in job.result.failed}
    made: dict[str, set[Pair]] = {}
    for file in job.result.made:
        document = file.document
        made.setdefault(document.edition, set()).add((document.language, document.product))
    for edition, prepared in job.found.ready.items():
        change = Change(prepared.name, made=sorted(made.get(edition, ())))
        change.removed = job.removed.pop(edition, [])
        before = known.editions.get(edition)
        if edition not in failed:
            row = _row(job, prepared, before)
            if before:
                change.facts = differences(known.facts_of(before), known.facts_of(row))
            else:
                change.facts = [NEW]
            known.editions[edition] = row
        if change.made and not change.facts:
            change.facts = sorted(job.reasons.get(edition, ()))
        if change.facts or change.made or change.removed:
            yield change


def _left(job: Job) -> Iterator[Change]:
    """Editions of which only something was taken away."""
    known = job.known
    for edition, pairs in job.removed.items():
        change = Change(known.editions[edition].name, removed=sorted(pairs))
        if edition not in job.inputs.editions:
            change.facts = [REMOVED]
            if not any(name.startswith(f"{edition}/") for name in known.documents):
                del known.editions[edition]
        yield change


def _row(job: Job, prepared: Prepared, before: Edition | None) -> Edition:
    kept = before.facts if before else {}
    reviews = {label: value for label, value in kept.items() if label.startswith(TRANSLATION)}
    shared = fingerprint(prepared.shared)[:16]
    job.known.facts[shared] = prepared.shared
    return Edition(
        name=prepared.name,
        inputs=of_edition(job, prepared.id),
        folder=_folder(job, prepared.id),
        languages=prepared.languages,
        products=prepared.products,
        assets=prepared.assets,
        facts=reviews | prepared.facts,
        shared=shared,
        due=prepared.due,
        program=job.inputs.layouts,
    )


def _folder(job: Job, edition: str) -> str:
    folder, _ = job.inputs.editions[edition][-1]
    return folder_id(folder)


def save(job: Job) -> None:
    """Write the manifest, unless there is nothing to tell. Raises ``OSError``."""
    output = job.settings.output
    if output is None or not (job.known.documents or job.removed):
        return
    job.known.known = job.inputs.seen
    job.known.save(output)
