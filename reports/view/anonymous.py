"""Take the organisation out of a run, so that its report can be shown to others."""

from __future__ import annotations

import re

import msgspec

from questionnaires.language import Words
from questionnaires.responses import ActionProgress, Agreed, Answer, Facts, Respondent, Responses
from reports.brand import Brand
from reports.view.material import own_words
from scoring.change.model import Measured
from scoring.change.since import Since

SHORT_NAME = 3  # characters up to which capitals count: a department may be called IT, and “it” is a word


def without_organisation(responses: Responses, words: Words) -> Responses:
    """Return a run in which the organisation has no name, and in which nobody calls it by its name.

    Every text that people typed is read: the name in it becomes "the organisation". A part of the name, an
    abbreviation or the name of a person stays.
    """
    name = Name(responses.organisation, words)
    return msgspec.structs.replace(
        responses,
        organisation=name.instead,
        run=None,
        respondents=tuple(_respondent(respondent, name) for respondent in responses.respondents),
        agreed={
            item: Agreed(level=agreed.level, note=name.out_of(agreed.note)) for item, agreed in responses.agreed.items()
        },
        actions={action: _progress(progress, name) for action, progress in responses.actions.items()},
        facts=_facts(responses.facts, name),
        remarks={about: name.out_of(text) or "" for about, text in responses.remarks.items()},
        corrections=tuple(
            msgspec.structs.replace(one, answer=one.answer and _answer(one.answer, name))
            for one in responses.corrections
        ),
    )


def without_whose(since: Since, words: Words) -> Since:
    """Return a comparison that does not tell whose runs it is of: neither of the organisation nor by their numbers."""
    how = since.comparison.comparability
    remarks = tuple(one for one in how.remarks if one.code != "organisation")
    comparison = msgspec.structs.replace(since.comparison, comparability=msgspec.structs.replace(how, remarks=remarks))
    trend = since.trend
    if trend is not None:
        steps = tuple(
            msgspec.structs.replace(step, remarks=tuple(one for one in step.remarks if one.code != "organisation"))
            for step in trend.steps
        )
        trend = msgspec.structs.replace(trend, runs=tuple(_measured(run, words) for run in trend.runs), steps=steps)
    return msgspec.structs.replace(
        since,
        old=_measured(since.old, words),
        new=_measured(since.new, words),
        comparison=comparison,
        trend=trend,
    )


def _measured(run: Measured, words: Words) -> Measured:
    return msgspec.structs.replace(run, responses=without_organisation(run.responses, words))


def unsigned(brand: Brand, organisation: str, words: Words) -> Brand:
    """Return a brand that does not tell whose report this is: colours alone, unless it is that of a consultant."""
    if not brand.is_consultant:
        return msgspec.structs.replace(brand, name="", logo=None, contact="", footer="")
    name = Name(organisation, words)
    return msgspec.structs.replace(
        brand,
        name=name.out_of(brand.name) or "",
        contact=name.out_of(brand.contact) or "",
        footer=name.out_of(brand.footer) or "",
    )


class Name:
    """The name of an organisation, however its spaces and capitals are typed, and what stands in its place."""

    def __init__(self, organisation: str, words: Words) -> None:
        self.instead = words("the organisation")
        parts = [re.escape(part) for part in own_words(organisation).split()]
        flags = re.IGNORECASE if len("".join(parts)) > SHORT_NAME else 0
        spaced = r"\s+".join(parts)
        self._pattern = re.compile(rf"(?<!\w){spaced}(?!\w)", flags) if parts else None

    def out_of(self, text: str | None) -> str | None:
        """Return a text without the name; None stays None."""
        if not text or self._pattern is None:
            return text
        return self._pattern.sub(lambda _: self.instead, own_words(text))


def _respondent(respondent: Respondent, name: Name) -> Respondent:
    return msgspec.structs.replace(
        respondent, answers={item: _answer(answer, name) for item, answer in respondent.answers.items()}
    )


def _answer(answer: Answer, name: Name) -> Answer:
    if not (answer.reason or answer.note or answer.evidence):
        return answer
    return msgspec.structs.replace(
        answer,
        reason=answer.reason and (name.out_of(answer.reason) or name.instead),  # it may not become empty
        note=name.out_of(answer.note),
        evidence=name.out_of(answer.evidence),
    )


def _progress(progress: ActionProgress, name: Name) -> ActionProgress:
    return msgspec.structs.replace(
        progress,
        owner=name.out_of(progress.owner),
        baseline=name.out_of(progress.baseline),
        target=name.out_of(progress.target),
        kpi=name.out_of(progress.kpi),
        evidence=name.out_of(progress.evidence),
        note=name.out_of(progress.note),
    )


def _facts(facts: Facts, name: Name) -> Facts:
    told = msgspec.structs.asdict(facts)
    return Facts(**{key: name.out_of(value) if isinstance(value, str) else value for key, value in told.items()})
