"""Read a workshop from the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.workshop.opening import desk_of
from assess.workshop.room import Presence, Room
from questionnaires.responses import DEFAULT_HORIZON_QUARTERS

if TYPE_CHECKING:
    from assess.store.history import History
    from questionnaires.model import Questionnaire


def room_of(history: History, run_id: str, questionnaire: Questionnaire) -> Room:
    """Return a workshop as it stands; raises Mistake where it is gone."""
    kept, header, people = history.workshop(run_id), history.responses_header(run_id), history.presence(run_id)
    return Room(
        run_id=run_id,
        code=kept.code,
        kind="survey" if header.mode == "survey" else "workshop",
        organisation=header.organisation,
        language=header.language,
        questionnaire=questionnaire,
        threshold=header.privacy.threshold,
        asks_consent=kept.asks_consent,
        is_open=header.privacy.mode == "open",
        closes=kept.closes,
        horizon_quarters=header.context.horizon_quarters or DEFAULT_HORIZON_QUARTERS,
        group_sizes=header.group_sizes,
        desk=desk_of(kept),
        revision=kept.revision,
        agreed=header.agreed,
        presence=Presence(
            joined=sum(one.joined for one in people.values()),
            ready=sum(one.ready for one in people.values()),
            by_role={role: one.joined for role, one in people.items()},
        ),
    )
