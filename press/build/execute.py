"""Check an order, decide, and execute the plan: make, write and record."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from wegwijs.press.build.makers import Makers
from wegwijs.press.build.plan import Action, Plan, decide
from wegwijs.press.build.prepare import Asked, refuse
from wegwijs.press.build.quick_look import QuickLook
from wegwijs.press.build.recorder import Recorder
from wegwijs.press.build.result import Failed, Result
from wegwijs.press.build.settings import BuildSettings
from wegwijs.press.build.writing import Written
from wegwijs.press.ledger.inputs import Inputs
from wegwijs.press.ledger.manifest import Manifest, refuse_too_much
from wegwijs.press.ledger.outdated import never_made, outdated
from wegwijs.press.offset import NONE
from wegwijs.press.order import Order, by_folder
from wegwijs.press.places import located
from wegwijs.sources import freshness
from wegwijs.sources.problems import InvalidSources

SAVE_EVERY = 5.0  # seconds between saves: what a killed run loses
# Pause after a save, as a multiple of its duration: saving a manifest takes longer the more it
# lists, and takes at most a twentieth of a run.
PAUSE = 20


def carry_out(
    order: Order,
    settings: BuildSettings,
    known: Manifest,
    inputs: Inputs,
    seen: QuickLook,
    before_writing: Callable[[], None] | None = None,
) -> Result:
    """Check what the quick look left open, decide, and execute the plan.

    Raises what ``press.build.prepare.refuse`` raises, ``TooMuchForOneFolder``, and
    ``InvalidSources`` of old facts and of versions when strict. ``before_writing`` is called when
    nothing of that is the matter.
    """
    with Makers(order, settings, inputs.listing) as makers:
        found = makers.check(list(asked(seen)))
        refuse(order, found)
        plan = decide(order, settings, known, inputs, found)
        _refuse_too_much(plan, known)
        if settings.strict:
            freshness.refuse_overdue(plan.overdue)
            if plan.same_version:
                raise InvalidSources(list(plan.same_version.values()))
        if before_writing and not settings.dry_run:
            before_writing()
        if settings.announce and not settings.dry_run:
            settings.announce(plan)
        return execute(plan, settings, known, inputs, makers)


def _refuse_too_much(plan: Plan, known: Manifest) -> None:
    """Raise ``press.ledger.manifest.TooMuchForOneFolder`` before anything is made."""
    new = sum(known.entry(step.document) is None for step in plan.of(Action.MAKE))
    there = sum(map(len, known.documents.values()))
    refuse_too_much(there + new, len({*known.editions, *plan.editions}))


def asked(seen: QuickLook) -> Iterator[Asked]:
    """Yield the editions and languages that the quick look left open."""
    for edition in dict.fromkeys((*seen.suspect, *seen.unsure)):
        wanted = tuple(seen.suspect[edition]) or None if edition in seen.suspect else ()
        yield Asked(edition, wanted, tuple(seen.unsure.get(edition, ())))


def execute(
    plan: Plan, settings: BuildSettings, known: Manifest, inputs: Inputs, makers: Makers
) -> Result:
    """Execute a plan: make, write, remove and record, also when parts of it fail."""
    result = Result(
        documents=list(plan.steps),
        why={step.document: list(step.why) for step in plan.of(Action.MAKE)},
        fresh=[step.document for step in plan.of(Action.KEEP)],
        overdue=list(plan.overdue),
        same_version=list(plan.same_version.values()),
        damaged=known.damaged,
        notices=_notices(plan),
    )
    for step in plan.of(Action.FAIL):
        assert step.error
        result.failed.append(Failed(step.document, step.error))
    recorder = Recorder(plan, settings, known, inputs)
    ended = False
    try:
        _make(plan, settings, recorder, makers, result)
        recorder.remove_gone(result)
        recorder.note_left_out()
        ended = True
    finally:
        try:
            recorder.save(ended=ended)
        except OSError as error:
            result.unsaved = error
        if not settings.dry_run:
            recorder.journal.close(saved=ended and result.unsaved is None)
    result.outdated = outdated(plan.order, known, settings.output, by_folder(plan.steps))
    result.not_made = never_made(
        plan.order, known, settings.profile, allow_drafts=settings.allow_drafts
    )
    result.languages, result.aside, result.rows = known.languages, recorder.aside, recorder.rows
    place = {document: index for index, document in enumerate(plan.steps)}
    result.made.sort(key=lambda made: place[made.document])
    result.failed.sort(key=lambda failed: place[failed.document])
    result.fresh.sort(key=lambda document: place[document])
    result.omissions = dict(sorted(result.omissions.items(), key=lambda one: place[one[0]]))
    return result


def _notices(plan: Plan) -> list[str]:
    asked = set(plan.order.editions)
    editions = (one for name, one in plan.editions.items() if name in asked)
    lines = (line for one in editions for line in one.notices)
    return list(dict.fromkeys((*plan.notices, *lines)))


def _make(
    plan: Plan, settings: BuildSettings, recorder: Recorder, makers: Makers, result: Result
) -> None:
    """Make and write what the plan says; save the ledger every few seconds."""
    todo = plan.of(Action.MAKE)
    if not settings.dry_run:
        try:
            recorder.begin(todo)
        except OSError as error:
            result.failed += [Failed(step.document, error) for step in todo]
            return
    if settings.progress and todo:
        settings.progress(0, len(todo), todo[0].document)
    due = time.monotonic() + SAVE_EVERY
    former = {step.document: recorder.former(step.document) for step in todo}
    offsets = {step.document: step.offset for step in todo if step.offset != NONE}
    for index, written in enumerate(makers.make(former, offsets), start=1):
        recorder.note(written, result)
        _note(written, settings, result)
        if settings.progress:
            settings.progress(index, len(todo), written.document)
        if (start := time.monotonic()) > due:
            with suppress(OSError):  # the last time it counts
                recorder.save(ended=False)
            ended = time.monotonic()
            due = ended + max(SAVE_EVERY, PAUSE * (ended - start))


def _note(written: Written, settings: BuildSettings, result: Result) -> None:
    result.made += written.made
    if written.error:
        error = located(written.error, written.document, settings.folders)
        result.failed.append(Failed(written.document, error))
        return
    if written.omissions:
        result.omissions[written.document] = written.omissions
    if not written.made:
        result.fresh.append(written.document)
