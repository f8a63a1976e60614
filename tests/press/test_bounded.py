"""What one file asks of the machine stops no other."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator

import pytest

from wegwijs.press import bounded as module
from wegwijs.press.bounded import Limits, Stopped, bounded

LIMITS = Limits(seconds=0.5, memory=500_000_000)


def work(item: object) -> object:
    """What happens in a worker; by name, as only that can be sent to it."""
    match item:
        case "hang":
            time.sleep(60)
        case "die":
            os._exit(9)
        case "eat":
            return len(bytes(10_000_000_000))
        case "stumble":
            raise ValueError(item)
    return item


def outcomes(*items: object, jobs: int = 1) -> list[object]:
    found = dict(bounded(work, items, jobs, LIMITS))
    return [found[index] for index in range(len(items))]


@pytest.fixture(scope="module", autouse=True)
def started() -> Iterator[None]:
    """A process that has started already needs no time for that."""
    outcomes("start")
    yield
    while module._idle:
        module._idle.pop().end()


def test_what_takes_too_long_is_ended_and_the_others_are_done():
    start = time.monotonic()
    assert outcomes("a", "hang", "b") == ["a", Stopped.TIME, "b"]
    assert time.monotonic() - start < 20


def test_what_ends_its_process_is_told_after_a_second_try_and_the_others_are_done():
    assert outcomes("die", "a", "die", jobs=2) == [Stopped.DIED, "a", Stopped.DIED]


@pytest.mark.skipif(sys.platform != "linux", reason="a limit that Linux keeps to")
def test_what_eats_all_memory_is_told_and_the_others_are_done():
    assert outcomes("eat", "a") == [Stopped.DIED, "a"]


def test_a_bug_of_ours_is_no_fault_of_the_file():
    with pytest.raises(ValueError, match="stumble"):
        outcomes("stumble")


def test_a_process_that_was_killed_while_nobody_asked_it_costs_nothing():
    outcomes("a")
    for worker in module._idle:
        worker.process.kill()
        worker.process.join()
    assert outcomes("b", "c") == ["b", "c"]
