"""Make outdated documents: everything is checked first, then made, then stored.

A document that fails does not stop the others. A run that has nothing to do loads nothing heavy.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

from wegwijs.press.build.quick_look import QuickLook, quick_look
from wegwijs.press.build.refused import refused
from wegwijs.press.build.result import Result
from wegwijs.press.build.settings import BuildSettings
from wegwijs.press.files.lock import Locked, locked
from wegwijs.press.files.store import prepare, sweep, unfinished
from wegwijs.press.ledger.inputs import Inputs
from wegwijs.press.ledger.journal import recover
from wegwijs.press.ledger.manifest import Manifest, read_manifest, stamp
from wegwijs.press.ledger.outdated import never_made, outdated
from wegwijs.press.offset import needless
from wegwijs.press.order import Order
from wegwijs.press.participants.folder import old_copies

EXAMPLE = "voorbeeld-"  # editions with invented numbers: made when named, never with --all


def build_order(order: Order, settings: BuildSettings) -> Result:
    """Make outdated documents.

    Raises what ``press.build.plan.decide`` and ``press.build.prepare.check`` raise,
    ``FontMissing``, ``press.files.store.FolderNotWritable`` and ``press.files.lock.Locked``, all
    before anything is written.
    """
    before = stamp(settings.output)
    known = read_ledger(settings.output)
    inputs = Inputs(settings.folders, known.known)
    order = with_editions(order, inputs)
    result = _built(order, settings, known, inputs, before)
    for told in old_copies(settings.output, order.editions, inputs).values():
        result.notices += told
    return result


def _built(
    order: Order, settings: BuildSettings, known: Manifest, inputs: Inputs, before: tuple[int, ...]
) -> Result:
    """Build what is outdated; ``before`` is the manifest's stamp when it was read."""
    output = settings.output
    seen = quick_look(order, settings, known, inputs)
    if seen.vouches:
        if unfinished(output) and not settings.dry_run:
            with suppress(Locked), ExitStack() as stack:
                hold(output, stack)
        return _unchanged(order, seen, settings, known)
    from wegwijs.press.build.execute import carry_out

    with ExitStack() as stack:
        if output.exists() and not settings.dry_run:
            hold(output, stack)
            if stamp(output) != before:  # another run has just ended
                known = read_ledger(output)
                seen = quick_look(order, settings, known, inputs)
            return carry_out(order, settings, known, inputs, seen)
        lock = partial(hold, output, stack)
        return carry_out(order, settings, known, inputs, seen, before_writing=lock)


def read_ledger(output: Path) -> Manifest:
    """Read the manifest of an output folder, and what a killed run wrote after it."""
    known = read_manifest(output)
    recover(known, output)
    return known


def hold(output: Path, stack: ExitStack) -> None:
    """Lock the folder for this run. Raises ``FolderNotWritable`` and ``Locked``."""
    prepare(output)
    stack.enter_context(locked(output))
    sweep(output)


def with_editions(order: Order, inputs: Inputs) -> Order:
    """Return the order with its editions. Raises ``UnknownEdition`` through the loader."""
    names = list(inputs.editions)
    if order.every:
        real = tuple(name for name in names if not name.startswith(EXAMPLE))
        return Order(real, order.languages, order.products, every=True)
    if set(order.editions) - set(names):
        from wegwijs.sources.load import UnknownEdition

        unknown = next(name for name in order.editions if name not in names)
        raise UnknownEdition(unknown, inputs.folders)
    return order


def _unchanged(order: Order, seen: QuickLook, settings: BuildSettings, known: Manifest) -> Result:
    """Return the result of a run with nothing to do; facts may still be overdue."""
    result = Result(documents=seen.fresh, fresh=seen.fresh, languages=known.languages)
    rows = [known.editions[name] for name in order.editions]
    result.notices = [
        *refused(order, rows, known.languages),
        *needless(settings.offset, (one.product for one in seen.fresh)),
    ]
    result.outdated = outdated(order, known, settings.output, seen.wanted)
    result.not_made = never_made(order, known, settings.profile, allow_drafts=settings.allow_drafts)
    due = [*known.due, *(due for row in rows for due in row.due)]
    if min(due, default=["9"])[0] <= settings.today.isoformat():
        from wegwijs.sources.freshness import overdue, refuse_overdue

        result.overdue = overdue(due, settings.today)
        if settings.strict:
            refuse_overdue(result.overdue)
    return result
