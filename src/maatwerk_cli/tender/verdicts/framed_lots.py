"""The lots of one tender as a framework counts them: those that fall outside it beside."""

from collections.abc import Mapping, Set

from maatwerk_cli.tender.frameworks.matching import Truth
from maatwerk_cli.tender.lots import Lots


class Framed:
    """Lots as each of them counts them: with, beside all, those that do not fall outside a framework.

    Args:
        lots: the lots.
        out: the places of those that do not meet a condition of the framework that is of each lot by itself.
        unsure: the places of those of which that is not known, with what to ask of them.
        away: the places of those that the framework is not about at all.
        others_can_undo: what is met without a lot can be not met with it.

    Attributes:
        by_lot: by the identity of the facts of each lot the lots as it counts them; ``None`` where it counts
            all of them.
    """

    def __init__(
        self,
        lots: Lots,
        out: Set[int],
        unsure: Mapping[int, tuple[str, ...]],
        away: Set[int],
        *,
        others_can_undo: bool,
    ) -> None:
        self._lots = lots
        self._out = out
        self._unsure = unsure
        self._gone = out | away
        self._others_can_undo = others_can_undo
        self._seen: dict[tuple[str, int], Lots] = {}
        self.by_lot: dict[int, Lots | None] = {}

    def of(self, place: int, met: Truth, *, away: bool) -> Lots:
        """Give the lots as one of them counts them.

        Args:
            place: of the lot among the lots; -1 of a tender that is none of them.
            met: whether it meets the conditions that are of each lot by itself.
            away: the framework is not about it at all.
        """
        if met == "nee":
            return self._lots
        if away:
            return self._as("away", self._out, {})
        if met == "ja":
            return self._as("inside", self._gone, self._unsure)
        if not self._others_can_undo:
            return self._as("unsure", self._gone, {})
        unsure = {other: asked for other, asked in self._unsure.items() if other != place}
        return self._as("unsure", self._gone, unsure, place)

    def _as(self, name: str, out: Set[int], unsure: Mapping[int, tuple[str, ...]], place: int = -1) -> Lots:
        if not out and not unsure:
            return self._lots
        if (name, place) not in self._seen:
            self._seen[name, place] = self._lots.beside(out, unsure)
        return self._seen[name, place]
