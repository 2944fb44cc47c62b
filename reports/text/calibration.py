"""Show on a terminal what an organisation's own runs tell about the noise of answers."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.language import Words
from reports import calibration_sentences as told
from reports.text.lines import Lines, paragraphs, wrapped
from scoring.change.calibrating import Calibration
from scoring.change.estimate import Estimate
from scoring.change.model import ASSUMED

INDENT = "  "


def calibration_lines(organisation: str, calibration: Calibration, words: Words, *, columns: int) -> Lines:
    """Return the two estimates with their intervals as they stand on a terminal of so many columns."""
    title = words.plural(
        "{organisation}: how much answers wobble, by {n} run",
        "{organisation}: how much answers wobble, by {n} runs",
        calibration.runs,
        organisation=organisation,
    )
    return paragraphs(
        [
            wrapped(title, columns, strong_cells=len(title)),
            _answer_noise(calibration.answer, words, columns),
            _leniency(calibration.leniency, words, columns),
            *(wrapped(one, columns) for one in _notes(calibration, words)),
        ]
    )


def _answer_noise(estimate: Estimate, words: Words, columns: int) -> Lines:
    source = words.plural(
        "From {answers} answers that {count} person gave again in the next run.",
        "From {answers} answers that {count} people gave again in the next run.",
        estimate.people,
        answers=estimate.answers,
    )
    about = told.no_answer_noise(estimate, words) or f"{source} {told.verdict(estimate, ASSUMED.answer, words)}"
    name = words("σ, of one answer to one question")
    return (
        *wrapped(f"{name}: {told.figures(estimate, words)}", columns),
        *wrapped(about, columns, INDENT, INDENT),
    )


def _leniency(estimate: Estimate, words: Words, columns: int) -> Lines:
    source = words.plural(
        "From {answers} answers of {count} person.",
        "From {answers} answers of {count} people.",
        estimate.people,
        answers=estimate.answers,
    )
    about = told.no_leniency(estimate, words) or f"{source} {told.verdict(estimate, ASSUMED.leniency, words)}"
    name = words("τ, of one person over all questions (mild or strict)")
    return (
        *wrapped(f"{name}: {told.figures(estimate, words)}", columns),
        *wrapped(about, columns, INDENT, INDENT),
    )


def _notes(calibration: Calibration, words: Words) -> Iterator[str]:
    """Yield what the estimates mean, where there is one."""
    if calibration.answer.value is None and calibration.leniency.value is None:
        return
    yield words("Between brackets: where the true value lies in nine of ten cases.")
    yield told.effect(calibration, words)
    yield from told.remarks(calibration, words)
    yield words(
        "Nothing is calculated with this until you ask for it: `assess compare A B --calibrated` and "
        "`assess trend --calibrated`."
    )
