"""The pictures: how each is called, what it shows, and when it goes. Loads nothing heavy."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from press.files.aside import Aside, clear
from press.files.seal import is_sealed
from press.files.store import PREVIEWS

SHEET = "contact-sheet.png"
# The pages of each file, in order; a handout has as many as it needs.
PAGES: Mapping[str, tuple[str, ...]] = {
    "leaflet.pdf": ("leaflet-1-outside", "leaflet-2-inside"),
    "handout.docx": (),
    "pocket-card.pdf": ("pocket-card-1-outside", "pocket-card-2-inside"),
    "pocket-card-a4.pdf": ("pocket-card-a4-1", "pocket-card-a4-2"),
    "print-instructions.pdf": ("print-instructions-1",),
}
CAPTIONS: Mapping[str, str] = {
    "leaflet-1-outside": "Folder, buitenkant",
    "leaflet-2-inside": "Folder, binnenkant",
    "leaflet-folded-cover": "Folder, dicht",
    "leaflet-opened": "Folder, eerste keer open",
    "leaflet-spread": "Folder, helemaal open",
    "pocket-card-1-outside": "Zakkaartje, buitenkant",
    "pocket-card-2-inside": "Zakkaartje, binnenkant",
    "pocket-card-folded": "Zakkaartje, dicht",
    "pocket-card-opened": "Zakkaartje, open",
    "pocket-card-a4-1": "Kaartjes op A4, voorkant",
    "pocket-card-a4-2": "Kaartjes op A4, achterkant",
    "print-instructions-1": "Printinstructie",
}
_OURS = re.compile(rf"({'|'.join(CAPTIONS)}|handout-[1-9][0-9]*)\.png")


def caption(name: str) -> str:
    """What a picture shows, in Dutch."""
    return CAPTIONS.get(name) or f"Hand-out, bladzijde {name.removeprefix('handout-')}"


def stale(folder: Path, keep: Iterable[Path] = ()) -> list[Path]:
    """The pictures in a folder of previews, but for those to keep; nothing that is not ours."""
    kept = set(keep)
    return [
        path
        for path in sorted(folder.glob("*.png"))
        if _OURS.fullmatch(path.name) and path not in kept
    ]


def forget(output: Path, document: str, *, dry_run: bool = False) -> list[Aside]:
    """Take away the pictures of a document that is made anew or removed, and the contact sheet.

    A picture never shows a number that the file beside it no longer has. One that somebody changed
    is put aside.
    """
    edition, language, product = document.split("/")
    folder, sheet = output / edition / language / PREVIEWS, output / edition / SHEET
    if not (os.path.lexists(sheet) or folder.is_dir()):
        return []
    gone = [path for path in stale(folder) if path.name.startswith(f"{product}-")]
    return take_away((*gone, sheet), output, dry_run=dry_run)


def take_away(pictures: Iterable[Path], output: Path, *, dry_run: bool = False) -> list[Aside]:
    """Remove pictures; those that somebody changed are put aside, and told."""
    found: list[Aside] = []
    for path in pictures:
        with suppress(OSError):  # open in another program
            kept = clear(path, output, is_sealed, dry_run=dry_run)
            found += [kept] if kept else []
    return found
