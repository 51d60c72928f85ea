"""A closed, fictional register (everything in it is a voorbeeld) that grows, is corrected and is published.

Made from a seed: proeftuinen, candidates who go from step to step, figures, posts and what sources state.
"""

import json
import random
from pathlib import Path

BRON = {"id": "voorbeeldverslag", "vindplaats": "blz. 1"}
FIGURES: dict[str, dict[str, str]] = {
    "kandidaten_aan_de_slag": {"stap": "aan_de_slag"},
    "kandidaten_contract": {"stap": "contract"},
    "kandidaten_contract_rijk": {"contract": "rijk"},
    "kandidaten_stage": {"plek": "stage"},
}
_PATHS = (("kandidaat",), ("kandidaat", "aan_de_slag"), ("kandidaat", "aan_de_slag", "contract"))


class Voorbeeld:
    """The register in a folder, with all that changes it."""

    def __init__(
        self, root: Path, seed: int, proeftuinen: int, candidates: int, years: tuple[int, ...]
    ) -> None:
        self.root = root
        self._random = random.Random(seed)
        self._people: dict[str, dict[str, object]] = {}
        self._write("dataset.yaml", {
            "naam": "Voorbeeldregister", "schema": 1, "openbaar": False, "peildatum": f"{years[-1]}-12-31",
            "sleutel": f"voorbeeldsleutel{seed:010d}",
        })  # fmt: skip
        self._write("bronnen.yaml", [
            {"id": BRON["id"], "titel": "Voorbeeldverslag", "datum": f"{years[0]}-12-31",
             "peildatum": f"{years[0] - 1}-12-31", "status": "geverifieerd"},
        ])  # fmt: skip
        head = "code,naam,toelichting,bron,bijzonder\n"
        for name in ("categorie", "doelgroep", "organisatiesoort"):
            self._text(f"codelijsten/{name}.csv", f"{head}voorbeeld,Voorbeeld,,,\n")
        self._text("organisaties.csv", "id,naam,afkorting,soort,tooi,kvk\n")
        self._names = [f"vb-{number:02d}" for number in range(proeftuinen)]
        weights = [self._random.choice((1, 1, 2, 4, 9)) for _ in self._names]
        self._of = self._random.choices(self._names, weights, k=candidates)
        for name in self._names:
            stated = {"kandidaten": {"aantal": self._of.count(name), "bron": BRON}}
            known = stated if self._random.random() < 0.15 and name in self._of else {}
            self._write(
                f"proeftuinen/{name}.yaml",
                {"id": name, "naam": f"Voorbeeld {name}", "soort": "regulier", **known, "bronnen": [BRON]},
            )
        share = 0.7 if len(years) > 1 else 1.0
        for name in self._of:
            self._join(name, years[0] if self._random.random() < share else self._random.choice(years))
        for year in years:
            self._figures(year)
        self.save()

    def _text(self, name: str, content: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    def _write(self, name: str, content: object) -> None:
        self._text(name, json.dumps(content, ensure_ascii=False, indent=1) + "\n")

    def _join(self, proeftuin: str, year: int) -> None:
        alphabet = "abcdefghijkmnpqrstuvwxyz23456789"
        name = "k-" + "".join(self._random.choice(alphabet) for _ in range(10))
        steps = self._random.choices(_PATHS, (2, 5, 3))[0]
        person: dict[str, object] = {
            "id": name,
            "proeftuin": proeftuin,
            "stappen": [{"stap": step, "sinds": str(year), "bron": BRON} for step in steps],
            "bronnen": [BRON],
        }
        if self._random.random() < 0.4:
            person["plek"] = self._random.choice(("stage", "baan", "opleiding"))
        if "contract" in steps and self._random.random() < 0.7:
            person["contract"] = self._random.choice(("rijk", "leverancier", "elders"))
        self._people[name] = person

    def _figures(self, year: int) -> None:
        self._write(f"kerncijfers/{year}.yaml", [
            {"code": code, "omschrijving": f"Voorbeeld {code}", "waarde": len(self._of) + 10,
             "eenheid": "kandidaten", "bron": BRON,
             "herleiding": {"telt": "kandidaten", "kenmerken": features}}
            for code, features in FIGURES.items()
        ])  # fmt: skip
        post = {"telt": "kandidaten", "omschrijving": "Voorbeeld", "bron": BRON}
        computed = {"afgeleid": ["aantal"], "toelichting": "Voorbeeld"}
        self._write(f"verzamelposten/{year}.yaml", [
            {"id": f"slag-{year}", "aantal": self._random.randint(2, 9), "kenmerken": {"stap": "aan_de_slag"},
             **post, **(computed if self._random.random() < 0.5 else {})},
        ])  # fmt: skip

    def save(self) -> None:
        """Write every record of a candidate."""
        for name, person in self._people.items():
            self._write(f"kandidaten/{name}.yaml", person)

    def withdraw(self, number: int = 1) -> None:
        """Withdraw some candidates, as after a correction."""
        for name in self._random.sample(sorted(self._people), number):
            self._people[name]["ingetrokken"] = {"sinds": "2029", "reden": "onjuist"}
        self.save()

    def erase(self, number: int = 1) -> None:
        """Erase some candidates, as somebody may ask."""
        for name in self._random.sample(sorted(self._people), number):
            del self._people[name]
            (self.root / "kandidaten" / f"{name}.yaml").unlink()

    def grow(self, number: int, year: int) -> None:
        """Let more people join, some of whom in a proeftuin that had nobody."""
        for _ in range(number):
            self._join(self._random.choice(self._names), year)
        self.save()
