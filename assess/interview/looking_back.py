"""Say when last time's answer is shown: on leaving an item whose new answer is kept and was not held against it yet."""

from __future__ import annotations

from msgspec.structs import replace

from assess.interview.walk import Walk, option_of
from questionnaires.responses import Answer


def is_due(walk: Walk) -> bool:
    """Say whether the answer to the item here is still to be held against that of last time."""
    return walk.then is not None and walk.answer is not None and walk.compared.get(walk.here.id) != walk.chosen


def is_same(walk: Walk) -> bool:
    """Say whether the item here was answered the same last time; a note or a reason may differ."""
    return walk.then is not None and option_of(walk.then.answer) == walk.chosen


def marked(walk: Walk) -> Walk:
    """Return the state in which the answer here has been held against last time's."""
    return walk if walk.chosen is None else replace(walk, compared={**walk.compared, walk.here.id: walk.chosen})


def with_note(answer: Answer, told: str) -> Answer:
    """Return an answer with what changed behind the note that it had."""
    told, note = told.strip(), (answer.note or "").strip()
    if not told:
        return answer
    if not note:
        return replace(answer, note=told)
    return replace(answer, note=f"{note} {told}" if note.endswith((".", "!", "?", "…")) else f"{note}. {told}")
