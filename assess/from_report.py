"""Bring a run back from the report that carries it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from assess.errors import Mistake
from assess.workflow import Run, figures_run, questionnaire_of
from questionnaires import answer_file
from questionnaires.language import phrase
from reports import figures_file
from reports.attached import MAX_FILE, Reason, Unreadable, attached
from reports.attachments import ANSWERS, FIGURES, QUESTIONNAIRE


def read(path: Path) -> Run:
    """Return the run that a report carries: with its answers where they are in it, else its figures alone.

    Raises Mistake where the file carries no run, or not as it was made, and ProblemsFound where what it carries is
    wrong.
    """
    files = _attached(path)
    if ANSWERS in files:
        name = f"{path}/{ANSWERS}"
        responses = answer_file.parse(_text(files[ANSWERS], path), name)
        run = Run(str(path), responses, questionnaire_of(responses))
    elif FIGURES in files:
        run = figures_run(figures_file.parse(_text(files[FIGURES], path), f"{path}/{FIGURES}"), str(path))
    else:
        raise Mistake(
            phrase(
                "{path} carries no run: it is no report of Meetlat, or one that was made with --no-data.", path=path
            ),
            phrase("Use the report with its data, an answer file or a figures file."),
        )
    asked = files.get(QUESTIONNAIRE)
    if asked is not None and hashlib.sha256(asked).hexdigest() != run.questionnaire.sha256:
        raise _unreadable("changed", path)
    return run


def _attached(path: Path) -> dict[str, bytes]:
    if path.exists() and path.stat().st_size > MAX_FILE:
        raise _unreadable("too_large", path)
    try:
        return attached(path.read_bytes(), frozenset((ANSWERS, FIGURES, QUESTIONNAIRE)))
    except Unreadable as error:
        raise _unreadable(error.reason, path) from error


def _text(content: bytes, path: Path) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise _unreadable("changed", path) from error


def _unreadable(reason: Reason, path: Path) -> Mistake:
    again = phrase("Use the report as it was made, or make it again.")
    match reason:
        case "not_a_pdf":
            return Mistake(phrase("{path} is no PDF.", path=path), phrase("Choose another file."))
        case "damaged":
            return Mistake(phrase("{path} is damaged.", path=path), again)
        case "locked":
            return Mistake(
                phrase("{path} is locked with a password.", path=path),
                phrase("Take the password off, or use the report as it was made."),
            )
        case "too_large":
            return Mistake(phrase("{path} is larger than a report can be.", path=path), phrase("Choose another file."))
        case "changed":
            return Mistake(phrase("what {path} carries was changed after the report was made.", path=path), again)
