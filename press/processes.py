"""Processes of this machine to work in."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager

# A fork has all that was loaded and set in type already: it starts in 10 ms instead of 600. On
# macOS it is not safe, on Windows there is none.
START = "fork" if sys.platform == "linux" else "spawn"


@contextmanager
def processes(jobs: int, start: str = START) -> Iterator[tuple[Executor, int]]:
    """``jobs`` processes of this machine, and how many they are.

    To be entered before any thread is started. Where a library has threads of its own ``start``
    must be "spawn": in a fork they are gone, and it waits for them forever (page-validation).
    """
    context = multiprocessing.get_context(start)
    executor = ProcessPoolExecutor(jobs, mp_context=context, initializer=follow_parent)
    try:
        yield executor, jobs
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def follow_parent() -> None:
    """In a worker: Ctrl-C is for the parent, and without a parent there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent:

        def follow() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=follow, daemon=True).start()
