"""The files of a source folder: which are read, and which only look like it. Loads nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, structs

# What a file is called that was meant for us: another ending, or one that an editor put behind it.
_NEARLY = re.compile(r"([^.].*)\.ya?ml(?:\.(?:txt|text|docx?|odt|rtf))?", re.IGNORECASE)
EDITIONS = "editions"
ENDING = ".wegwijs.yaml"  # of an edition as one file (``sources.portable``)
NOT_OURS = f"Dit is geen gegevens-bestand van Wegwijs. Kies een bestand dat eindigt op {ENDING}"


class Listing(Struct, frozen=True):
    """The contents of some folders, listed once instead of for each of thousands of editions.

    ``shared`` are the files of a folder that every edition reads, ``editions`` the folders and
    files of each edition by its id, ``misnamed`` the files of a folder that nobody reads because of
    their names, each with the name that it should have. Among the folders may be files that hold
    an edition each (``sources.portable``). ``texts`` are read instead of the files of these paths:
    of such files, and of what is not on disk.
    """

    folders: tuple[Path, ...]
    shared: Mapping[Path, list[Path]]
    editions: Mapping[str, list[tuple[Path, Path]]]
    misnamed: Mapping[Path, list[tuple[Path, str]]]
    texts: Mapping[Path, str] = {}

    def with_edition(self, folder: Path, edition: str, text: str) -> Listing:
        """Return the same folders with this text for an edition in one of them."""
        file = folder / EDITIONS / f"{edition}.yaml"
        others = [pair for pair in self.editions.get(edition, ()) if pair[1] != file]
        editions = {**self.editions, edition: [*others, (folder, file)]}
        return structs.replace(self, editions=editions, texts={**self.texts, file: text})


def list_folders(*folders: Path) -> Listing:
    """List folders; ``folders`` go from the shipped one to the user's own."""
    shared: dict[Path, list[Path]] = {}
    found: dict[str, list[tuple[Path, Path]]] = {}
    wrong: dict[Path, list[tuple[Path, str]]] = {}
    texts: dict[Path, str] = {}
    for folder in folders:
        if is_portable(folder):
            from wegwijs.sources.portable import look

            id_, text = look(folder)
            shared[folder], wrong[folder] = [folder], []
            found.setdefault(id_, []).append((folder, folder))
            texts |= {} if text is None else {folder: text}
            continue
        places = [(place, _names(place)) for place in (folder, folder / EDITIONS)]
        shared[folder], own = (
            [place / name for name in names if _is_read(name)] for place, names in places
        )
        for file in own:
            found.setdefault(file.stem, []).append((folder, file))
        wrong[folder] = [
            (place / name, f"{nearly[1]}.yaml")
            for place, names in places
            for name in names
            if not _is_read(name) and (nearly := _NEARLY.fullmatch(name))
        ]
    return Listing(folders, shared, dict(sorted(found.items())), wrong, texts)


def is_portable(path: Path) -> bool:
    """Whether a path is named as a portable edition and is not a folder."""
    return names_portable(path.name) and not path.is_dir()


def names_portable(name: str) -> bool:
    """Whether a name is that of a portable edition, in any case: Windows ignores case."""
    return name.lower().endswith(ENDING)


def without_ending(name: str) -> str:
    """Return such a name without its ending."""
    return name[: -len(ENDING)] if names_portable(name) else name


def _is_read(name: str) -> bool:
    return name.endswith(".yaml") and not names_portable(name)


def _names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder)) if folder.is_dir() else []  # noqa: PTH208


def editions(*folders: Path) -> list[str]:
    """Return the ids of all editions in these folders."""
    return list(list_folders(*folders).editions)


def remedy(file: Path, name: str) -> str:
    """Return what to do with a file that is not read because of its name."""
    if names_portable(file.name):
        return (
            "dit bestand is een hele uitgave, en wordt in een map niet gelezen. Geef het zelf op"
            " met --sources, of haal het uit deze map"
        )
    told = f"noem dit bestand {name}, nu leest niemand het"
    if not file.name.lower().endswith((".yml", ".yaml")):  # Notepad does so
        told += ". Kies in Kladblok bij 'Opslaan als' het type 'Alle bestanden'"
    return told
