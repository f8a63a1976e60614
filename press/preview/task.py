"""One task: the pictures of an edition in one language. Each file is drawn within limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from PIL import Image

from wegwijs.layouts.products.contract import File, Picture
from wegwijs.layouts.products.registry import file_of
from wegwijs.press.files.aside import Aside, replace
from wegwijs.press.files.seal import is_sealed, seal_png
from wegwijs.press.files.store import PREVIEWS, read_made, refuse_links
from wegwijs.press.preview.folded import lay
from wegwijs.press.preview.guides import lines, with_guides
from wegwijs.press.preview.names import stale, take_away
from wegwijs.press.preview.pages import Paper, Unreadable, png
from wegwijs.press.preview.readers import Reader, reader_of
from wegwijs.press.preview.sheet import Figure, for_sheet
from wegwijs.press.preview.word import NotConverted
from wegwijs.sources.problems import reason


class Task(Struct, frozen=True):
    """The files of an edition in a language. ``changed`` are those that differ from the
    manifest.
    """

    output: Path
    edition: str
    language: str
    files: tuple[str, ...]
    changed: tuple[str, ...]
    dpi: int
    guides: bool
    office: str | None  # path of LibreOffice, if installed

    @property
    def folder(self) -> Path:
        """The folder of its pictures."""
        return self.output / self.edition / self.language / PREVIEWS


class TaskFile(Struct, frozen=True):
    """One file of a task."""

    task: Task
    path: str


class Done(Struct):
    """The outcome of a task, or of all tasks: pictures, failures with reasons, and
    files left out.
    """

    pictures: list[Path] = []
    sheets: list[Path] = []
    failed: list[tuple[str, str]] = []  # file, reason
    left_out: list[str] = []  # handouts, when LibreOffice is not installed
    changed: list[str] = []
    aside: list[Aside] = []  # pictures that somebody edited
    figures: dict[str, dict[str, Figure]] = {}  # by file and picture

    def add(self, other: Done) -> None:
        """Add the outcome of another task, except its figures, which have been used."""
        self.pictures += other.pictures
        self.failed += other.failed
        self.left_out += other.left_out
        self.changed += other.changed
        self.aside += other.aside


def pictures_of(part: TaskFile) -> Done:
    """Draw and write the pictures of a file."""
    task, path = part.task, part.path
    done = Done()
    file = file_of(path.rsplit("/", 1)[-1])
    if file is None:
        done.failed.append((path, "dit programma kent dit bestand niet"))
        return done
    reader = reader_of(file)
    if reader is None:
        return done
    if reader.needs_office and task.office is None:
        done.left_out.append(path)
        return done
    try:
        paper = _read(task, path, file, reader)
        for picture, image in _pictures(task, file, paper, done):
            place = task.folder / f"{picture.name}.png"
            done.aside += put_picture(place, png(image, task.dpi), task.output)
            done.pictures.append(place)
    except (Unreadable, NotConverted) as error:
        done.failed.append((path, str(error)))
    except OSError as error:
        done.failed.append((path, f"schrijven lukt niet ({reason(error)})"))
    else:
        done.changed += [path] if path in task.changed else []
    return done


def whole(task: Task, parts: Iterable[Done]) -> Done:
    """Combine the outcomes of all files of a task; remove pictures of earlier runs."""
    done = Done()
    for part in parts:
        done.add(part)
        done.figures |= part.figures
    done.aside += take_away(stale(task.folder, done.pictures), task.output)
    return done


def put_picture(path: Path, picture: bytes, output: Path) -> list[Aside]:
    """Write a sealed picture; an earlier one that somebody edited is put aside.

    Raises ``OSError``.
    """
    refuse_links(path, output)
    kept = replace(path, seal_png(picture), is_sealed)
    return [kept] if kept else []


def _read(task: Task, path: str, file: File, reader: Reader) -> Paper:
    """Render the pages of a file, and check them against the product. Raises ``Unreadable``,
    ``NotConverted``.
    """
    try:
        data = read_made(task.output / path, task.output)
    except FileNotFoundError as error:
        raise Unreadable("het bestand is er niet") from error
    except OSError as error:
        raise Unreadable(f"het bestand is niet te lezen ({reason(error)})") from error
    paper = reader.read(data, file, task.dpi, task.office or "")
    for page in paper.pages:
        if file.size and not _alike(page.trimmed_size, file.size):
            raise Unreadable("het blad heeft een andere maat dan dit programma maakt")
    return paper


def _alike(size: tuple[float, float], other: tuple[float, float]) -> bool:
    """Return whether two sizes in mm are equal, except for rounding."""
    return all(abs(a - b) <= 0.5 for a, b in zip(size, other, strict=True))


def _pictures(
    task: Task, file: File, paper: Paper, done: Done
) -> Iterator[tuple[Picture, Image.Image]]:
    """Yield pictures of the pages and of the folded paper; collect small ones for the
    contact sheet.
    """
    figures = done.figures.setdefault(file.name, {})
    for index, page in enumerate(paper.pages):
        picture, image = file.page(index), page.image
        if task.guides:
            image = with_guides(page, lines(file, index, page, rtl=paper.rtl))
        words = picture.short or picture.caption
        figures[picture.name] = for_sheet(page.trimmed, words, *page.trimmed_size)
        yield picture, image
    _, height = file.size or paper.pages[0].trimmed_size
    for folded in file.folded(paper.rtl):
        picture, leaves = folded.picture, folded.leaves
        if len(leaves) == 1:
            (leaf,) = leaves
            front = paper.pages[leaf.page].crop(leaf.start, leaf.width)
            words = picture.short or picture.caption
            figures[picture.name] = for_sheet(front, words, leaf.width, height)
        yield picture, lay(paper, leaves, height)
