"""The codes by which LimeSurvey knows questions and answers, whose names may hold letters and figures alone."""

from __future__ import annotations

import re

from questionnaires.model import AUDIENCES, ROLES, Audience, Questionnaire, Role

SUFFIX: dict[Audience, str] = {"it": "", "user": "u", "supplier": "s"}
ANSWER_CODES = {"A1": "1", "A2": "2", "A3": "3", "A4": "4", "A5": "5", "DK": "unknown", "NA": "not_applicable"}
ROLE_CODES: dict[str, Role] = dict(zip(("R1", "R2", "R3", "R4"), ROLES, strict=True))
ROLE, CODE = "role", "code"  # the names of the questions who somebody is
COMMENT = "[comment]"  # what LimeSurvey puts behind the name of a question for what was written beside it


def code_of(item: str, audience: Audience) -> str:
    """Return the name of the question for an item as an audience is asked it: U1q1, U1q1u."""
    return re.sub(r"[^A-Za-z0-9]", "q", item) + SUFFIX[audience]


def items_by_code(questionnaire: Questionnaire) -> dict[str, str]:
    return {
        code_of(item.id, audience): item.id
        for item in questionnaire.items.values()
        for audience in AUDIENCES
        if audience in item.audience
    }
