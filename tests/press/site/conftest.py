"""A website of two editions, made once: a municipality in three languages, and a national one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.press.conftest import TODAY, House, add
from wegwijs.press.site.folder import SiteFolder
from wegwijs.press.site.publish import publish
from wegwijs.press.site.survey import Survey, survey
from wegwijs.sources.load import SHIPPED

LINDEWAARD = """\
edition:
  id: lindewaard
  kind: municipality
  name: Lindewaard
  publisher: gemeente Lindewaard
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
  languages: [nl, ar]
  products: [pocket-card, contacts]
  site: https://www.example.nl/lindewaard
  contacts:
    - role: gemeente
      phone: 14 030
      web: https://www.lindewaard.example
      source: proef
      checked: 2026-11-23
"""


class Publisher(House):
    """A user's own folder, the output and the website."""

    @property
    def site(self) -> Path:
        return self.output / "site"

    @property
    def folders(self) -> list[Path]:
        return [SHIPPED, self.sources]

    def survey(self, *editions: str) -> Survey:
        return survey(editions, self.folders, self.output, TODAY)

    def publish(self, *editions: str, dry_run: bool = False) -> SiteFolder:
        """Publish without proof-reading."""
        folder = SiteFolder(self.site, dry_run=dry_run)
        publish(self.survey(*editions), self.folders, self.output, folder)
        return folder

    def pages(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.site).as_posix(): path.read_bytes()
            for path in sorted(self.site.rglob("*"))
            if path.is_file()
        }


def two_editions(folder: Path) -> Publisher:
    found = Publisher(folder)
    file = add(found.sources, "aa")
    text = file.read_text("utf-8").replace("id: aa", "id: aa\n  products: [pocket-card]")
    file.write_text(text, "utf-8")
    (found.sources / "editions" / "lindewaard.yaml").write_text(LINDEWAARD, "utf-8")
    found.build("aa", "lindewaard", languages=["all"], products=[])
    return found


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = two_editions(tmp_path_factory.mktemp("site") / "huis")
    found.publish()
    return found.output.parent


@pytest.fixture
def house(made: Path, tmp_path: Path) -> Publisher:
    """The same, to change: the folder is the same, so it is as if nothing moved."""
    shutil.copytree(made, tmp_path / "huis", copy_function=shutil.copy2)
    return Publisher(tmp_path / "huis")
