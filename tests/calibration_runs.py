"""Runs of people of whom it is known how much they wobble and how mild they are, for the tests of estimating that."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from random import Random

import msgspec
from scoring_runs import QUESTIONNAIRE, run

from questionnaires.model import Role
from questionnaires.responses import Answer, Respondent, Responses

NOISE, LENIENCY = 0.6, 0.35  # before people choose the nearest of five sentences
NOISE_ROUNDED = sqrt(NOISE**2 + 1 / 12)  # what is left to be seen of it then
DATES = ("2025-05-23", "2025-11-23", "2026-05-23", "2026-11-23")


def department(
    seed: int,
    people: int = 8,
    runs: int = 2,
    *,
    roles: Sequence[Role] = ("it_staff",),
    changed: float = 0.3,
    prefix: str = "person",
) -> list[Responses]:
    """The same people in so many runs; between two of them each item moves by `changed` on average for everybody."""
    rng = Random(seed)
    asked = {role: [item.id for item in QUESTIONNAIRE.asked_of(role)] for role in roles}
    truth = {item: rng.uniform(2.5, 3.5) for item in QUESTIONNAIRE.items}
    mild = [rng.gauss(0, LENIENCY) for _ in range(people)]
    found = []
    for date in DATES[:runs]:
        answered = tuple(
            Respondent(
                id=f"{prefix}{k + 1}",
                role=roles[k % len(roles)],
                answers={
                    item: Answer(level=min(5, max(1, round(truth[item] + mild[k] + rng.gauss(0, NOISE)))))
                    for item in asked[roles[k % len(roles)]]
                },
            )
            for k in range(people)
        )
        found.append(msgspec.structs.replace(run(), respondents=answered, date=date, mode="survey"))
        truth = {item: level + rng.uniform(-changed, changed) for item, level in truth.items()}
    return found
