"""The folder of a website: only what changed is written, and only our own files are removed.

The ledger in it (``.wegwijs-site.json``) says what we wrote there:

    {"format": 1, "files": {"lindewaard/index.html": [size, sha256, made_of], ...}}

``made_of`` is the digest of what a zip was made of, so that it is not read again, and of what a
copied file or a reading page was judged by, so that it is not proof-read again. A file that
somebody put there stays as it is; one that stands where we write is put aside.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from wegwijs.press.files.aside import (
    Aside,
    Content,
    content_of,
    holds,
    is_somebodys,
    next_name,
    replace,
)
from wegwijs.press.files.store import refuse_links, remove, write
from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.regular import read_regular

LEDGER = ".wegwijs-site.json"
FORMAT = 1
MOST = 100_000_000  # bytes of a ledger


class SiteRow(Struct, array_like=True, frozen=True):
    """A file that we wrote."""

    size: int
    sha256: str
    made_of: str = ""

    @property
    def content(self) -> Content:
        """Its size and digest."""
        return self.size, self.sha256


class _LedgerFile(Struct):
    format: int
    files: dict[str, SiteRow]


class ChangedMeanwhile(WegwijsError):
    """A file of the output folder changed while it was published."""

    exit_code = ExitCode.SOME_FAILED

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} veranderde net", "Publiceer nog een keer")


class SiteFolder:
    """A website on disk. In a ``dry_run`` nothing is written; the lists are what would be."""

    def __init__(self, folder: Path, *, dry_run: bool = False) -> None:
        self.path = folder
        self.written: list[str] = []
        self.removed: list[str] = []
        self.left: list[str] = []  # ours once, edited since, and no longer published
        self.aside: list[Aside] = []
        self.same = 0
        self._dry_run = dry_run
        self._known = _read(folder)
        self._now: dict[str, SiteRow] = {}

    def put(self, path: str, row: SiteRow, read: Callable[[], bytes]) -> None:
        """Put a file in the folder; it is read only when what is there differs.

        Raises ``OSError``, and ``ChangedMeanwhile`` when it is not what was announced.
        """
        place = self.path / path
        refuse_links(place, self.path)
        if holds(place, [row.content]):
            self.same += 1
        else:
            data = read()
            if content_of(data) != row.content:
                raise ChangedMeanwhile(path)
            self._write(path, place, data)
            self.written.append(path)
        self._now[path] = row

    def put_bytes(self, path: str, data: bytes) -> None:
        """Put a file that was just made in the folder. Raises ``OSError``."""
        before, content = self._known.get(path), content_of(data)
        same = before is not None and before.content == content
        self.put(path, before if before and same else SiteRow(*content), lambda: data)

    def knows(self, path: str, row: SiteRow) -> bool:
        """Return whether the ledger has this row: the file was published just so before."""
        return self._known.get(path) == row

    def is_vouched(self, path: str, made_of: str) -> bool:
        """Return whether a page that was put in the folder was checked before: see ``vouch``."""
        row = self._now.get(path)
        return row is not None and row.made_of == made_of

    def vouch(self, made_of: Mapping[str, str]) -> None:
        """Remember what pages were judged by, when nothing was found. Raises ``OSError``."""
        known = dict(self._now)
        for path, digest in made_of.items():
            self._now[path] = structs.replace(self._now[path], made_of=digest)
        if self._now != known:
            self.save(whole=True)

    def standing(self, path: str, made_of: str) -> SiteRow | None:
        """Return what was written, if it still stands there and was made of the same."""
        row = self._known.get(path)
        same = row and row.made_of == made_of and holds(self.path / path, [row.content])
        return row if same else None

    def finish(self) -> None:
        """Remove what is no longer published, and remember what is. Raises ``OSError``."""
        for path in sorted(self._known.keys() - self._now.keys()):
            place = self.path / path
            if is_somebodys(place, self._ours(path)):
                self.left.append(path)
                continue
            if place.exists():
                self.removed.append(path)
            remove(place, self.path, dry_run=self._dry_run)
        self.save(whole=True)

    def save(self, *, whole: bool = False) -> None:
        """Write the ledger; of a run that broke off also what was there before."""
        files = self._now if whole else {**self._known, **self._now}
        files = dict(sorted(files.items()))
        if not self._dry_run and (files != self._known or not (self.path / LEDGER).exists()):
            content = _LedgerFile(FORMAT, files)
            write(self.path / LEDGER, msgspec.json.encode(content))
            self._known = files

    def _write(self, path: str, place: Path, data: bytes) -> None:
        ours = self._ours(path)
        if self._dry_run:
            if is_somebodys(place, ours):
                self.aside.append(Aside(place, next_name(place)))
        elif kept := replace(place, data, ours, flushed=False):
            self.aside.append(kept)

    def _ours(self, path: str) -> Callable[[Path], bool]:
        row = self._known.get(path)
        return partial(holds, contents=[row.content] if row else [])


def _read(folder: Path) -> dict[str, SiteRow]:
    """Read the ledger; without one, or with a damaged one, nothing there is ours."""
    try:
        found = msgspec.json.decode(read_regular(folder / LEDGER, MOST), type=_LedgerFile)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return {}
    if found.format != FORMAT or not all(map(_lies_in_it, found.files)):
        return {}
    return found.files


def _lies_in_it(path: str) -> bool:
    """Whether a name is that of a file in the folder, or in a folder of that: it may be removed."""
    parts = path.split("/")
    return len(parts) <= 2 and all(
        part not in ("", ".", "..") and not set(part) & set("\\:\0") for part in parts
    )
