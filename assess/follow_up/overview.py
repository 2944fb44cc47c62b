"""Bring together what is shown of the follow-up of a run, with the roadmap that it is held against."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import msgspec

from assess import workflow
from assess.errors import Mistake
from assess.follow_up.listing import Shown
from assess.follow_up.standing import standings
from assess.workflow import Run
from scoring.roadmap.effects import effects
from scoring.roadmap.model import Roadmap


def shown_of(run: Run, today: dt.date) -> Shown:
    """Return the follow-up of a run as seen from a day."""
    roadmap = roadmap_of(run)
    return Shown(
        run=run.reference,
        identity=run.responses.run,
        today=today,
        questionnaire=run.questionnaire,
        standings=standings(run.questionnaire, run.responses, roadmap, today),
        effects=effects(run.questionnaire, workflow.scorecard(run), run.responses),
        limits=None if roadmap is None else roadmap.limits,
    )


def roadmap_of(run: Run) -> Roadmap | None:
    """Return the roadmap that a run's actions are held against; None where none can be made.

    That is the one that the store keeps, also where more was done since. Else it is the roadmap as it was before
    anything of it was done: what is planned anew has no place for what is done.
    """
    kept = _kept(run)
    if kept is not None:
        return kept
    with suppress(Mistake):
        return workflow.results(_before_it_began(run)).roadmap
    return None


def _kept(run: Run) -> Roadmap | None:
    if run.store is None:
        return None
    from assess import store

    with store.open(str(run.store), create=False) as history:
        kept = history.roadmap(run.reference)
    if kept is None or not all(step.action in run.questionnaire.actions_by_id for step in kept.value.steps):
        return None
    return kept.value


def _before_it_began(run: Run) -> Run:
    """Return a run with every action still planned."""
    actions = run.responses.actions
    planned = {action: msgspec.structs.replace(one, status="planned", since=None) for action, one in actions.items()}
    return msgspec.structs.replace(run, responses=msgspec.structs.replace(run.responses, actions=planned))
