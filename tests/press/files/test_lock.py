"""One run at a time in a folder; a lock ends with its process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import generate
from tests.press.conftest import House, add
from wegwijs.press.files.lock import Locked, locked
from wegwijs.press.files.store import FolderNotWritable, sweep

ROOT = Path(__file__).parents[3]
HOLD = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from wegwijs.press.files.lock import locked
with locked(Path(sys.argv[2])):
    print("vast", flush=True)
    sys.stdin.read()
"""


def test_a_second_run_is_refused_and_a_lock_of_a_dead_process_is_not_in_the_way(
    house: House, capsys
):
    add(house.sources, "aa", "Een ander")
    before = house.files()
    command = [sys.executable, "-c", HOLD, str(ROOT), str(house.output)]
    build = ["build", "aa", "--product=pocket-card", "--today=2026-11-23"]
    build += ["--sources", str(house.sources), "--output", str(house.output)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline().strip() == b"vast"
        assert generate.main(build) == 2
        error = capsys.readouterr().err
        assert f"in de map {house.output} is al een andere opdracht bezig" in error
        assert house.files() == before
        assert generate.main([*build[:1], "bb", *build[2:]]) == 0  # nothing to do: no lock needed
        other.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        other.wait()
    assert generate.main(build) == 0
    assert house.files() != before


def test_the_lock_is_free_again_after_use(tmp_path: Path):
    for _ in range(2):
        with locked(tmp_path), pytest.raises(Locked), locked(tmp_path):
            pass


def test_only_half_written_files_of_ours_are_swept(tmp_path: Path):
    folder = tmp_path / "aa" / "nl"
    folder.mkdir(parents=True)
    ours = [folder / ".leaflet.pdf.a1b2c3d_.part", tmp_path / ".manifest.json.abcdefgh.part"]
    theirs = [folder / "film.part", folder / ".film.mp4.abcdefgh.part", folder / ".x.pdf.part"]
    for path in ours + theirs:
        path.write_bytes(b"x")
    sweep(tmp_path)
    assert [path.exists() for path in ours + theirs] == [False] * 2 + [True] * 3


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks here")
def test_a_process_that_a_killed_run_left_behind_does_not_keep_the_lock(tmp_path: Path):
    forked = HOLD.replace(
        "    print(", "    import os, time\n    os.fork() and time.sleep(60)\n    print("
    )
    forked = forked.replace('"vast"', "os.getpid()")  # said by the fork only
    command = [sys.executable, "-c", forked, str(ROOT), str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        fork = int(other.stdout.readline())
        with pytest.raises(Locked), locked(tmp_path):
            pass
        other.kill()
        other.wait()
        try:
            with locked(tmp_path):
                pass
        finally:
            os.kill(fork, signal.SIGKILL)


def test_a_link_under_the_name_of_the_lock_is_not_followed(tmp_path: Path):
    (tmp_path / ".wegwijs.lock").symlink_to(tmp_path / "elders")
    with pytest.raises(FolderNotWritable), locked(tmp_path):
        pass
    assert not (tmp_path / "elders").exists()
