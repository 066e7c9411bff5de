"""Doing many things in a few processes; a process that dies fails the one thing it was at, and nothing hangs.

The standard pools are not used: `multiprocessing.Pool` waits for ever for a worker that was killed, and
`ProcessPoolExecutor` gives up everything that is still to do.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Crash:
    """The process died at this item; `cause` says how: `signal 9`, `exit code 1`."""

    cause: str


@dataclass
class _Worker(Generic[Item]):
    process: SpawnProcess
    connection: Connection
    index: int


def count_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_in_processes(
    function: Callable[[Item], Result], items: Sequence[Item], jobs: int
) -> Iterator[tuple[int, Result | Crash]]:
    """Yield the index and the result of `function` for each item, as they come; items are begun in their order.

    `function` must be a function of a module, must not raise, and is run in `jobs` fresh processes.
    """
    waiting = deque(enumerate(items))
    busy: dict[Connection, _Worker[Item]] = {}
    try:
        while waiting or busy:
            while waiting and len(busy) < jobs:
                worker = _start(function, *waiting.popleft())
                busy[worker.connection] = worker
            ready = wait(list(busy))
            for worker in [worker for worker in busy.values() if worker.connection in ready]:
                del busy[worker.connection]
                yield worker.index, _receive(worker)
                if waiting and worker.process.is_alive() and _send(worker, *waiting[0]):
                    waiting.popleft()
                    busy[worker.connection] = worker
                else:
                    _stop(worker)
    finally:
        for worker in busy.values():
            worker.process.terminate()
            _stop(worker)


def _start(function: Callable[[Item], Any], index: int, item: Item) -> _Worker[Item]:
    ours, theirs = multiprocessing.Pipe()
    # "spawn": a fork would copy locks and libraries in whatever state they are in
    process = multiprocessing.get_context("spawn").Process(target=_work, args=(function, theirs), daemon=True)
    process.start()
    theirs.close()  # else the end of the process would not close the pipe
    worker: _Worker[Item] = _Worker(process, ours, index)
    _send(worker, index, item)
    return worker


def _send(worker: _Worker[Item], index: int, item: Item) -> bool:
    """Tell whether an item could be handed over; one that is lost on the way shows as a crash when it is awaited."""
    try:
        worker.connection.send(item)
    except OSError:
        return False
    worker.index = index
    return True


def _receive(worker: _Worker[Item]) -> Any:
    try:
        return worker.connection.recv()
    except (EOFError, OSError):
        worker.process.join()
        code = worker.process.exitcode or 0
        return Crash(f"signal {-code}" if code < 0 else f"exit code {code}")


def _stop(worker: _Worker[Item]) -> None:
    worker.connection.close()  # the process sees the end of its pipe and leaves
    worker.process.join()


def _work(function: Callable[[Any], Any], connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's affair; it ends its workers
    while True:
        try:
            item = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(function(item))
