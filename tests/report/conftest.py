"""An attacker that shares nothing with the program, and small registers made on the spot."""

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

Key = object


def attack(
    values: Mapping[Key, int],
    sums: Sequence[tuple[Key, Sequence[Key]]],
    hidden: set[Key],
    target: Key,
    known: Mapping[Key, tuple[int, int]] | None = None,
) -> tuple[int, int]:
    """Give the lowest and highest whole value that a hidden count can have to who knows the rest.

    What is ``known`` of a hidden count is the least and the most that it can be.
    """
    keys = list(values)
    index = {key: number for number, key in enumerate(keys)}
    top = sum(values.values()) + 1000
    known = known or {}
    ends = [known.get(key, (0, top)) if key in hidden else (values[key], values[key]) for key in keys]
    lower = np.array([low for low, _ in ends], dtype=float)
    upper = np.array([high for _, high in ends], dtype=float)
    matrix = np.zeros((max(len(sums), 1), len(keys)))
    for row, (total, parts) in enumerate(sums):
        matrix[row, index[total]] += 1
        for part in parts:
            matrix[row, index[part]] -= 1
    collected = []
    for sign in (1, -1):
        cost = np.zeros(len(keys))
        cost[index[target]] = sign
        answer = milp(
            cost,
            constraints=LinearConstraint(matrix, 0, 0),
            bounds=Bounds(lower, upper),
            integrality=np.ones(len(keys)),
        )
        assert answer.status == 0, answer.message
        collected.append(round(sign * answer.fun))
    return collected[0], collected[1]


def margins(values: np.ndarray) -> tuple[dict[Key, int], list[tuple[Key, tuple[Key, ...]]]]:
    """Give the counts of a table with all its margins (``"*"``), and the sums between them."""
    shape = values.shape
    counts: dict[Key, int] = {}
    for key in product(*([*range(size), "*"] for size in shape)):
        picked = tuple(slice(None) if step == "*" else step for step in key)
        counts[key] = int(values[picked].sum())
    sums = []
    for key in counts:
        for axis, step in enumerate(key):
            if step == "*":
                parts = tuple((*key[:axis], index, *key[axis + 1 :]) for index in range(shape[axis]))
                sums.append((key, parts))
    return counts, sums


@pytest.fixture(scope="session")
def attacker() -> Callable[..., tuple[int, int]]:
    return attack


@pytest.fixture(scope="session")
def table_with_margins() -> Callable[..., Any]:
    return margins


BRON = {"id": "jaarstuk", "vindplaats": "blz. 1"}


class Register:
    """A small fictional register in a folder. JSON is YAML too, so no YAML writer is needed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.candidates = 0
        self.write(
            "dataset.yaml",
            {"naam": "Voorbeeldregister", "schema": 1, "openbaar": False, "peildatum": "2031-12-31"},
        )
        self.write(
            "bronnen.yaml",
            [
                {
                    "id": "jaarstuk",
                    "titel": "Voorbeeld jaarstuk",
                    "datum": "2029-12-31",
                    "status": "geverifieerd",
                }
            ],
        )
        self.text(
            "organisaties.csv", "id,naam,afkorting,soort,tooi,kvk\nvb-bv,Voorbeeld BV,VB,leverancier,,\n"
        )
        self.text(
            "codelijsten/organisatiesoort.csv",
            "code,naam,toelichting,bron,bijzonder\nleverancier,Leverancier,,,\n",
        )
        for name in ("categorie", "doelgroep"):
            self.text(
                f"codelijsten/{name}.csv",
                "code,naam,toelichting,bron,bijzonder\nvoorbeeld,Voorbeeld,,,\nanders,Anders,,,\n",
            )

    def text(self, name: str, content: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    def write(self, name: str, content: object) -> None:
        self.text(name, json.dumps(content, ensure_ascii=False, indent=1) + "\n")

    def proeftuin(self, name: str, **fields: object) -> None:
        self.write(
            f"proeftuinen/{name}.yaml",
            {"id": name, "naam": f"Voorbeeld {name}", "soort": "regulier", "bronnen": [BRON], **fields},
        )

    def candidate(self, proeftuin: str, *steps: str, **fields: object) -> None:
        self.candidates += 1
        name = f"k-{self.candidates:010d}"
        self.write(
            f"kandidaten/{name}.yaml",
            {
                "id": name,
                "proeftuin": proeftuin,
                "stappen": [{"stap": step, "bron": BRON} for step in steps],
                "bronnen": [BRON],
                **fields,
            },
        )

    def uncounted(self, code: str, value: int) -> dict[str, object]:
        """Give a figure that no record can give."""
        return {name: said for name, said in self.figure(code, value).items() if name != "herleiding"}

    def figure(self, code: str, value: int, **features: object) -> dict[str, object]:
        return {
            "code": code,
            "omschrijving": f"Voorbeeld {code}",
            "waarde": value,
            "eenheid": "kandidaten",
            "bron": BRON,
            "herleiding": {"telt": "kandidaten", "kenmerken": features},
        }


@pytest.fixture
def small(tmp_path: Path) -> Register:
    return Register(tmp_path / "voorbeeld")


@pytest.fixture(scope="session")
def register_in() -> Callable[[Path], Register]:
    """Give what makes a small register in a folder, for tests that make many."""
    return lambda folder: Register(folder / "voorbeeld")
