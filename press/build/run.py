"""Makes what is out of date: everything is checked first, then made, then stored.

A document that fails does not stop the others. A run that has nothing to do loads nothing heavy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from layouts.content.omissions import Omission
from press.files.aside import Aside
from press.files.lock import Locked, locked
from press.files.store import OutputFolder, prepare, sweep, unfinished
from press.ledger.changes import Row
from press.ledger.inputs import Inputs, folder_id
from press.ledger.journal import recover
from press.ledger.manifest import Entry, Manifest, read_manifest, stamp
from press.ledger.outdated import Outdated, inputs_of, left_out, never_made, outdated
from press.order import FILES, Document, Order
from sources.problems import Problem

if TYPE_CHECKING:
    from press.build.decide import Plan

Progress = Callable[[int, int, Document], None]
EXAMPLE = "voorbeeld-"  # editions with invented numbers: made when named, never with --all


@dataclass(frozen=True)
class Made:
    """A file that was written."""

    document: Document
    path: Path
    sha256: str
    size: int


@dataclass(frozen=True)
class Failed:
    """A document, or all those of an edition, that could not be made, and why."""

    document: Document
    error: Exception


@dataclass(frozen=True)
class Settings:
    """How to run. ``announce`` is told what was decided, before anything is written.

    A ``dry_run`` makes what is to be made, but only to see what it would change.
    """

    folders: Sequence[Path]
    output: Path
    today: date
    profile: str = "office"
    allow_drafts: bool = False
    strict: bool = False
    force: bool = False
    dry_run: bool = False
    jobs: int | None = None
    dask: str | None = None
    progress: Progress | None = None
    announce: Callable[[Plan], None] | None = None


@dataclass
class Result:
    """What came of an order.

    ``made`` are the files that are other bytes now (of a dry run: would be); what somebody had
    changed of them is put ``aside``. ``kept`` were no longer asked for, but somebody changed them.
    ``outdated`` were left out of the order, and their data changed since; ``not_made`` were left
    out and never made. ``same_version``: editions that say something else than what was made
    before, under the same version. ``notices`` are what
    differs on paper from the data that were read. ``omissions`` are what the documents that were
    made leave out of their edition's own data.
    """

    documents: list[Document] = field(default_factory=list)
    why: dict[Document, list[str]] = field(default_factory=dict)  # of what was to be made
    made: list[Made] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    fresh: list[Document] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    elsewhere: list[Path] = field(default_factory=list)  # nor taken away: a link leads there
    aside: list[Aside] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    languages: dict[str, str] = field(default_factory=dict)  # in Dutch
    overdue: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    same_version: list[Problem] = field(default_factory=list)
    outdated: list[Outdated] = field(default_factory=list)
    not_made: list[Outdated] = field(default_factory=list)
    omissions: dict[Document, tuple[Omission, ...]] = field(default_factory=dict)
    damaged: bool = False  # the manifest counted as none
    unsaved: OSError | None = None  # why there is no new manifest


@dataclass
class Look:
    """What a quick look tells: which documents are as they should be, which editions to read."""

    fresh: list[Document] = field(default_factory=list)
    suspect: dict[str, list[str]] = field(default_factory=dict)  # languages; all when empty
    unsure: dict[str, list[str]] = field(default_factory=dict)  # languages of what is left out
    gone: list[str] = field(default_factory=list)  # documents that nobody asks for any more


def run(order: Order, settings: Settings) -> Result:
    """Make what is out of date.

    Raises what ``press.build.prepare.check`` raises, ``FontMissing``,
    ``press.files.store.FolderNotWritable`` and ``press.files.lock.Locked``, all before anything is
    written.
    """
    output = settings.output
    before = stamp(output)
    known = read_known(output)
    inputs = Inputs(settings.folders, known.known)
    order = everything(order, inputs)
    seen = look(order, settings, known, inputs)
    if not (seen.suspect or seen.unsure or seen.gone):
        if unfinished(output) and not settings.dry_run:
            with suppress(Locked), ExitStack() as stack:
                hold(output, stack)
        return unchanged(order, seen, settings, known)
    from press.build.work import work

    with ExitStack() as stack:
        if output.exists() and not settings.dry_run:
            hold(output, stack)
            if stamp(output) != before:  # another run ended just now
                known = read_known(output)
                seen = look(order, settings, known, inputs)
            return work(order, settings, known, inputs, seen, None)
        return work(order, settings, known, inputs, seen, partial(hold, output, stack))


def read_known(output: Path) -> Manifest:
    """What is known of an output folder, with what a killed run wrote and could not tell."""
    known = read_manifest(output)
    recover(known, output)
    return known


def hold(output: Path, stack: ExitStack) -> None:
    """Have the folder for this run alone. Raises ``FolderNotWritable`` and ``Locked``."""
    prepare(output)
    stack.enter_context(locked(output))
    sweep(output)


def everything(order: Order, inputs: Inputs) -> Order:
    """The order with its editions. Raises ``UnknownEdition`` through the loader."""
    names = list(inputs.editions)
    if order.every:
        real = tuple(name for name in names if not name.startswith(EXAMPLE))
        return Order(real, order.languages, order.products, every=True)
    if set(order.editions) - set(names):
        from sources.load import UnknownEdition

        unknown = next(name for name in order.editions if name not in names)
        raise UnknownEdition(unknown, inputs.folders)
    return order


def look(order: Order, settings: Settings, known: Manifest, inputs: Inputs) -> Look:
    """Compare the manifest with what lies there, by the sizes and times of files."""
    found = Look()
    wanted: set[str] = set()
    output = OutputFolder(settings.output)
    for edition in order.editions:
        row = known.editions.get(edition)
        of_edition = inputs.of_edition(edition, row.assets) if row else ""
        if row is None or row.inputs != of_edition or settings.force:
            found.suspect[edition] = []
            continue
        for document in order.documents(edition, row.languages, row.products or FILES):
            wanted.add(document.name)
            code = document.language
            now = inputs_of(document, row.assets, inputs)
            if _is_fresh(known.entry(document), settings, now, output):
                found.fresh.append(document)
            elif code not in found.suspect.setdefault(edition, []):
                found.suspect[edition].append(code)
    found.gone = gone(order, known, inputs, wanted, set(found.suspect))
    for document, entry in left_out(order, known, wanted.union(found.gone)):
        row = known.editions.get(document.edition)
        if entry.inputs != inputs_of(document, row.assets if row else (), inputs):
            found.unsure.setdefault(document.edition, []).append(document.language)
    return found


def _is_fresh(entry: Entry | None, settings: Settings, inputs: str, output: OutputFolder) -> bool:
    return (
        entry is not None
        and not entry.stale
        and (entry.profile, entry.drafts) == (settings.profile, settings.allow_drafts)
        and entry.inputs == inputs
        and entry.stands(output)
    )


def gone(
    order: Order, known: Manifest, inputs: Inputs, wanted: set[str], unsure: set[str]
) -> list[str]:
    """Documents that no edition asks for any more.

    An edition that is away counts only when its folder is one of this run: another run may
    fill the same output folder from elsewhere.
    """
    folders = {folder_id(folder) for folder in inputs.folders}
    found = []
    for name, entry in known.documents.items():
        edition = name.split("/", 1)[0]
        row = known.editions.get(edition)
        if edition not in inputs.editions:
            if order.every and row and row.folder in folders:
                found.append(name)
        elif name in wanted or edition in unsure or edition not in order.editions:
            continue
        elif order.whole and entry.asked:
            found.append(name)
    return found


def unchanged(order: Order, seen: Look, settings: Settings, known: Manifest) -> Result:
    """The result of a run that has nothing to do; facts can still have grown old."""
    result = Result(documents=seen.fresh, fresh=seen.fresh, languages=known.languages)
    names = {document.name for document in seen.fresh}
    result.outdated = outdated(order, known, settings.output, names)
    result.not_made = never_made(order, known)
    editions = dict.fromkeys(document.edition for document in seen.fresh)
    due = [*known.due, *(row for name in editions for row in known.editions[name].due)]
    if min(due, default=["9"])[0] <= settings.today.isoformat():
        from sources.freshness import overdue, refuse

        result.overdue = overdue(due, settings.today)
        if settings.strict:
            refuse(result.overdue)
    return result
