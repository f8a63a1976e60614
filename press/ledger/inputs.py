"""The files that documents are made from, each with a digest that is only taken anew when needed.

A file whose size and times are as the manifest knew them is not read again. Loads nothing heavy.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from stat import S_ISREG

from sources.folder import Listing, list_folders
from sources.names import as_stored
from sources.regular import open_regular

PROGRAM = Path(__file__).parents[2]
ROOMS = ("sources", "layouts", "press", "assets")
LIBRARIES = (
    "babel",
    "fontpkg-ibm-plex-sans-arabic",
    "fontpkg-source-sans-3",
    "justmytype-intl-africa",
    "idna",
    "lxml",
    "phonenumbers",
    "pillow",
    "pydantic",
    "pyicu-wheels",
    "python-docx",
    "pyyaml",
    "qrcode",
    "reportlab",
    "resvg-py",
    "uharfbuzz",
)
# A file that changed this shortly before it was read may change again within the same tick of the
# clock of its disk (two seconds on a USB stick): its times prove nothing.
TICK = 2_000_000_000
MOST = 32_000_000  # bytes; what is larger no reader of ours takes, so its content does not count

Known = dict[str, list[int | str]]


def digest(parts: Iterable[str]) -> str:
    """One digest of several."""
    return hashlib.sha256(os.fsencode("\n".join(parts))).hexdigest()


def digest_of_file(path: Path, most: int = MOST, *, follow: bool = False) -> str:
    """The SHA-256 of a regular file of at most ``most`` bytes. Raises ``OSError``."""
    with open_regular(path, most, follow=follow) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def folder_id(folder: Path) -> str:
    """Which folder, without telling who reads the manifest where it is."""
    return hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]


class Inputs:
    """The digests of what documents are made from. ``known`` are those of the former run."""

    def __init__(self, folders: Sequence[Path], known: Known) -> None:
        self.folders = folders
        self.seen: Known = {}
        self._known = known
        self._languages: dict[str, str] = {}
        self._of_editions: dict[tuple[str, ...], str] = {}
        self._ids = {folder: folder_id(folder) for folder in folders}

    def of_file(self, path: Path, key: str) -> str:
        """The digest of one file; of a file that is not there it is empty."""
        try:
            stat = path.stat()
            if not S_ISREG(stat.st_mode):  # a device or a pipe would never end
                return ""
            if stat.st_size > MOST:
                return f"{stat.st_size} bytes"
            now = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]
            known = self._known.get(key)
            if known and known[:3] == now:
                self.seen[key] = known
                return str(known[3])
            found = digest_of_file(path, follow=True)
        except OSError:
            return ""
        if time.time_ns() - max(stat.st_mtime_ns, stat.st_ctime_ns) > TICK:
            self.seen[key] = [*now, found]
        return found

    def _of(self, folder: Path, files: Iterable[Path]) -> list[str]:
        found = []
        for file in sorted(map(as_stored, files)):
            name = file.relative_to(folder).as_posix()
            found.append(f"{name} {self.of_file(file, f'{self._ids[folder]}/{name}')}")
        return found

    @cached_property
    def program(self) -> str:
        """All that the program is: its files and the libraries that shape bytes."""
        return digest([*self._program_files(*ROOMS), self.layouts])

    @cached_property
    def layouts(self) -> str:
        """What decides how an outline looks: layouts, colour profile, fonts, libraries."""
        return digest([*self._program_files("layouts", "assets"), *_libraries()])

    def _program_files(self, *rooms: str) -> list[str]:
        found = []
        for room in rooms:
            for path in sorted(_walk(PROGRAM / room)):
                name = path.relative_to(PROGRAM).as_posix()
                found.append(f"{name} {self.of_file(path, f'program/{name}')}")
        return found

    @cached_property
    def shared(self) -> str:
        """What every edition reads."""
        parts = [self.program]
        for folder in self.folders:
            parts.append("folder")
            parts += self._of(folder, self.listing.shared[folder])
            parts += [file.name for file, _ in self.listing.misnamed[folder]]
        return digest(parts)

    @cached_property
    def listing(self) -> Listing:
        """What lies in the folders, when it was first asked for."""
        return list_folders(*self.folders)

    @property
    def editions(self) -> Mapping[str, list[tuple[Path, Path]]]:
        """The folders and files of every edition."""
        return self.listing.editions

    def of_edition(self, edition: str, assets: Iterable[str]) -> str:
        """What an edition reads for itself, with what all editions read."""
        key = (edition, *assets)
        if key not in self._of_editions:
            parts = [self.shared]
            for folder, file in self.editions.get(edition, ()):
                parts += self._of(folder, [file, *(folder / asset for asset in key[1:])])
            self._of_editions[key] = digest(parts)
        return self._of_editions[key]

    def of_language(self, language: str) -> str:
        """The translations."""
        if language in self._languages:
            return self._languages[language]
        parts = []
        for folder in self.folders:
            parts.append("folder")
            parts += self._of(folder, [folder / "locale" / f"{language}.po"])
        return self._languages.setdefault(language, digest(parts))


def _walk(folder: Path) -> Iterable[Path]:
    for top, _, names in os.walk(folder):
        for name in names:
            if name.endswith((".py", ".icc")):
                yield Path(top, name)


def _libraries() -> list[str]:
    from importlib.metadata import PackageNotFoundError, version

    found = [f"python {sys.version_info[:2]}", f"zlib {zlib.ZLIB_RUNTIME_VERSION}"]
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(name)
    return found
