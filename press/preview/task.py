"""One task: the pictures of an edition in one language. Each file is drawn in bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from layouts.pdf import imposition
from layouts.products.leaflet import panels as leaflet_panels
from layouts.products.pocket_card import frame as card_frame
from layouts.products.pocket_card import render as pocket_card
from layouts.products.print_instructions import part as print_part
from press.files.aside import Aside, replace
from press.files.seal import is_sealed, seal_png
from press.files.store import PREVIEWS, read_made, refuse_links
from press.preview.folded import card_pictures, leaflet_pictures
from press.preview.guides import lines, with_guides
from press.preview.names import PAGES, stale, take_away
from press.preview.pages import Paper, Unreadable, png, read
from press.preview.sheet import Figure, for_sheet
from press.preview.word import NotConverted, to_pdf
from sources.problems import reason

# Width and height in mm of the pages of our PDFs, when trimmed.
SIZES = {
    "leaflet.pdf": (leaflet_panels.WIDTH, leaflet_panels.HEIGHT),
    "pocket-card.pdf": (pocket_card.WIDTH, card_frame.HEIGHT),
    "pocket-card-a4.pdf": (imposition.SHEET_WIDTH, imposition.SHEET_HEIGHT),
    "print-instructions.pdf": (print_part.WIDTH, print_part.HEIGHT),
}


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
    office: str | None  # LibreOffice, where it is

    @property
    def folder(self) -> Path:
        """Where its pictures go."""
        return self.output / self.edition / self.language / PREVIEWS


@dataclass(frozen=True)
class Part:
    """One file of a task."""

    task: Task
    path: str


@dataclass
class Done:
    """What came of a task, or of all: pictures, what failed and why, what was left out."""

    pictures: list[Path] = field(default_factory=list)
    sheets: list[Path] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)  # file, reason
    left_out: list[str] = field(default_factory=list)  # handouts, for want of LibreOffice
    changed: list[str] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)  # pictures that somebody changed
    figures: dict[str, Figure] = field(default_factory=dict)

    def add(self, other: Done) -> None:
        """Count in what came of another; its figures have been used."""
        self.pictures += other.pictures
        self.failed += other.failed
        self.left_out += other.left_out
        self.changed += other.changed
        self.aside += other.aside


def pictures_of(part: Part) -> Done:
    """Draw and write the pictures of a file."""
    task, path = part.task, part.path
    done = Done()
    file = path.rsplit("/", 1)[-1]
    if file not in PAGES:
        done.failed.append((path, "dit programma kent dit bestand niet"))
        return done
    if file.endswith(".docx") and task.office is None:
        done.left_out.append(path)
        return done
    try:
        paper = _read(task, path, task.office)
        for name, image in _pictures(task, file, paper, done):
            picture = task.folder / f"{name}.png"
            done.aside += put_picture(picture, png(image, task.dpi), task.output)
            done.pictures.append(picture)
    except (Unreadable, NotConverted) as error:
        done.failed.append((path, str(error)))
    except OSError as error:
        done.failed.append((path, f"schrijven lukt niet ({reason(error)})"))
    else:
        done.changed += [path] if path in task.changed else []
    return done


def whole(task: Task, parts: Iterable[Done]) -> Done:
    """What came of all files of a task; what was there of an earlier time goes."""
    done = Done()
    for part in parts:
        done.add(part)
        done.figures |= part.figures
    done.aside += take_away(stale(task.folder, done.pictures), task.output)
    return done


def put_picture(path: Path, picture: bytes, output: Path) -> list[Aside]:
    """Write a picture, sealed; what somebody made of a former one is put aside.

    Raises ``OSError``.
    """
    refuse_links(path, output)
    kept = replace(path, seal_png(picture), is_sealed)
    return [kept] if kept else []


def _read(task: Task, path: str, office: str | None) -> Paper:
    """The pages of a file, as the product has them. Raises ``Unreadable``, ``NotConverted``."""
    try:
        data = read_made(task.output / path, task.output)
    except FileNotFoundError as error:
        raise Unreadable("het bestand is er niet") from error
    except OSError as error:
        raise Unreadable(f"het bestand is niet te lezen ({reason(error)})") from error
    if path.endswith(".docx"):
        assert office
        return read(to_pdf(data, office), task.dpi)
    file = path.rsplit("/", 1)[-1]
    paper = read(data, task.dpi, len(PAGES[file]))
    for page in paper.pages:
        if any(abs(a - b) > 0.5 for a, b in zip(page.trimmed_size, SIZES[file], strict=True)):
            raise Unreadable("het blad heeft een andere maat dan dit programma maakt")
    return paper


def _pictures(task: Task, file: str, paper: Paper, done: Done) -> Iterator[tuple[str, Image.Image]]:
    """The pages, and the paper as it is folded; small ones for the contact sheet on the way."""
    names = PAGES[file] or [f"handout-{index}" for index in range(1, len(paper.pages) + 1)]
    for index, (name, page) in enumerate(zip(names, paper.pages, strict=True)):
        image = page.image
        if task.guides:
            image = with_guides(page, lines(file, index, page, rtl=paper.rtl))
        done.figures[name] = for_sheet(page.trimmed, *page.trimmed_size)
        yield name, image
    if file == "leaflet.pdf":
        frame = leaflet_panels.frame_of("cover", rtl=paper.rtl)
        cover = paper.pages[frame.page].crop(frame.left, frame.width)
        done.figures["leaflet-folded-cover"] = for_sheet(cover, frame.width, leaflet_panels.HEIGHT)
        yield from leaflet_pictures(paper)
    elif file == "pocket-card.pdf":
        cover = paper.pages[0].crop(pocket_card.face_left("cover", rtl=paper.rtl), card_frame.FACE)
        figure = for_sheet(cover, card_frame.FACE, card_frame.HEIGHT)
        done.figures["pocket-card-folded"] = figure
        yield from card_pictures(paper)
