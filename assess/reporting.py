"""Make the report of a run as it was asked for: from values to the bytes of one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from assess import kept_plans, last_time, workflow
from assess.errors import COULD_NOT, WRONG_INPUT, Mistake
from assess.workflow import Results, Run
from questionnaires.language import phrase, words
from questionnaires.model import Language
from reports.edition import EVERYTHING, Edition
from reports.forms import Form

if TYPE_CHECKING:
    from reports.attachments import Attachment
    from reports.view import ReportView

Enclosed = Literal["figures", "answers", "nothing"]
"""What goes with the pages: what may be published, the answers of each respondent as well, or neither."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a report; it changes how a run is shown and never what it comes to.

    `capacity` (person-days a quarter) and `quarters` are what-ifs for the roadmap. `template` is the consultant's own
    file of slides. `earlier` are the runs before this one, oldest first, of which the last is "last time".
    """

    form: Form
    language: Language
    edition: Edition = EVERYTHING
    enclosed: Enclosed = "figures"
    template: bytes | None = None
    capacity: float | None = None
    quarters: int | None = None
    earlier: tuple[Run, ...] = ()


def report_form(path: Path, asked: Form | None = None) -> Form:
    """Return the form of a report: what was asked for, else what the name of its file says."""
    from reports import forms

    form = asked or forms.form_of(path)
    if form is None:
        endings = ", ".join(f".{forms.suffix(form)}" for form in forms.FORMS)
        raise Mistake(
            phrase("{path}: no report ends in that.", path=path),
            phrase("Let the name end in {forms}, or choose with --format.", forms=endings),
        )
    return form


def check_new(path: Path, *, force: bool) -> None:
    """Raise Mistake where a report cannot come at `path`, or where one is there that may not be replaced."""
    workflow.check_place(path)
    if path.exists() and not force:
        raise workflow.is_there(path)


def make(run: Run, order: Order) -> bytes:
    """Return the report of a run. Raises Mistake where it cannot be made on this computer, or not as asked."""
    check_answered(run)
    outcome = workflow.results(run, order.capacity, order.quarters)
    report = made_of(outcome, order)
    given_out(outcome, order)
    return report


def check_answered(run: Run) -> None:
    """Raise Mistake where people can still answer and may not be recognised.

    The difference between a report of now and one of later would tell what those answered who came in between (4.13).
    """
    if run.is_being_answered and run.responses.privacy.mode == "anonymous":
        raise Mistake(
            phrase(
                "run {run} is still being answered; two reports would tell who answered in between.", run=run.reference
            ),
            phrase("Close it first with: `assess workshop close {run}`", run=run.reference),
        )


def given_out(outcome: Results, order: Order) -> None:
    """Keep that people go by the roadmap of a run once they have a report of it; not one for other limits."""
    if order.capacity is None and order.quarters is None:
        kept_plans.go_by(outcome.run, outcome.scorecard, outcome.roadmap.limits)


def made_of(outcome: Results, order: Order) -> bytes:
    """Return the report of what a run comes to."""
    from assess.enclosing import enclosed
    from reports import forms

    files: tuple[Attachment, ...] = ()
    if order.form == "pdf" and order.enclosed != "nothing":
        files = enclosed(
            outcome,
            words(order.language),
            is_anonymous=order.edition.anonymous,
            with_answers=order.enclosed == "answers",
        )
    try:
        return forms.render(order.form, _view(outcome, order), files, order.template)
    except forms.NotMade as reason:
        raise Mistake(
            reason.problem, reason.remedy, COULD_NOT if reason.is_of_this_computer else WRONG_INPUT
        ) from reason


def view_of(run: Run, order: Order) -> ReportView:
    """Return what the report of a run says, before it takes a form."""
    check_answered(run)
    outcome = workflow.results(run, order.capacity, order.quarters)
    given_out(outcome, order)
    return _view(outcome, order)


def _view(outcome: Results, order: Order) -> ReportView:
    from reports.view import build_view

    return build_view(
        outcome.run.questionnaire,
        outcome.run.responses,
        outcome.scorecard,
        outcome.roadmap,
        words(order.language),
        edition=order.edition,
        analysis=outcome.analysis,
        since=last_time.since_of(outcome.run, order.earlier),
    )
