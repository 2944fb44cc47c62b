"""Tell in lines and in JSON which runs there are, and who is in them; pure functions from values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assess.store.summaries import RespondentSummary, RunSummary
from questionnaires.language import Words
from questionnaires.model import Questionnaire
from questionnaires.responses import Mode, Responses
from reports.sentences import respondent_count, respondents_by_role, role_name
from reports.text.lines import Lines, ljust, paragraphs, width, wrapped

Table = dict[str, Any]


def about(summary: RunSummary, words: Words) -> str:
    """Return what tells one run from another, in a few words."""
    return words("{organisation}, {date}", organisation=summary.organisation, date=words.date(summary.date))


def title(summary: RunSummary, words: Words) -> str:
    """Return a run by its id and by what tells it from another: 7k2m9p (Gemeente Voorbeeld, 23 november 2026, …)."""
    people = respondent_count(summary.people, words)
    return words("{run} ({about}, {respondents})", run=summary.id, about=about(summary, words), respondents=people)


def list_lines(summaries: Sequence[RunSummary], words: Words, columns: int) -> Lines:
    """Return two lines for every run, with its id before them."""
    if not summaries:
        return wrapped(words("There are no runs yet. Start one with: `assess run`"), columns)
    indent = " " * (max(width(one.id) for one in summaries) + 2)
    return tuple(line for one in summaries for line in _listed(one, indent, words, columns))


def list_sentences(summaries: Sequence[RunSummary], words: Words, columns: int) -> Lines:
    """Return one sentence for every run, for screen readers."""
    if not summaries:
        return list_lines(summaries, words, columns)
    return tuple(
        line
        for one in summaries
        for line in wrapped(
            f"{one.id}: {about(one, words)}. {_progress_sentence(one, words)}{_tagged(one, words)}", columns - 1
        )
    )


def list_table(summaries: Sequence[RunSummary]) -> Table:
    return {"runs": [_summary_table(one) for one in summaries]}


def show_lines(
    summary: RunSummary, responses: Responses, questionnaire: Questionnaire, words: Words, columns: int
) -> Lines:
    """Return what a run is, and a line for every respondent: how far each of them is, never what they answered."""
    head = wrapped(words("Run {run}: {about}", run=summary.id, about=about(summary, words)), columns)
    facts = [
        words(
            "Questionnaire {questionnaire}, {mode}.",
            questionnaire=summary.questionnaire,
            mode=_mode(summary.mode, words),
        ),
        _privacy(summary, responses, words),
        _corrections(len(responses.corrections), words),
        _tagged(summary, words).strip(),
    ]
    return paragraphs(
        [
            head,
            tuple(line for fact in facts if fact for line in wrapped(fact, columns)),
            wrapped(_progress_sentence(summary, words), columns)
            if summary.figures_of
            else _people(summary.respondents, questionnaire, words, columns),
        ]
    )


def show_table(summary: RunSummary, responses: Responses, questionnaire: Questionnaire) -> Table:
    people = [
        {
            "id": one.id,
            "role": one.role,
            "answered": one.answered,
            "asked": _asked(one, questionnaire),
            "complete": one.is_complete,
        }
        for one in summary.respondents
    ]
    privacy = {"mode": responses.privacy.mode, "threshold": responses.privacy.threshold}
    return _summary_table(summary) | {
        "privacy": privacy,
        "corrections": len(responses.corrections),
        "people": people,
    }


def _summary_table(summary: RunSummary) -> Table:
    questionnaire, _, version = summary.questionnaire.partition("@")
    return {
        "run": summary.id,
        "organisation": summary.organisation,
        "date": summary.date,
        "questionnaire": {"id": questionnaire, "version": version},
        "language": summary.language,
        "mode": summary.mode,
        "tags": list(summary.tags),
        "respondents": summary.roles,
        "only_figures": bool(summary.figures_of),
        "complete": summary.is_complete,
        "unfinished": [one.id for one in summary.unfinished],
    }


def _listed(summary: RunSummary, indent: str, words: Words, columns: int) -> Lines:
    head = wrapped(about(summary, words), columns, ljust(summary.id, len(indent)), indent, width(summary.id))
    return head + wrapped(_progress_sentence(summary, words) + _tagged(summary, words), columns, indent, indent)


def _tagged(summary: RunSummary, words: Words) -> str:
    """Return a sentence with the tags of a run, to stand behind another; nothing where it has none."""
    return words(" Tags: {tags}.", tags=", ".join(summary.tags)) if summary.tags else ""


def _progress_sentence(summary: RunSummary, words: Words) -> str:
    """Return who answers and how far they are: 3 deelnemers (IT-management 1, gebruikers 2); één is nog niet klaar."""
    if not summary.people:
        return words("No respondents yet.")
    people = words(
        "{n_respondents} ({roles})",
        n_respondents=respondent_count(summary.people, words),
        roles=respondents_by_role(summary.roles, words),
    )
    if summary.figures_of:
        return words("{respondents}; only the figures are here.", respondents=people)
    if summary.is_complete:
        return words("{respondents}; complete.", respondents=people)
    unfinished = words.plural("{count} is not ready yet", "{count} are not ready yet", len(summary.unfinished))
    return words("{respondents}; {unfinished}.", respondents=people, unfinished=unfinished)


def _mode(mode: Mode, words: Words) -> str:
    return {"solo": words("answered alone"), "survey": words("survey"), "workshop": words("workshop")}[mode]


def _privacy(summary: RunSummary, responses: Responses, words: Words) -> str | None:
    if summary.people < 2:
        return None
    if responses.privacy.mode == "open":
        return words("Open: everybody agreed that answers may be recognised.")
    return words("Anonymous: no group under {n} is shown.", n=responses.privacy.threshold)


def _corrections(n: int, words: Words) -> str | None:
    return words.plural("{count} answer was changed.", "{count} answers were changed.", n) if n else None


def _people(people: Sequence[RespondentSummary], questionnaire: Questionnaire, words: Words, columns: int) -> Lines:
    if not people:
        return wrapped(words("No respondents yet."), columns)
    names = max(width(one.id) for one in people) + 2
    roles = max(width(role_name(one.role, words, 1)) for one in people) + 2
    lines: list[Lines] = []
    for one in people:
        first = ljust(one.id, names) + ljust(role_name(one.role, words, 1), roles)
        text = words("{answered} of {asked} answered", answered=one.answered, asked=_asked(one, questionnaire))
        if not one.is_complete:
            text = words("{answered}, not ready yet", answered=text)
        lines.append(wrapped(text, columns, first, " " * (names + roles), width(one.id)))
    return tuple(line for block in lines for line in block)


def _asked(one: RespondentSummary, questionnaire: Questionnaire) -> int:
    return sum(1 for _ in questionnaire.asked_of(one.role))
