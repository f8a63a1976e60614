"""Makes the pictures: an edition in a language is one task, an edition one contact sheet."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from PIL import Image

from layouts import imposition, leaflet, pocket_card
from press.make import processes
from press.manifest import Manifest
from press.preview.folded import card_pictures, leaflet_pictures
from press.preview.guides import lines, with_guides
from press.preview.names import PAGES, SHEET, stale
from press.preview.pages import Paper, Unreadable, png, read
from press.preview.sheet import Block, Figure, contact_sheet, for_sheet
from press.preview.word import NotConverted, find_office, to_pdf
from press.store import PREVIEWS, remove, write

# Width and height in mm of the pages of our PDFs, when trimmed.
SIZES = {
    "leaflet.pdf": (leaflet.WIDTH, leaflet.HEIGHT),
    "pocket-card.pdf": (pocket_card.WIDTH, pocket_card.HEIGHT),
    "pocket-card-a4.pdf": (imposition.SHEET_WIDTH, imposition.SHEET_HEIGHT),
}
SHEET_DPI = 96
AS_SHEETS = 4  # tasks from which on more processes pay


@dataclass(frozen=True)
class Task:
    """The files of an edition in a language. ``changed``: others than the manifest knows."""

    output: Path
    edition: str
    language: str
    files: tuple[str, ...]
    changed: tuple[str, ...]
    dpi: int
    guides: bool

    @property
    def folder(self) -> Path:
        """Where its pictures go."""
        return self.output / self.edition / self.language / PREVIEWS


@dataclass
class Done:
    """What came of a task, or of all: pictures, what failed and why, what was left out."""

    pictures: list[Path] = field(default_factory=list)
    sheets: list[Path] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)  # file, reason
    left_out: list[str] = field(default_factory=list)  # handouts, for want of LibreOffice
    changed: list[str] = field(default_factory=list)
    figures: dict[str, Figure] = field(default_factory=dict)

    def add(self, other: Done) -> None:
        """Count in what came of another; its figures have been used."""
        self.pictures += other.pictures
        self.failed += other.failed
        self.left_out += other.left_out
        self.changed += other.changed


def tasks(
    known: Manifest,
    output: Path,
    editions: Sequence[str],
    languages: Sequence[str],
    *,
    dpi: int,
    guides: bool,
) -> list[Task]:
    """What there is of these editions and languages; of all, when none is named."""
    found: dict[tuple[str, str], list[str]] = {}
    changed: set[str] = set()
    for name, entry in known.documents.items():
        edition, language, _ = name.split("/")
        if (editions and edition not in editions) or (languages and language not in languages):
            continue
        for path, stored in entry.files.items():
            found.setdefault((edition, language), []).append(path)
            if not entry.pending and not stored.stands(f"{output}/{path}"):
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
        )
        for (edition, language), files in sorted(found.items(), key=lambda item: _first(item[0]))
    ]


def _place(path: str) -> int:
    names = list(PAGES)
    name = path.rsplit("/", 1)[-1]
    return names.index(name) if name in names else len(names)


def _first(key: tuple[str, str]) -> tuple[str, bool, str]:
    """Dutch first; the other languages by their code."""
    edition, language = key
    return edition, language != "nl", language


def run(todo: Sequence[Task], known: Manifest, jobs: int | None) -> Done:
    """Make everything. Raises ``OSError`` when a contact sheet cannot be written."""
    whole = Done()
    answers = _answers(todo, jobs)
    for edition, group in groupby(zip(todo, answers, strict=True), key=lambda pair: pair[0].edition):
        blocks, missing = [], []
        for task, done in group:
            whole.add(done)
            missing += [*(name for name, _ in done.failed), *done.left_out]
            if done.figures:
                blocks.append(Block(language_name(task.language), done.figures))
        if blocks:
            row = known.editions.get(edition)
            image = contact_sheet(
                row.name if row else edition, edition, blocks, _note(edition, missing)
            )
            path = todo[0].output / edition / SHEET
            write(path, png(image, SHEET_DPI))
            whole.sheets.append(path)
    return whole


def _note(edition: str, missing: Iterable[str]) -> str:
    names = [name.removeprefix(f"{edition}/") for name in missing]
    return f"Niet afgebeeld: {', '.join(names)}" if names else ""


def language_name(code: str) -> str:
    """A language in Dutch, with its code; the code alone when it has no name."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code, sep="-").get_display_name("nl")
    except (UnknownLocaleError, ValueError):
        return code
    return f"{name[:1].upper()}{name[1:]} ({code})" if name else code


