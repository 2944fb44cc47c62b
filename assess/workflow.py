"""The straight line: from the run that a person names to its scores, its roadmap and its report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

import questionnaires
from assess.errors import Mistake
from questionnaires import answer_file, catalogue
from questionnaires.language import phrase, words
from questionnaires.model import Language, Questionnaire
from questionnaires.responses import Responses
from scoring.scorecard import Scorecard
from scoring.scoring import score_responses

if TYPE_CHECKING:
    from reports.forms import Form
    from scoring.roadmap.model import Roadmap

ANSWER_FILES = (".yaml", ".yml", ".json")
COULD_NOT = 1


class Run(msgspec.Struct, frozen=True):
    """A run with the questionnaire on which it was answered; `reference` is what a person can type for it."""

    reference: str
    responses: Responses
    questionnaire: Questionnaire


class Results(msgspec.Struct, frozen=True):
    """All that a run comes to."""

    run: Run
    scorecard: Scorecard
    roadmap: Roadmap


def read_run(reference: str, store_url: str | None = None) -> Run:
    """Return the run that `reference` names: an id of the store, `last`, or the path of an answer file.

    Raises Mistake where there is no such run and ProblemsFound where its file is wrong.
    """
    if is_file(reference):
        return read_file(Path(reference))
    from assess import store

    with store.open(store_url, create=False) as history:
        run_id = history.find(reference)
        return Run(run_id, history.responses(run_id), history.questionnaire(run_id))


def is_file(reference: str) -> bool:
    """Say whether a reference is the path of an answer file, be it there or not, rather than a run of the store."""
    path = Path(reference)
    return path.suffix.lower() in ANSWER_FILES or path.is_file() or path.name != reference


def read_file(path: Path) -> Run:
    """Return the run that an answer file holds."""
    if path.is_dir():
        raise Mistake(
            phrase("{path} is a folder.", path=path),
            phrase("Name the answer file in it, which ends in .yaml or .json."),
        )
    responses = answer_file.read(path)
    return Run(str(path), responses, questionnaire_of(responses))


def questionnaire_of(responses: Responses) -> Questionnaire:
    """Return the questionnaire that was answered: in the text that came with the answers, else the shipped one."""
    if responses.questionnaire_text is not None:
        return catalogue.from_text(responses.questionnaire_text)
    return catalogue.load(responses.questionnaire)


def example() -> Run:
    """Return the run of the shipped example department."""
    return read_file(Path(questionnaires.__file__).parent / "it_ambition" / "example.yaml")


def make_folder(path: Path) -> Path:
    """Return a folder that is there, made if need be."""
    if path.exists() and not path.is_dir():
        raise Mistake(phrase("{path} is a file, not a folder.", path=path), phrase("Choose another folder with -o."))
    path.mkdir(parents=True, exist_ok=True)
    return path


def scorecard(run: Run) -> Scorecard:
    return score_responses(run.questionnaire, run.responses)


def results(run: Run, capacity: float | None = None, quarters: int | None = None) -> Results:
    """Score a run and plan its roadmap; `capacity` (person-days a quarter) and `quarters` overrule the run's own."""
    from scoring.roadmap import limits_of, plan

    card = scorecard(run)
    return Results(run, card, plan(run.questionnaire, card, limits_of(run.responses, capacity, quarters)))


def report_form(path: Path, asked: Form | None = None) -> Form:
    """Return the form of a report: what was asked for, else what the name of its file says."""
    from reports import forms

    form = asked or forms.form_of(path)
    if form is None:
        raise Mistake(
            phrase("{path}: no report ends in that.", path=path),
            phrase(
                "Let the name end in {forms}, or choose with --format.",
                forms=", ".join(f".{form}" for form in forms.FORMS),
            ),
        )
    return form


def check_place(path: Path) -> None:
    """Raise Mistake where no file can come at `path`, before the work of making it is done."""
    if path.is_dir():
        raise Mistake(phrase("{path} is a folder.", path=path), phrase("Name a file in it."))
    if not path.absolute().parent.is_dir():
        raise Mistake(
            phrase("the folder {path} does not exist.", path=path.absolute().parent),
            phrase("Make it first, or choose another."),
        )


def write_file(path: Path, content: bytes | str) -> None:
    """Write a file, whole or not at all; an error of the disk names this file and not the unfinished one."""
    from reports import output

    check_place(path)
    try:
        output.write(path, content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def write_report(outcome: Results, path: Path, language: Language, asked: Form | None = None) -> None:
    """Write the report of a run, whole or not at all; the form is `asked`, else what the name of the file says.

    Raises Mistake where what PDF needs is missing on this computer; the rest works without it.
    """
    from reports import forms, pdf, view

    run = outcome.run
    shown = view.build_view(run.questionnaire, run.responses, outcome.scorecard, outcome.roadmap, words(language))
    try:
        report = forms.render(report_form(path, asked), shown)
    except pdf.PangoMissing as missing:
        raise Mistake(
            phrase(
                "{path} was not made, for Pango is missing; all else works without it, a report in .html too.",
                path=path,
            ),
            missing.remedy,
            COULD_NOT,
        ) from missing
    write_file(path, report)
