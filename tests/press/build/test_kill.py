"""However a run ends, no file is torn, the manifest is true, and the next run completes."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import wegwijs.press.build.execute
import wegwijs.press.files.aside
import wegwijs.press.ledger.manifest
from tests.press.conftest import House, add
from wegwijs.press.files.lock import Locked, locked
from wegwijs.press.files.store import write

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="kills and mounts of Unix")
ROOT = Path(__file__).parents[3]
EDITIONS = ("aa", "bb", "cc")

# A child that is ready to go, so that a kill falls in the part that matters. It saves often.
CHILD = """
import os, random, sys, threading, time, signal
sys.path.insert(0, sys.argv[1])
from datetime import date
from pathlib import Path
import wegwijs.press.build.execute
from wegwijs.press.order import order
from wegwijs.press.build.build import build_order
from wegwijs.press.build.settings import BuildSettings
wegwijs.press.build.execute.SAVE_EVERY = 0.0
delay = float(sys.argv[4])
fsync, replace = os.fsync, Path.replace
os.fsync = lambda handle: (fsync(handle), time.sleep(0.01))  # a disk slow enough to be hit
Path.replace = lambda path, target: (replace(path, target), time.sleep(0.01))
def kill():
    time.sleep(delay)
    os.kill(os.getpid(), signal.SIGKILL)
first = wegwijs.press.build.execute.refuse
def refuse(*a):
    first(*a)
    threading.Thread(target=kill, daemon=True).start()
wegwijs.press.build.execute.refuse = refuse
build_order(order(["aa", "bb", "cc"], ["nl"], ["pocket-card"], every=False),
    BuildSettings([Path(sys.argv[1]) / "sources", Path(sys.argv[2])], Path(sys.argv[3]),
             date(2026, 11, 23), jobs=1 + int(1000 * delay) % 2))  # half of the runs in processes
"""


def wait_for_workers(output: Path) -> None:
    """Those of a killed run have the folder until they notice."""
    until = time.monotonic() + 20
    while output.exists():
        try:
            with locked(output):
                return
        except Locked:
            assert time.monotonic() < until
            time.sleep(0.01)


@UNIX
@pytest.mark.parametrize("count", [5, pytest.param(200, marks=pytest.mark.slow)])
def test_kills_at_random_moments_leave_only_whole_files_and_a_true_manifest(
    tmp_path: Path, count: int
):
    houses = []
    for publisher in ("Wegwijs", "Een ander"):
        house = House(tmp_path / publisher)
        for id_ in EDITIONS:
            add(house.sources, id_, publisher)
        house.build(*EDITIONS)
        houses.append(house)
    whole = [house.files() for house in houses]
    house, again = House(tmp_path), House(tmp_path)
    house.output, again.output = tmp_path / "uit", tmp_path / "nog eens"
    chance = random.Random(7)
    work: list[bytes] = []
    killed = runs = 0
    while killed < count:
        assert runs < 4 * count, "most runs end before they are killed"
        which, runs = runs % 2, runs + 1
        house.sources = again.sources = houses[which].sources
        path = house.output / chance.choice(list(whole[0]))
        if runs % 3 == 0 and path.exists():  # somebody fills a card in
            work = [data for data in work if data != path.read_bytes()]
            work.append(f"van iemand {runs}".encode())
            path.write_bytes(work[-1])
        arguments = [str(ROOT), str(house.sources), str(house.output), str(chance.uniform(0, 0.5))]
        code = subprocess.run([sys.executable, "-c", CHILD, *arguments], check=False).returncode
        assert code in (-9, 0)
        wait_for_workers(house.output)
        killed += code == -9
        for name, data in house.files().items():
            if not name.endswith(".part") and data not in work:
                assert data in (whole[0][name], whole[1][name]), name
        assert set(work) <= set(house.files().values())
        assert house.true(but=work)
        # The next kill falls on what this one left; that it can be completed is tried on a copy.
        shutil.rmtree(again.output, ignore_errors=True)
        if house.output.exists():
            shutil.copytree(house.output, again.output)
        again.build(*EDITIONS)
        left = again.files()
        assert whole[which].items() <= left.items()
        more = [data for name, data in left.items() if name not in whole[which]]
        assert sorted(more) == sorted(work)  # each once, and nothing of our own
        assert again.true()


@pytest.mark.parametrize("moment", range(1, 10))
def test_broken_off_at_any_write_the_manifest_is_true(house: House, monkeypatch, moment: int):
    whole = house.build("aa", "bb", force=True) and house.files()
    add(house.sources, "aa", "Een ander")
    add(house.sources, "bb", "Een ander")
    count = 0

    def broken(path: Path, data: bytes, *more: Any, **how: Any) -> None:
        nonlocal count
        count += 1
        if count >= moment:  # as SIGKILL: nothing after it is written either
            raise KeyboardInterrupt
        write(path, data, *more, **how)

    monkeypatch.setattr(wegwijs.press.files.aside, "write", broken)
    monkeypatch.setattr(wegwijs.press.ledger.manifest, "write", broken)
    monkeypatch.setattr(wegwijs.press.build.execute, "SAVE_EVERY", 0.0)
    try:
        house.build("aa", "bb")
    except KeyboardInterrupt:
        assert house.true()
    monkeypatch.undo()
    house.build("aa", "bb")
    assert house.true()
    assert all(data != whole[name] for name, data in house.files().items())


def test_a_manifest_left_half_written_goes_with_a_run_that_has_nothing_to_do(house: House):
    house.build("aa")
    whole = house.files()
    half = house.output / ".manifest.json.a1b2c3d4.part"
    half.write_text("{")
    assert not house.build("aa").made
    assert house.files() == whole
    assert not half.exists()


@UNIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root to mount")
def test_a_full_disk_leaves_the_former_files_and_the_next_run_completes(tmp_path: Path):
    house, two = House(tmp_path), EDITIONS[:2]
    for id_ in two:
        add(house.sources, id_)
    disk = tmp_path / "uit"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no tmpfs can be mounted here")
    try:
        house.build(*two)
        before = house.files()
        used = os.statvfs(disk)
        room = (disk / "manifest.json").stat().st_size + 2_000  # a manifest fits, a card does not
        (disk / "vol").write_bytes(b"x" * (used.f_bavail * used.f_frsize - room))
        for id_ in two:
            add(house.sources, id_, "Een ander")
        result = house.build(*two)
        assert result.failed
        (disk / "vol").unlink()
        assert house.true()
        failed = {fail.document.edition for fail in result.failed}
        left = house.files()
        house.build(*two)
        after = house.files()
        for name, data in left.items():  # of a card that failed one of its files may be new
            assert data in (before.get(name), after[name]), name
        assert failed
        assert house.true()
        assert house.build(*two).made == []
    finally:
        until = time.monotonic() + 5
        while subprocess.run(["umount", str(disk)], check=False).returncode:
            assert time.monotonic() < until
            time.sleep(0.1)
