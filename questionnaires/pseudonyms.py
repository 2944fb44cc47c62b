"""Give the respondents of a run other pseudonyms, so that nothing in it leads back to where it came from."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from msgspec.structs import replace

from questionnaires.language import words as words_in
from questionnaires.responses import ActionProgress, Agreed, Answer, Facts, Respondent, Responses
from questionnaires.run_ids import ALPHABET

LENGTH = 8  # of a pseudonym: 30^8 are too many to try out, and no two people of a run get the same


def drawn() -> str:
    """Return a random pseudonym that depends on nothing."""
    return "p" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def pseudonymised(responses: Responses, *, keep_notes: bool = False, draw: Callable[[], str] = drawn) -> Responses:
    """Return a run under other pseudonyms, in their order and without a number, so that it is a run of its own.

    Every level, bar, mark, date and figure stays. What could tell who somebody is goes: the time taken, earlier
    answers, names of owners and tags; and what people typed, unless `keep_notes`.
    """
    names: set[str] = set()
    while len(names) < len(responses.respondents):
        names.add(draw())
    shuffled = sorted(responses.respondents, key=lambda _: secrets.randbits(64))
    words = words_in(responses.language)
    reason = words("left out")
    people = tuple(
        replace(_without_traces(one, reason, keep_notes=keep_notes), id=name)
        for name, one in zip(sorted(names), shuffled, strict=True)
    )
    renamed = replace(
        responses,
        respondents=people,
        run=None,
        corrections=(),
        tags=(),
        actions={action: replace(progress, owner=None) for action, progress in responses.actions.items()},
        plan=replace(responses.plan, owners={}),
    )
    if keep_notes:
        return renamed
    return replace(
        renamed,
        agreed={item: Agreed(level=one.level) for item, one in renamed.agreed.items()},
        facts=Facts(),
        remarks={},
        actions={action: _figures_of(progress) for action, progress in renamed.actions.items()},
    )


def _without_traces(person: Respondent, reason: str, *, keep_notes: bool) -> Respondent:
    answers = person.answers if keep_notes else {item: _bare(one, reason) for item, one in person.answers.items()}
    return replace(person, answers=answers, seconds={})


def _bare(answer: Answer, reason: str) -> Answer:
    """Return an answer without words; a not-applicable cannot do without a reason."""
    return Answer(kind=answer.kind, level=answer.level, reason=reason if answer.kind == "not_applicable" else None)


def _figures_of(progress: ActionProgress) -> ActionProgress:
    return replace(progress, baseline=None, target=None, kpi=None, evidence=None, note=None)
