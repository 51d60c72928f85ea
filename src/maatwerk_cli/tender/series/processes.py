"""Parts of a table judged over all cores, the results in order."""

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from maatwerk_cli.tender.series.part_judging import PartResult, Recipe, judge_part, make_ready
from maatwerk_cli.tender.series.table_parts import TablePart

if TYPE_CHECKING:
    from concurrent.futures import Future

PARALLEL_BYTES = 1_000_000
"""From how large a table on it is worth starting other processes."""


def judge_parts(parts: Iterable[TablePart], recipe: Recipe, size: int) -> Iterator[PartResult]:
    """Judge the parts of a table of ``size`` bytes, and give what they gave in order."""
    workers = cores() if size > PARALLEL_BYTES else 1
    return (
        _in_parallel(parts, recipe, workers) if workers > 1 else (judge_part(part, recipe) for part in parts)
    )


def cores() -> int:
    """Give how many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_parallel(parts: Iterable[TablePart], recipe: Recipe, workers: int) -> Iterator[PartResult]:
    from concurrent.futures import ProcessPoolExecutor

    make_ready(recipe)
    waiting: deque[Future[PartResult]] = deque()
    pool = ProcessPoolExecutor(workers, initializer=_stay_with_parent)
    try:
        for part in parts:
            waiting.append(pool.submit(judge_part, part, recipe))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
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
