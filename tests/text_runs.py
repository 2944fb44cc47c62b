"""Results for the tests of text: the example department and small runs, as lines of plain text."""

from __future__ import annotations

from functools import cache
from typing import Any

from scoring_runs import QUESTIONNAIRE, run

from assess import workflow
from questionnaires.language import words
from questionnaires.model import Language
from questionnaires.responses import Respondent
from reports.marks import SIGNS, Marks
from reports.text.explain import explain_lines
from reports.text.explain.material import Material
from reports.text.lines import Lines, plain_text
from reports.text.plan import plan_lines
from reports.text.score import score_lines, score_sentences
from scoring.explain import explain


@cache
def example() -> workflow.Results:
    """Return what the example department comes to."""
    return workflow.results(workflow.example())


def results(
    *people: Respondent, capacity: float | None = None, quarters: int | None = None, **setting: Any
) -> workflow.Results:
    return workflow.results(workflow.Run("run.yaml", run(*people, **setting), QUESTIONNAIRE), capacity, quarters)


def text(lines: Lines) -> str:
    """Return lines as a file has them."""
    return "".join(f"{plain_text(line).rstrip()}\n" for line in lines)


def score_text(
    outcome: workflow.Results,
    language: Language = "nl",
    columns: int = 80,
    marks: Marks = SIGNS,
    *,
    plain: bool = False,
) -> str:
    about = (outcome.run.questionnaire, outcome.run.responses, outcome.scorecard, words(language))
    if plain:
        return text(score_sentences(*about, columns))
    return text(score_lines(*about, columns=columns, marks=marks))


def plan_text(
    outcome: workflow.Results,
    language: Language = "nl",
    columns: int = 80,
    marks: Marks = SIGNS,
    *,
    plain: bool = False,
) -> str:
    about = (outcome.run.questionnaire, outcome.scorecard, outcome.roadmap, words(language))
    return text(plan_lines(*about, columns=columns, marks=marks, plain=plain))


def explain_text(
    outcome: workflow.Results, scope: str | None, language: Language = "nl", columns: int = 80, *, plain: bool = False
) -> str:
    questionnaire = outcome.run.questionnaire
    material = Material(
        questionnaire, outcome.scorecard, outcome.roadmap, words(language), columns, SIGNS, "last", plain
    )
    return text(explain_lines(explain(questionnaire, outcome.scorecard, scope), scope, material))
