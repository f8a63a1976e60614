"""Run the program as a user does, and return what that cost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
MOST_SAID = 2_000  # characters


@dataclass(frozen=True)
class Spent:
    """The cost of one run of the program."""

    wall: float  # seconds
    cpu: float  # CPU seconds of all its processes
    memory: float  # MB, its largest process


def run(arguments: Sequence[str]) -> Spent:
    """Run the program as a user does. When it fails, print why, and raise
    ``CalledProcessError``.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile("w+") as said:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 (our own program)
            [sys.executable, str(ROOT / "generate.py"), *arguments],
            env=kept,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        _, status, used = os.wait4(process.pid, 0)  # with what it waited for itself
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            print(said.read()[-MOST_SAID:], file=sys.stderr)
            raise subprocess.CalledProcessError(process.returncode, arguments)
    return Spent(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
