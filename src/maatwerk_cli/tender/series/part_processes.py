"""Parts of a table judged over all cores, the results in order."""

from collections.abc import Iterable, Iterator
from functools import partial

from maatwerk_cli.tender.series.part_judging import PartResult, Recipe, judge_part, make_ready
from maatwerk_cli.tender.series.table_parts import TablePart
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.text.processes import cores, results_in_order

PARALLEL_BYTES = 200_000
"""From how large a table on it is worth starting other processes: some 2 500 rows."""


def judge_parts(
    parts: Iterable[TablePart], recipe: Recipe, assessor: Assessor, size: int
) -> Iterator[PartResult]:
    """Judge the parts of a table of ``size`` bytes, and give what they gave in order."""
    workers = cores() if size > PARALLEL_BYTES else 1
    make_ready(recipe, assessor)
    return results_in_order(partial(judge_part, recipe=recipe), parts, workers if workers > 1 else 0)
