"""Departments for the tests of the report, and the view and the HTML that follow from them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec
from scoring_runs import QUESTIONNAIRE, run, whole

from assess import workflow
from questionnaires.language import words
from questionnaires.model import Language, Role
from questionnaires.responses import Answer, Context, Importance, Respondent, Responses
from reports import html, pdf
from reports.attachments import Attachment
from reports.edition import EVERYTHING, Edition
from reports.view import ReportView, build_view
from scoring.change import Since, measured, since
from scoring.roadmap import limits_of, plan
from scoring.roadmap.analysis import analyse
from scoring.scorecard import Scorecard
from scoring.scoring import score_responses

LEVELS = (1, 2, 2, 3, 3, 4)
FILES = (
    Attachment(name="scorecard.json", description="De scores", media_type="application/json", content=b'{"S": 2}\n'),
    Attachment(name="answers.yaml", description="De antwoorden", media_type="application/yaml", content=b"run: 1\n"),
)


def somebody(role: Role, rng: random.Random, unknown: float = 0.0, **other: Any) -> Respondent:
    """A person who answers at random, and does not know at a share of the items."""
    answers = {
        item.id: Answer(kind="unknown") if rng.random() < unknown else Answer(level=rng.choice(LEVELS))
        for item in QUESTIONNAIRE.asked_of(role)
    }
    return Respondent(id="r", role=role, answers=answers, **other)


def solo(**setting: Any) -> Responses:
    """One manager, with a note, evidence and an ambition."""
    rng = random.Random(7)
    manager = somebody(
        "it_management",
        rng,
        unknown=0.1,
        ambition={"U": 4, "O": 3, "S": 3},
        importance=Importance(most=("U3",), least=("O1",)),
    )
    noted = {**manager.answers, "U1.1": Answer(level=2, note="We bellen tien collega’s.", evidence="Verslag 12 maart")}
    alone = run(msgspec.structs.replace(manager, answers=noted), mode="solo", context=Context(capacity_days=60))
    return msgspec.structs.replace(alone, **setting)


def nine() -> Responses:
    """Nine people of whom a third does not know, without suppliers, anonymous."""
    rng = random.Random(7)
    people = [somebody("it_management", rng, 0.3, ambition={"U": 4, "O": 3, "S": 4})]
    people += [somebody("it_staff", rng, 0.3) for _ in range(3)]
    people += [somebody("user", rng, 0.3) for _ in range(5)]
    none = Answer(kind="not_applicable", reason="geen leveranciers")
    people = [
        msgspec.structs.replace(
            each,
            answers={
                name: none if QUESTIONNAIRE.items[name].not_applicable else answer
                for name, answer in each.answers.items()
            },
        )
        for each in people
    ]
    return run(*people, privacy="anonymous", context=Context(capacity_days=60))


def forty() -> Responses:
    rng = random.Random(5)
    roles: list[Role] = ["it_management"] * 2 + ["it_staff"] * 12 + ["user"] * 20 + ["supplier"] * 6
    people = [somebody(role, rng, 0.1) for role in roles]
    people[0] = msgspec.structs.replace(people[0], ambition={"U": 3, "O": 2, "S": 3})
    return run(*people, privacy="anonymous", context=Context(horizon_quarters=8, capacity_days=90))


def all_at(level: int, **setting: Any) -> Responses:
    people = [whole("it_management", level, ambition={"U": 4, "O": 4, "S": 4})]
    people += [whole("it_staff", level) for _ in range(5)] + [whole("user", level) for _ in range(5)]
    return run(*people, privacy="anonymous", **setting)


def hardly_answered() -> Responses:
    return run(Respondent(id="r", role="it_staff", answers={"U1.1": Answer(level=3)}), mode="solo")


DEPARTMENTS = {
    "the example": lambda: workflow.example().responses,
    "one respondent": solo,
    "nine, of whom a third does not know": nine,
    "forty": forty,
    "all at 1": lambda: all_at(1, context=Context(horizon_quarters=12, capacity_days=150)),
    "all at 5": lambda: all_at(5),
    "hardly answered": hardly_answered,
    "one quarter": lambda: solo(context=Context(horizon_quarters=1, capacity_days=20)),
    "an open workshop of four": lambda: run(
        *(
            somebody(role, random.Random(number), 0.1)
            for number, role in enumerate(("it_staff", "it_staff", "user", "supplier"))
        )
    ),
}


def view_of(
    responses: Responses,
    language: Language = "nl",
    edition: Edition = EVERYTHING,
    *,
    is_analysed: bool = False,
    earlier: Sequence[Responses] = (),
) -> ReportView:
    """Return the view of a run, planned within its own limits, with an analysis by greedy plans or without one.

    `earlier` are the runs before it, the oldest first; what became of the plan is told of the last.
    """
    scorecard: Scorecard = score_responses(QUESTIONNAIRE, responses)
    limits = limits_of(responses)
    roadmap = plan(QUESTIONNAIRE, scorecard, limits)
    analysis = analyse(QUESTIONNAIRE, scorecard, limits, roadmap) if is_analysed else None
    return build_view(
        QUESTIONNAIRE,
        responses,
        scorecard,
        roadmap,
        words(language),
        edition=edition,
        analysis=analysis,
        since=_since(earlier, responses) if earlier else None,
    )


def _since(earlier: Sequence[Responses], responses: Responses) -> Since:
    then = [measured(QUESTIONNAIRE, one) for one in earlier]
    began_with = plan(QUESTIONNAIRE, then[-1].scorecard, limits_of(earlier[-1]))
    return since(then, measured(QUESTIONNAIRE, responses), began_with)


@cache
def view(name: str, language: Language = "nl") -> ReportView:
    """Return the view of one of the departments."""
    return view_of(DEPARTMENTS[name](), language)


@cache
def page(name: str, language: Language = "nl") -> str:
    """Return the HTML of one of the departments."""
    return html.render(view(name, language))


@cache
def printed(name: str, language: Language = "nl", attachments: tuple[Attachment, ...] = ()) -> bytes:
    """Return the PDF of one of the departments."""
    return pdf.render(view(name, language), attachments)
