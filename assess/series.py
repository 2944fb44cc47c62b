"""Find the runs of a series: those that a person names, or all of an organisation in the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assess import workflow
from assess.comparing import identity
from assess.errors import Mistake
from assess.workflow import Run
from questionnaires.language import Phrase, phrase

if TYPE_CHECKING:
    from assess.store.history import History
    from assess.store.summaries import RunSummary


def in_store(organisation: str | None, store_url: str | None) -> tuple[list[Run], tuple[Phrase, ...]]:
    """Return the runs of one organisation in a store, and what to say of those on another questionnaire.

    Without a name it is the only organisation that there is; raises Mistake where there is none or more.
    """
    from assess import store

    with store.open(store_url, create=False) as history:
        runs = [workflow.stored(history, one.id) for one in _chosen(history, organisation)]
    same, others = _of_one_questionnaire(runs)
    if not others:
        return same, ()
    return same, (phrase("Left out, for they were answered on another questionnaire: {runs}.", runs=", ".join(others)),)


def oldest_first(runs: Sequence[Run]) -> list[Run]:
    """Return runs in the order of their dates."""
    return sorted(runs, key=lambda run: (run.responses.date, identity(run)))


def named(references: Sequence[str], store_url: str | None) -> list[Run]:
    """Return the runs that a person names; raise Mistake for one named twice or on another questionnaire."""
    runs: dict[str, Run] = {}
    for reference in references:
        run = workflow.read_run(reference, store_url)
        if (known := runs.get(identity(run))) is not None:
            raise Mistake(
                phrase("{run} and {other} are the same run.", run=known.reference, other=reference),
                phrase("Name each run once."),
            )
        runs[identity(run)] = run
    found = list(runs.values())
    _, others = _of_one_questionnaire(found)
    if others:
        raise Mistake(
            phrase("{runs} was answered on another questionnaire than the newest run.", runs=", ".join(others)),
            phrase("Name runs of the same questionnaire."),
        )
    return found


def _of_one_questionnaire(runs: Sequence[Run]) -> tuple[list[Run], list[str]]:
    """Return the runs on the questionnaire of the newest, and the references of the others."""
    if not runs:
        return [], []
    newest = max(runs, key=lambda run: (run.responses.date, identity(run)))
    same = [run for run in runs if run.questionnaire.id == newest.questionnaire.id]
    return same, [run.reference for run in runs if run.questionnaire.id != newest.questionnaire.id]


def _chosen(history: History, organisation: str | None) -> list[RunSummary]:
    """Return the runs of one organisation; of the only one there is where none is named."""
    names = history.organisations()
    if not names:
        raise Mistake(phrase("there are no runs yet."), phrase("Start one with: `assess run`"))
    if organisation is None and len(names) > 1:
        raise Mistake(
            phrase("there are runs of more than one organisation: {names}.", names=", ".join(names)),
            phrase("Choose one with --organisation, or name the runs."),
        )
    wanted = names[0] if organisation is None else organisation
    meant = history.runs(wanted)
    if not meant:
        raise Mistake(
            phrase("there is no run of ‘{organisation}’.", organisation=wanted),
            phrase("There are runs of {names}.", names=", ".join(names)),
        )
    return [one for one in meant if one.figures_of or any(each.answered for each in one.respondents)]
