"""What is told about a run without telling its answers."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from questionnaires.language import Phrase
from questionnaires.model import ROLES, Language, Questionnaire, Role
from questionnaires.responses import Mode, Respondent, Responses, Tags


class RespondentSummary(msgspec.Struct, frozen=True, kw_only=True):
    """How far one respondent is; `position` is what `mark_position` was last told, None before that.

    `active_at` is the moment of the last change in an interview; None for who came in with a file.
    """

    id: str
    role: Role
    answered: int
    is_complete: bool
    position: str | None = None
    active_at: dt.datetime | None = None


class RunSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One run of the store; `questionnaire` is "id@version".

    Of a run of which only the figures are here, `figures_of` says of how many respondents by role, and there is no
    more to tell of them.
    """

    id: str
    organisation: str
    date: str
    questionnaire: str
    language: Language
    mode: Mode
    respondents: tuple[RespondentSummary, ...]
    figures_of: dict[Role, int] = {}
    tags: Tags = ()

    @property
    def people(self) -> int:
        """The number of respondents."""
        return sum(self.roles.values())

    @property
    def roles(self) -> dict[Role, int]:
        """The number of respondents of each role that is there, in the order of the roles."""
        if self.figures_of:
            return self.figures_of
        counted = {role: sum(one.role == role for one in self.respondents) for role in ROLES}
        return {role: n for role, n in counted.items() if n}

    @property
    def unfinished(self) -> tuple[RespondentSummary, ...]:
        return tuple(one for one in self.respondents if not one.is_complete)

    @property
    def is_complete(self) -> bool:
        return bool(self.figures_of) or (bool(self.respondents) and not self.unfinished)


def has_answered_all(respondent: Respondent, questionnaire: Questionnaire) -> bool:
    """Say whether a respondent answered every item that the role is asked."""
    return all(item.id in respondent.answers for item in questionnaire.asked_of(respondent.role))


def summary_of(
    name: str, responses: Responses, questionnaire: Questionnaire, figures_of: dict[Role, int] | None = None
) -> RunSummary:
    """Return what a list would tell of a run that is in no store."""
    return RunSummary(
        id=name,
        organisation=responses.organisation,
        date=responses.date,
        questionnaire=f"{questionnaire.id}@{questionnaire.version}",
        language=responses.language,
        mode=responses.mode,
        respondents=tuple(
            RespondentSummary(
                id=one.id,
                role=one.role,
                answered=len(one.answers),
                is_complete=has_answered_all(one, questionnaire),
            )
            for one in responses.respondents
        ),
        figures_of=figures_of or {},
        tags=responses.tags,
    )


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a run that came in: it was new, it added to a run that was here, or all of it was here."""

    run_id: str
    outcome: Literal["new", "grown", "same"]
    remarks: tuple[Phrase, ...] = ()
