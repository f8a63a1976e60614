"""Where the program is started may be odd: no terminal, no home, no folder. It ends as it should."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import in_more, in_part
from tests.hostile import cage
from tests.hostile.cases import BUILD, edition, put

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix")
CHECK = ("check", "x", "--sources", "eigen")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    put(tmp_path / "hier", edition())
    return tmp_path / "hier"


def shell(here: Path, line: str, arguments: tuple[str, ...], **env: str) -> tuple[int, str, str]:
    """Run in a shell: ``$RUN`` is the program with its arguments; the code is the program's own."""
    command = shlex.join([sys.executable, os.fspath(cage.PROGRAM), *arguments])
    done = subprocess.run(
        ["bash", "-c", line.replace("$RUN", command)],
        cwd=here,
        env=os.environ | cage.ENV | env,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("reader", in_part(["head -1", "head -c 3", "true"]))
@pytest.mark.parametrize("arguments", [CHECK, *in_more(((*BUILD, "--json"),), (("--help",),))])
def test_who_stops_reading_is_no_fault(here: Path, reader: str, arguments: tuple[str, ...]):
    code, _, err = shell(here, f"$RUN | {reader}; exit ${{PIPESTATUS[0]}}", arguments)
    assert (code, err) == (0, "")


def test_a_fault_in_the_data_is_one_whoever_reads_it(here: Path):
    put(here, edition(publisher="Zorgcoördinator", titel="é"))
    code, _, err = shell(here, "$RUN | true; exit ${PIPESTATUS[0]}", CHECK)
    assert (code, err) == (3, "")


@pytest.mark.parametrize("stream", in_part(["2>&-", "2>/dev/full", "<&- >&- 2>&-"]))
def test_without_a_stream_for_errors_it_does_its_work_and_ends_as_it_should(
    here: Path, stream: str
):
    assert shell(here, f"$RUN {stream}", BUILD)[0] == 0
    made = sorted(path.name for path in (here / "uit/x/nl").iterdir())
    assert made == ["pocket-card-a4.pdf", "pocket-card.pdf"]
    assert shell(here, f"$RUN {stream}", ("build", "--optie"))[0] == 2
    assert shell(here, f"$RUN {stream}", ("build", "onbekend"))[0] == 2


def test_output_to_a_full_disk_is_told_and_the_work_is_done(here: Path):
    code, _, err = shell(here, "$RUN > /dev/full", (*BUILD, "--json"))
    assert code == 7
    assert err == "Wat er te zeggen is, kan niet worden geschreven: de schijf is vol.\n"
    assert len(list((here / "uit/x/nl").iterdir())) == 2


@pytest.mark.parametrize("home", ["bestand", "nergens"])
def test_a_home_that_is_no_folder_does_not_matter(here: Path, home: str):
    (here / "bestand").write_text("x")
    handout = (*BUILD[:-1], "handout", "--json")
    code, out, err = shell(here, "$RUN", handout, HOME=str(here / home))
    assert (code, err) == (0, "")
    assert len(json.loads(out)["made"]) == 1


def test_a_folder_that_is_gone_is_told(here: Path):
    (here / "weg").mkdir()
    for arguments in (BUILD, CHECK, ("init", "m", "--kind=school", "--name=x")):
        line = "mkdir -p weg; cd weg; rmdir ../weg; $RUN"
        code, out, err = shell(here, line, arguments)
        assert (code, out) == (2, "")
        assert "De map waarin u werkt, bestaat niet meer. Ga naar een andere map" in err
