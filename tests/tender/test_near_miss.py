"""What would turn an outcome is told only as far as it would."""

import pytest
from tests.tender.test_reservations import SURE, decide

GROUNDS = SURE | {"motivering": "Voorbeeld van een motivering"}
CASES = {
    "ug-2": (
        "Als uitsluitingsgrond ug-2 niet gold en ug-1, ug-3 en ug-4 ook niet, zou het generieke kader wel "
        "van toepassing zijn. Of ug-1, ug-3 en ug-4 gelden, zegt de invoer niet; dat is dan nog te "
        "beoordelen."
    ),
    "ug-1 ug-2 ug-4": (
        "Als uitsluitingsgronden ug-1, ug-2 en ug-4 niet golden en ug-3 ook niet, zou het generieke kader "
        "wel van toepassing zijn. Of ug-3 geldt, zegt de invoer niet; dat is dan nog te beoordelen."
    ),
    "ug-1 ug-2 ug-3 ug-4": (
        "Als uitsluitingsgronden ug-1, ug-2, ug-3 en ug-4 niet golden, zou het generieke kader wel van "
        "toepassing zijn."
    ),
}


@pytest.mark.parametrize("given", CASES)
def test_a_ground_turns_the_outcome_only_if_the_others_do_not_apply(given: str) -> None:
    ruling = decide(GROUNDS | {"uitsluitingsgronden": given}).kader
    assert ruling is not None
    assert ruling.grensgeval == CASES[given]
