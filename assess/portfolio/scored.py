"""Score the runs that somebody chose, from what the store counted of them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from assess.errors import Mistake
from assess.store.selecting import Chosen, Wanted
from questionnaires.language import phrase
from questionnaires.model import Questionnaire, Role
from questionnaires.organisations import plain_name
from questionnaires.responses import Tags
from scoring.scorecard import Scorecard
from scoring.scoring import score


class Scored(msgspec.Struct, frozen=True, kw_only=True):
    """One run with its scores; `respondents` is how many of each role, `unfinished` who has not come to the end."""

    run: str
    organisation: str
    date: str
    questionnaire: Questionnaire
    tags: Tags
    scorecard: Scorecard
    unfinished: int
    is_figures_only: bool

    @property
    def respondents(self) -> dict[Role, int]:
        return self.scorecard.respondents

    @property
    def is_complete(self) -> bool:
        return bool(self.respondents) and not self.unfinished


def scored(wanted: Wanted, store_url: str | None) -> tuple[Scored, ...]:
    """Return the runs that are meant with their scores, by organisation and date; raises Mistake where none is."""
    from assess import store

    with store.open(store_url, create=False) as history:
        chosen = history.choose(wanted)
    if not chosen:
        raise Mistake(
            phrase("there is no run that fits what you ask for."),
            phrase("Ask for less, or see which there are with: `assess runs list`"),
        )
    return tuple(_scored(one) for one in chosen)


def by_organisation(runs: Sequence[Scored]) -> tuple[tuple[Scored, ...], ...]:
    """Return runs by organisation, oldest first; another way of writing a name is the same organisation."""
    found: dict[str, list[Scored]] = {}
    for run in runs:
        found.setdefault(plain_name(run.organisation), []).append(run)
    return tuple(tuple(sorted(each, key=lambda run: run.date)) for _, each in sorted(found.items()))


def _scored(one: Chosen) -> Scored:
    return Scored(
        run=one.id,
        organisation=one.header.organisation,
        date=one.header.date,
        questionnaire=one.questionnaire,
        tags=one.tags,
        scorecard=one.scorecard or score(one.questionnaire, one.tally),
        unfinished=one.unfinished,
        is_figures_only=one.scorecard is not None,
    )
