"""Hold what a done action was to bring beside what people answer now: a done action raises no score by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from questionnaires.model import Questionnaire
from questionnaires.responses import ActionProgress, Responses
from scoring.bounds import reaches
from scoring.scorecard import Scorecard

Verdict = Literal["reached", "not_reached", "not_measured"]


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """One item that a done action lifts: the level (1..5) expected of it and the value answered (1..5).

    `since` is the day (ISO 8601) from which the action is done, None where nobody told. `not_measured` is an answer
    from before that day, or of nobody: `answered` is then what was given before, or None.
    """

    action: str
    item: str
    expected: int
    answered: float | None
    since: str | None
    verdict: Verdict


def effects(questionnaire: Questionnaire, scorecard: Scorecard, responses: Responses) -> tuple[Effect, ...]:
    """Return claimed beside measured for every done action, in the order of the questionnaire.

    Items that do not apply here are not there. Answers of the very day on which an action was done count as given
    after it (scoring 6).
    """
    return tuple(
        effect
        for action in questionnaire.actions
        if (progress := responses.actions.get(action.id)) is not None and progress.status == "done"
        for effect in _of_action(action.id, action.lifts, progress, scorecard, responses.date)
    )


def _of_action(
    action: str, lifts: dict[str, int], progress: ActionProgress, scorecard: Scorecard, measured_on: str
) -> Iterator[Effect]:
    for item, level in lifts.items():
        score = scorecard.items[item]
        if score.not_applicable:
            continue
        is_after = progress.since is None or progress.since <= measured_on
        yield Effect(
            action=action,
            item=item,
            expected=level,
            answered=score.value,
            since=progress.since,
            verdict=_verdict(score.value, level, is_after=is_after),
        )


def _verdict(answered: float | None, level: int, *, is_after: bool) -> Verdict:
    if answered is None or not is_after:
        return "not_measured"
    return "reached" if reaches(answered, level) else "not_reached"
