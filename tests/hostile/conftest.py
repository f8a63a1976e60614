"""What every hostile case must keep, whatever else it is about."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.hostile import cage
from tests.hostile.cases import Case, put
from wegwijs.sources.errors import ExitCode

ACTS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]")  # fmt: skip
FORMER = {"uit/x/nl/pocket-card.pdf": b"van gisteren", "uit/eigen notitie.txt": b"van mij"}
LARGE = 2_000_000  # bytes; of such a file the size and the time tell enough
OURS = (
    "manifest.json",
    ".wegwijs.lock",
    ".wegwijs.journal",
    "schema.json",
)  # beside what was asked for


def everything(folder: Path) -> dict[str, object]:
    """All that lies in a folder: bytes of files, targets of links, kinds of the rest."""
    found: dict[str, object] = {}
    for top, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = Path(top, name)
            key = path.relative_to(folder).as_posix()
            if path.is_symlink():
                found[key] = str(path.readlink())
            elif path.is_file() and path.stat().st_size < LARGE:
                found[key] = path.read_bytes()
            elif path.is_file():
                found[key] = (path.stat().st_size, path.stat().st_mtime_ns)
            else:
                found[key] = path.lstat().st_mode
    return found


@pytest.fixture
def judge(tmp_path: Path) -> Iterator[Callable[[Case], cage.Ended]]:
    """Run a case in the cage, and hold it to what is promised of every input."""

    def run(case: Case) -> cage.Ended:
        if not cage.FORKS and any(map(callable, case.files.values())):
            pytest.skip("pipes, devices and links are of Unix")
        here = tmp_path / "hier"
        here.mkdir()
        (tmp_path / "buiten.txt").write_text("van een ander")
        put(here, case.files)
        if not os.path.lexists(here / "uit"):
            put(here, FORMER)
        before = everything(here)
        ended = cage.run(case.arguments, here, case.env)
        keeps(case, ended, before, everything(here))
        outside = {path.name for path in tmp_path.iterdir()}
        assert outside <= {"hier", ".hier", "buiten.txt"}
        assert (tmp_path / "buiten.txt").read_text() == "van een ander"
        return ended

    yield run
    shutil.rmtree(tmp_path)  # pytest keeps what is left, and some of this is large


def is_work(name: str, data: object, after: dict[str, object]) -> bool:
    """Whether a file among what was made was somebody's, and is nowhere any more."""
    ours = name.rpartition("/")[2] in OURS or not name.startswith("uit/")
    return isinstance(data, bytes) and not ours and data not in after.values()


def keeps(
    case: Case, ended: cage.Ended, before: dict[str, object], after: dict[str, object]
) -> None:
    """In time, in memory, in its own folder, in words, with the exit code that fits."""
    told = ended.out + ended.err
    assert not ended.killed, f"killed by {ended.killed}"
    assert "Traceback" not in told, told[-2000:]
    assert ended.code == case.code != ExitCode.BUG, told[-2000:]
    assert not ACTS.search(told), ascii(told[:500])
    for words in case.says:
        assert words in (ended.err if ended.code else told), told[:2000]
    if ended.code:
        assert ended.err.strip(), "nothing said"
        assert len(told) < 30_000, f"{len(told)} letters: nobody reads that"
    well = ended.code in (ExitCode.DONE, ExitCode.SOME_FAILED)
    changed = {
        name
        for name in before.keys() | after.keys()
        if before.get(name) != after.get(name)
        and not (well and f"{name}/".startswith(case.writes))
        and name.rpartition("/")[2] not in OURS
    }
    assert not changed
    lost = [name for name, data in before.items() if is_work(name, data, after)]
    assert not lost, "somebody's work is gone"
    assert not [name for name in after if name.endswith(".part")]
