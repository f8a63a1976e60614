"""The process pool for builds, proof and pictures.

A failing item stops no other item: when its process is killed (out of memory, say) it is retried
once in a new process, and then given up. Untrusted files can occupy a machine for hours or exhaust
its memory, so work on those has ``Limits``. Loads nothing heavy.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct, field

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

# How the processes of a build start. A fork inherits everything loaded and cached, and
# starts in 10 ms instead of 600. It is unsafe on macOS, and Windows has none.
QUICKEST = "fork" if sys.platform == "linux" else "spawn"
START = 30.0  # extra seconds for a process that must load the libraries first
GRACE = 2.0
TRIES = 2  # a process may be killed because others used up the memory

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class Stopped(StrEnum):
    """The reason, in Dutch, why an item has no outcome."""

    TIME = "het duurde te lang"
    DIED = "het vroeg te veel van de computer"


class Limits(Struct, frozen=True):
    """Limits per item: wall-clock seconds, and bytes of memory on top of the program itself."""

    seconds: float
    memory: int


UNLIMITED = Limits(float("inf"), 0)


def bounded(
    do: Callable[[Item], Outcome], items: Sequence[Item], jobs: int, limits: Limits
) -> Iterator[tuple[int, Outcome | Stopped]]:
    """Yield the index and outcome of each item, as they complete. Exceptions of ``do`` are raised.

    The processes are kept for the next call. They are spawned rather than forked: a fork lacks the
    threads of libraries, and waits for them forever (page-validation).
    """
    team = Team(jobs, limits, start="spawn")
    try:
        yield from team.work(do, items)
    finally:
        team.leave(keep=True)


class _Worker(Struct, eq=False):
    process: Any
    pipe: Connection
    limits: Limits
    place: int = 0  # index in its team
    index: int = -1  # index of its current item
    owner: int = field(default_factory=os.getpid)  # a fork inherits workers that are not its own
    until: float = 0.0

    def end(self) -> None:
        self.process.terminate()  # lets it end its own child processes
        self.process.join(GRACE)
        self.process.kill()
        self.process.join()
        self.pipe.close()


_idle: list[_Worker] = []  # kept by ``bounded`` for its next call


class Team:
    """Processes that are kept for several calls, so that they reuse what they have read.

    A forked team inherits what was loaded when it got its first work; that must happen before any
    thread is started.
    """

    def __init__(self, jobs: int, limits: Limits = UNLIMITED, start: str = QUICKEST) -> None:
        self.jobs = jobs
        self._limits = limits
        self._start = start
        self._free: list[_Worker] = []
        self._busy: list[_Worker] = []

    def work(
        self,
        do: Callable[[Item], Outcome],
        items: Sequence[Item],
        places: Sequence[int] | None = None,
    ) -> Iterator[tuple[int, Outcome | Stopped]]:
        """Yield the index and outcome of each item, as they complete. Exceptions of ``do`` are
        raised.

        ``places`` gives the preferred process of each item, counted from 0: one that may have
        cached its data in an earlier call. An idle process may take the item instead.
        """
        todo: list[deque[int]] = [deque() for _ in range(self.jobs)]  # queue of each process
        for index in range(len(items)):
            todo[(places[index] if places else index) % self.jobs].append(index)
        tries = [0] * len(items)
        while any(todo) or self._busy:
            while any(todo) and len(self._busy) < self.jobs:
                worker, more = self._hired()
                own = todo[worker.place] or max(todo, key=len)
                worker.index = index = own.popleft()
                tries[index] += 1
                worker.until = time.monotonic() + self._limits.seconds + more
                self._busy.append(worker)
                with suppress(OSError):  # it has already ended, and its answer is lost
                    worker.pipe.send((do, items[index]))
            for index, outcome in self._answers():
                if outcome is Stopped.DIED and tries[index] < TRIES:
                    todo[0].append(index)
                else:
                    yield index, outcome

    def _answers(self) -> Iterator[tuple[int, Any]]:
        """Wait for outcomes, and give up items that took too long."""
        # imported after work is given out: it takes 5 ms
        from multiprocessing.connection import wait

        left = min(worker.until for worker in self._busy) - time.monotonic()
        pipes = [worker.pipe for worker in self._busy]
        ready = wait(pipes, None if left == float("inf") else max(0.0, left))
        for worker in [one for one in self._busy if one.pipe in ready]:
            yield self._answer(worker)
        now = time.monotonic()
        for worker in [one for one in self._busy if one.until <= now and not one.pipe.poll()]:
            self._busy.remove(worker)
            worker.end()
            yield worker.index, Stopped.TIME

    def _answer(self, worker: _Worker) -> tuple[int, Any]:
        self._busy.remove(worker)
        try:
            error, outcome = worker.pipe.recv()
        except (EOFError, OSError):  # it was killed, by the system or by a library
            worker.end()
            return worker.index, Stopped.DIED
        self._free.append(worker)
        if isinstance(error, MemoryError):
            return worker.index, Stopped.DIED
        if error:
            raise error
        return worker.index, outcome

    def _hired(self) -> tuple[_Worker, float]:
        """Return an idle or new worker, and the extra seconds that it needs to start."""
        taken = {worker.place for worker in self._busy}
        while self._free:
            worker = self._free.pop(0)
            if worker.process.is_alive():
                return worker, 0.0
            worker.end()
        place = next(place for place in range(self.jobs) if place not in taken)
        for worker in list(_idle) if self._start == "spawn" else ():
            if worker.owner == os.getpid() and worker.limits == self._limits:
                _idle.remove(worker)
                if worker.process.is_alive():
                    worker.place = place
                    return worker, 0.0
                worker.end()
        import multiprocessing

        context = multiprocessing.get_context(self._start)
        here, there = context.Pipe()
        process: Any = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(there, self._limits.memory), daemon=True
        )
        process.start()
        there.close()
        return _Worker(process, here, self._limits, place), START

    def leave(self, *, keep: bool = False) -> None:
        """Stop busy workers, and idle ones too unless they are kept for another team."""
        for worker in self._busy if keep else [*self._busy, *self._free]:
            worker.end()
        if keep:
            _idle.extend(self._free)
        self._busy.clear()
        self._free.clear()


def follow_parent() -> None:
    """In a worker: ignore Ctrl-C, and exit when the parent is gone."""
    import multiprocessing

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent:

        def follow() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=follow, daemon=True).start()


def _serve(pipe: Connection, memory: int) -> None:
    """In a worker: process items until the pipe is closed."""
    follow_parent()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if memory:
        limit_memory(memory)
    while True:
        try:
            do, item = pipe.recv()
        except EOFError:
            return
        answer: tuple[Exception | None, Any]
        try:
            answer = None, do(item)
        except Exception as error:
            answer = error, None
        pipe.send(answer)


def limit_memory(memory: int) -> None:
    """Limit the memory of this process, where the system enforces it (Linux)."""
    with suppress(ImportError, OSError, ValueError, IndexError):
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


@atexit.register
def _dismiss() -> None:
    while _idle:
        worker = _idle.pop()
        if worker.owner == os.getpid():
            worker.end()
