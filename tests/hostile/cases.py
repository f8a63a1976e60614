"""A hostile case as data: what lies on disk, what is asked, and how that must end."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wegwijs.sources.load import SHIPPED

Make = Callable[[Path], object]  # puts something at a path that is no file with bytes
Files = Mapping[str, bytes | str | Make]

EDITION = (SHIPPED / "editions" / "nationaal.yaml").read_text("utf-8").replace("id: nationaal", "id: x")  # fmt: skip
SCHOOL = (SHIPPED / "editions" / "voorbeeld-school.yaml").read_text("utf-8").replace("id: voorbeeld-school", "id: x")  # fmt: skip
BUILD = ("build", "x", "--sources", "eigen", "--output", "uit", "--product", "pocket-card")


@dataclass(frozen=True)
class Case:
    """``says`` are pieces of what stands on stderr (or on stdout, when it ends well)."""

    name: str
    files: Files
    code: int
    says: tuple[str, ...] = ()
    arguments: tuple[str, ...] = BUILD
    env: Mapping[str, str] = field(default_factory=dict)
    writes: str = "uit/"  # the folder that it may write in, when it ends well

    def __str__(self) -> str:
        return self.name


def edition(**fields: str) -> Files:
    """An edition of one's own with these fields, as they are typed in YAML."""
    lines = [
        line
        for line in EDITION.splitlines()
        if line.strip().partition(":")[0] not in fields or not line.startswith("  ")
    ]
    typed = [f"  {name}: {text}" for name, text in fields.items()]
    return {"eigen/editions/x.yaml": "\n".join([*lines, *typed, ""])}


def put(folder: Path, files: Files) -> None:
    """Lay the files of a case out on disk."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(path)
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)


def pipe(path: Path) -> None:
    """What has no end for who reads it."""
    os.mkfifo(path)


def folder(path: Path) -> None:
    """A folder where a file is looked for."""
    path.mkdir()


def link(target: str) -> Make:
    """A symbolic link."""
    return lambda path: path.symlink_to(target)


def hollow(size: int) -> Make:
    """A file of this size that takes no room on disk."""

    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(size)

    return make


def often(text: str, times: int, before: str = "", after: str = "") -> Make:
    """A large file that is only made when it is put down: the tests must stay small to fork."""
    return lambda path: path.write_bytes((before + text * times + after).encode())
