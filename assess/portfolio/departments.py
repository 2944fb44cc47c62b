"""Choose the run that stands for each department in an overview: its latest complete one, on one questionnaire."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from assess.errors import Mistake
from assess.portfolio.scored import Scored, by_organisation
from assess.workflow import Run, scorecard
from questionnaires.language import Phrase, phrase
from questionnaires.model import Questionnaire
from questionnaires.organisations import plain_name
from scoring.portfolio import FEWEST, Overview, overview
from scoring.scorecard import Scorecard


class Overseen(msgspec.Struct, frozen=True):
    """The overview of departments that answered a questionnaire, and what is to be said about the choice of runs.

    `own` is the scorecard of a run to hold beside it, whose department is then not among the others.
    """

    questionnaire: Questionnaire
    overview: Overview
    remarks: tuple[Phrase, ...]
    own: Scorecard | None = None


def overseen(runs: Sequence[Scored], own: Run | None = None) -> Overseen:
    """Return the overview over the latest complete run of every organisation; there is at least one run.

    Where the questionnaires differ, that of the newest run counts, in every version that means the same by a level.
    Raises Mistake where the run to hold beside it was answered on another.
    """
    newest = max(runs, key=lambda run: (run.date, run.run)).questionnaire
    if own is not None:
        if _meaning(own.questionnaire) != _meaning(newest):
            raise Mistake(
                phrase("{run} was answered on another questionnaire than the departments.", run=own.reference),
                phrase("Name a run on {questionnaire}.", questionnaire=f"{newest.id} {newest.version}"),
            )
        whose = plain_name(own.responses.organisation)
        runs = [run for run in runs if plain_name(run.organisation) != whose]
    same = [run for run in runs if _meaning(run.questionnaire) == _meaning(newest)]
    complete = [run for run in same if run.is_complete]
    latest = [each[-1] for each in by_organisation(complete)]
    remarks = []
    if len(same) < len(runs):
        remarks.append(phrase("Left out: runs on another questionnaire than {questionnaire}.", questionnaire=newest.id))
    if len(complete) < len(same):
        remarks.append(phrase("Left out: runs that are not complete yet."))
    return Overseen(
        newest, overview([run.scorecard for run in latest]), tuple(remarks), None if own is None else scorecard(own)
    )


def too_few() -> Phrase:
    """Return why nothing is told of so few departments."""
    return phrase(
        "These are fewer than {n} departments, so nothing is told of them together: one would be recognised.", n=FEWEST
    )


def _meaning(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return what is the same where a level means the same: id, first number of the version, and capabilities."""
    return questionnaire.id, questionnaire.version.partition(".")[0], *questionnaire.capabilities
