import os
import signal
import time

import pytest

from exporter.batch.workers import Crash, count_processors, run_in_processes


def work(item: int) -> int:
    """Square a number; negative ones kill the process that works on them."""
    if item == -1:
        os.kill(os.getpid(), signal.SIGKILL)
    if item == -2:
        os._exit(3)
    if item == -3:
        time.sleep(60)
    return item * item


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_item_has_its_result(jobs: int) -> None:
    assert dict(run_in_processes(work, range(7), jobs)) == {number: number**2 for number in range(7)}


def test_a_killed_process_fails_its_item_and_no_other() -> None:
    results = dict(run_in_processes(work, [1, -1, 2, -2, 3, -1], 2))
    assert results == {0: 1, 1: Crash("signal 9"), 2: 4, 3: Crash("exit code 3"), 4: 9, 5: Crash("signal 9")}


def test_nothing_to_do() -> None:
    assert list(run_in_processes(work, [], 2)) == []


def test_leaving_early_ends_the_processes() -> None:
    start = time.monotonic()
    results = run_in_processes(work, [1, -3, -3], 2)
    assert next(results) == (0, 1)
    results.close()  # type: ignore[attr-defined]  # a generator
    assert time.monotonic() - start < 30


def test_there_is_a_processor() -> None:
    assert count_processors() >= 1
