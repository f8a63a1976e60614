"""The input files of documents, with digests that are computed only when needed.

A file whose size and times are as in the manifest is not read again. Loads nothing heavy.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from stat import S_ISREG

from wegwijs.sources.folder import EDITIONS, Listing, is_portable, list_folders
from wegwijs.sources.names import as_stored
from wegwijs.sources.regular import open_regular
from wegwijs.sources.scripts import families
from wegwijs.sources.shipped import PROGRAM

# Not pypdfium2, though it draws the stills for a screen: it comes with the extra that proof-reads,
# and installing that must not make every leaflet out of date. By another version of it the grey of
# an edge differs by a few levels, which proof accepts.
LIBRARIES = (
    "babel",
    "brotli",
    "fonttools",
    "idna",
    "lxml",
    "phonenumbers",
    "pillow",
    "pydantic",
    "pyicu-wheels",
    "pyyaml",
    "qrcode",
    "reportlab",
    "resvg-py",
    "uharfbuzz",
    *(family.package.replace("_", "-") for family in families().values()),
)
# A file that was changed this shortly before it was read may change again within one tick of the
# file system's clock (two seconds on a USB stick), so its times prove nothing.
TICK = 2_000_000_000
MOST = 32_000_000  # bytes; no reader of ours accepts a larger file, so its content is irrelevant

HALF = 32  # characters; 128 bits are enough to notice a change

Known = dict[str, tuple[int, int, int, str]]  # size, times of change, digest


def digest(parts: Iterable[str]) -> str:
    """Combine several digests into one."""
    return hashlib.sha256(os.fsencode("\n".join(parts))).hexdigest()


def digest_of_file(path: Path, most: int = MOST, *, follow: bool = False) -> str:
    """Return the SHA-256 of a regular file of at most ``most`` bytes. Raises ``OSError``."""
    with open_regular(path, most, follow=follow) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def folder_id(folder: Path) -> str:
    """Identify a folder without revealing its location in the manifest."""
    return hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]


class Inputs:
    """The digests of input files. ``known`` are those of the previous run."""

    def __init__(self, folders: Sequence[Path], known: Known) -> None:
        self.folders = folders
        self.seen: Known = {}
        self._known = known
        self._languages: dict[str, str] = {}
        self._of_editions: dict[tuple[str, ...], str] = {}
        self.ids = {folder: folder_id(folder) for folder in folders}
        # Asked for each of hundreds of editions.
        self._places = {folder: (str(folder), id_) for folder, id_ in self.ids.items()}
        self._portable = {folder for folder in folders if is_portable(folder)}

    def of_file(self, path: str, key: str) -> str:
        """Return the digest of one file; empty when it does not exist."""
        try:
            stat = os.stat(path)  # noqa: PTH116 - a Path of each costs more than the look at it
            if not S_ISREG(stat.st_mode):  # a device or a pipe may never end
                return ""
            if stat.st_size > MOST:
                return f"{stat.st_size} bytes"
            now = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
            if not key.isascii():  # a name may not be valid UTF-8
                key = key.encode("utf-8", "backslashreplace").decode()
            known = self._known.get(key)
            if known and known[:3] == now:
                self.seen[key] = known
                return known[3]
            found = digest_of_file(Path(path), follow=True)
        except (OSError, ValueError):  # ValueError: not a possible file name
            return ""
        if time.time_ns() - max(stat.st_mtime_ns, stat.st_ctime_ns) > TICK:
            self.seen[key] = (*now, found)
        return found

    def _of(self, folder: Path, names: Iterable[str]) -> list[str]:
        """Return the digests of files below a folder; empty for files that do not exist."""
        place, id_ = self._places[folder]
        if folder in self._portable:  # a single file
            return [self.of_file(place, id_)]
        found = []
        for name in sorted(names):
            stored = name if name.isascii() else _as_stored(folder, name)
            found.append(f"{stored} {self.of_file(f'{place}/{stored}', f'{id_}/{stored}')}")
        return found

    @cached_property
    def program(self) -> str:
        """The digest of the program: its files and the libraries that affect the output."""
        return digest([*self._program_files("sources", "press"), self.layouts])

    @cached_property
    def layouts(self) -> str:
        """The digest of everything that affects rendering: layouts, colour profile,
        fonts, libraries.
        """
        return digest([*self._program_files("layouts", "assets"), *_libraries()])

    def _program_files(self, *rooms: str) -> list[str]:
        found = []
        for room in rooms:
            for name in sorted(_walk(room)):
                found.append(f"{name} {self.of_file(f'{PROGRAM}/{name}', f'program/{name}')}")
        return found

    @cached_property
    def shared(self) -> str:
        """The digest of the files that every edition reads."""
        parts = [self.program]
        for folder in self.folders:
            parts.append("folder")
            parts += self._of(folder, [file.name for file in self.listing.shared[folder]])
            parts += [file.name for file, _ in self.listing.misnamed[folder]]
        return digest(parts)

    @cached_property
    def listing(self) -> Listing:
        """The listing of the source folders, made once."""
        return list_folders(*self.folders)

    @property
    def editions(self) -> Mapping[str, list[tuple[Path, Path]]]:
        """The folders and files of each edition."""
        return self.listing.editions

    def of_edition(self, edition: str, assets: Iterable[str]) -> str:
        """Return the digest of the files that an edition reads, including shared ones."""
        key = (edition, *assets)
        if key not in self._of_editions:
            parts = [self.shared]
            for folder, file in self.editions.get(edition, ()):
                parts += self._of(folder, [f"{EDITIONS}/{file.name}", *key[1:]])
            self._of_editions[key] = digest(parts)
        return self._of_editions[key]

    def of_language(self, language: str) -> str:
        """Return the digest of the translations into a language."""
        if language in self._languages:
            return self._languages[language]
        parts = []
        for folder in self.folders:
            parts.append("folder")
            parts += self._of(folder, [f"locale/{language}.po"])
        return self._languages.setdefault(language, digest(parts))

    def of_both(self, of_edition: str, language: str) -> str:
        """Return half of each of two digests: of an edition, and of a language."""
        return of_edition[:HALF] + self.of_language(language)[:HALF]


def _as_stored(folder: Path, name: str) -> str:
    return as_stored(folder / name).relative_to(folder).as_posix()


def _walk(room: str) -> Iterator[str]:
    """Yield the files of a package of the program that affect the output."""
    with os.scandir(PROGRAM / room) as entries:
        for entry in entries:
            name = f"{room}/{entry.name}"
            if entry.name.endswith((".py", ".icc", ".css", ".js")):
                yield name
            elif entry.name != "__pycache__" and entry.is_dir(follow_symlinks=False):
                yield from _walk(name)


def _libraries() -> list[str]:
    """Return the versions of Python and of the libraries that affect the output."""
    there = _installed()
    versions = [f"{name} {there.get(name) or _version(name)}" for name in LIBRARIES]
    return [f"python {sys.version_info[:2]}", f"zlib {zlib.ZLIB_RUNTIME_VERSION}", *versions]


_INSTALLED = re.compile(r"(.+)-([^-]+)\.dist-info")


def _installed() -> dict[str, str]:
    """Return installed versions from folder names: opening each package takes 2 ms."""
    found: dict[str, str] = {}
    for place in sys.path:
        with suppress(OSError):
            for name in os.listdir(place or "."):  # noqa: PTH208
                if one := _INSTALLED.fullmatch(name):
                    found.setdefault(re.sub(r"[-_.]+", "-", one[1]).lower(), one[2])
    return found


def _version(name: str) -> str:
    """Return the version of a package that has no folder of its own there; empty when it is not
    installed.
    """
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return ""
