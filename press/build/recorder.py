"""Keep the ledger true while a plan is executed, and report what changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from os.path import lexists
from pathlib import Path

from wegwijs.press.build.plan import DAMAGED, Action, Decision, Plan
from wegwijs.press.build.prepare import Prepared
from wegwijs.press.build.result import Result
from wegwijs.press.build.settings import BuildSettings
from wegwijs.press.build.writing import Former, Written
from wegwijs.press.files.aside import Aside, is_somebodys
from wegwijs.press.files.store import LinkedAway, flush, remove
from wegwijs.press.ledger.changes import NEW, REMOVED, Change, Report, Row, as_rows
from wegwijs.press.ledger.entry import Edition, Entry, Stored
from wegwijs.press.ledger.inputs import Inputs
from wegwijs.press.ledger.journal import Journal
from wegwijs.press.ledger.manifest import Manifest
from wegwijs.press.offset import NONE
from wegwijs.press.order import Document, document_in
from wegwijs.press.preview.names import forget


class Recorder:
    """The ledger of one run, whose claims hold at every moment, also on disk.

    It alone changes ``known``, but for the times of files. Nothing is written to disk of a dry run.
    """

    def __init__(
        self, plan: Plan, settings: BuildSettings, known: Manifest, inputs: Inputs
    ) -> None:
        self.journal = Journal(settings.output, known)
        self._plan = plan
        self._settings = settings
        self._known = known
        self._inputs = inputs
        self._told: dict[tuple[str, ...], Change] = {}  # by edition and facts
        self._removed: dict[str, Change] = {}  # by edition
        self._aside: list[Aside] = []
        self._unflushed: list[Path] = []
        self._before = {
            folder.partition("/")[0]
            for folder, entries in known.documents.items()
            if any(entry.said for entry in entries.values())
        }
        former = known.report if known.report and not known.report["ended"] else None
        self._former_rows: list[Row] = former["rows"] if former else []
        self._former_aside: list[str] = former["aside"] if former else []
        self._note_editions()
        for step in plan.of(Action.KEEP):
            self._keep(step)

    def _note_editions(self) -> None:
        """Record what each edition asks for, before anything is made: a run can end any time."""
        known = self._known
        for edition in self._plan.order.editions:
            if edition in known.editions:  # its folder may have moved
                known.editions[edition].folder = self._folder(edition)
        for edition, prepared in self._plan.editions.items():
            known.languages = prepared.names
            known.due = prepared.shared_due
            known.editions[edition] = Edition(
                name=prepared.name,
                inputs=self._inputs.of_edition(edition, prepared.assets),
                folder=self._folder(edition),
                languages=prepared.languages,
                products=prepared.products,
                assets=prepared.assets,
                due=prepared.due,
                drafts=self._drafts(edition, prepared),
            )
        for folder, entries in known.documents.items():
            if prepared_ := self._plan.editions.get(folder.partition("/")[0]):
                for product, entry in entries.items():
                    entry.asked = entry.asked or prepared_.asks_for(document_in(folder, product))

    def _drafts(self, edition: str, prepared: Prepared) -> list[str]:
        """Return the languages that are drafts, with those that were not read now as they were."""
        row = self._known.editions.get(edition)
        read = prepared.drawn.keys() | prepared.failed.keys()
        return sorted({*prepared.drafts, *(set(row.drafts if row else ()) - read)})

    def _folder(self, edition: str) -> str:
        folder, _ = self._inputs.editions[edition][-1]
        return self._inputs.ids[folder]

    def _keep(self, step: Decision) -> None:
        """Update the sizes and times of a document that would come out the same."""
        entry = self._known.entry(step.document)
        if entry and step.fingerprint:  # else the quick look vouched for it
            self._tell(step, entry, made=False)
            entry.inputs, entry.said = step.inputs, step.said
            entry.drafts, entry.stale = self._settings.allow_drafts, False

    def begin(self, steps: Iterable[Decision]) -> None:
        """Save the manifest without claims on bytes that are about to be replaced.

        Raises ``OSError`` when that cannot be written: then nothing may be replaced.
        """
        documents = [step.document for step in steps]
        entries = [entry for one in documents if (entry := self._known.entry(one))]
        for entry in entries:
            entry.pending = True
        self.journal.begin()
        try:
            if entries:
                self._known.facts |= self._plan.sets
                self._known.save(self._settings.output)
        except OSError:
            for entry in entries:
                entry.pending = False
            raise

    def former(self, document: Document) -> Former:
        """Return what is known of the files of a document before it is remade."""
        entry = self._known.entry(document)
        stored = entry.files if entry and not self._settings.force else {}
        written = {
            file: tuple((one.size, one.sha256) for one in self._known.written(document, file))
            for file in self._known.names(document)
        }
        return Former(stored, {file: contents for file, contents in written.items() if contents})

    def note(self, written: Written, result: Result) -> None:
        """Record a document that was made and written, or would have been in a dry run."""
        self._aside += written.aside
        self.journal.add(written.noted)
        self._unflushed += [made.path for made in written.made]
        document, step = written.document, self._plan.steps[written.document]
        old = self._known.entry(document)
        left = self._withdraw(written, old, result) if old and not written.error else {}
        if written.error or self._settings.dry_run:
            return
        self._tell(step, old, made=bool(written.made))
        entry = Entry(
            step.inputs,
            step.fingerprint,
            self._settings.profile,
            self._settings.allow_drafts,
            step.said,
            step.asked or (old is not None and old.asked),
            {**written.stored, **left},
            pending=bool(left),  # so that the next run tries again
            offset=step.offset if step.offset != NONE else None,
        )
        self._known.put(document, entry)

    def _withdraw(self, written: Written, old: Entry, result: Result) -> dict[str, Stored]:
        """Remove the files of a document that have another name now: that of another day. Return
        those that could not be removed.
        """
        now = {made.path.name for made in written.made} | written.stored.keys()
        left = {}
        for file, stored in old.files.items():
            if file not in now and not self._remove(written.document, file, result):
                place = self._settings.output / written.document.folder / file
                if place not in (*result.kept, *result.elsewhere):
                    left[file] = stored
        return left

    def _remove(self, document: Document, file: str, result: Result) -> bool:
        """Remove a file that is no longer asked for; never what somebody else wrote or changed."""
        output, dry_run = self._settings.output, self._settings.dry_run
        place = output / document.folder / file
        there = lexists(place)
        if is_somebodys(place, self._known.ours(document, file)):
            result.kept.append(place)
            return False
        try:
            remove(place, output, dry_run=dry_run)
        except LinkedAway:
            result.elsewhere.append(place)
            return False
        except OSError:  # open in another program: the next run tries again
            return False
        result.removed += [place] if there else []
        return True

    def _tell(self, step: Decision, old: Entry | None, *, made: bool) -> None:
        """Report how a document differs from the former one; ``made`` when its bytes changed."""
        document, known = step.document, self._known
        edition = document.edition
        old = old if old and old.said else None
        if old:
            facts = list(step.why if made else step.told)
        else:
            facts = [DAMAGED] if known.damaged else [NEW] if edition not in self._before else []
        if not (facts or made):
            return
        name = self._plan.editions[edition].name
        change = self._told.setdefault((edition, *facts), Change(name, facts))
        if made:
            again = old or known.damaged
            (change.made if again else change.new).append([document.language, document.product])

    def remove_gone(self, result: Result) -> None:
        """Remove what no edition asks for; never what somebody else wrote or changed."""
        output, known, dry_run = self._settings.output, self._known, self._settings.dry_run
        for step in self._plan.gone:
            document = step.document
            files = known.documents[document.folder][document.product].files
            count = len(result.removed)
            for file in list(files):
                if self._remove(document, file, result):
                    del files[file]
            if len(result.removed) > count:
                self._aside += forget(output, document.name, dry_run=dry_run)
            if not files:
                self._note_removed(document, told=len(result.removed) > count)

    def _note_removed(self, document: Document, *, told: bool) -> None:
        known, edition = self._known, document.edition
        known.drop(document)
        if told:
            row = known.editions.get(edition)
            facts = [] if edition in self._inputs.editions else [REMOVED]
            change = Change(row.name if row else edition, facts)
            pair = [document.language, document.product]
            self._removed.setdefault(edition, change).removed.append(pair)

    def note_left_out(self) -> None:
        """Record which documents that the order leaves out are stale."""
        for step in self._plan.left_out:
            entry = self._known.entry(step.document)
            if entry and entry.inputs != step.inputs:  # else the quick look vouches for it
                entry.stale, entry.inputs = step.stale, step.inputs

    @property
    def aside(self) -> list[Aside]:
        """The files put aside so far, by path."""
        return sorted(self._aside, key=lambda one: one.path)

    @property
    def rows(self) -> list[Row]:
        """The changes so far; none in a first run, where everything is new."""
        return self._rows() if self._before and not self._settings.dry_run else []

    def _rows(self) -> list[Row]:
        changes = [*self._told.values(), *self._removed.values()]
        for change in changes:  # documents come in the order in which they were ready
            for pairs in (change.new, change.made, change.removed):
                pairs.sort()
        return [*self._former_rows, *as_rows(changes)]

    def save(self, *, ended: bool) -> None:
        """Write the manifest with everything recorded so far. Raises ``OSError``."""
        output, known, today = self._settings.output, self._known, self._settings.today
        if self._settings.dry_run:
            return
        flush(output, self._unflushed)
        self._unflushed.clear()
        if (rows := self._rows()) or self._aside:
            known.report = self._report(rows, today, ended=ended)
        if known.documents or self._removed:
            known.facts |= self._plan.sets
            known.known = self._inputs.seen
            known.save(output)

    def _report(self, rows: list[Row], today: date, *, ended: bool) -> Report:
        output: Path = self._settings.output
        aside = {one.aside.relative_to(output).as_posix() for one in self._aside}
        return Report(
            day=today.isoformat(),
            ended=ended,
            rows=rows,
            aside=sorted({*self._former_aside, *aside}),
        )
