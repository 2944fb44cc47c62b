"""Change what is kept of an action, and tell what cannot be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import msgspec

from assess.follow_up.fields import DATES, FIELDS, NOT_STARTED, value_of
from questionnaires.language import Phrase, phrase
from questionnaires.responses import ActionProgress


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One field of one action, as it was and as it becomes; None is "not told"."""

    action: str
    field: str
    before: str | None
    after: str | None


class Changed(msgspec.Struct, frozen=True):
    """What is kept of an action from now on; `is_dated` where today was taken for want of a date."""

    progress: ActionProgress
    is_dated: bool = False


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Why a field of an action cannot be what somebody asks."""

    field: str
    code: str
    message: Phrase
    remedy: Phrase


def changed(before: ActionProgress | None, given: Mapping[str, str | None], today: dt.date) -> Changed:
    """Return what is kept of an action with some fields given anew, None to take one away.

    A new status without a date holds from today, and `planned` from no day at all: a date that stood there was that of
    the status before.
    """
    old = before or NOT_STARTED
    values = {field: _told(given[field]) if field in given else value_of(old, field) for field in FIELDS}
    values["status"] = values["status"] or NOT_STARTED.status
    is_other = values["status"] != old.status
    is_dated = is_other and "since" not in given and values["status"] != "planned"
    if is_other and "since" not in given:
        values["since"] = today.isoformat() if is_dated else None
    return Changed(msgspec.convert(values, ActionProgress), is_dated)


def _told(value: str | None) -> str | None:
    return (value or "").strip() or None


def refusals(action: str, progress: ActionProgress, today: dt.date) -> Iterator[Refusal]:
    """Yield what cannot be kept of an action as seen from a day."""
    since, finish = (dt.date.fromisoformat(day) if (day := value_of(progress, field)) else None for field in DATES)
    if since and since > today and progress.status != "planned":
        yield Refusal(
            field="since",
            code="date-in-the-future",
            message={
                "running": phrase(
                    "{action} cannot run since {date}: that day is still to come.", action=action, date=since
                ),
                "done": phrase(
                    "{action} cannot be done since {date}: that day is still to come.", action=action, date=since
                ),
                "dropped": phrase(
                    "{action} cannot be dropped since {date}: that day is still to come.", action=action, date=since
                ),
            }[progress.status],
            remedy=phrase("Choose {today} or a day before it, or keep it planned.", today=today),
        )
    if since and finish and finish < since and progress.status == "running":
        yield Refusal(
            field="finish",
            code="ends-before-it-begins",
            message=phrase("{action} would be finished on {finish}, before it began on {since}.",
                           action=action, finish=finish, since=since),
            remedy=phrase("Change one of the two dates."),
        )  # fmt: skip


def differences(action: str, before: ActionProgress | None, after: ActionProgress) -> tuple[Change, ...]:
    """Return the fields that become another, in the order in which they are shown."""
    return tuple(
        Change(action=action, field=field, before=old, after=new)
        for field in FIELDS
        if (old := value_of(before, field)) != (new := value_of(after, field))
    )
