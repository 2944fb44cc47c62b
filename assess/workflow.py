"""The straight line: from the run that a person names to its scores, its roadmap and its report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

import questionnaires
from assess.errors import Mistake
from questionnaires import answer_file, catalogue
from questionnaires.documents import read_text
from questionnaires.language import phrase
from questionnaires.model import Questionnaire
from questionnaires.responses import Responses
from scoring.scorecard import Scorecard
from scoring.scoring import score_responses

if TYPE_CHECKING:
    from assess.store.history import History
    from assess.store.kept import Kept, KeptRoadmap
    from reports.publication import Publication
    from scoring.roadmap.analysis.model import Analysis
    from scoring.roadmap.model import Roadmap

RUN_FILES = (".yaml", ".yml", ".json", ".pdf")
PDF = b"%PDF-"


WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".ods")  # all but the first are refused, with the way out

TABLES = (".csv", ".tsv")


class Run(msgspec.Struct, frozen=True):
    """A run with the questionnaire on which it was answered; `reference` is what a person can type for it.

    Of a run of which only the figures are here (`publication`), `responses` has no respondents. `store` is the file of
    the store that it came from, where a new plan is kept; all roadmaps that were kept there come along, oldest first.
    `is_being_answered` says that people can still answer it on their phones.
    """

    reference: str
    responses: Responses
    questionnaire: Questionnaire
    publication: Publication | None = None
    store: str | None = None
    kept_roadmaps: tuple[KeptRoadmap, ...] = ()
    kept_analysis: Kept[Analysis] | None = None
    is_being_answered: bool = False

    def __repr__(self) -> str:
        """Return which run it is, without the password that its store may be opened by."""
        return f"Run({self.reference!r})"


class Results(msgspec.Struct, frozen=True):
    """All that a run comes to; `analysis` is there where it was made for this roadmap and kept."""

    run: Run
    scorecard: Scorecard
    roadmap: Roadmap
    analysis: Analysis | None = None


def read_run(reference: str, store_url: str | None = None) -> Run:
    """Return the run that `reference` names: an id of the store, `last`, or the path of a file or report.

    Raises Mistake where there is no such run and ProblemsFound where its file is wrong.
    """
    if is_file(reference):
        return read_file(Path(reference))
    from assess import store

    with store.open(store_url, create=False) as history:
        return stored(history, history.find(reference))


def stored(history: History, run_id: str) -> Run:
    """Return a run of an open store, with its answers or with its figures alone."""
    return Run(
        run_id,
        history.responses(run_id),
        history.questionnaire(run_id),
        history.publication(run_id),
        history.place.url,
        history.roadmaps(run_id),
        history.analysis(run_id),
        is_being_answered=_is_being_answered(history, run_id),
    )


def _is_being_answered(history: History, run_id: str) -> bool:
    if not history.is_workshop(run_id):
        return False
    from assess.workshop.opening import desk_of

    return not desk_of(history.workshop(run_id)).board.is_closed


def is_file(reference: str) -> bool:
    """Say whether a reference is the path of a file, be it there or not, rather than a run of the store."""
    path = Path(reference)
    return path.suffix.lower() in RUN_FILES or path.is_file() or path.name != reference


def read_file(path: Path) -> Run:
    """Return the run that an answer file or a figures file holds, or that a report carries."""
    if path.is_dir():
        raise Mistake(
            phrase("{path} is a folder.", path=path),
            phrase("Name the answer file in it, which ends in .yaml or .json."),
        )
    if is_report(path):
        from assess import from_report

        return from_report.read(path)
    if path.suffix.lower() in WORKBOOKS:
        from assess.answer_sheets import reading

        responses = reading.read(path)
        return Run(str(path), responses, questionnaire_of(responses))
    if path.suffix.lower() in TABLES:
        from assess.answer_tables import importing

        raise importing.without_mapping(path)
    content = read_text(path)
    if path.suffix.lower() == ".json":
        from reports import figures_file

        match figures_file.kind_of(content):
            case "figures":
                return figures_run(figures_file.parse(content, str(path)), str(path))
            case "report":
                raise Mistake(
                    phrase("{path} is a report for other programs; a run does not come back from it.", path=path),
                    phrase("Use the report in PDF, an answer file or a figures file."),
                )
    responses = answer_file.parse(content, str(path))
    return Run(str(path), responses, questionnaire_of(responses))


def is_report(path: Path) -> bool:
    """Say whether a file is a PDF, by its name or by what it starts with."""
    if path.suffix.lower() == ".pdf":
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(PDF)) == PDF
    except OSError:
        return False  # whoever reads it tells why


def figures_run(publication: Publication, reference: str) -> Run:
    """Return a run of which only the figures are here."""
    return Run(reference, publication.header, questionnaire_of(publication.header), publication)


def answers_of(run: Run) -> Responses:
    """Return what was answered in a run; raise Mistake where only its figures are here."""
    if run.publication is not None:
        raise Mistake(
            phrase("of {run} only the figures are here, not the answers.", run=run.reference),
            phrase("Use its answer file, or the store in which it was answered."),
        )
    return run.responses


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
    """Return the scores of a run: those that came with it where its answers did not, else those of its answers."""
    if run.publication is not None:
        return run.publication.scorecard
    return score_responses(run.questionnaire, run.responses)


def results(run: Run, capacity: float | None = None, quarters: int | None = None, *, may_stop: bool = False) -> Results:
    """Score a run and plan its roadmap; `capacity` (person-days a quarter) and `quarters` overrule the run's own.

    Without them the roadmap that the store keeps is used where it still fits, else the new one is kept. With `may_stop`
    Ctrl-C ends the search for a better roadmap, and the best so far is the result, which is not kept; a kept one that
    the clock cut short is then looked for again. Raises Mistake where no roadmap can keep to all that is asked of it.
    """
    from assess import kept_plans
    from assess.interrupts import watched
    from scoring.roadmap import NoPlan, Search, limits_of, plan

    card, limits, search = scorecard(run), limits_of(run.responses, capacity, quarters), Search()
    is_own = limits == limits_of(run.responses)
    kept = kept_plans.find(run, card, limits) if is_own else kept_plans.NOTHING
    if kept.roadmap is not None and not (may_stop and kept.roadmap.status == "stopped"):
        return Results(run, card, kept.roadmap, kept.analysis)
    try:
        with watched() as interrupts:
            roadmap = plan(run.questionnaire, card, limits, search)
    except NoPlan as none:
        raise Mistake(none.message, none.remedy) from None
    if interrupts.was_pressed and not may_stop:
        raise KeyboardInterrupt
    if kept.roadmap is not None and roadmap.status == "stopped" and roadmap.value <= kept.roadmap.value:
        roadmap = kept.roadmap
    elif is_own and not interrupts.was_pressed:
        kept_plans.keep(run, card, roadmap)
    return Results(run, card, roadmap, kept.analysis)


def check_place(path: Path) -> None:
    """Raise Mistake where no file can come at `path`, before the work of making it is done."""
    if path.is_dir():
        raise Mistake(phrase("{path} is a folder.", path=path), phrase("Name a file in it."))
    if not path.absolute().parent.is_dir():
        raise Mistake(
            phrase("the folder {path} does not exist.", path=path.absolute().parent),
            phrase("Make it first, or choose another."),
        )


def is_there(path: Path) -> Mistake:
    """Return what is told where a file would be replaced that nobody said may go."""
    return Mistake(
        phrase("{path} is there already.", path=path),
        phrase("Choose another name with -o, or replace it with --force."),
    )


def write_file(path: Path, content: bytes | str, *, force: bool = True) -> None:
    """Write a file, whole or not at all; an error of the disk names this file and not the unfinished one.

    Raises Mistake where a file is there already and `force` is False.
    """
    from reports import output

    check_place(path)
    try:
        output.write(path, content, force=force)
    except FileExistsError as error:
        raise is_there(path) from error
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
