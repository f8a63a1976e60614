"""Unpack a portable edition into a folder of the user's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wegwijs.press.files.store import prepare, refuse_links, write
from wegwijs.sources.errors import ExitCode, WegwijsError


class AlreadyThere(WegwijsError):
    """A file to write exists with other content."""

    exit_code = ExitCode.USAGE

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is er al, met iets anders erin", "Kies een andere map, of haal dat bestand weg"
        )


def put_into(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files (from ``sources.portable.unpack``) into a folder; return their paths.

    Writes nothing if any of them exists with other content. Raises ``AlreadyThere``,
    ``LinkedAway``, ``FolderNotWritable`` and ``OSError``.
    """
    prepare(folder)
    paths = {folder / name: data for name, data in files.items()}
    for path, data in paths.items():
        refuse_links(path, folder)
        if path.is_symlink() or (path.exists() and not _is_the_same(path, data)):
            raise AlreadyThere(path)
    for path, data in paths.items():
        write(path, data)
    return list(paths)


def _is_the_same(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
