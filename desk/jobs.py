"""Long-running work: one job for each edition, in a process that can be stopped.

A job continues when its screen is closed; opening the screen again shows its progress.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from wegwijs.desk.edition import Written
from wegwijs.desk.making import Outcome, Task, run_in_process
from wegwijs.desk.workers import START

PATIENCE = 5.0  # seconds for a stopped job to end by itself


@dataclass
class Job:
    """A job and its progress. ``outcome`` is None until it ended; ``written`` is the edition as it
    was when the job began.
    """

    task: Task
    written: Written | None = None
    began: float = field(default_factory=time.monotonic)
    what: str = "make"
    done: int = 0
    total: int = 0
    outcome: Outcome | None = None
    process: multiprocessing.process.BaseProcess | None = None

    @property
    def is_running(self) -> bool:
        """Whether the job is running."""
        return self.outcome is None

    def start(self) -> None:
        """Start its process, and a thread that receives its messages."""
        context: Any = multiprocessing.get_context(START)
        mine, theirs = context.Pipe(duplex=False)
        self.process = context.Process(target=run_in_process, args=(self.task, theirs))
        self.process.start()
        theirs.close()
        threading.Thread(target=self._listen, args=(mine,), daemon=True).start()

    def _listen(self, pipe: Connection) -> None:
        outcome = Outcome(error="Het maken is opeens gestopt. Probeer het nog eens.")
        try:
            while True:
                news = pipe.recv()
                if isinstance(news, Outcome):
                    outcome = news
                    break
                self.what, self.done, self.total = news
        except (EOFError, OSError):
            pass
        if self.process:
            self.process.join()
        self.outcome = outcome

    def stop(self) -> None:
        """Ask the job to end. Finished files stay, and a next job continues from there."""
        process = self.process
        if process and process.is_alive() and process.pid:
            os.kill(process.pid, signal.SIGINT)
            process.join(PATIENCE)
            if process.is_alive():
                process.terminate()


class Jobs:
    """Jobs by name."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}

    def of(self, name: str) -> Job | None:
        """Return the last job of this name."""
        return self._jobs.get(name)

    def forget(self, name: str) -> None:
        """Drop a job that ended, whose outcome is no longer valid."""
        job = self._jobs.get(name)
        if job and not job.is_running:
            del self._jobs[name]

    def start(self, name: str, job: Job) -> Job:
        """Start a job, unless one of this name is running."""
        former = self._jobs.get(name)
        if former and former.is_running:
            return former
        self._jobs[name] = job
        job.start()
        return job

    def close(self) -> None:
        """Stop all jobs."""
        for job in self._jobs.values():
            job.stop()