def _answers(todo: Sequence[Task], jobs: int | None) -> Iterator[Done]:
    """What came of each task, in order; in processes when there is work for them."""
    import os

    if jobs is None:
        jobs = min(os.cpu_count() or 1, len(todo)) if len(todo) >= AS_SHEETS else 1
    if jobs <= 1:
        yield from map(pictures_of, todo)
        return
    with processes(jobs) as (executor, workers):
        ahead = deque()
        rest = iter(todo)
        while True:
            while len(ahead) < 2 * workers and (task := next(rest, None)):
                ahead.append((task, executor.submit(pictures_of, task)))
            if not ahead:
                return
            task, future = ahead.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:  # a worker was killed, say for want of memory
                yield pictures_of(task)


def pictures_of(task: Task) -> Done:
    """Draw and write the pictures of a task; what was there of an earlier time goes."""
    done = Done()
    office = find_office()
    for path in task.files:
        file = path.rsplit("/", 1)[-1]
        if file.endswith(".docx") and office is None:
            done.left_out.append(path)
            continue
        try:
            paper = _read(task, path, office)
            for name, image in _pictures(task, file, paper, done):
                picture = task.folder / f"{name}.png"
                write(picture, png(image, task.dpi))
                done.pictures.append(picture)
        except (Unreadable, NotConverted) as error:
            done.failed.append((path, str(error)))
        except OSError as error:
            done.failed.append((path, error.strerror or str(error)))
        else:
            done.changed += [path] if path in task.changed else []
    for picture in stale(task.folder, done.pictures):
        with suppress(OSError):  # open in another program
            remove(picture, task.output)
    return done


def _read(task: Task, path: str, office: str | None) -> Paper:
    """The pages of a file, as the product has them. Raises ``Unreadable``, ``NotConverted``."""
    try:
        data = (task.output / path).read_bytes()
    except FileNotFoundError as error:
        raise Unreadable("het bestand is er niet") from error
    if path.endswith(".docx"):
        assert office
        return read(to_pdf(data, office), task.dpi)
    paper = read(data, task.dpi)
    file = path.rsplit("/", 1)[-1]
    if len(paper.pages) != len(PAGES[file]):
        raise Unreadable(f"het heeft {len(paper.pages)} bladzijden in plaats van {len(PAGES[file])}")
    for page in paper.pages:
        if any(abs(a - b) > 0.5 for a, b in zip(page.trimmed_size, SIZES[file], strict=True)):
            raise Unreadable("het blad heeft een andere maat dan dit programma maakt")
    return paper


def _pictures(
    task: Task, file: str, paper: Paper, done: Done
) -> Iterator[tuple[str, Image.Image]]:
    """The pages, and the paper as it is folded; small ones for the contact sheet on the way."""
    names = PAGES[file] or [f"handout-{index}" for index in range(1, len(paper.pages) + 1)]
    for index, (name, page) in enumerate(zip(names, paper.pages, strict=True)):
        image = page.image
        if task.guides:
            image = with_guides(page, lines(file, index, page, rtl=paper.rtl))
        done.figures[name] = for_sheet(page.image, page.width, page.height)
        yield name, image
    if file == "leaflet.pdf":
        frame = leaflet.frame_of("cover", rtl=paper.rtl)
        cover = paper.pages[frame.page].crop(frame.left, frame.width)
        done.figures["leaflet-folded-cover"] = for_sheet(cover, frame.width, leaflet.HEIGHT)
        yield from leaflet_pictures(paper)
    elif file == "pocket-card.pdf":
        cover = paper.pages[0].crop(
            pocket_card.face_left("cover", rtl=paper.rtl), pocket_card.FACE
        )
        figure = for_sheet(cover, pocket_card.FACE, pocket_card.HEIGHT)
        done.figures["pocket-card-folded"] = figure
        yield from card_pictures(paper)
