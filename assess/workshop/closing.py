"""End the answering of a workshop from another program than the one that serves it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import msgspec

from assess.workshop.board import Close, Move, step
from assess.workshop.opening import desk_of

if TYPE_CHECKING:
    from assess.store.history import History


def close_answering(history: History, run_id: str) -> None:
    """Let nobody answer in a workshop any more."""
    with history.together():
        take_step(history, run_id, Close())


def take_step(history: History, run_id: str, move: Move, revision: int | None = None) -> None:
    """Keep what a facilitator does, within a block of `together`.

    `revision` is that of the page on which it was asked; None for what holds whatever else was done. Raises Mistake
    where it is not possible, or was asked of another state.
    """
    kept, header = history.workshop(run_id), history.responses_header(run_id)
    desk = desk_of(kept)
    after = step(desk, move, now=time.time(), agreed=header.agreed)
    if after.desk != desk:
        history.keep_desk(
            run_id, kept.revision if revision is None else revision, msgspec.json.encode(after.desk).decode()
        )
    if after.agreed:
        history.record_agreed(run_id, after.agreed)
    if after.desk.board.is_closed and not desk.board.is_closed and kept.asks_consent:
        history.settle_privacy(run_id)
