"""Worker processes for drawing: pages are never typeset in the event loop.

One process answers requests that somebody waits for, such as a picture; the others do longer work.
Each keeps what it loaded, so redrawing an edition while somebody types takes a fraction of the
first time.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from wegwijs.press.bounded import follow_parent

T = TypeVar("T")
# The server has threads; a fork of it could inherit a lock that is never released.
START = "spawn" if sys.platform == "win32" else "forkserver"
PRELOADED = [
    "wegwijs.desk.drawing",
    "wegwijs.desk.parcels",
    "wegwijs.desk.showing",
    "wegwijs.desk.texts",
    "wegwijs.press.status",
]
MOST_KEPT = 64  # cached answers, each a picture of at most 200 kB


def warm() -> int:
    """Load what every answer needs; return the id of this process."""
    from wegwijs.desk.reading import theme

    theme()
    return os.getpid()


class Busy(Exception):
    """Too many calls are waiting."""


class Pool:
    """A pool of processes. At most ``most`` calls wait or run at once."""

    def __init__(self, processes: int, most: int) -> None:
        self.processes, self.most, self.running = processes, most, 0
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context(START)
        if START == "forkserver":
            context.set_forkserver_preload(PRELOADED)
        return ProcessPoolExecutor(self.processes, mp_context=context, initializer=follow_parent)

    async def call(self, function: Callable[..., T], *arguments: Any) -> T:
        """Call a function in a process, and once more if that process died. Raises ``Busy``."""
        if self.running >= self.most:
            raise Busy
        self.running += 1
        try:
            loop = asyncio.get_running_loop()
            try:
                return await loop.run_in_executor(self._executor, function, *arguments)
            except BrokenProcessPool:
                self._executor = self._start()
                return await loop.run_in_executor(self._executor, function, *arguments)
        finally:
            self.running -= 1

    def close(self) -> None:
        """End the processes."""
        self._executor.shutdown(wait=True, cancel_futures=True)


class Workers:
    """The pools, and a cache of answers: equal requests of two screens are computed once."""

    def __init__(
        self, processes: int | None = None, most: int = 200, kept: int = MOST_KEPT
    ) -> None:
        count = processes or os.cpu_count() or 1
        self.quick = Pool(1, most)
        self.slow = Pool(max(1, count - 1), most)
        self._kept: OrderedDict[Hashable, asyncio.Future[Any]] = OrderedDict()
        self._most_kept = kept

    async def warm(self) -> None:
        """Load everything in advance."""
        await asyncio.gather(self.quick.call(warm), self.slow.call(warm))

    async def draw(self, function: Callable[..., T], *arguments: Any) -> T:
        """Call a function that somebody is waiting for."""
        return await self._once(self.quick, function, arguments)

    async def work(self, function: Callable[..., T], *arguments: Any) -> T:
        """Call a function that may take longer."""
        return await self._once(self.slow, function, arguments)

    async def _once(self, pool: Pool, function: Callable[..., T], arguments: tuple[Any, ...]) -> T:
        key = (function.__name__, arguments)
        task = self._kept.get(key)
        if task is None:
            task = asyncio.ensure_future(pool.call(function, *arguments))
            self._kept[key] = task
            while len(self._kept) > self._most_kept:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        try:
            answer: T = await asyncio.shield(task)
        except BaseException:
            if task.done():
                self._kept.pop(key, None)
            raise
        return answer

    def close(self) -> None:
        """End all processes."""
        self.quick.close()
        self.slow.close()
