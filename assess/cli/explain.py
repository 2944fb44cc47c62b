"""`assess explain`: why this level, which sentence holds it, and what would lift it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assess.cli.command import Command, settings
from assess.cli.printing import printing_options, publish, run_argument
from assess.cli.settings import message

if TYPE_CHECKING:
    from questionnaires.model import Questionnaire


@click.command(
    "explain",
    cls=Command,
    help=message(
        "Why a level is what it is: the answers, the formulas with their numbers, the sentence that holds it back and "
        "the answers that would lift it. ID is a domain (U), a capability (U2) or a question (U2.1); without it you "
        "see everything in short. Of an action (U2-B) you see why it is in the roadmap, and why then, or why not."
    ),
)
@run_argument()
@click.argument("scope", metavar="[ID]", required=False)
@printing_options()
def command(run: str, scope: str | None, fmt: str, output: str | None) -> None:
    from assess import workflow
    from reports.roadmap_table import action_table
    from reports.tables import explain_table
    from reports.text.explain import explain_lines
    from reports.text.explain.material import Material
    from scoring.explain import explain

    chosen = settings()
    read = workflow.read_run(run, chosen.store)
    scope_id = _known(scope, read.questionnaire)
    outcome = workflow.results(read)
    action = read.questionnaire.actions_by_id.get(scope_id or "")
    explanation = explain(read.questionnaire, outcome.scorecard, action.capability if action else scope_id)
    publish(
        fmt,
        output,
        lambda screen: explain_lines(
            explanation,
            scope_id,
            Material(
                read.questionnaire,
                outcome.scorecard,
                outcome.roadmap,
                chosen.words,
                screen.columns,
                screen.marks,
                read.reference,
                chosen.plain,
            ),
        ),
        lambda: (
            action_table(read.questionnaire, outcome.roadmap, action.id, chosen.words)
            if action
            else explain_table(explanation)
        ),
    )


def _known(scope: str | None, questionnaire: Questionnaire) -> str | None:
    """Return the id that a person means, in whatever case it was typed; raise Mistake where there is none."""
    if scope is None:
        return None
    domains = [domain.id for domain in questionnaire.domains]
    ids = {
        one.upper(): one
        for one in (*domains, *questionnaire.capabilities, *questionnaire.items, *questionnaire.actions_by_id)
    }
    if scope.upper() in ids:
        return ids[scope.upper()]
    from assess.errors import Mistake
    from questionnaires.language import phrase

    raise Mistake(
        phrase("there is no domain, capability, question or action ‘{scope}’ in this questionnaire.", scope=scope),
        phrase("The capabilities are {names}.", names=", ".join(questionnaire.capabilities)),
    )
