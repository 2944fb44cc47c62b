"""Bring together what is shown of the follow-up of a run, with the roadmap that it is held against."""

from __future__ import annotations

import datetime as dt

from assess import kept_plans, workflow
from assess.follow_up.listing import Shown
from assess.follow_up.standing import standings
from assess.workflow import Run
from scoring.roadmap.effects import effects


def shown_of(run: Run, today: dt.date) -> Shown:
    """Return the follow-up of a run as seen from a day."""
    roadmap = kept_plans.roadmap_for(run, "following")
    return Shown(
        run=run.reference,
        identity=run.responses.run,
        today=today,
        questionnaire=run.questionnaire,
        standings=standings(run.questionnaire, run.responses, roadmap, today),
        effects=effects(run.questionnaire, workflow.scorecard(run), run.responses),
        limits=None if roadmap is None else roadmap.limits,
    )
