"""Work on files that anybody may have made, in processes that end when one of them asks too much.

A file can hold a machine for hours or eat its memory, whatever is looked at first. So each item
has its seconds and its memory, and what befalls one of them stops no other. Loads nothing heavy.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic, TypeVar

from press.processes import follow_parent

START = 30.0  # seconds more, for a process that must load the libraries first
GRACE = 2.0
TRIES = 2  # a process may be ended for want of memory that others took

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class Stopped(StrEnum):
    """Why there is no outcome, in words."""

    TIME = "het duurde te lang"
    DIED = "het vroeg te veel van de computer"


@dataclass(frozen=True)
class Limits:
    """What one item may take: seconds by the clock, bytes of memory beside the program itself."""

    seconds: float
    memory: int


def bounded(
    do: Callable[[Item], Outcome], items: Sequence[Item], jobs: int, limits: Limits
) -> Iterator[tuple[int, Outcome | Stopped]]:
    """The outcome of each item with its index, as they come. What ``do`` raises is raised."""
    team = _Team(do, items, limits)
    try:
        while team.todo or team.busy:
            while team.todo and len(team.busy) < jobs:
                team.start_next()
            yield from team.answers()
    finally:
        team.leave()


@dataclass(eq=False)
class _Worker:
    process: Any
    pipe: Connection
    limits: Limits
    index: int = -1
    owner: int = field(default_factory=os.getpid)  # a fork has workers that are not its own
    until: float = 0.0

    def end(self) -> None:
        self.process.terminate()  # so that it ends what it started itself
        self.process.join(GRACE)
        self.process.kill()
        self.process.join()
        self.pipe.close()


_idle: list[_Worker] = []


@dataclass
class _Team(Generic[Item, Outcome]):
    do: Callable[[Item], Outcome]
    items: Sequence[Item]
    limits: Limits
    busy: list[_Worker] = field(default_factory=list)
    todo: deque[int] = field(default_factory=deque)
    tries: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.todo.extend(range(len(self.items)))

    def start_next(self) -> None:
        """Give the next item to a worker."""
        index = self.todo.popleft()
        self.tries[index] = self.tries.get(index, 0) + 1
        worker, more = _hired(self.limits)
        worker.index, worker.until = index, time.monotonic() + self.limits.seconds + more
        self.busy.append(worker)
        with suppress(OSError):  # it is gone already: so is its answer
            worker.pipe.send((self.do, self.items[index]))

    def answers(self) -> Iterator[tuple[int, Outcome | Stopped]]:
        """What has come, or has to be given up."""
        left = min(worker.until for worker in self.busy) - time.monotonic()
        ready = wait([worker.pipe for worker in self.busy], max(0.0, left))
        for worker in [one for one in self.busy if one.pipe in ready]:
            yield from self._answer(worker)
        now = time.monotonic()
        for worker in [one for one in self.busy if one.until <= now and not one.pipe.poll()]:
            self.busy.remove(worker)
            worker.end()
            yield worker.index, Stopped.TIME

    def _answer(self, worker: _Worker) -> Iterator[tuple[int, Outcome | Stopped]]:
        self.busy.remove(worker)
        try:
            error, outcome = worker.pipe.recv()
        except (EOFError, OSError):  # it was ended: by the system, or by a library
            worker.end()
            if self.tries[worker.index] < TRIES:
                self.todo.append(worker.index)
            else:
                yield worker.index, Stopped.DIED
            return
        _idle.append(worker)
        if isinstance(error, MemoryError):
            yield worker.index, Stopped.DIED
        elif error:
            raise error
        else:
            yield worker.index, outcome

    def leave(self) -> None:
        """End what is still at work."""
        for worker in self.busy:
            worker.end()
        self.busy.clear()


def _hired(limits: Limits) -> tuple[_Worker, float]:
    """A worker, and the seconds that it needs to start."""
    for worker in list(_idle):
        if worker.owner == os.getpid() and worker.limits == limits:
            _idle.remove(worker)
            if worker.process.is_alive():
                return worker, 0.0
            worker.end()
    context = multiprocessing.get_context("spawn")  # a fork lacks the threads that libraries have
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, limits.memory), daemon=True)
    process.start()
    there.close()
    return _Worker(process, here, limits), START


def _serve(pipe: Connection, memory: int) -> None:
    """In a worker: one item after another, until nobody asks any more."""
    follow_parent()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    _limit(memory)
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


def _limit(memory: int) -> None:
    """Where the system keeps to it (Linux): what asks for more gets none."""
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
