"""A cage for hostile input: the whole program in a process of its own that cannot eat the machine.

Forked from a process that has everything loaded, so that a case costs what its input costs. Beyond
its seconds or its memory the operating system ends it, whatever C code it is in.
"""

from __future__ import annotations

import gc
import io
import os
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import NoReturn

SECONDS = 2  # of processor time: fair on a busy machine too
LOADING = 5  # more, for a Python that has nothing loaded yet
WAITING = 60  # seconds by the clock, on a busy machine too: for who waits for what never comes
MEMORY = 500_000_000  # bytes on top of what the loaded program has

PROGRAM = Path(__file__).parents[2] / "generate.py"
ENV = {"SOURCE_DATE_EPOCH": "1795392000", "NO_COLOR": "1"}  # no fact is old yet
FORKS = hasattr(os, "fork")


@dataclass(frozen=True)
class Ended:
    """How a run ended. ``killed`` says by what, where it did not end by itself."""

    code: int
    out: str
    err: str
    killed: str = ""


def run(arguments: Sequence[str], cwd: Path, env: Mapping[str, str] | None = None) -> Ended:
    """The program with these arguments, in a folder."""
    env = ENV | dict(env or {})
    if not FORKS:  # Windows: no limits there, but the same promises
        return alone(arguments, cwd, env)
    warm()
    scratch = cwd.parent / f".{cwd.name}"
    scratch.mkdir(exist_ok=True)
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()  # what is loaded stays shared with the child
    child = os.fork()
    if not child:
        _be_the_program(arguments, cwd, env, scratch)
    return _await(child, scratch)


def alone(
    arguments: Sequence[str | bytes], cwd: Path, env: Mapping[str, str] | None = None
) -> Ended:
    """The same as a user starts it, in a Python of its own: slower, nothing shared."""
    try:
        done = subprocess.run(
            [sys.executable, os.fspath(PROGRAM), *arguments],
            cwd=cwd,
            env=os.environ | ENV | dict(env or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=WAITING,
            check=False,
            preexec_fn=partial(_limit, LOADING + SECONDS) if FORKS else None,
        )
    except subprocess.TimeoutExpired:
        return Ended(-1, "", "", "hangs")
    return _ended(done.returncode, done.stdout, done.stderr)


@cache
def warm() -> None:
    """Do once what every run does: load the libraries, the typefaces and the shipped data."""
    import generate

    for module in (
        "wegwijs.press.catalogues",
        "wegwijs.sources.importers.edition_files",
        "wegwijs.sources.logo",
    ):
        import_module(module)
    for arguments in (
        ["build", "--quiet", "--force"],
        ["build", "--language=en", "--quiet", "--force"],
    ):
        assert generate.main([*arguments, "--dry-run"]) == 0


def _limit(seconds: int = SECONDS) -> None:
    import resource

    pages = Path("/proc/self/statm")
    if pages.exists():
        now = int(pages.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + MEMORY, now + MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _be_the_program(
    arguments: Sequence[str], cwd: Path, env: Mapping[str, str], scratch: Path
) -> NoReturn:
    code = 1
    try:
        for number, name in ((1, "out"), (2, "err")):
            handle = os.open(scratch / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.dup2(handle, number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.stdout = io.TextIOWrapper(io.FileIO(1, "w"), "utf-8", write_through=True)
        sys.stderr = io.TextIOWrapper(io.FileIO(2, "w"), "utf-8", "backslashreplace", write_through=True)  # fmt: skip
        os.chdir(cwd)
        os.environ.update(env)
        _limit()
        import generate

        code = generate.main(arguments)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _await(child: int, scratch: Path) -> Ended:
    killed = ""
    if not _ended_within(child, WAITING):
        os.kill(child, signal.SIGKILL)
        killed = f"more than {WAITING} s"
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    ended = _ended(code, (scratch / "out").read_bytes(), (scratch / "err").read_bytes())
    return Ended(ended.code, ended.out, ended.err, killed or ended.killed)


def _ended_within(child: int, seconds: float) -> bool:
    if hasattr(os, "pidfd_open"):
        handle = os.pidfd_open(child)
        try:
            return bool(select.select([handle], [], [], seconds)[0])
        finally:
            os.close(handle)
    import time

    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return True
        time.sleep(0.005)
    return False


def _ended(code: int, out: bytes, err: bytes) -> Ended:
    killed = signal.Signals(-code).name if code < 0 else ""
    return Ended(code, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"), killed)
