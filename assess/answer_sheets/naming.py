"""Name the run of answers that came in on sheets or in tables."""

from __future__ import annotations

import msgspec

from questionnaires import run_ids
from questionnaires.organisations import plain_name
from questionnaires.responses import Responses


def run_of(responses: Responses) -> str:
    """Return the name of a run that organisation, date and questionnaire make: the same for every colleague."""
    organisation = plain_name(responses.organisation)
    header = Responses(questionnaire="", organisation=organisation, date=responses.date, respondents=())
    return next(run_ids.of_content(header, responses.questionnaire_sha256 or responses.questionnaire))


def in_run(responses: Responses) -> Responses:
    """Return answers with the name of their run."""
    return responses if responses.run else msgspec.structs.replace(responses, run=run_of(responses))
