"""What a run leaves in the manifest: what each edition asks for, what changed, what was removed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from press.changes import NEW, REMOVED, Change, Facts, as_rows, differences
from press.facts import making_facts
from press.inputs import Inputs, digest, folder_id
from press.manifest import Edition, Entry, Manifest
from press.plan import FILES, Document, Order
from press.prepare import Check, Prepared
from press.preview.names import forget
from press.run import Result, Settings, gone
from press.store import remove
from sources.freshness import overdue

DAMAGED = "manifest.json was beschadigd"


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
    drawn: dict[tuple[str, str], str] = field(default_factory=dict)  # by edition and language
    reasons: dict[Document, str] = field(default_factory=dict)
    told: dict[tuple[str, ...], Change] = field(default_factory=dict)  # by edition and facts
    removed: dict[str, Change] = field(default_factory=dict)  # by edition
    sets: dict[tuple[str, str], str] = field(default_factory=dict)  # the names of sets of facts
    differ: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep what the runs before leave: their editions, and what a broken off one made."""
        self.before = {name.split("/", 1)[0] for name in self.known.documents}
        report = self.known.report
        self.former: list[dict[str, Any]] = [] if report.get("ended", True) else report["rows"]


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


def record(job: Job) -> None:
    """What each edition asks for now. Before anything is made: a run can end at any moment."""
    known = job.known
    for edition in job.order.editions:
        if edition in known.editions:  # its folder may have moved
            known.editions[edition].folder = _folder(job, edition)
    for edition, prepared in job.found.ready.items():
        known.languages = prepared.names
        known.editions[edition] = Edition(
            name=prepared.name,
            inputs=job.inputs.of_edition(edition, prepared.assets),
            folder=_folder(job, edition),
            languages=prepared.languages,
            products=prepared.products,
            assets=prepared.assets,
            due=prepared.due,
        )
    for name, entry in known.documents.items():
        edition, language, product = name.split("/")
        if one := job.found.ready.get(edition):
            entry.asked = entry.asked or asks(one, language, product)


def asks(prepared: Prepared, language: str, product: str) -> bool:
    """Whether the edition itself asks for a document."""
    return language in prepared.languages and product in (prepared.products or FILES)


def _folder(job: Job, edition: str) -> str:
    folder, _ = job.inputs.editions[edition][-1]
    return folder_id(folder)


def says(job: Job, document: Document) -> str:
    """The names of the sets of facts that a document is made from now."""
    prepared = job.found.ready[document.edition]
    sets = {
        ("own", document.edition): prepared.facts,
        ("shared", document.edition): prepared.shared,
        ("language", document.language): prepared.reviews[document.language],
    }
    return " ".join(_named(job, key, facts) for key, facts in sets.items())


def _named(job: Job, key: tuple[str, str], facts: Facts) -> str:
    if key not in job.sets:
        if key[0] == "language":
            facts = facts | making_facts(job.settings.profile, job.inputs.layouts)
        name = job.sets[key] = digest([json.dumps(facts)])[:16]
        job.known.facts[name] = facts
    return job.sets[key]


def tell(job: Job, document: Document, old: Entry | None, *, made: bool) -> None:
    """Say how a document differs from what stood there; ``made`` when its bytes are others."""
    known, edition = job.known, document.edition
    if old:
        key = old.said, says(job, document)
        if key not in job.differ:
            job.differ[key] = differences(*map(known.facts_of, key))
        facts = job.differ[key] or ([job.reasons[document]] if made else [])
    else:
        facts = [DAMAGED] if known.damaged else [NEW] if edition not in job.before else []
    if not (facts or made):
        return
    name = job.found.ready[edition].name
    change = job.told.setdefault((edition, *facts), Change(name, facts))
    if made:
        again = old or known.damaged
        (change.made if again else change.new).append([document.language, document.product])


def remove_gone(job: Job, wanted: set[str]) -> None:
    """Take away what no edition asks for; never what somebody else wrote or changed."""
    output, known = job.settings.output, job.known
    if output is None:
        return
    for name in gone(job.order, known, job.inputs, wanted, set(job.found.invalid)):
        files = known.documents[name].files
        count = len(job.result.removed)
        for path, stored in list(files.items()):
            there = (output / path).exists()
            if there and not stored.stands(f"{output}/{path}"):
                job.result.kept.append(output / path)
                continue
            with suppress(OSError):  # open in another program: the next run tries again
                remove(output / path, output)
                job.result.removed += [output / path] if there else []
                del files[path]
        if len(job.result.removed) > count:
            forget(output, name)
        if not files:
            _note_removed(job, name, told=len(job.result.removed) > count)


def _note_removed(job: Job, name: str, *, told: bool) -> None:
    known = job.known
    del known.documents[name]
    edition, language, product = name.split("/")
    if told:
        row = known.editions.get(edition)
        facts = [] if edition in job.inputs.editions else [REMOVED]
        change = Change(row.name if row else edition, facts)
        job.removed.setdefault(edition, change).removed.append([language, product])


def save(job: Job, *, ended: bool) -> None:
    """Write the manifest with what was made and told until now. Raises ``OSError``."""
    output, known = job.settings.output, job.known
    if output is None:
        return
    rows = [*job.former, *as_rows(_sorted((*job.told.values(), *job.removed.values())))]
    if rows:
        day = job.settings.today.isoformat()
        known.report = {"day": day, "ended": ended, "rows": rows}
        job.result.rows = rows if job.before else []
    if known.documents or job.removed:
        known.known = job.inputs.seen
        known.save(output)


def _sorted(changes: Iterable[Change]) -> Iterable[Change]:
    """Documents come in the order in which they were ready: the report does not."""
    for change in changes:
        for pairs in (change.new, change.made, change.removed):
            pairs.sort()
    return changes
