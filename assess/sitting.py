"""Let one person sit at the interview: whatever happens is saved before its result may be shown."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from assess.errors import Mistake
from assess.interview.events import (
    AnswerGiven,
    BarSet,
    Completed,
    ContextTold,
    Effect,
    Event,
    FactsTold,
    ImportanceMarked,
    PlaceReached,
)
from assess.interview.stepping import step
from assess.interview.walk import Walk

if TYPE_CHECKING:
    from assess.store.history import History

Save = Callable[[Effect], None]


class Sitting:
    """The interview as it stands. `save` raises Mistake where it cannot save; `clock` gives seconds.

    `is_unsaved` says that something could not be saved, and nothing was saved since.
    """

    def __init__(self, walk: Walk, save: Save, clock: Callable[[], float] = time.monotonic) -> None:
        self.walk = replace(walk, arrived=clock())
        self.is_unsaved = False
        self._save = save
        self._clock = clock

    def happen(self, event: Event) -> None:
        """Take one event further; where it cannot be saved the question stays, with the reason above the keys."""
        after = step(self.walk, event, self._clock())
        try:
            for effect in after.effects:
                self._save(effect)
        except Mistake as mistake:
            told = [mistake.message] if mistake.remedy is None else [mistake.message, mistake.remedy]
            self.walk = replace(self.walk, notice=tuple(told))
            self.is_unsaved = True
        else:
            self.walk = after.walk
            self.is_unsaved = self.is_unsaved and not after.effects


def saver(history: History, run_id: str, respondent_id: str) -> Save:
    """Return what keeps an interview's effects in a store."""

    def save(effect: Effect) -> None:
        match effect:
            case AnswerGiven(item_id, answer, seconds):
                history.record_answer(run_id, respondent_id, item_id, answer, seconds)
            case BarSet(domain_id, level):
                history.record_ambition(run_id, respondent_id, domain_id, level)
            case ImportanceMarked(importance):
                history.record_importance(run_id, respondent_id, importance)
            case ContextTold(context):
                history.record_context(run_id, context)
            case FactsTold(facts):
                history.record_facts(run_id, facts)
            case PlaceReached(position):
                history.mark_position(run_id, respondent_id, position)
            case Completed():
                history.complete(run_id, respondent_id)

    return save
