"""A command that the program advises does what the sentence around it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import generate
from tests.press.conftest import House, add
from wegwijs.commands.rebuild_commands import rebuild_commands
from wegwijs.press.ledger.outdated import Outdated
from wegwijs.press.order import FILES, Document
from wegwijs.sources.errors import ExitCode

ADVISED = re.compile(r"python generate\.py (.*)")


@pytest.fixture
def own(tmp_path: Path) -> House:
    """A folder of the user's own with one edition, of which nothing was made."""
    found = House(tmp_path / "mijn map")
    file = add(found.sources, "workshop")
    file.write_text(file.read_text("utf-8").replace("id: w", "products: [pocket-card]\n  id: w"))
    return found


def advised(capsys: pytest.CaptureFixture[str]) -> list[str]:
    told = capsys.readouterr()
    *_, command = ADVISED.findall(told.out + told.err)
    return shlex.split(command)


def test_the_list_of_participants_is_for_the_edition_that_was_meant(
    own: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--sources", str(own.sources), "--output", str(own.output)]
    people = tmp_path / "de lijst.csv"
    assert generate.main(["build", "--example", str(people), *where]) == 0
    people.write_text(people.read_text("utf-8") + "Samira El Idrissi;;;\n", "utf-8")
    assert generate.main(advised(capsys)) == 0
    assert [path.name for path in (own.output / "deelnemers").iterdir() if path.is_dir()] == [
        "workshop"
    ]


def test_of_more_editions_the_user_chooses_one(
    own: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(own.sources, "andere")
    generate.main(["build", "--example", str(tmp_path / "a.csv"), "--sources", str(own.sources)])
    assert advised(capsys)[:2] == ["build", "EDITIE"]
    generate.main(
        ["build", "andere", "--example", str(tmp_path / "b.csv"), "--sources", str(own.sources)]
    )
    assert advised(capsys)[:2] == ["build", "andere"]


@pytest.mark.parametrize("command", ["publish", "proof"])
def test_where_nothing_was_made_the_command_to_begin_with_makes_it_there(
    command: str, own: House, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--output", str(own.output)] if command == "publish" else [str(own.output)]
    assert generate.main([command, *place, "--sources", str(own.sources)]) == ExitCode.USAGE
    assert generate.main(advised(capsys)) == 0
    assert (own.output / "workshop/nl/pocket-card.pdf").exists()
    assert not (own.output / "nationaal").exists()


def test_a_table_is_taken_over_into_the_folder_that_was_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "scholen & zo"
    table = tmp_path / "contacten.csv"
    assert generate.main(["import", "table", "--example", str(table), "--into", str(into)]) == 0
    assert advised(capsys) == ["import", "table", str(table), "--into", str(into)]


def test_many_editions_of_a_folder_are_made_again_without_those_of_the_program(
    own: House,
) -> None:
    found = [Outdated(Document("workshop", "nl", "leaflet", FILES["leaflet"]), True, "office")]
    ((command, _),) = rebuild_commands(found, every=True, sources=own.sources, output=own.output)
    assert shlex.split(command)[2:5] == ["build", "--language", "all"]
