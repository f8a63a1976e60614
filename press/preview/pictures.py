"""Make the pictures: a task for each edition in a language, a contact sheet for each edition."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from wegwijs.layouts.products.registry import FILES_BY_NAME, file_of
from wegwijs.press.bounded import Limits, Stopped, bounded
from wegwijs.press.build.settings import Progress
from wegwijs.press.files.store import PREVIEWS
from wegwijs.press.ledger.manifest import Manifest
from wegwijs.press.order import Document
from wegwijs.press.preview.names import SHEET
from wegwijs.press.preview.pages import png
from wegwijs.press.preview.sheet import LanguageBlock, contact_sheet
from wegwijs.press.preview.task import Done, Task, TaskFile, pictures_of, put_picture, whole
from wegwijs.press.preview.word import TIMEOUT, find_office

SHEET_DPI = 96
IN_PROCESSES = 4  # number of tasks from which more processes are worthwhile
# A leaflet at 600 dpi takes 5 s and 1 GB; LibreOffice has its own time limit, and takes as much.
LIMITS = Limits(seconds=TIMEOUT + 60, memory=4_000_000_000)


def tasks(
    known: Manifest,
    output: Path,
    editions: Sequence[str],
    languages: Sequence[str],
    *,
    dpi: int,
    guides: bool,
) -> list[Task]:
    """Return the tasks for these editions and languages, by default for all."""
    office = find_office()
    found: dict[tuple[str, str], list[str]] = {}
    changed: set[str] = set()
    for document, entry in known.entries():
        edition, language = document.edition, document.language
        if (editions and edition not in editions) or (languages and language not in languages):
            continue
        for file, stored in entry.files.items():
            path = f"{document.folder}/{file}"
            found.setdefault((edition, language), []).append(path)
            if entry.pending or not stored.stands(f"{output}/{path}"):
                changed.add(path)
    return [
        Task(
            output,
            edition,
            language,
            tuple(sorted(files, key=_place)),
            tuple(sorted(changed & set(files))),
            dpi,
            guides,
            office,
        )
        for (edition, language), files in sorted(found.items(), key=lambda item: _first(item[0]))
    ]


def _place(path: str) -> int:
    files, file = list(FILES_BY_NAME.values()), file_of(path.rsplit("/", 1)[-1])
    return files.index(file) if file else len(files)


def _first(key: tuple[str, str]) -> tuple[str, bool, str]:
    """Return a sort key: Dutch first, then other languages by code."""
    edition, language = key
    return edition, language != "nl", language


def make_pictures(
    todo: Sequence[Task], known: Manifest, jobs: int | None, progress: Progress | None = None
) -> Done:
    """Make all pictures. Raises ``OSError`` when a contact sheet cannot be written."""
    every = Done()
    answers = _told(todo, _answers(todo, jobs), progress)
    for edition, group in groupby(
        zip(todo, answers, strict=True), key=lambda pair: pair[0].edition
    ):
        blocks, missing = [], []
        for task, done in group:
            every.add(done)
            missing += [*(name for name, _ in done.failed), *done.left_out]
            if done.figures:
                blocks.append(LanguageBlock(language_name(task.language), done.figures))
        if blocks:
            image = contact_sheet(*_title(known, edition, blocks), blocks, _note(edition, missing))
            path = todo[0].output / edition / SHEET
            every.aside += put_picture(path, png(image, SHEET_DPI), todo[0].output)
            every.sheets.append(path)
    return every


def _title(known: Manifest, edition: str, blocks: Sequence[LanguageBlock]) -> tuple[str, str]:
    row = known.editions.get(edition)
    name = row.name if row else edition
    count = f" · {len(blocks)} talen" if len(blocks) > 1 else ""
    return name[:1].upper() + name[1:], f"Editie {edition}{count}"


def _note(edition: str, missing: Iterable[str]) -> str:
    names = [name.removeprefix(f"{edition}/") for name in missing]
    return f"Niet afgebeeld: {', '.join(names)}" if names else ""


def language_name(code: str) -> str:
    """Return the Dutch name of a language with its code; the code alone when it has no name."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code.partition("-x-")[0], sep="-").get_display_name("nl")
    except (UnknownLocaleError, ValueError):
        return code
    return f"{name[:1].upper()}{name[1:]} ({code})" if name else code


def _told(
    todo: Sequence[Task], answers: Iterable[Done], progress: Progress | None
) -> Iterator[Done]:
    """Yield the answers, and report progress."""
    for index, (task, done) in enumerate(zip(todo, answers, strict=True), start=1):
        yield done
        if progress:
            progress(index, len(todo), Document(task.edition, task.language, PREVIEWS, ()))


def _answers(todo: Sequence[Task], jobs: int | None) -> Iterator[Done]:
    """Yield the outcome of each task, in order; uses several processes when that is worthwhile."""
    if jobs is None:
        jobs = min(os.cpu_count() or 1, len(todo)) if len(todo) >= IN_PROCESSES else 1
    parts = [TaskFile(task, path) for task in todo for path in task.files]
    found: dict[str, Done] = {}
    waiting = deque(todo)
    for index, outcome in bounded(pictures_of, parts, jobs, LIMITS):
        path = parts[index].path
        found[path] = Done(failed=[(path, outcome)]) if isinstance(outcome, Stopped) else outcome
        while waiting and found.keys() >= set(waiting[0].files):
            task = waiting.popleft()
            yield whole(task, [found.pop(path) for path in task.files])
