"""Make a handout for each participant of a workshop, from the list of its trainer.

Everything is checked, and everything is made in memory, before anything is written. Files that
would come out the same are not made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from msgspec import Struct

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.typesetting.fonts import FontSet
from wegwijs.layouts.typesetting.theme import Theme, load_theme
from wegwijs.press.build.build import hold, with_editions
from wegwijs.press.build.prepare import Asked, Prepared, Reader, refuse
from wegwijs.press.build.settings import BuildSettings
from wegwijs.press.ledger.inputs import Inputs, digest
from wegwijs.press.order import Order
from wegwijs.press.participants.copies import copies, names_of
from wegwijs.press.participants.folder import CopiesFolder, Made, PutCopies
from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.freshness import overdue, refuse_overdue
from wegwijs.sources.participants import Participant, Tell, digest_of, letters_without_font
from wegwijs.sources.problems import InvalidSources, Problem


class OneEdition(WegwijsError):
    """A list of participants is for the handout of one edition."""

    exit_code = ExitCode.USAGE


class ParticipantsResult(Struct):
    """The result by language; ``failed`` says why a language was not made. Of one in ``fresh``
    nothing had to be made.
    """

    edition: str
    people: int
    done: dict[str, PutCopies] = {}
    fresh: list[str] = []
    failed: dict[str, Exception] = {}
    overdue: list[str] = []


class _Job(Struct, frozen=True):
    """The copies to make in a language."""

    language: str
    outline: Outline
    made: Made


def build_copies(
    order: Order, people: Sequence[Participant], problem: Tell, settings: BuildSettings
) -> ParticipantsResult:
    """Make the copies of the edition in an order; ``problem`` names a row of the list.

    Raises ``OneEdition``, ``InvalidSources``, ``UnknownEdition`` and ``UnknownLanguage``,
    ``FolderNotWritable`` and ``Locked`` before anything is written, and ``OSError``.
    """
    inputs = Inputs(settings.folders, {})
    order = with_editions(order, inputs)
    if len(order.editions) != 1:
        message = "een lijst met deelnemers hoort bij één editie"
        raise OneEdition(message, f"Kies uit: {', '.join(order.editions)}")
    (edition,), theme = order.editions, load_theme()
    reader = Reader(inputs.listing, theme, order, allow_drafts=settings.allow_drafts)
    found = reader.check([Asked(edition)])
    refuse(order, found)
    prepared = found.ready[edition]
    old = overdue([*prepared.shared_due, *prepared.due], settings.today)
    if settings.strict:
        refuse_overdue(old)
    jobs = list(_jobs(reader, prepared, people, inputs, drafts=settings.allow_drafts))
    problems = {one for job in jobs for one in _unprintable(job.outline, people, problem)}
    if problems:
        raise InvalidSources(list(problems))
    result = ParticipantsResult(edition, len(people), failed=dict(prepared.failed), overdue=old)
    with ExitStack() as stack:
        if not settings.dry_run:
            hold(settings.output, stack)
        folder = CopiesFolder(settings.output, dry_run=settings.dry_run)
        _put(jobs, people, theme, folder, result, force=settings.force)
        asked = {*result.done, *result.fresh, *result.failed}
        for language in folder.languages(edition) if not order.languages else ():
            if language not in asked:
                result.done[language] = folder.drop(edition, language)
    return result


def _jobs(
    reader: Reader,
    prepared: Prepared,
    people: Sequence[Participant],
    inputs: Inputs,
    *,
    drafts: bool,
) -> Iterator[_Job]:
    listed = digest_of(people)
    for language, drawn in prepared.drawn.items():
        outline = reader.outlines[prepared.id, language]
        files = inputs.of_both(inputs.of_edition(prepared.id, ()), language)
        facts = prepared.facts | prepared.shared | prepared.reviews.get(language, {})
        made = Made(digest((drawn, listed, inputs.layouts)), files, facts, drafts)
        yield _Job(language, outline, made)


def _unprintable(
    outline: Outline, people: Sequence[Participant], problem: Tell
) -> Iterator[Problem]:
    return letters_without_font(people, FontSet(outline.fonts).missing, problem)


def _put(
    jobs: Sequence[_Job],
    people: Sequence[Participant],
    theme: Theme,
    folder: CopiesFolder,
    result: ParticipantsResult,
    *,
    force: bool,
) -> None:
    """Make and put the copies of each language, unless they stand there already."""
    edition, making = result.edition, list[tuple[_Job, dict[str, bytes]]]()
    for job in jobs:
        names = names_of(people, job.language)
        if not force and folder.stands(edition, job.language, names.every, job.made.made_of):
            folder.note(edition, job.language, job.made)
            result.fresh.append(job.language)
        else:
            making.append((job, dict(copies(people, job.outline, theme, names))))
    for job, files in making:
        done = folder.put(edition, job.language, files, job.made)
        result.done[job.language] = done
