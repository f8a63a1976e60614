"""The files of a folder with sources: which are read, and which only look as if. Loads nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

# What a file is called that was meant for us: another ending, or one that an editor put behind it.
_NEARLY = re.compile(r"([^.].*)\.ya?ml(?:\.(?:txt|text|docx?|odt|rtf))?", re.IGNORECASE)


def editions(*folders: Path) -> list[str]:
    """The ids of all editions in these folders."""
    return sorted({file.stem for folder in folders for file in folder.glob("editions/*.yaml")})


def misnamed(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files that nobody reads because of their names, each with the name it should have."""
    for place in (folder, folder / "editions"):
        for file in sorted(place.iterdir()) if place.is_dir() else ():
            nearly = _NEARLY.fullmatch(file.name)
            if nearly and not file.name.endswith(".yaml"):
                yield file, f"{nearly[1]}.yaml"


def remedy(file: Path, name: str) -> str:
    """What to do with a file that nobody reads because of its name."""
    told = f"noem dit bestand {name}, nu leest niemand het"
    if not file.name.lower().endswith((".yml", ".yaml")):  # Notepad does so
        told += ". Kies in Kladblok bij 'Opslaan als' het type 'Alle bestanden'"
    return told
