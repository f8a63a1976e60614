"""Worker processes with limits, for a public service: time for each call, memory for each process,
and a bounded queue.

A call that takes too long is killed with its process, which is replaced. Results are not cached.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from wegwijs.desk.workers import PRELOADED, START, Busy, warm
from wegwijs.press.bounded import follow_parent, limit_memory

T = TypeVar("T")


class TookTooLong(Exception):
    """A call was killed: it exceeded its time or memory."""


def _begin(memory: int) -> None:
    """Initialise a worker process."""
    follow_parent()
    limit_memory(memory)


@dataclass
class _Place:
    """A slot for one process. ``pid`` is 0 until that process answered once."""

    memory: int
    pid: int = 0
    is_busy: bool = False
    executor: ProcessPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Start a process; the previous one has ended, or is ending."""
        context = multiprocessing.get_context(START)
        if START == "forkserver":
            context.set_forkserver_preload(PRELOADED)
        self.pid = 0
        self.executor = ProcessPoolExecutor(
            1, mp_context=context, initializer=partial(_begin, self.memory)
        )

    async def call(self, seconds: float, function: Callable[..., T], *arguments: Any) -> T:
        """Call a function. Raises ``TookTooLong``, and what the function raises."""
        loop = asyncio.get_running_loop()
        if not self.pid:
            self.pid = await loop.run_in_executor(self.executor, warm)
        running = loop.run_in_executor(self.executor, function, *arguments)
        self.is_busy = True
        try:
            return await asyncio.wait_for(running, seconds)
        except (TimeoutError, MemoryError, BrokenProcessPool, asyncio.CancelledError) as error:
            self.end()
            self.start()
            if isinstance(error, asyncio.CancelledError):
                raise
            raise TookTooLong from error
        finally:
            self.is_busy = False

    def close(self) -> None:
        """End the process, without waiting for a running call."""
        if self.is_busy:
            self.end()
        else:
            self.executor.shutdown(wait=True, cancel_futures=True)

    def end(self) -> None:
        """Kill the process."""
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        self.executor.shutdown(wait=False, cancel_futures=True)


PATIENCE = 1.5  # longest wait in the queue, as a multiple of the seconds of a call


class Limited:
    """A pool of processes. At most ``most`` calls wait; further calls, and calls that waited too
    long, raise ``Busy``.
    """

    def __init__(self, processes: int, most: int, seconds: float, memory: int) -> None:
        self.seconds, self.most, self.waiting = seconds, most, 0
        self._places = [_Place(memory) for _ in range(processes)]
        self._free: asyncio.LifoQueue[_Place] = asyncio.LifoQueue()
        for place in self._places:
            self._free.put_nowait(place)

    async def call(self, function: Callable[..., T], *arguments: Any) -> T:
        """Call a function in one of the processes. Raises ``Busy``, ``TookTooLong``."""
        self.refuse_when_full()
        self.waiting += 1
        try:
            async with asyncio.timeout(PATIENCE * self.seconds):
                place = await self._free.get()
        except TimeoutError as error:
            raise Busy from error
        finally:
            self.waiting -= 1
        try:
            return await place.call(self.seconds, function, *arguments)
        finally:
            self._free.put_nowait(place)

    def refuse_when_full(self) -> None:
        """Raise ``Busy`` when a call would have no place in the queue."""
        if self._free.empty() and self.waiting >= self.most:
            raise Busy

    async def warm(self) -> None:
        """Load everything in each process in advance."""
        for place in self._places:
            place.pid = await asyncio.get_running_loop().run_in_executor(place.executor, warm)

    def close(self) -> None:
        """End the processes."""
        for place in self._places:
            place.close()


class LimitedWorkers:
    """The worker processes of a service: one pool that draws, and one that makes files."""

    def __init__(self, drawing: Limited, making: Limited) -> None:
        self.drawing, self.making = drawing, making

    async def warm(self) -> None:
        """Load everything in advance."""
        await asyncio.gather(self.drawing.warm(), self.making.warm())

    async def draw(self, function: Callable[..., T], *arguments: Any) -> T:
        """Call a function that a visitor is waiting for."""
        return await self.drawing.call(function, *arguments)

    async def work(self, function: Callable[..., T], *arguments: Any) -> T:
        """Call a function that may take longer; the same pool as ``draw``."""
        return await self.drawing.call(function, *arguments)

    def refuse_to_make_when_full(self) -> None:
        """Raise ``Busy`` when ``make`` would."""
        self.making.refuse_when_full()

    async def make(self, function: Callable[..., T], *arguments: Any) -> T:
        """Call a function that makes files and proof-reads them."""
        return await self.making.call(function, *arguments)

    def close(self) -> None:
        """End all processes."""
        self.drawing.close()
        self.making.close()
