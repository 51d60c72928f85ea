"""Work divided over processes: the one way in which this program uses more than one processor."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
R = TypeVar("R")


def cores() -> int:
    """Give how many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def results_in_order(work: Callable[[T], R], tasks: Iterable[T], workers: int) -> Iterator[R]:
    """Do tasks in other processes and give what they gave, in order; a few are done ahead, no more.

    Where a process cannot be started, or is lost, what is left is done here.

    Args:
        work: what is done with each task; it, the tasks and what they give can be handed to another process.
        tasks: the tasks.
        workers: how many processes; with none, all is done here.
    """
    if workers < 1:
        yield from map(work, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_all_start_methods, get_context

    # A fork has all that was read and made here; elsewhere each process begins with nothing.
    context = get_context("fork" if "fork" in get_all_start_methods() else None)
    pool = ProcessPoolExecutor(workers, context, _stay_with_parent)
    rest = iter(tasks)
    waiting: deque[T] = deque()
    futures: deque[Future[R]] = deque()
    try:
        for task in rest:
            waiting.append(task)
            futures.append(pool.submit(work, task))
            if len(futures) > 2 * workers:
                yield futures.popleft().result()
                waiting.popleft()
        while futures:
            yield futures.popleft().result()
            waiting.popleft()
    except (BrokenProcessPool, OSError):
        yield from map(work, chain(waiting, rest))
    finally:
        pool.shutdown(cancel_futures=True)


def _stay_with_parent() -> None:
    """Leave stopping to the process that handed out the work, and stop when that is gone, even if killed."""
    from multiprocessing import connection, parent_process
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is None:
        return

    def follow() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    Thread(target=follow, daemon=True).start()
