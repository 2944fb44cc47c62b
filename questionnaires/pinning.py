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
    """Return the text that a run must bring along; None where it is a shipped questionnaire."""
    reference = f"{questionnaire.id}@{questionnaire.version}"
    return None if is_shipped(reference, questionnaire.sha256) else catalogue.text(questionnaire)


def is_shipped(reference: str, sha256: str) -> bool:
    """Say whether every Meetlat of this version has this questionnaire, so that a file need not carry its text."""
    return reference in catalogue.references() and catalogue.load(reference).sha256 == sha256
