"""What became of the plan: which actions ran, and what they were to bring beside what people answer now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from questionnaires.model import Action
from questionnaires.responses import ActionProgress, ActionStatus
from reports import sentences
from reports.view.material import Head, Material, own_words, shortened
from scoring.roadmap.effects import Effect, effects

TOLD = ("done", "running", "dropped")  # what is planned is what the roadmap tells
KPI_CHARACTERS = 160  # of what was typed; the whole of it stands on the card


class EffectLine(msgspec.Struct, frozen=True, kw_only=True):
    """A question that an action was to lift: what was expected beside what is answered; `is_short` where it is less."""

    item: str
    anchor: str
    text: str
    is_short: bool


class FollowedRow(msgspec.Struct, frozen=True, kw_only=True):
    """An action with how it stands, since when, what its KPI says and what it brought."""

    id: str
    anchor: str
    title: str
    status: str
    since: str
    kpi: str
    effects: tuple[EffectLine, ...]
    no_effects: str


class FollowedHeads(msgspec.Struct, frozen=True, kw_only=True):
    """The column headings."""

    action: str
    status: str
    kpi: str
    effects: str


class FollowedUpPage(msgspec.Struct, frozen=True, kw_only=True):
    """The actions of which something was recorded: done, then running, then dropped."""

    head: Head
    heads: FollowedHeads
    rows: tuple[FollowedRow, ...]
    note: str


def build(material: Material) -> FollowedUpPage | None:
    """Return the page of what became of the plan; None where nothing was recorded."""
    recorded = _recorded(material)
    if not recorded:
        return None
    words = material.words
    measured = effects(material.questionnaire, material.scorecard, material.responses)
    return FollowedUpPage(
        head=Head(
            anchor="followed-up",
            title=words("What became of the plan"),
            heading=_heading(material, [progress for _, progress in recorded], measured),
        ),
        heads=FollowedHeads(
            action=words("Action"),
            status=words("Status"),
            kpi="KPI",
            effects=words("What it was to bring, and what people answer"),
        ),
        rows=tuple(
            _row(material, action, progress, [effect for effect in measured if effect.action == action.id])
            for action, progress in recorded
        ),
        note=words(
            "An action that is done raises no score by itself: only answers do. Expected is the level that the action "
            "aims at, answered the mean of the answers."
        )
        if measured
        else "",
    )


def _recorded(material: Material) -> list[tuple[Action, ActionProgress]]:
    """Return what was recorded of actions, by status, then in the order of the questionnaire."""
    found = material.responses.actions
    return [
        (action, found[action.id])
        for status in TOLD
        for action in material.questionnaire.actions
        if action.id in found and found[action.id].status == status
    ]


def _heading(material: Material, recorded: Sequence[ActionProgress], measured: Sequence[Effect]) -> str:
    """Return how many are done, and on how many questions that shows."""
    words = material.words
    done = sum(progress.status == "done" for progress in recorded)
    running = sum(progress.status == "running" for progress in recorded)
    if not done and running:
        said = words.plural(
            "{count} action is running and none is done yet.",
            "{count} actions are running and none is done yet.",
            running,
        )
        return sentences.as_sentence(said)
    if not done:
        said = words.plural("{count} action was dropped.", "{count} actions were dropped.", len(recorded))
        return sentences.as_sentence(said)
    said = sentences.as_sentence(words.plural("{count} action is done", "{count} actions are done", done))
    asked = [effect for effect in measured if effect.verdict != "not_measured"]
    if not asked:
        return words("{said}; what that brought, only the next run tells.", said=said)
    reached = sum(effect.verdict == "reached" for effect in asked)
    if reached == len(asked):
        return words.plural(
            "{said}, and the question concerned stands where it was to come.",
            "{said}, and all {count} questions concerned stand where they were to come.",
            len(asked),
            said=said,
        )
    if not reached:
        return words.plural(
            "{said}, and the question concerned does not stand where it was to come.",
            "{said}, and none of the {count} questions concerned stands where it was to come.",
            len(asked),
            said=said,
        )
    return words.plural(
        "{said}, and {reached} of the {total} questions concerned stands where it was to come.",
        "{said}, and {reached} of the {total} questions concerned stand where they were to come.",
        reached,
        said=said,
        reached=words.count(reached),
        total=words.count(len(asked)),
    )


def _row(material: Material, action: Action, progress: ActionProgress, measured: Sequence[Effect]) -> FollowedRow:
    words = material.words
    lines = tuple(_effect(material, effect) for effect in measured)
    return FollowedRow(
        id=action.id,
        anchor=f"action-{action.id}",
        title=material.text(action.title),
        status=_status_names(material)[progress.status],
        since=words("since {date}", date=words.date(progress.since)) if progress.since else "",
        kpi=shortened("; ".join(_kpi(material, progress)), KPI_CHARACTERS),
        effects=lines,
        no_effects="" if lines else _no_effects(material, progress),
    )


def _no_effects(material: Material, progress: ActionProgress) -> str:
    words = material.words
    if progress.status == "running":
        return words("not done yet")
    if progress.status == "dropped":
        return shortened(own_words(progress.note or ""), KPI_CHARACTERS)
    return words("no question that applies to you")


def _kpi(material: Material, progress: ActionProgress) -> Iterator[str]:
    """Yield what was measured of the KPI: before, now, and what is wanted."""
    words = material.words
    for term, typed in (
        (words("before it began"), progress.baseline),
        (words("now"), progress.kpi),
        (words("wanted"), progress.target),
    ):
        said = own_words(typed or "")
        if said:
            yield f"{term}: {said}"


def _effect(material: Material, effect: Effect) -> EffectLine:
    words = material.words
    values = {"item": effect.item, "expected": effect.expected, "answered": words.number(effect.answered)}
    if effect.verdict == "not_measured":
        text = words("{item}: expected {expected}, not asked since", **values)
    else:
        text = words("{item}: expected {expected}, answered {answered}", **values)
    return EffectLine(
        item=effect.item,
        anchor=f"answers-{effect.item}",
        text=text,
        is_short=effect.verdict == "not_reached",
    )


def _status_names(material: Material) -> dict[ActionStatus, str]:
    words = material.words
    return {
        "planned": words("planned"),
        "running": words("running"),
        "done": words("done"),
        "dropped": words("dropped"),
    }
