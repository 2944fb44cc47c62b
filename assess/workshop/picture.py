"""What may be shown of the answers, once nobody can answer any more."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from questionnaires.model import Questionnaire
from questionnaires.responses import Responses
from scoring.discussion import Topic, topics
from scoring.scorecard import Scorecard
from scoring.scoring import score_responses


class Picture(msgspec.Struct, frozen=True):
    """The scores of what people answered by themselves, and every item, the one that needs talk most first.

    All of it is computed from the groups of scoring 4.13, so that the screen tells no more than the report does.
    """

    scorecard: Scorecard
    topics: tuple[Topic, ...]


def picture_of(questionnaire: Questionnaire, responses: Responses) -> Picture:
    """Return the picture of a run as it was before anything was agreed."""
    card = score_responses(questionnaire, replace(responses, agreed={}))
    return Picture(card, topics(questionnaire, card))
