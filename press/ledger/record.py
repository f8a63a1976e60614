"""What a run leaves in the manifest: what each edition asks for, what changed, what was removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from os.path import lexists

from press.build.decide import DAMAGED, Plan
from press.build.prepare import Prepared
from press.build.run import Result, Settings
from press.files.aside import is_somebodys
from press.files.store import LinkedAway, remove
from press.ledger.changes import NEW, REMOVED, Change, Report, Row, as_rows
from press.ledger.inputs import Inputs, folder_id
from press.ledger.journal import Journal
from press.ledger.manifest import Edition, Entry, Manifest
from press.ledger.outdated import inputs_of, left_out
from press.order import FILES, Document
from press.preview.names import forget


@dataclass
class Job:
    """A run while it carries out a plan."""

    plan: Plan
    settings: Settings
    known: Manifest
    inputs: Inputs
    result: Result
    journal: Journal
    told: dict[tuple[str, ...], Change] = field(default_factory=dict)  # by edition and facts
    removed: dict[str, Change] = field(default_factory=dict)  # by edition

    def __post_init__(self) -> None:
        """Keep what the runs before leave: their editions, and what a broken off one made."""
        documents = self.known.documents.items()
        self.before = {name.split("/", 1)[0] for name, entry in documents if entry.said}
        report = self.known.report
        broken_off = report is not None and not report["ended"]
        self.former: list[Row] = report["rows"] if report and broken_off else []
        self.former_aside: list[str] = report["aside"] if report and broken_off else []


def record(job: Job) -> None:
    """What each edition asks for now. Before anything is made: a run can end at any moment."""
    known = job.known
    for edition in job.plan.order.editions:
        if edition in known.editions:  # its folder may have moved
            known.editions[edition].folder = _folder(job, edition)
    for edition, prepared in job.plan.found.ready.items():
        known.languages = prepared.names
        known.due = prepared.shared_due
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
        if one := job.plan.found.ready.get(edition):
            entry.asked = entry.asked or asks(one, language, product)


def asks(prepared: Prepared, language: str, product: str) -> bool:
    """Whether the edition itself asks for a document."""
    return language in prepared.languages and product in (prepared.products or FILES)


def _folder(job: Job, edition: str) -> str:
    folder, _ = job.inputs.editions[edition][-1]
    return folder_id(folder)


def up_to_date(job: Job, document: Document) -> None:
    """Bring the quick look of a document up to date that would come out the same."""
    entry, prepared = job.known.entry(document), job.plan.found.ready.get(document.edition)
    if entry is None or prepared is None or document not in job.plan.prints:
        return  # the quick look vouched for it
    tell(job, document, entry, made=False)
    entry.inputs = inputs_of(document, prepared.assets, job.inputs)
    entry.said, entry.drafts = job.plan.says.names(document), job.settings.allow_drafts
    entry.stale = False


def tell(job: Job, document: Document, old: Entry | None, *, made: bool) -> None:
    """Say how a document differs from what stood there; ``made`` when its bytes are others."""
    known, edition = job.known, document.edition
    old = old if old and old.said else None
    if old and made:
        facts = job.plan.make[document]
    elif old:
        facts = job.plan.says.differences(document, known, old.said)
    else:
        facts = [DAMAGED] if known.damaged else [NEW] if edition not in job.before else []
    if not (facts or made):
        return
    name = job.plan.found.ready[edition].name
    change = job.told.setdefault((edition, *facts), Change(name, facts))
    if made:
        again = old or known.damaged
        (change.made if again else change.new).append([document.language, document.product])


def remove_gone(job: Job) -> None:
    """Take away what no edition asks for; never what somebody else wrote or changed."""
    output, known = job.settings.output, job.known
    for name in job.plan.gone:
        edition, language, product = name.split("/")
        document = Document(edition, language, product, FILES[product])
        files = known.documents[name].files
        count = len(job.result.removed)
        for path in list(files):
            place = output / path
            there = lexists(place)
            if is_somebodys(place, known.ours(document, path)):
                job.result.kept.append(place)
                continue
            try:
                remove(place, output, dry_run=job.settings.dry_run)
            except LinkedAway:
                job.result.elsewhere.append(place)
                continue
            except OSError:  # open in another program: the next run tries again
                continue
            job.result.removed += [place] if there else []
            del files[path]
        if len(job.result.removed) > count:
            job.result.aside += forget(output, name, dry_run=job.settings.dry_run)
        if not files:
            _note_removed(job, document, told=len(job.result.removed) > count)


def _note_removed(job: Job, document: Document, *, told: bool) -> None:
    known, edition = job.known, document.edition
    del known.documents[document.name]
    if told:
        row = known.editions.get(edition)
        facts = [] if edition in job.inputs.editions else [REMOVED]
        change = Change(row.name if row else edition, facts)
        pair = [document.language, document.product]
        job.removed.setdefault(edition, change).removed.append(pair)


def judge_left_out(job: Job) -> None:
    """Note what the order leaves out, and is from former data."""
    names = {document.name for document in job.plan.documents}.union(job.plan.gone)
    for document, entry in left_out(job.plan.order, job.known, names):
        if document.name in job.plan.stale:
            prepared = job.plan.found.ready[document.edition]
            entry.inputs = inputs_of(document, prepared.assets, job.inputs)
            entry.stale = job.plan.stale[document.name]


def save(job: Job, *, ended: bool) -> None:
    """Write the manifest with what was made and told until now. Raises ``OSError``."""
    output, known = job.settings.output, job.known
    if job.settings.dry_run:
        return
    rows = [*job.former, *as_rows(_sorted((*job.told.values(), *job.removed.values())))]
    if rows or job.result.aside:
        day = job.settings.today.isoformat()
        aside = [one.aside.relative_to(output).as_posix() for one in job.result.aside]
        aside = sorted({*job.former_aside, *aside})
        known.report = Report(day=day, ended=ended, rows=rows, aside=aside)
        job.result.rows = rows if job.before else []
    if known.documents or job.removed:
        known.facts |= job.plan.says.sets
        known.known = job.inputs.seen
        known.save(output)


def _sorted(changes: Iterable[Change]) -> Iterable[Change]:
    """Documents come in the order in which they were ready: the report does not."""
    for change in changes:
        for pairs in (change.new, change.made, change.removed):
            pairs.sort()
    return changes
