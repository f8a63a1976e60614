"""Processes that work for anybody: each call has its time, each process its memory, and no more
calls wait than can be answered soon.

A call that takes too long is ended with its process, and another process takes that place. Nothing
that comes out of a call is remembered here.
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

from desk.workers import PRELOADED, START, Busy, warm
from press.bounded import follow_parent, limit_memory

T = TypeVar("T")


class TookTooLong(Exception):
    """A call was ended: it took more time than it may, or more memory than there is."""


def _begin(memory: int) -> None:
    """In a process, before its first call."""
    follow_parent()
    limit_memory(memory)


@dataclass
class _Place:
    """A process, and whoever waits for it. ``pid`` is 0 until it answered once."""

    memory: int
    pid: int = 0
    is_busy: bool = False
    executor: ProcessPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Start a process; the former one is gone, or will be."""
        context = multiprocessing.get_context(START)
        if START == "forkserver":
            context.set_forkserver_preload(PRELOADED)
        self.pid = 0
        self.executor = ProcessPoolExecutor(
            1, mp_context=context, initializer=partial(_begin, self.memory)
        )

    async def call(self, seconds: float, function: Callable[..., T], *arguments: Any) -> T:
        """Call a function. Raises ``TookTooLong``, and what it raises."""
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
        """End the process; one that works is not waited for."""
        if self.is_busy:
            self.end()
        else:
            self.executor.shutdown(wait=True, cancel_futures=True)

    def end(self) -> None:
        """End the process at once, whatever it does."""
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        self.executor.shutdown(wait=False, cancel_futures=True)


PATIENCE = 1.5  # times the seconds of a call that one waits before it begins


class Limited:
    """Some processes of one kind. ``most`` calls may wait; more are told that it is busy, and so is
    who waited too long.
    """

    def __init__(self, processes: int, most: int, seconds: float, memory: int) -> None:
        self.seconds, self.most, self.waiting = seconds, most, 0
        self._places = [_Place(memory) for _ in range(processes)]
        self._free: asyncio.LifoQueue[_Place] = asyncio.LifoQueue()
        for place in self._places:
            self._free.put_nowait(place)

    async def call(self, function: Callable[..., T], *arguments: Any) -> T:
        """Call a function in one of the processes. Raises ``Busy``, ``TookTooLong``."""
        if self._free.empty() and self.waiting >= self.most:
            raise Busy
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

    async def warm(self) -> None:
        """Load everything in each process before somebody waits for it."""
        for place in self._places:
            place.pid = await asyncio.get_running_loop().run_in_executor(place.executor, warm)

    def close(self) -> None:
        """End the processes."""
        for place in self._places:
            place.close()


class LimitedWorkers:
    """The processes of a service: some that draw, some that make files."""

    def __init__(self, drawing: Limited, making: Limited) -> None:
        self.drawing, self.making = drawing, making

    async def warm(self) -> None:
        """Load everything before somebody waits for it."""
        await asyncio.gather(self.drawing.warm(), self.making.warm())

    async def draw(self, function: Callable[..., T], *arguments: Any) -> T:
        """What somebody waits for."""
        return await self.drawing.call(function, *arguments)

    async def work(self, function: Callable[..., T], *arguments: Any) -> T:
        """What may take a moment."""
        return await self.drawing.call(function, *arguments)

    async def make(self, function: Callable[..., T], *arguments: Any) -> T:
        """Make files, and read them again."""
        return await self.making.call(function, *arguments)

    def close(self) -> None:
        """End all processes."""
        self.drawing.close()
        self.making.close()
