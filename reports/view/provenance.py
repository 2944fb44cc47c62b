"""What a report was made with, so that its method page and the properties of its file say the same."""

from __future__ import annotations

from importlib.metadata import version

import msgspec

from reports.view.material import Material


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """The questionnaire (id and version, with the hash of its meaning), the scoring, the run's date, the software."""

    questionnaire: str
    fingerprint: str
    scoring: str
    run: str
    software: str

    @property
    def properties(self) -> dict[str, str]:
        """Return what the properties of a file tell, by name; the software is told as its creator."""
        return {
            "questionnaire": self.questionnaire,
            "questionnaire-sha256": self.fingerprint,
            "scoring-version": self.scoring,
            "run-date": self.run,
        }


def build(material: Material) -> Provenance:
    """Return what the report of a run is made with."""
    reference = material.scorecard.questionnaire
    return Provenance(
        questionnaire=f"{reference.id} {reference.version}",
        fingerprint=reference.sha256,
        scoring=material.scorecard.scoring_version,
        run=material.responses.date,
        software=f"Meetlat {version('meetlat')}",
    )
