"""Let a run stand by itself: with a name of its own, and tied to the questionnaire on which it was answered."""

from __future__ import annotations

import msgspec

from questionnaires import catalogue, run_ids
from questionnaires.model import Questionnaire
from questionnaires.responses import Responses


def pinned(responses: Responses, questionnaire: Questionnaire) -> Responses:
    """Return a run as a store gives it back: a run without a name gets that of its content."""
    return msgspec.structs.replace(
        responses,
        run=run_ids.identity(responses, questionnaire.sha256),
        questionnaire=f"{questionnaire.id}@{questionnaire.version}",
        questionnaire_sha256=questionnaire.sha256,
        questionnaire_text=text_along(questionnaire),
    )


def text_along(questionnaire: Questionnaire) -> str | None:
    """Return the text that a run must bring along; None where every Meetlat of this version has it."""
    reference = f"{questionnaire.id}@{questionnaire.version}"
    if reference in catalogue.references() and catalogue.load(reference).sha256 == questionnaire.sha256:
        return None
    return catalogue.text(questionnaire)
