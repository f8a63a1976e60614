"""Small real packs: the national edition copied under other ids, in a folder of the user's own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import wegwijs.commands.progress
from wegwijs.press.build.build import build_order
from wegwijs.press.build.result import Result
from wegwijs.press.build.settings import BuildSettings
from wegwijs.press.ledger.inputs import digest_of_file
from wegwijs.press.ledger.manifest import NAME, read_manifest
from wegwijs.press.order import order
from wegwijs.sources.load import SHIPPED

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _silent_however_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """No line on progress every 15 s: whether there is one depends on the machine."""
    monkeypatch.setattr(wegwijs.commands.progress, "EVERY", float("inf"))


def add(folder: Path, id_: str, publisher: str = "Wegwijs") -> Path:
    """An edition more."""
    text = (SHIPPED / "editions" / "nationaal.yaml").read_text("utf-8")
    text = text.replace("id: nationaal", f"id: {id_}")
    text = text.replace("publisher: Wegwijs", f"publisher: {publisher}")
    file = folder / "editions" / f"{id_}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


class House:
    """A user's own folder, and the output."""

    def __init__(self, folder: Path) -> None:
        self.sources = folder / "eigen"
        self.output = folder / "uit"

    def build(self, *editions: str, **more: Any) -> Result:
        """Make cards: they are the quickest."""
        asked = order(
            editions,
            more.pop("languages", ["nl"]),
            more.pop("products", ["pocket-card"]),
            every=not editions,
        )
        more = {"today": TODAY, "jobs": 1} | more
        return build_order(asked, BuildSettings([SHIPPED, self.sources], self.output, **more))

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file() and path.name not in (NAME, ".wegwijs.lock", ".wegwijs.journal")
        }

    def true(self, but: Collection[bytes] = ()) -> bool:
        """Whether the manifest claims nothing that is not so, but of what somebody changed."""
        return all(
            digest_of_file(self.output / document.folder / file) == stored.sha256
            or (self.output / document.folder / file).read_bytes() in but
            for document, entry in read_manifest(self.output).entries()
            if not entry.pending
            for file, stored in entry.files.items()
        )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two editions, made once."""
    house = House(tmp_path_factory.mktemp("huis"))
    add(house.sources, "aa")
    add(house.sources, "bb")
    house.build("aa", "bb")
    return house.output.parent


@pytest.fixture
def house(built: Path, tmp_path: Path) -> House:
    """The same two editions, to change: the folder is the same, so it is as if nothing moved."""
    shutil.copytree(built, tmp_path / "huis", copy_function=shutil.copy2)
    return House(tmp_path / "huis")


@pytest.fixture
def made() -> Callable[[Result], list[str]]:
    return lambda result: sorted({made.document.name for made in result.made})
