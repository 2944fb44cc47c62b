"""Try other limits on the roadmap of a run, beside the one that it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from assess import kept_plans
from assess.errors import Mistake
from assess.follow_up.changing import refusals
from assess.workflow import Results, Run, results
from questionnaires.language import Phrase, phrase
from questionnaires.suggestions import did_you_mean
from scoring.roadmap.difference import Trial
from scoring.roadmap.limits import limits_of
from scoring.roadmap.what_if import WhatIf, tried

if TYPE_CHECKING:
    import datetime as dt

Value = TypeVar("Value")


def recognised(run: Run, what_if: WhatIf) -> WhatIf:
    """Return what is to be tried with every name as the questionnaire and the run have it.

    Raises Mistake for the first that neither knows.
    """
    actions, domains = run.questionnaire.actions_by_id, [each.id for each in run.questionnaire.domains]
    owners = {each.owner for each in run.responses.actions.values() if each.owner}

    def action(name: str) -> Phrase:
        return phrase("unknown action ‘{id}’.", id=name)

    return replace(
        what_if,
        without=tuple(_recognised(dict.fromkeys(what_if.without), actions, action)),
        pins=_recognised(what_if.pins, actions, action),
        efforts=_recognised(what_if.efforts, actions, action),
        musts=_recognised(what_if.musts, domains, lambda name: phrase("unknown domain ‘{id}’.", id=name)),
        owners=_owners(what_if.owners, owners),
    )


def _recognised(given: Mapping[str, Value], known: Iterable[str], unknown: Callable[[str], Phrase]) -> dict[str, Value]:
    by_lower = {name.lower(): name for name in known}
    for name in given:
        if name.lower() not in by_lower:
            raise Mistake(unknown(name), did_you_mean(name, by_lower.values()))
    return {by_lower[name.lower()]: value for name, value in given.items()}


def _owners(given: Mapping[str, float], known: Iterable[str]) -> dict[str, float]:
    known = sorted(known)
    if given and not known:
        raise Mistake(
            phrase("no action of this run has an owner."),
            phrase("Name them first: `assess actions set RUN ACTION --owner NAME`."),
        )
    return _recognised(given, known, lambda name: phrase("no action is owned by ‘{name}’.", name=name))


def try_out(run: Run, what_if: WhatIf) -> Results:
    """Return what a run comes to within other limits; its own plan stays as it is. Raises Mistake where none fits."""
    return results(replace(run, responses=tried(run.responses, what_if), store=None), may_stop=True)


def compared(run: Run, what_if: WhatIf, outcome: Results, *, is_stopped: bool) -> Trial:
    """Return a roadmap that is tried beside the run's own: alone where somebody stopped it, or where none is to be had.

    What is planned anew from a day stands beside the one that people go by, whatever became of its actions since.
    """
    before = None
    if not is_stopped and what_if.replan_from is not None:
        before = kept_plans.roadmap_for(run, "following")
    elif not is_stopped and outcome.roadmap.limits == limits_of(run.responses):
        before = outcome.roadmap  # nothing else was asked: it need not be planned twice
    elif not is_stopped:
        with suppress(Mistake):  # a run whose own limits allow no roadmap: what is tried may be the way out
            before = results(run, may_stop=True).roadmap
    return Trial(what_if=what_if, roadmap=outcome.roadmap, before=before)


def check_days(run: Run, today: dt.date) -> None:
    """Raise Mistake where an action is said to run, or to be done, from a day that is still to come."""
    for action, progress in sorted(run.responses.actions.items()):
        for refusal in refusals(action, progress, today):
            if refusal.field == "since":
                raise Mistake(refusal.message, refusal.remedy)


def check_can_keep(run: Run) -> None:
    """Raise Mistake where the plan of a run cannot be kept with it."""
    if run.store is None:
        raise Mistake(
            phrase("a roadmap is kept with a run in the store, and {run} is a file.", run=run.reference),
            phrase("Import it first: `assess runs import {run}`.", run=run.reference),
        )


def keep(run: Run, what_if: WhatIf, outcome: Results) -> Results:
    """Make the limits that were tried, and their roadmap, those of a run in a store; return what it now comes to."""
    from assess import store

    limits = tried(run.responses, what_if)
    with store.open(run.store, create=False) as history:
        history.record_plan(run.reference, limits.plan, limits.context)
    kept = replace(run, responses=limits)
    kept_plans.keep(kept, outcome.scorecard, outcome.roadmap)
    kept_plans.go_by(kept, outcome.scorecard, outcome.roadmap.limits)
    return replace(outcome, run=kept)
